package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.amparo.kernel.NotFound;
import org.amparo.membership.Directory;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.scheduling.annotation.Async;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A reaction that fails is seen by the steward, tried again, and in the end happens. */
@SpringBootTest(properties = "amparo.events.second-chance=1h") // the test says when
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, StalledEventsTests.Setup.class})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class StalledEventsTests {

    record SomethingHappened(UUID id) {}

    /** Fails until told otherwise. */
    static class Clumsy {

        static final AtomicInteger ATTEMPTS = new AtomicInteger();
        static volatile boolean able;

        @ApplicationModuleListener(id = "test.clumsy")
        void on(SomethingHappened event) {
            ATTEMPTS.incrementAndGet();
            if (!able) {
                throw new IllegalStateException("not today");
            }
        }
    }

    record SomethingWasDone(UUID id) {}

    record SomethingTakesLong(UUID id) {}

    /** Looks how many publications there are at each step of its work. */
    static class Watchful {

        static final List<Integer> SEEN = new CopyOnWriteArrayList<>();
        static volatile boolean failing;

        private final DataSource database;
        private final TransactionTemplate another;

        Watchful(DataSource database, PlatformTransactionManager transactions) {
            this.database = database;
            this.another = new TransactionTemplate(transactions);
            another.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        }

        @ApplicationModuleListener(id = "test.watchful")
        void on(SomethingWasDone event) {
            another.executeWithoutResult(inside -> look());
            look();
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    look();
                }
            });
            if (failing) {
                throw new IllegalStateException("not after all");
            }
        }

        @Async
        @TransactionalEventListener(id = "test.long")
        void on(SomethingTakesLong event) {
            another.executeWithoutResult(first -> look());
            another.executeWithoutResult(second -> look());
            look();
        }

        private void look() {
            SEEN.add(JdbcClient.create(database)
                    .sql("SELECT count(*) FROM event_publication")
                    .query(Integer.class)
                    .single());
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Setup {

        @Bean
        Watchful watchful(DataSource database, PlatformTransactionManager transactions) {
            return new Watchful(database, transactions);
        }

        @Bean
        Clumsy clumsy() {
            return new Clumsy();
        }

        @Bean
        @Primary
        Directory testMembers() {
            return new TestMembers();
        }
    }

    private final StalledEvents events;
    private final ApplicationEventPublisher publisher;
    private final TransactionTemplate transaction;
    private final DataSource database;
    private final MockMvc mvc;

    StalledEventsTests(
            StalledEvents events,
            ApplicationEventPublisher publisher,
            TransactionTemplate transaction,
            DataSource database,
            MockMvc mvc) {
        this.events = events;
        this.publisher = publisher;
        this.transaction = transaction;
        this.database = database;
        this.mvc = mvc;
    }

    @BeforeEach
    void startAfresh() {
        JdbcClient.create(database).sql("DELETE FROM event_publication").update();
        Clumsy.able = false;
        Clumsy.ATTEMPTS.set(0);
        Watchful.SEEN.clear();
        Watchful.failing = false;
    }

    @Test
    void thatAReactionIsDoneIsCommittedWithWhatItDid() {
        transaction.executeWithoutResult(status -> publisher.publishEvent(new SomethingWasDone(UUID.randomUUID())));
        await().until(() -> Watchful.SEEN.size() == 3);
        assertThat(Watchful.SEEN)
                .as("inside another transaction, before and after the commit")
                .containsExactly(1, 1, 0);
    }

    @Test
    void aReactionThatFailsAfterATransactionInsideItIsNotDone() {
        Watchful.failing = true;
        transaction.executeWithoutResult(status -> publisher.publishEvent(new SomethingWasDone(UUID.randomUUID())));
        await().until(() -> events.all().size() == 1);
        assertThat(events.all())
                .singleElement()
                .satisfies(one -> assertThat(one.state()).isEqualTo(StalledPublication.State.FAILED));
        Watchful.failing = false;
        events.tryAgain(events.all().getFirst().id());
        await().until(() -> outstanding() == 0);
    }

    @Test
    void aReactionOfSeveralTransactionsIsDoneAfterTheLast() {
        transaction.executeWithoutResult(status -> publisher.publishEvent(new SomethingTakesLong(UUID.randomUUID())));
        await().until(() -> Watchful.SEEN.size() == 3 && outstanding() == 0);
        assertThat(Watchful.SEEN).containsExactly(1, 1, 1);
    }

    @Test
    void aFailedReactionIsSeenAndHappensAtTheStewardsWord() throws Exception {
        var failed = somethingHappensAndFails();

        mvc.perform(get("/events").with(TestMembers.page("steward")))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("test.clumsy")))
                .andExpect(content().string(Matchers.containsString("SomethingHappened")))
                .andExpect(content().string(Matchers.not(Matchers.containsString(failed.toString() + "\"}"))));
        mvc.perform(get("/api/v1/events").with(TestMembers.api("steward")))
                .andExpect(jsonPath("$[0].listener").value("test.clumsy"))
                .andExpect(jsonPath("$[0].state").value("FAILED"))
                .andExpect(jsonPath("$[0].payload").doesNotExist());

        Clumsy.able = true;
        mvc.perform(post("/events/{id}/attempts", failed)
                        .with(TestMembers.page("steward"))
                        .with(csrf()))
                .andExpect(redirectedUrl("/events"))
                .andExpect(flash().attribute("notice", "root.events.tried"));
        await().until(() -> events.all().isEmpty() && outstanding() == 0);
        assertThat(Clumsy.ATTEMPTS).hasValue(2);
    }

    @Test
    void aFailedReactionIsTriedAgainByItselfWhenItsTimeHasCome() {
        somethingHappensAndFails();
        events.tryAgainWhatIsDue();
        assertThat(Clumsy.ATTEMPTS).as("too early").hasValue(1);

        Clumsy.able = true;
        age(Duration.ofMinutes(1));
        events.tryAgainWhatIsDue();
        await().until(() -> outstanding() == 0);
        assertThat(Clumsy.ATTEMPTS).hasValue(2);
    }

    @Test
    void onlyOneNodeTriesAgainAtATime() throws Exception {
        somethingHappensAndFails();
        age(Duration.ofMinutes(1));
        try (var otherNode = database.getConnection();
                var statement = otherNode.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + 0x616d_7061_726f_0001L + ")");
            events.tryAgainWhatIsDue();
            statement.execute("SELECT pg_advisory_unlock(" + 0x616d_7061_726f_0001L + ")");
        }
        assertThat(Clumsy.ATTEMPTS).hasValue(1);
        assertThat(events.all())
                .singleElement()
                .satisfies(one -> assertThat(one.state()).isEqualTo(StalledPublication.State.FAILED));
    }

    @Test
    void saysSoWhenThereIsNothingToTryAgain() throws Exception {
        assertThatThrownBy(() -> events.tryAgain(UUID.randomUUID())).isInstanceOf(NotFound.class);
        mvc.perform(post("/api/v1/events/{id}/attempts", UUID.randomUUID()).with(TestMembers.api("steward")))
                .andExpect(status().isNotFound());
    }

    @Test
    void isForStewardsOnly() throws Exception {
        for (var other : new String[] {"volunteer", "dispatcher", "attorney", "lead"}) {
            mvc.perform(get("/events").with(TestMembers.page(other))).andExpect(status().isForbidden());
            mvc.perform(get("/api/v1/events").with(TestMembers.api(other))).andExpect(status().isForbidden());
            mvc.perform(post("/api/v1/events/{id}/attempts", UUID.randomUUID()).with(TestMembers.api(other)))
                    .andExpect(status().isForbidden());
        }
    }

    private UUID somethingHappensAndFails() {
        transaction.executeWithoutResult(status -> publisher.publishEvent(new SomethingHappened(UUID.randomUUID())));
        await().until(() -> JdbcClient.create(database)
                        .sql("SELECT count(*) FROM event_publication WHERE status = 'FAILED'")
                        .query(Integer.class)
                        .single()
                == 1);
        return events.all().getFirst().id();
    }

    private void age(Duration age) {
        JdbcClient.create(database)
                .sql("UPDATE event_publication SET publication_date = publication_date - make_interval(secs => :age),"
                        + " last_resubmission_date = last_resubmission_date - make_interval(secs => :age)")
                .param("age", (double) age.toSeconds())
                .update();
    }

    private int outstanding() {
        return JdbcClient.create(database)
                .sql("SELECT count(*) FROM event_publication")
                .query(Integer.class)
                .single();
    }
}
