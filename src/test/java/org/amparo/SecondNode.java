package org.amparo;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.amparo.matching.DocketPlanCommitted;
import org.amparo.support.TestPostgres;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.core.task.TaskDecorator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** A second node of {@link TwoNodesTests}: the same database, and a pool, a memory and threads of its own. It can be made to end at the worst moment. */
@TestConfiguration(proxyBeanMethods = false)
class SecondNode {

    static final AtomicReference<TestPostgres.@Nullable Database> SHARED = new AtomicReference<>();

    static final AtomicReference<@Nullable String> KEY_FILE = new AtomicReference<>();

    /** Whether the process is gone: it does nothing more of what it had before it. */
    static final AtomicBoolean DEAD = new AtomicBoolean();

    /** Whether it ends in the middle of the transaction that commits a plan. */
    static final AtomicBoolean DYING = new AtomicBoolean();

    @Bean
    TestPostgres.Database testDatabase() {
        return Objects.requireNonNull(SHARED.get());
    }

    @Bean
    DynamicPropertyRegistrar keys() {
        return settings -> settings.add("amparo.key-file", KEY_FILE::get);
    }

    @Bean
    TaskDecorator death() {
        return work -> () -> {
            if (!DEAD.get()) {
                work.run();
            }
        };
    }

    @Bean
    Dying dying(JdbcClient jdbc, TestPostgres.Database database) {
        return new Dying(jdbc, database);
    }

    /** Cuts the connection, as it is cut when a process ends. */
    record Dying(JdbcClient jdbc, TestPostgres.Database database) {

        @EventListener
        void on(DocketPlanCommitted committed) {
            if (DYING.get()) {
                var backend =
                        jdbc.sql("SELECT pg_backend_pid()").query(Integer.class).single();
                database.asSuperuser()
                        .sql("SELECT pg_terminate_backend(?)")
                        .param(backend)
                        .query(Boolean.class)
                        .single();
            }
        }
    }
}
