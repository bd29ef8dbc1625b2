package org.amparo;

import static org.amparo.support.TestMembers.api;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.jayway.jsonpath.JsonPath;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

/** Two transactions that wait for each other: PostgreSQL ends one, and nobody is the worse for it. */
@SpringBootTest
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, SecurityTests.People.class})
class SecondTriesTests {

    private final MockMvc mvc;
    private final JdbcClient jdbc;
    private final TestPostgres.Database database;

    SecondTriesTests(@Autowired MockMvc mvc, @Autowired JdbcClient jdbc, @Autowired TestPostgres.Database database) {
        this.mvc = mvc;
        this.jdbc = jdbc;
        this.database = database;
    }

    @Test
    void whoLosesADeadlockIsServedAllTheSame() throws Exception {
        var opened = sent("/api/v1/cases", """
                {"caller": {"name": "Invented Rosa", "relation": "SPOUSE", "authority": "FAMILY", "phone": "213-555-0123",
                            "language": "es", "safeContact": {"call": "YES", "message": "NO", "text": "YES"}},
                 "person": {"name": "Invented Tum", "countryOfBirth": "GT", "language": "es", "spanish": "FLUENT"},
                 "custody": {"custody": "DETAINED", "facility": "ADLNTCA", "source": "FAMILY"},
                 "needs": ["BOND"], "consent": {"answer": "REFUSED", "who": "PERSON", "language": "es", "script": "2026-1"}}""");
        assertThat(opened.getStatus()).as(opened.getContentAsString()).isEqualTo(201);
        var file = JsonPath.<String>read(opened.getContentAsString(), "$.id");
        var version = jdbc.sql("SELECT version FROM intake.case_file WHERE id = ?")
                .param(UUID.fromString(file))
                .query(Long.class)
                .single();

        try (var other = DriverManager.getConnection(
                        database.url(), database.superuser(), database.superuserPassword());
                var statement = other.createStatement();
                var threads = Executors.newSingleThreadExecutor()) {
            other.setAutoCommit(false);
            statement.execute("SET LOCAL deadlock_timeout = '60s'"); // so that the request is the one to be ended
            statement.execute("SELECT 1 FROM referrals.docket WHERE case_id = '" + file + "' FOR UPDATE");
            var closing = threads.submit(() -> sent(
                    "/api/v1/cases/" + file + "/closure",
                    "{\"version\": %d, \"reason\": \"CLIENT_DECLINED\"}".formatted(version)));
            await().atMost(Duration.ofSeconds(20)).until(() -> waits(statement));
            statement.execute("SELECT 1 FROM intake.case_file WHERE id = '" + file + "' FOR UPDATE");
            other.rollback();

            var answer = closing.get(20, TimeUnit.SECONDS);
            assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(200);
        }
        assertThat(jdbc.sql("SELECT state FROM referrals.docket WHERE case_id = ?")
                        .param(UUID.fromString(file))
                        .query(String.class)
                        .single())
                .isEqualTo("CLOSED");
        assertThat(jdbc.sql("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
                        .query(Long.class)
                        .single())
                .as("deadlocks met")
                .isPositive();
    }

    private static boolean waits(java.sql.Statement statement) throws java.sql.SQLException {
        try (var rows = statement.executeQuery(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")) {
            return rows.next() && rows.getInt(1) > 0;
        }
    }

    private MockHttpServletResponse sent(String path, String body) throws Exception {
        return mvc.perform(post(path)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body)
                        .with(api("volunteer")))
                .andReturn()
                .getResponse();
    }
}
