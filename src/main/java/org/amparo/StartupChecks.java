package org.amparo;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.amparo.vault.KeyCommands;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Refuses to start half-configured, and says in one message everything that is missing. Registered by {@link Amparo#main}, which is how
 * an installation starts and how no test does; there is no setting that turns it off.
 */
final class StartupChecks implements ApplicationContextInitializer<GenericApplicationContext> {

    private static final int SHORTEST_SECRET = 16;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    @Override
    public void initialize(GenericApplicationContext context) {
        var trouble = troubleIn(context.getEnvironment());
        if (!trouble.isEmpty()) {
            throw new HalfConfigured(trouble);
        }
        context.registerBean(DurableDatabase.class);
        context.registerBean(WalledDatabase.class);
    }

    /** What is missing or wrong, one sentence each, by the name an operator sets in the environment. */
    static List<String> troubleIn(Environment environment) {
        var trouble = new ArrayList<String>();
        var address = required(
                environment,
                trouble,
                "amparo.address",
                "AMPARO_ADDRESS",
                "the address people type, such as https://amparo.example.org");
        if (address != null && !isPublicAddress(address)) {
            trouble.add("AMPARO_ADDRESS must be an https address without a path, such as https://amparo.example.org");
        }
        var database = required(
                environment,
                trouble,
                "spring.datasource.url",
                "AMPARO_DATABASE_URL",
                "where PostgreSQL is, such as jdbc:postgresql://database/amparo");
        if (database != null && !database.startsWith("jdbc:postgresql:")) {
            trouble.add("AMPARO_DATABASE_URL must start with jdbc:postgresql:");
        } else if (database != null
                && !environment.getProperty("amparo.database.same-machine", Boolean.class, false)
                && !(isReachedSafely(database)
                        && isReachedSafely(environment.getProperty("spring.flyway.url", database)))) {
            trouble.add(
                    "AMPARO_DATABASE_URL must say sslmode=verify-full, since PostgreSQL is on another machine: without it what is"
                            + " read passes the network in the clear, or anybody may answer. Where both run on one machine, on a network nobody"
                            + " else is on (as in deploy/compose.yaml), set AMPARO_DATABASE_SAME_MACHINE=true");
        }
        required(
                environment,
                trouble,
                "spring.datasource.username",
                "AMPARO_DATABASE_USER",
                "the application's role in PostgreSQL");
        required(
                environment, trouble, "spring.datasource.password", "AMPARO_DATABASE_PASSWORD", "that role's password");
        var owner = required(
                environment,
                trouble,
                "spring.flyway.user",
                "AMPARO_DATABASE_OWNER_USER",
                "the role that owns the database, as which it is migrated and nothing else is done");
        required(
                environment,
                trouble,
                "spring.flyway.password",
                "AMPARO_DATABASE_OWNER_PASSWORD",
                "that role's password");
        if (owner != null && owner.equals(environment.getProperty("spring.datasource.username"))) {
            trouble.add(
                    "AMPARO_DATABASE_USER must not be the owner of the database: row-level security is for those who are not");
        }
        var issuer = required(
                environment,
                trouble,
                "spring.security.oauth2.client.provider.amparo.issuer-uri",
                "AMPARO_IDENTITY_ISSUER",
                "the realm people sign in at, such as https://identity.example.org/realms/amparo");
        if (issuer != null && !isSafeIssuer(issuer)) {
            trouble.add("AMPARO_IDENTITY_ISSUER must be an https address");
        }
        if (issuer != null
                && !issuer.equals(environment.getProperty("spring.security.oauth2.resourceserver.jwt.issuer-uri"))) {
            trouble.add(
                    "pages and API must trust the same realm: set AMPARO_IDENTITY_ISSUER, not one of the two alone");
        }
        required(
                environment,
                trouble,
                "spring.security.oauth2.client.registration.amparo.client-id",
                "AMPARO_IDENTITY_CLIENT_ID",
                "the realm's client for the pages, amparo-web unless renamed");
        var secret = required(
                environment,
                trouble,
                "spring.security.oauth2.client.registration.amparo.client-secret",
                "AMPARO_IDENTITY_CLIENT_SECRET",
                "the secret of that client");
        if (secret != null && secret.length() < SHORTEST_SECRET) {
            trouble.add("AMPARO_IDENTITY_CLIENT_SECRET must have at least " + SHORTEST_SECRET + " characters");
        }
        var keys = required(
                environment,
                trouble,
                "amparo.key-file",
                "AMPARO_KEY_FILE",
                "the keys personal data is sealed with; make it once with: java -jar amparo.jar keys create");
        if (keys != null) {
            trouble.addAll(KeyCommands.troubleWith(Path.of(keys)));
        }
        required(environment, trouble, "spring.mail.host", "AMPARO_MAIL_HOST", "the server that takes outgoing e-mail");
        var from = required(
                environment,
                trouble,
                "amparo.mail.from",
                "AMPARO_MAIL_FROM",
                "the address e-mail comes from, such as amparo@example.org");
        if (from != null && from.indexOf('@') < 1) {
            trouble.add("AMPARO_MAIL_FROM must be an e-mail address");
        }
        if (!environment.getProperty("amparo.first-steward.email", "").isBlank()) {
            required(environment, trouble, "amparo.first-steward.name", "AMPARO_FIRST_STEWARD_NAME", "who that is");
            required(
                    environment,
                    trouble,
                    "amparo.first-steward.organization",
                    "AMPARO_FIRST_STEWARD_ORGANIZATION",
                    "the organization the first steward works for");
        }
        if (!environment.getProperty("server.servlet.session.cookie.secure", Boolean.class, false)
                || !environment
                        .getProperty("server.servlet.session.cookie.name", "")
                        .startsWith("__Host-")) {
            trouble.add("the session cookie must stay secure and keep its __Host- name:"
                    + " remove what overrides server.servlet.session.cookie");
        }
        trouble.addAll(
                bound(environment, "amparo.sessions", SessionSettings.class, new SessionSettings(null, null), trouble)
                        .trouble());
        trouble.addAll(bound(
                        environment,
                        "amparo.sign-in",
                        SignInSettings.class,
                        new SignInSettings(null, null, null, null),
                        trouble)
                .trouble());
        trouble.addAll(bound(environment, "amparo.limits", LimitSettings.class, new LimitSettings(null, 0), trouble)
                .trouble());
        if (environment.getProperty("amparo.training-data", Boolean.class, false)) {
            trouble.add("amparo.training-data marks invented people, and there are none here: remove it");
        }
        return trouble;
    }

    private static @Nullable String required(
            Environment environment, List<String> trouble, String setting, String variable, String meaning) {
        var value = environment.getProperty(setting);
        if (value == null || value.isBlank()) {
            trouble.add(variable + " is missing: " + meaning);
            return null;
        }
        return value;
    }

    /** Settings that come in groups, as the application will read them; what can't be read is named. */
    private static <T> T bound(
            Environment environment, String prefix, Class<T> type, T otherwise, List<String> trouble) {
        try {
            return Binder.get(environment).bind(prefix, type).orElse(otherwise);
        } catch (BindException mistyped) {
            trouble.add(mistyped.getName() + " could not be understood");
            return otherwise;
        }
    }

    private static boolean isPublicAddress(String address) {
        var parsed = parse(address);
        return parsed != null
                && "https".equals(parsed.getScheme())
                && parsed.getHost() != null
                && parsed.getRawPath().isEmpty()
                && parsed.getRawQuery() == null;
    }

    /** By TLS with a certificate that is checked, name included; or without leaving the machine. */
    private static boolean isReachedSafely(String database) {
        return database.matches(".*[?&]sslmode=verify-full(&.*)?")
                || Stream.of(database.replaceFirst("jdbc:postgresql:(//)?", "")
                                .replaceFirst("[/?].*", "")
                                .split(",", -1))
                        .map(host -> host.replaceFirst(":\\d+$", ""))
                        .allMatch(THIS_MACHINE::contains);
    }

    /** Plain HTTP is for an identity provider on the same machine only. */
    private static boolean isSafeIssuer(String address) {
        var parsed = parse(address);
        return parsed != null
                && parsed.getHost() != null
                && ("https".equals(parsed.getScheme())
                        || "http".equals(parsed.getScheme()) && THIS_MACHINE.contains(parsed.getHost()));
    }

    private static @Nullable URI parse(String address) {
        try {
            return new URI(address);
        } catch (URISyntaxException mistyped) {
            return null;
        }
    }
}
