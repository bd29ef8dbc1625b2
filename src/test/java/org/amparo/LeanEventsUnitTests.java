package org.amparo;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.modulith.events.core.EventPublicationRepository;
import org.springframework.modulith.events.core.TargetEventPublication;
import org.springframework.transaction.TransactionExecution;

class LeanEventsUnitTests {

    private static final UUID PUBLICATION = UUID.randomUUID();

    private final EventPublicationRepository table = mock(EventPublicationRepository.class);
    private final LeanEvents lean = new LeanEvents(
            new StaticListableBeanFactory(java.util.Map.of("clock", Clock.systemUTC())).getBeanProvider(Clock.class));
    private final EventPublicationRepository repository =
            (EventPublicationRepository) lean.postProcessAfterInitialization(table, "repository");

    static class Listening {
        @ApplicationModuleListener
        void on(Object event) {}
    }

    @Test
    void aReactionIsWrittenDownOnceWhicheverWayTheFrameworkSaysSo() {
        reactionCommits();
        repository.markCompleted(publication(), Instant.now());
        verify(table).markCompleted(eq(PUBLICATION), any());

        reactionCommits();
        repository.markCompleted(PUBLICATION, Instant.now());
        verify(table, org.mockito.Mockito.times(2)).markCompleted(eq(PUBLICATION), any());
        verifyNoMoreInteractions(table);
    }

    @Test
    void aReactionThatCommittedNothingOfItsOwnIsWrittenDownWhenItReturns() {
        repository.markProcessing(PUBLICATION);
        var publication = publication();
        var now = Instant.now();
        repository.markCompleted(publication, now);
        verify(table).markCompleted(publication, now);
        verifyNoMoreInteractions(table);
    }

    @Test
    void aReactionThatWasUndoneAndDoneAgainIsWrittenDownWithTheSecondTime() {
        repository.markProcessing(PUBLICATION);
        var lost = begun();
        lean.beforeCommit(lost);
        lean.afterRollback(lost, null);

        lean.beforeCommit(begun());
        repository.markCompleted(publication(), Instant.now());

        verify(table, org.mockito.Mockito.times(2)).markCompleted(eq(PUBLICATION), any());
        verifyNoMoreInteractions(table);
    }

    private void reactionCommits() {
        repository.markProcessing(PUBLICATION);
        lean.beforeCommit(begun());
    }

    private TransactionExecution begun() {
        var transaction = mock(TransactionExecution.class);
        when(transaction.getTransactionName()).thenReturn(Listening.class.getName() + ".on");
        lean.afterBegin(transaction, null);
        return transaction;
    }

    private static TargetEventPublication publication() {
        var publication = mock(TargetEventPublication.class);
        when(publication.getIdentifier()).thenReturn(PUBLICATION);
        return publication;
    }
}
