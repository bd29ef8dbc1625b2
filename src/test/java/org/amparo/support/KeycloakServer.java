package org.amparo.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.MountableFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The real Keycloak with the realm of {@code deploy/keycloak}, one for a test run: a container where a Docker engine answers, the
 * distribution from Maven Central elsewhere. People are made by the tests that need them.
 */
public final class KeycloakServer {

    private static final String IMAGE = System.getProperty("amparo.keycloak.image", "keycloak/keycloak:26.7");
    private static final Path REALM =
            Path.of("deploy", "keycloak", "amparo-realm.json").toAbsolutePath();
    private static final Path HOME = Path.of("target", "keycloak").toAbsolutePath();
    private static final String CLIENT_SECRET = UUID.randomUUID().toString();
    private static final String ADMIN = "admin";
    private static final String ADMIN_PASSWORD = UUID.randomUUID().toString();
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final class Holder {
        private static final KeycloakServer SERVER = TestPostgres.docker()
                ? new KeycloakServer(container(), "host.docker.internal")
                : new KeycloakServer(distribution(), "localhost");
    }

    private final JsonMapper json = JsonMapper.shared();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;

    /** What Keycloak calls the machine the tests run on. */
    private final String thisMachine;

    private KeycloakServer(String address, String thisMachine) {
        this.address = address;
        this.thisMachine = thisMachine;
    }

    /** The running server; started by whoever asks first, stopped with the JVM. */
    public static KeycloakServer running() {
        return Holder.SERVER;
    }

    public String issuer() {
        return address + "/realms/amparo";
    }

    public String clientSecret() {
        return CLIENT_SECRET;
    }

    /** Lets people sign in to, and out of, an application at that address: what an installation's settings do for the real one. */
    public void serve(String application) {
        var client = client("amparo-web");
        client.put("rootUrl", application);
        client.put("redirectUris", List.of(application + "/login/oauth2/code/amparo"));
        @SuppressWarnings("unchecked")
        var attributes = (Map<String, Object>) client.get("attributes");
        attributes.put("post.logout.redirect.uris", application + "/signed-out");
        attributes.put(
                "backchannel.logout.url",
                application.replace("localhost", thisMachine) + "/logout/connect/back-channel/amparo");
        ask("PUT", "/clients/" + client.get("id"), client);
    }

    /** Makes a person with a verified e-mail address who may pass the gate. */
    public void person(String username, String email, String name, String password) {
        stranger(username, email, name, password);
        var role = read(ask("GET", "/roles/amparo-user", null));
        ask("POST", "/users/" + idOf(username) + "/role-mappings/realm", List.of(role));
    }

    /** Makes a person who has an account but not the role that opens Amparo. */
    public void stranger(String username, String email, String name, String password) {
        var parts = name.split(" ", 2);
        ask(
                "POST",
                "/users",
                Map.of(
                        "username",
                        username,
                        "email",
                        email,
                        "emailVerified",
                        true,
                        "enabled",
                        true,
                        "firstName",
                        parts[0],
                        "lastName",
                        parts.length == 1 ? parts[0] : parts[1],
                        "credentials",
                        List.of(Map.of("type", "password", "value", password, "temporary", false))));
    }

    /** Makes a person as {@link #person} does, who shows the code of an app and no passkey. */
    public void personWithoutPasskey(String username, String email, String name, String password) {
        person(username, email, name, password);
        var role = read(ask("GET", "/roles/amparo-code", null));
        ask("POST", "/users/" + idOf(username) + "/role-mappings/realm", List.of(role));
    }

    /** The same, for somebody who has set up that app before. */
    public OneTimeCodes personWithCodes(String username, String email, String name, String password) {
        personWithoutPasskey(username, email, name, password);
        var secret = "a secret of " + username;
        var user = read(ask("GET", "/users/" + idOf(username), null));
        @SuppressWarnings("unchecked")
        var changed = (Map<String, Object>) json.convertValue(user, Map.class);
        changed.put(
                "credentials",
                List.of(Map.of(
                        "type",
                        "otp",
                        "userLabel",
                        "of this test",
                        "secretData",
                        json.writeValueAsString(Map.of("value", secret)),
                        "credentialData",
                        json.writeValueAsString(Map.of(
                                "subType",
                                "totp",
                                "digits",
                                6,
                                "counter",
                                0,
                                "period",
                                30,
                                "algorithm",
                                "HmacSHA1")))));
        ask("PUT", "/users/" + idOf(username), changed);
        return new OneTimeCodes(secret);
    }

    /** @return whether Keycloak lets the person have that password */
    public boolean takesPassword(String username, String password) {
        try {
            ask(
                    "PUT",
                    "/users/" + idOf(username) + "/reset-password",
                    Map.of("type", "password", "value", password, "temporary", false));
            return true;
        } catch (Refused refused) {
            return false;
        }
    }

    /** @return whether a program that signs people in may have them sent there */
    public boolean bringsBackTo(String client, String address) {
        var asked = HttpRequest.newBuilder(URI.create(issuer()
                        + "/protocol/openid-connect/auth?response_type=code&scope=openid&state=s&code_challenge_method=S256&code_challenge="
                        + "A".repeat(43) + "&client_id=" + client + "&redirect_uri="
                        + URLEncoder.encode(address, StandardCharsets.UTF_8)))
                .build();
        try {
            return http.send(asked, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Ends every session of a person, which Keycloak tells the application by the back channel. */
    public void signOut(String username) {
        ask("POST", "/users/" + idOf(username) + "/logout", null);
    }

    /**
     * A bearer token as the person would get one. The realm grants none for a password, so a client that does is made for the test.
     *
     * @param audience the audience to name, or nothing for a token meant for somebody else
     */
    public String token(String username, String password, String... audience) {
        var client = audience.length == 0 ? "test-elsewhere" : "test-api";
        if (read(ask("GET", "/clients?clientId=" + client, null)).isEmpty()) {
            var made = new LinkedHashMap<String, Object>(Map.of(
                    "clientId", client,
                    "publicClient", true,
                    "standardFlowEnabled", false,
                    "directAccessGrantsEnabled", true,
                    "fullScopeAllowed", true));
            // As somebody who has shown a code: a password alone is let in nowhere.
            made.put("defaultClientScopes", List.of("basic", "profile", "email", "roles"));
            made.put(
                    "protocolMappers",
                    Stream.concat(
                                    Stream.of(mapper(
                                            "acr",
                                            "oidc-hardcoded-claim-mapper",
                                            Map.of(
                                                    "claim.name",
                                                    "acr",
                                                    "claim.value",
                                                    "code",
                                                    "jsonType.label",
                                                    "String",
                                                    "access.token.claim",
                                                    "true"))),
                                    Stream.of(audience)
                                            .map(name -> mapper(
                                                    name,
                                                    "oidc-audience-mapper",
                                                    Map.of(
                                                            "included.client.audience",
                                                            name,
                                                            "access.token.claim",
                                                            "true"))))
                            .toList());
            ask("POST", "/clients", made);
        }
        return grant("amparo", client, username, password);
    }

    private static Map<String, Object> mapper(String name, String kind, Map<String, String> config) {
        return Map.of("name", name, "protocol", "openid-connect", "protocolMapper", kind, "config", config);
    }

    private Map<String, Object> client(String clientId) {
        var found = read(ask("GET", "/clients?clientId=" + clientId, null));
        @SuppressWarnings("unchecked")
        var client = (Map<String, Object>) json.convertValue(found.get(0), Map.class);
        return client;
    }

    private String idOf(String username) {
        return read(ask("GET", "/users?exact=true&username=" + username, null))
                .get(0)
                .get("id")
                .asString();
    }

    private String ask(String method, String path, @org.jspecify.annotations.Nullable Object body) {
        var request = HttpRequest.newBuilder(URI.create(address + "/admin/realms/amparo" + path))
                .header("Authorization", "Bearer " + grant("master", "admin-cli", ADMIN, ADMIN_PASSWORD))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                .build();
        return send(request);
    }

    private String grant(String realm, String client, String username, String password) {
        var form = Map.of("grant_type", "password", "client_id", client, "username", username, "password", password);
        var request = HttpRequest.newBuilder(
                        URI.create(address + "/realms/" + realm + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))))
                .build();
        return read(send(request)).get("access_token").asString();
    }

    private String send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new Refused(request.method() + " " + request.uri().getPath() + ": " + response.statusCode() + " "
                        + response.body());
            }
            return response.body();
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private JsonNode read(String body) {
        return json.readTree(body);
    }

    private static final class Refused extends IllegalStateException {
        private static final long serialVersionUID = 1;

        private Refused(String why) {
            super(why);
        }
    }

    /** What nobody may choose as a password, made as an installation makes it. */
    private static Path refusedPasswords() {
        var folder = HOME.resolve("passwords");
        try {
            var script = new ProcessBuilder("sh", "deploy/keycloak/passwords.sh", "Coalition of this test")
                    .redirectErrorStream(true)
                    .redirectOutput(Files.createDirectories(HOME)
                            .resolve("passwords.log")
                            .toFile());
            script.environment().put("REFUSED_PASSWORDS", folder.toString());
            if (script.start().waitFor() != 0) {
                throw new IllegalStateException(Files.readString(HOME.resolve("passwords.log")));
            }
            return folder;
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static Map<String, String> settings() {
        return Map.of(
                "KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN,
                "KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN_PASSWORD,
                "AMPARO_IDENTITY_CLIENT_SECRET", CLIENT_SECRET,
                "AMPARO_ADDRESS", "http://localhost",
                "AMPARO_BACK_CHANNEL", "http://localhost");
    }

    @SuppressWarnings("resource") // ends with the JVM
    private static String container() {
        var server = new GenericContainer<>(IMAGE)
                .withEnv(settings())
                .withCopyFileToContainer(
                        MountableFile.forHostPath(REALM), "/opt/keycloak/data/import/amparo-realm.json")
                .withCopyFileToContainer(
                        MountableFile.forHostPath(refusedPasswords()), "/opt/keycloak/data/password-blacklists")
                .withCommand("start-dev", "--import-realm", "--http-host=0.0.0.0")
                .withExposedPorts(8080)
                .withExtraHost("host.docker.internal", "host-gateway")
                .waitingFor(Wait.forHttp("/realms/amparo").forPort(8080).withStartupTimeout(PATIENCE));
        server.start();
        return "http://" + server.getHost() + ":" + server.getMappedPort(8080);
    }

    private static String distribution() {
        try {
            var home = unpacked();
            delete(home.resolve("data"));
            var realms = Files.createDirectories(home.resolve("data").resolve("import"));
            Files.copy(REALM, realms.resolve("amparo-realm.json"), StandardCopyOption.REPLACE_EXISTING);
            Files.copy(
                    refusedPasswords().resolve("amparo.txt"),
                    Files.createDirectories(home.resolve("data").resolve("password-blacklists"))
                            .resolve("amparo.txt"),
                    StandardCopyOption.REPLACE_EXISTING);
            int port;
            try (var free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
            var log = HOME.resolve("keycloak.log");
            var start = new ProcessBuilder(
                            home.resolve("bin").resolve("kc.sh").toString(),
                            "start-dev",
                            "--import-realm",
                            "--cache=local",
                            "--http-host=127.0.0.1",
                            "--http-port=" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            start.environment().putAll(settings());
            start.environment().put("JAVA_HOME", System.getProperty("java.home"));
            start.environment().put("JAVA_OPTS_KC_HEAP", "-Xms128m -Xmx512m");
            var process = start.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process)));
            var address = "http://localhost:" + port;
            awaitReady(address, process, log);
            return address;
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    private static void awaitReady(String address, Process process, Path log) throws IOException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var probe = HttpRequest.newBuilder(URI.create(address + "/realms/amparo"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            while (System.nanoTime() < deadline && process.isAlive()) {
                try {
                    if (http.send(probe, BodyHandlers.discarding()).statusCode() == 200) {
                        return;
                    }
                } catch (IOException notYet) {
                    // asked again below
                }
                if (process.waitFor(250, TimeUnit.MILLISECONDS)) {
                    break;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        stop(process);
        throw new IllegalStateException("Keycloak did not start; its last words:\n"
                + Files.readAllLines(log).stream()
                        .skip(Math.max(0, Files.readAllLines(log).size() - 30))
                        .collect(Collectors.joining("\n")));
    }

    private static void stop(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** The distribution the build brought, unpacked once. */
    private static Path unpacked() throws IOException {
        var zip = Path.of(System.getProperty(
                "amparo.keycloak.zip", HOME.resolve("keycloak.zip").toString()));
        if (!Files.exists(zip)) {
            throw new IllegalStateException(
                    "Keycloak is not there: run ./mvnw pre-integration-test once, which puts it at " + zip);
        }
        var home = HOME.resolve("server");
        var whole = home.resolve(".unpacked");
        if (Files.exists(whole) && Files.getLastModifiedTime(whole).compareTo(Files.getLastModifiedTime(zip)) >= 0) {
            return home;
        }
        delete(home);
        try (var entries = new ZipInputStream(Files.newInputStream(zip))) {
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                var name = Path.of(entry.getName());
                if (name.getNameCount() < 2) {
                    continue;
                }
                var target = home.resolve(name.subpath(1, name.getNameCount())).normalize();
                if (!target.startsWith(home)) {
                    throw new IOException("an entry leaves the folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(entries, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        Files.setPosixFilePermissions(
                home.resolve("bin").resolve("kc.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createFile(whole);
        return home;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
