package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.amparo.support.TestPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is sent to PostgreSQL, and when, of what a transaction writes without waiting for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParcelTests {

    private static final String LATER =
            "/* later */ INSERT INTO public.told (id, what, many) VALUES (:id, :what, :many)";

    private final List<String> sent = new ArrayList<>();
    private final AtomicReference<Setting> reader = new AtomicReference<>(Setting.NOBODY);
    private final HikariDataSource pool = new HikariDataSource();
    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final TransactionTemplate transaction;

    ParcelTests() {
        var server = TestPostgres.create();
        pool.setJdbcUrl(server.url());
        pool.setUsername(server.user());
        pool.setPassword(server.password());
        pool.setMaximumPoolSize(1);
        server.asSuperuser()
                .sql("CREATE TABLE public.told (n serial, id uuid PRIMARY KEY, what text, many bigint[])")
                .update();
        server.asSuperuser()
                .sql("GRANT ALL ON public.told, public.told_n_seq TO PUBLIC")
                .update();
        var walled = new WalledDataSource(listening(), reader::get);
        jdbc = JdbcClient.create(walled);
        template = new JdbcTemplate(walled);
        transaction = new TransactionTemplate(new JdbcTransactionManager(walled));
    }

    @BeforeEach
    void nothingIsThere() {
        jdbc.sql("DELETE FROM public.told").update();
        sent.clear();
    }

    @AfterAll
    void close() {
        pool.close();
    }

    @Test
    void whatNobodyWaitsForIsSentInOneMessageAndInItsOrderBeforeAnythingIsAsked() {
        transaction.executeWithoutResult(status -> {
            write("first");
            write(null);
            template.batchUpdate(
                    "/* later */ INSERT INTO public.told (id, what) VALUES (?, ?)",
                    List.of(new Object[] {UUID.randomUUID(), "third"}, new Object[] {UUID.randomUUID(), "fourth"}));
            jdbc.sql("/* later */ UPDATE public.told SET what = what || '!' WHERE what IS NOT NULL")
                    .update();
            assertThat(sent).isEmpty();
            assertThat(told()).containsExactly("first!", null, "third!", "fourth!");
        });
        assertThat(sent).hasSize(2);
        assertThat(sent.getFirst()).doesNotContain("later").contains("INSERT", "UPDATE");
        assertThat(sent.getLast()).startsWith("SELECT");
        assertThat(jdbc.sql("SELECT many FROM public.told WHERE what = 'first!'")
                        .query((row, number) -> List.of((Long[]) row.getArray(1).getArray()))
                        .single())
                .containsExactly(7L, 8L);
    }

    @Test
    void theCommitSendsWhatIsLeft() {
        transaction.executeWithoutResult(status -> write("left"));
        assertThat(sent).hasSize(1);
        assertThat(told()).containsExactly("left");
    }

    @Test
    void aStatementThatFailsTakesTheTransactionWithIt() {
        var id = UUID.randomUUID();
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> transaction.executeWithoutResult(status -> {
                    write(id, "once");
                    write(id, "twice");
                    write("and more");
                    told();
                }));
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    write(id, "once");
                    write(id, "twice");
                }))
                .as("at the commit")
                .hasMessageContaining("duplicate key");
        assertThat(told()).isEmpty();
        transaction.executeWithoutResult(status -> write("afterwards"));
        assertThat(told()).containsExactly("afterwards");
    }

    @Test
    void whatATransactionThatWasGivenUpWroteIsNeverSent() {
        transaction.executeWithoutResult(status -> {
            write("never");
            status.setRollbackOnly();
        });
        transaction.executeWithoutResult(status -> write("now"));
        assertThat(sent).hasSize(1);
        assertThat(told()).containsExactly("now");
    }

    @Test
    void goingBackToASavepointTakesBackWhatWasWrittenAfterIt() {
        transaction.executeWithoutResult(status -> {
            write("kept");
            var savepoint = status.createSavepoint();
            write("taken back");
            status.rollbackToSavepoint(savepoint);
            write("kept too");
        });
        assertThat(told()).containsExactly("kept", "kept too");
    }

    @Test
    void outsideATransactionItIsSentAtOnce() {
        write("alone");
        assertThat(sent).hasSize(1);
        assertThat(told()).containsExactly("alone");
    }

    @Test
    void moreThanOneMessageHoldsGoesInSeveral() {
        transaction.executeWithoutResult(status -> {
            for (var row = 0; row < 100; row++) {
                write("row");
            }
        });
        assertThat(sent).hasSize(3);
        assertThat(told()).hasSize(100);
    }

    @Test
    void itIsWrittenAsWhoeverWasTheReaderThen() {
        reader.set(new Setting("none", true, false, null, null, null));
        try {
            transaction.executeWithoutResult(status -> {
                jdbc.sql("/* later */ INSERT INTO public.told (id, what) SELECT gen_random_uuid(),"
                                + " current_setting('amparo.reach') WHERE 'intake.' <> ''")
                        .update();
                reader.set(new Setting("none", false, true, null, null, null));
                jdbc.sql("/* later */ INSERT INTO public.told (id, what) SELECT gen_random_uuid(),"
                                + " current_setting('amparo.reach') WHERE 'intake.' <> ''")
                        .update();
            });
        } finally {
            reader.set(Setting.NOBODY);
        }
        assertThat(told()).containsExactly("system", "overseer");
    }

    @Test
    void whoAsksForAnAnswerMustWaitForIt() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> transaction.execute(status -> jdbc.sql(
                                "/* later */ INSERT INTO public.told (id) VALUES (gen_random_uuid()) RETURNING id")
                        .query(UUID.class)
                        .single()));
    }

    private void write(@Nullable String what) {
        write(UUID.randomUUID(), what);
    }

    private void write(UUID id, @Nullable String what) {
        jdbc.sql(LATER)
                .param("id", id)
                .param("what", what, Types.VARCHAR)
                .param("many", new Long[] {7L, 8L})
                .update();
    }

    private List<String> told() {
        return jdbc.sql("SELECT what FROM public.told ORDER BY n")
                .query(String.class)
                .list();
    }

    /** Writes down what is prepared on the pool's own connections. */
    private DelegatingDataSource listening() {
        return new DelegatingDataSource(pool) {
            @Override
            public Connection getConnection() throws SQLException {
                var connection = super.getConnection();
                return (Connection) Proxy.newProxyInstance(
                        ParcelTests.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("prepareStatement")
                                    && !((String) arguments[0]).contains("set_config")) {
                                sent.add((String) arguments[0]);
                            }
                            try {
                                return method.invoke(connection, arguments);
                            } catch (InvocationTargetException failed) {
                                throw failed.getCause() == null ? failed : failed.getCause();
                            }
                        });
            }
        };
    }
}
