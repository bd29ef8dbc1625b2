package org.amparo;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.modulith.events.core.EventPublicationRepository;
import org.springframework.modulith.events.core.TargetEventPublication;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.util.ClassUtils;

/**
 * An event costs its listener no commit of its own. That a listener has begun is not written down, and that it is done is written in the
 * listener's own transaction: what it did and that it did it are there together or not at all. A publication is there from the commit of
 * what happened until that moment, and one that nobody has finished after a minute is tried again.
 */
@Component
class LeanEvents implements BeanPostProcessor, TransactionExecutionListener {

    private static final ThreadLocal<@Nullable Work> WORK = new ThreadLocal<>();

    private final Map<String, Boolean> listeners = new ConcurrentHashMap<>();
    private final ObjectProvider<Clock> clock;
    private volatile @Nullable EventPublicationRepository publications;

    LeanEvents(ObjectProvider<Clock> clock) {
        this.clock = clock;
    }

    /** What a thread is at: one publication, the transaction its listener began first, and whether that has told that it is done. */
    private static final class Work {

        private final UUID publication;
        private @Nullable TransactionExecution listening;
        private boolean told;

        Work(UUID publication) {
            this.publication = publication;
        }
    }

    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
        var current = WORK.get();
        if (current != null
                && current.listening == null
                && failure == null
                && listeners.computeIfAbsent(transaction.getTransactionName(), LeanEvents::isListener)) {
            current.listening = transaction;
        }
    }

    /** A listener without a transaction of its own may open several: none of them is the end of its work. */
    private static boolean isListener(String method) {
        var dot = method.lastIndexOf('.');
        if (dot < 0) {
            return false;
        }
        try {
            var type = ClassUtils.forName(method.substring(0, dot), LeanEvents.class.getClassLoader());
            return Arrays.stream(type.getDeclaredMethods())
                    .filter(one -> one.getName().equals(method.substring(dot + 1)))
                    .anyMatch(one -> AnnotatedElementUtils.hasAnnotation(one, TransactionalEventListener.class));
        } catch (ClassNotFoundException named) { // a transaction that somebody gave a name of their own
            return false;
        }
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // this very transaction, not one like it
    public void beforeCommit(TransactionExecution transaction) {
        var current = WORK.get();
        var kept = publications;
        if (current != null && current.listening == transaction && kept != null) {
            kept.markCompleted(current.publication, clock.getObject().instant());
            current.told = true;
        }
    }

    @Override
    public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
        if (failure != null) {
            undone(transaction);
        }
    }

    @Override
    public void afterRollback(TransactionExecution transaction, @Nullable Throwable failure) {
        undone(transaction);
    }

    /** What it told is undone with it. The listener may be tried again ({@link SecondTries}), and then that transaction tells. */
    @SuppressWarnings("ReferenceEquality") // this very transaction, not one like it
    private static void undone(TransactionExecution transaction) {
        var current = WORK.get();
        if (current != null && current.listening == transaction) {
            current.listening = null;
            current.told = false;
        }
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof EventPublicationRepository repository) {
            publications = repository;
            return lean(repository);
        }
        return bean;
    }

    private EventPublicationRepository lean(EventPublicationRepository repository) {
        return (EventPublicationRepository) Proxy.newProxyInstance(
                LeanEvents.class.getClassLoader(),
                new Class<?>[] {EventPublicationRepository.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "markProcessing" -> {
                        WORK.set(new Work((UUID) arguments[0]));
                        yield null;
                    }
                    case "markCompleted" ->
                        alreadyTold(arguments[0]) ? null : Calls.pass(method, repository, arguments);
                    case "markFailed" -> {
                        WORK.remove();
                        yield Calls.pass(method, repository, arguments);
                    }
                    default -> Calls.pass(method, repository, arguments);
                });
    }

    /** Asked after the listener's commit, in its thread: then there is nothing left to write, and nothing left to remember. */
    private boolean alreadyTold(Object completed) {
        var current = WORK.get();
        WORK.remove();
        var id = completed instanceof TargetEventPublication publication ? publication.getIdentifier() : completed;
        return current != null && current.told && current.publication.equals(id);
    }
}
