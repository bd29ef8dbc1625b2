package org.amparo.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.amparo.support.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What everybody sees who tries Amparo out: the demo with all of its past. */
class StoryJourneyTests {

    @Test
    void tellsEighteenMonthsToTheEndAndSaysAsWhomToSignIn(@TempDir Path folder) throws IOException {
        var told = new ByteArrayOutputStream();
        try (var application = TestAmparo.start(
                new String[] {"--data=" + folder, "--port=" + freePort(), "--identity-port=" + freePort()},
                new PrintStream(told, true, StandardCharsets.UTF_8))) {
            var database = application.getBean(TestPostgres.Database.class).asSuperuser();

            assertThat(database.sql("SELECT count(*) FROM intake.case_file")
                            .query(Integer.class)
                            .single())
                    .isBetween(1_500, 2_500);
            assertThat(database.sql("SELECT DISTINCT status FROM referrals.referral")
                            .query(String.class)
                            .list())
                    .contains("OFFERED", "ACCEPTED", "DECLINED", "EXPIRED", "CONCLUDED");
            assertThat(database.sql("SELECT count(DISTINCT outcome) FROM representation.outcome")
                            .query(Integer.class)
                            .single())
                    .isGreaterThan(3);
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(database.sql("SELECT count(*) FROM event_publication")
                                    .query(Integer.class)
                                    .single())
                            .as("events nobody has dealt with")
                            .isZero());
        }
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("valeria", "juana", "lena", "sam");
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
