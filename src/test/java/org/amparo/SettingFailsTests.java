package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.amparo.support.TestPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.test.web.servlet.MockMvc;

/**
 * Telling the database who reads fails at two hundred points nobody could foresee, in four ways, while people write: what was answered as done is
 * there, what was not is not, and every connection comes back.
 */
@SpringBootTest
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, SecurityTests.People.class, SettingFailsTests.Failing.class})
class SettingFailsTests {

    private static final int FAILURES = 200;
    private static final int WRITES = 1_200;
    private static final int PEOPLE = 8;
    private static final int CONNECTIONS = 4;

    @TestConfiguration(proxyBeanMethods = false)
    static class Failing {

        @Bean
        Faulty pool(TestPostgres.Database database) {
            var pool = new HikariDataSource();
            pool.setJdbcUrl(database.url());
            pool.setUsername(database.user());
            pool.setPassword(database.password());
            pool.setMaximumPoolSize(CONNECTIONS);
            return new Faulty(pool);
        }
    }

    /** A pool whose connections now and then fail to be told who reads. */
    static final class Faulty extends DelegatingDataSource {

        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();
        private volatile Set<Integer> points = Set.of();

        Faulty(HikariDataSource pool) {
            super(pool);
        }

        @Override
        public Connection getConnection() throws SQLException {
            var connection = super.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    Faulty.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("prepareStatement")
                                && ((String) arguments[0]).contains("set_config('role', ?, true)")
                                && points.contains(asked.getAndIncrement())) {
                            fail(connection, (String) arguments[0]);
                        }
                        try {
                            return method.invoke(connection, arguments);
                        } catch (InvocationTargetException trouble) {
                            throw trouble.getCause() == null ? trouble : trouble.getCause();
                        }
                    });
        }

        private void fail(Connection connection, String sql) throws SQLException {
            switch (failed.getAndIncrement() % 4) {
                case 0 -> throw new SQLException("never sent");
                case 1 -> connection.createStatement().execute("SELECT 1 / 0");
                case 2 -> connection.createStatement().execute("SELECT pg_terminate_backend(pg_backend_pid())");
                default -> {
                    try (var statement = connection.prepareStatement(sql)) {
                        for (var parameter = 1; parameter <= 5; parameter++) {
                            statement.setString(parameter, parameter == 1 ? "amparo_coalition" : "");
                        }
                        statement.execute();
                    }
                    throw new SQLException("done, and the answer lost");
                }
            }
        }
    }

    private final MockMvc mvc;
    private final Faulty pool;
    private final TestPostgres.Database server;

    SettingFailsTests(@Autowired MockMvc mvc, @Autowired DataSource pool, @Autowired TestPostgres.Database server)
            throws SQLException {
        this.mvc = mvc;
        this.pool = pool.unwrap(Faulty.class);
        this.server = server;
    }

    @Test
    void nothingAcknowledgedIsLostAndNoConnectionLeaks() throws Exception {
        var random = new Random(3);
        var points = new java.util.HashSet<Integer>();
        while (points.size() < FAILURES) {
            points.add(random.nextInt(WRITES));
        }
        pool.asked.set(0);
        pool.points = points;
        var acknowledged = ConcurrentHashMap.<String>newKeySet();
        var refused = new AtomicInteger();
        try (var people = Executors.newFixedThreadPool(PEOPLE)) {
            var working = new ArrayList<Future<?>>();
            for (var person = 0; person < PEOPLE; person++) {
                working.add(people.submit(() -> {
                    for (var write = 0; write < WRITES / PEOPLE; write++) {
                        var answer = mvc.perform(post("/api/v1/drafts")
                                        .with(TestMembers.api("volunteer"))
                                        .contentType(MediaType.APPLICATION_JSON)
                                        .content("{}"))
                                .andReturn()
                                .getResponse();
                        if (answer.getStatus() == 201) {
                            var location = String.valueOf(answer.getHeader("Location"));
                            acknowledged.add(location.substring(location.lastIndexOf('/') + 1));
                        } else {
                            assertThat(answer.getStatus()).isGreaterThanOrEqualTo(500);
                            refused.incrementAndGet();
                        }
                    }
                    return null;
                }));
            }
            for (var one : working) {
                one.get();
            }
        }
        pool.points = Set.of();

        assertThat(pool.failed).hasValue(FAILURES);
        assertThat(refused.get()).isPositive();
        assertThat(acknowledged).hasSize(WRITES - refused.get());
        var kept = server.asSuperuser().sql("SELECT id::text FROM intake.draft").query(String.class).list().stream()
                .collect(Collectors.toSet());
        assertThat(kept).isEqualTo(acknowledged);
        assertThat(server.asSuperuser()
                        .sql("SELECT count(*) FROM ledger.entry WHERE act = 'DraftKept'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(acknowledged.size());
        var all = new ArrayList<Connection>();
        for (var connection = 0; connection < CONNECTIONS; connection++) {
            all.add(pool.getConnection()); // waits for a task of the schedule at most
        }
        for (var one : all) {
            try (var asked = one.createStatement();
                    var answer = asked.executeQuery(
                            "SELECT current_user, coalesce(current_setting('amparo.reach', true), '')")) {
                answer.next();
                assertThat(answer.getString(1)).isEqualTo("amparo_application");
                assertThat(answer.getString(2)).isEmpty();
            }
            one.close();
        }
    }
}
