package org.amparo.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * The documented way through the API, as a newcomer walks it: the blocks of {@code docs/api.md} and of the README, unchanged but for the
 * addresses, run by a real shell with a real curl against the demo. What curl was answered is noted beside it.
 */
class ApiJourneyTests {

    private static final Pattern BLOCK =
            Pattern.compile("^( *)```sh\\n(.*?)^\\1```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final long PATIENCE_SECONDS = 180;

    /** Stands before the documented lines: notes the status and address of each answer. */
    private static final String NOTING = """
            set -o pipefail
            curl() {
              local head=$(mktemp "$NOTES/head.XXXXXX") one address= status
              for one in "$@"; do case $one in http*|localhost*) address=$one ;; esac; done
              command curl --max-time 30 --dump-header "$head" "$@"
              status=$?
              echo "$(grep ^HTTP/ "$head" | tail -n 1 | cut -d' ' -f2) $address" >> "$NOTES/answers"
              return $status
            }
            """;

    private static Path folder;
    private static ConfigurableApplicationContext application;
    private static int port;
    private static int identityPort;

    private record Answer(int status, String address) {}

    @BeforeAll
    static void start() throws Exception {
        requireTools();
        folder = Files.createTempDirectory("amparo-api-journey");
        port = freePort();
        identityPort = freePort();
        application = TestAmparo.start(
                new String[] {
                    "--no-story",
                    "--data=" + folder.resolve("data"),
                    "--port=" + port,
                    "--identity-port=" + identityPort
                },
                new PrintStream(PrintStream.nullOutputStream()));
    }

    @AfterAll
    static void stop() throws Exception {
        if (application != null) {
            application.close();
        }
        if (folder != null) {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    @Test
    void theJourneyOfTheDocumentationRunsAsWritten() throws Exception {
        var answers = run(String.join("\n", blocks(Path.of("docs/api.md"))));

        assertThat(answers)
                .filteredOn(answer -> answer.status() >= 300)
                .as("what is refused is only the lead's look at cases")
                .containsExactly(new Answer(403, api("/cases")));
        assertThat(answers.stream().map(Answer::address).map(ApiJourneyTests::withoutIds))
                .as("the steps of the journey")
                .containsSubsequence(
                        api("/cases"),
                        api("/cases/…/referrals"),
                        api("/cases/search"),
                        api("/calls"),
                        api("/cases/…/caller"),
                        api("/drafts"),
                        api("/drafts/…/sections/PERSON"),
                        api("/drafts/…/assessment"),
                        api("/drafts/…/submission"),
                        api("/referrals/queue"),
                        api("/cases/…/shortlist"),
                        api("/referrals"),
                        api("/referrals/…/decline"),
                        api("/referrals/…/view"),
                        api("/cases/…/conflict-packet"),
                        api("/referrals/…/conflict-check"),
                        api("/cases/…/file"),
                        api("/referrals/…/acceptance"),
                        api("/matters/…/milestones"),
                        api("/matters/…/hearings"),
                        api("/matters/…/outcomes"),
                        api("/matters/…/closure"))
                .containsSubsequence(
                        api("/organizations"),
                        api("/members"),
                        api("/funds"),
                        api("/lists/agency"),
                        api("/organizations/…/suspension"));
    }

    @Test
    void theReadmesWayToATokenWorksAsWritten() throws Exception {
        var block = blocks(Path.of("README.md")).stream()
                .filter(lines -> lines.startsWith("curl "))
                .findFirst()
                .orElseThrow();

        assertThat(run(block))
                .containsExactlyInAnyOrder(
                        new Answer(200, "localhost:" + identityPort + "/token/valeria"),
                        new Answer(200, "localhost:" + port + "/api/v1/cases"));
    }

    private static List<Answer> run(String documented) throws Exception {
        var notes = Files.createTempDirectory(folder, "notes");
        var script = notes.resolve("journey.sh");
        Files.writeString(
                script,
                NOTING
                        + documented
                                .replace("localhost:8080", "localhost:" + port)
                                .replace("localhost:9080", "localhost:" + identityPort));
        var output = notes.resolve("output").toFile();
        var builder = new ProcessBuilder("bash", script.toString())
                .redirectErrorStream(true)
                .redirectOutput(output);
        builder.environment().put("NOTES", notes.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        var shell = builder.start();
        try {
            assertThat(shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as(() -> "the script ends; it said: " + said(output.toPath()))
                    .isTrue();
        } finally {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
        }
        assertThat(shell.exitValue()).as(() -> said(output.toPath())).isZero();
        return Files.readAllLines(notes.resolve("answers")).stream()
                .map(line -> line.split(" ", 2))
                .map(parts -> new Answer(Integer.parseInt(parts[0]), parts[1]))
                .toList();
    }

    private static List<String> blocks(Path page) throws IOException {
        return BLOCK.matcher(Files.readString(page))
                .results()
                .map(found -> found.group(2).stripIndent())
                .toList();
    }

    private static String api(String path) {
        return "http://localhost:" + port + "/api/v1" + path;
    }

    private static String withoutIds(String address) {
        return address.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "…");
    }

    private static String said(Path output) {
        try {
            return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "nothing";
        }
    }

    private static void requireTools() throws Exception {
        for (var tool : List.of("bash", "curl")) {
            if (!answers(tool)) {
                var message = "NO " + tool.toUpperCase(java.util.Locale.ROOT)
                        + ": this test runs the documented commands and needs it. Install it.";
                if (Boolean.parseBoolean(System.getenv("CI"))) {
                    Assertions.fail(message);
                }
                System.err.println("*** " + message + " SKIPPED. ***");
                Assumptions.abort(message);
            }
        }
    }

    private static boolean answers(String tool) throws InterruptedException {
        try {
            return new ProcessBuilder(tool, "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
