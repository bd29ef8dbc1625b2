package org.amparo.demo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.amparo.Amparo;
import org.amparo.demo.DemoData.Story;
import org.amparo.demo.DemoDatabase.Trouble;
import org.amparo.demo.DemoPeople.DemoPerson;
import org.amparo.support.TestKeys;
import org.amparo.support.TestPostgres;
import org.slf4j.LoggerFactory;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Starts Amparo to try it out: {@code ./mvnw spring-boot:test-run}. PostgreSQL, the identity provider and the mailbox run beside it, in
 * the same process; the data stays in a folder of the project until {@code --reset}.
 *
 * <p>Arguments, given as {@code -Dspring-boot.run.arguments="--reset --port=8090"}: {@code --reset} starts from nothing,
 * {@code --port} and {@code --identity-port} choose where to listen, {@code --data} another folder. Anything else is a setting of the
 * application.
 */
public final class TestAmparo {

    private static final int PORT = 8080;
    private static final int IDENTITY_PORT = 9080;
    private static final int TRIES = 20;

    /** The servers beside the application say much that nobody who tries it out needs, before and after it sets up its logging. */
    private static final List<String> QUIET = List.of("io.zonky.test", "com.icegreen.greenmail");

    private TestAmparo() {}

    public static void main(String[] arguments) {
        try {
            start(arguments, System.out);
        } catch (Trouble trouble) {
            System.err.println();
            System.err.println("The demo did not start. " + trouble.getMessage());
            System.exit(1);
        } catch (RuntimeException unforeseen) { // the application has said why by now
            System.err.println();
            System.err.println("The demo did not start: " + unforeseen);
            System.exit(1);
        }
    }

    /** Starts everything, seeds an empty database, and says where to go and as whom. */
    public static ConfigurableApplicationContext start(String[] arguments, PrintStream out, Class<?>... besides) {
        var options = new DefaultApplicationArguments(arguments);
        var folder = Path.of(option(options, "data", ".amparo-demo"))
                .toAbsolutePath()
                .normalize();
        var reset = options.containsOption("reset") ? DemoDatabase.Reset.YES : DemoDatabase.Reset.NO;
        var port = freePort(options, "port", PORT);
        var identityPort = freePort(options, "identity-port", IDENTITY_PORT);
        var address = "http://localhost:" + port;

        quieten(QUIET);
        var opened = new ArrayList<AutoCloseable>();
        SpringApplication.getShutdownHandlers().add(() -> closeAll(opened));
        var database = DemoDatabase.open(folder, reset);
        opened.add(database);
        var mailbox = DemoMailbox.open();
        opened.add(mailbox);
        var identity = DemoIdentity.start(identityPort, address, DemoPeople::everybody, mailbox);
        opened.add(identity);

        var application = new SpringApplicationBuilder(Amparo.class, DemoConfiguration.class)
                .sources(besides)
                .properties(QUIET.stream()
                        .map(logger -> "logging.level." + logger + "=WARN")
                        .toArray(String[]::new))
                .initializers(settings(port, address, database, keys(folder, database), mailbox, identity))
                .run(arguments);
        // The identity provider has new keys and knows nobody yet: who was signed in before signs in again.
        application.getBean(JdbcClient.class).sql("DELETE FROM web_session").update();
        DemoData.seedIfEmpty(application, options.containsOption("no-story") ? Story.NONE : Story.EIGHTEEN_MONTHS);
        tell(out, address, identity, folder);
        return application;
    }

    private static ApplicationContextInitializer<ConfigurableApplicationContext> settings(
            int port, String address, DemoDatabase database, Path keys, DemoMailbox mailbox, DemoIdentity identity) {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("server.port", port);
        settings.put("server.servlet.session.cookie.name", "amparo"); // no TLS here: a __Host- cookie would be refused
        settings.put("server.servlet.session.cookie.secure", false);
        settings.put("amparo.address", address);
        settings.put("amparo.training-data", true);
        settings.put("amparo.database.url", database.url());
        // While the past is told, what a deed leads to runs inside of it, each with a connection of its own.
        settings.put("spring.datasource.hikari.maximum-pool-size", 40);
        settings.put("amparo.database.user", TestPostgres.APPLICATION);
        settings.put("amparo.database.password", TestPostgres.PASSWORD);
        settings.put("amparo.database.owner.user", TestPostgres.OWNER);
        settings.put("amparo.database.owner.password", TestPostgres.PASSWORD);
        settings.put("amparo.key-file", keys.toString());
        settings.put("amparo.mail.host", "127.0.0.1");
        settings.put("amparo.mail.port", mailbox.port());
        settings.put("amparo.mail.sign-in", false);
        settings.put("amparo.mail.tls", false);
        settings.put("amparo.mail.from", "amparo@common-door.example");
        settings.put("amparo.identity.issuer", identity.issuer());
        settings.put("amparo.identity.client-id", identity.clientId());
        settings.put("amparo.identity.client-secret", identity.clientSecret());
        return context -> {
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("demo", settings));
            context.getBeanFactory().registerSingleton("testDatabase", database.known());
        };
    }

    /** The demo's keys live and go with its data. */
    private static Path keys(Path folder, DemoDatabase database) {
        var file = folder.resolve("keys").resolve("amparo.keys");
        if (database.isNew()) {
            DemoDatabase.delete(file.getParent());
        }
        try {
            Files.createDirectories(file.getParent());
            return Files.exists(file) ? file : TestKeys.make(file);
        } catch (IOException unusable) {
            throw new Trouble("The demo's keys could not be kept in " + folder + " (" + unusable.getMessage() + ").");
        }
    }

    /** The port asked for, or a free one near the usual one. */
    private static int freePort(DefaultApplicationArguments options, String name, int usual) {
        var asked = options.getOptionValues(name);
        if (asked != null && !asked.isEmpty()) {
            int port;
            try {
                port = Integer.parseInt(asked.getFirst());
            } catch (NumberFormatException mistyped) {
                throw new Trouble("--" + name + " takes a number, for example --" + name + "=" + usual + ".");
            }
            if (!isFree(port)) {
                throw new Trouble("Port " + port + " is in use. Choose another with --" + name + "=….");
            }
            return port;
        }
        for (int port = usual; port < usual + TRIES; port++) {
            if (isFree(port)) {
                return port;
            }
        }
        throw new Trouble("Ports " + usual + " to " + (usual + TRIES - 1) + " are all in use. Choose another with --"
                + name + "=….");
    }

    private static boolean isFree(int port) {
        try (var everywhere = new ServerSocket(port);
                var loopback = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return everywhere.isBound() && loopback.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** Before the application sets up its own logging. */
    private static void quieten(List<String> loggers) {
        for (var name : loggers) {
            if (LoggerFactory.getLogger(name) instanceof Logger logger) {
                logger.setLevel(Level.WARN);
            }
        }
    }

    private static String option(DefaultApplicationArguments options, String name, String otherwise) {
        var values = options.getOptionValues(name);
        return values == null || values.isEmpty() ? otherwise : values.getFirst();
    }

    private static void closeAll(List<AutoCloseable> opened) {
        for (var one : opened.reversed()) {
            try {
                one.close();
            } catch (Exception stuck) {
                System.err.println("Did not stop cleanly: " + stuck.getMessage());
            }
        }
    }

    private static void tell(PrintStream out, String address, DemoIdentity identity, Path folder) {
        out.println();
        out.println("The data is kept in " + folder + "; --reset starts from nothing:");
        out.println("  ./mvnw spring-boot:test-run -Dspring-boot.run.arguments=--reset");
        out.println("E-mail the demo sends is at " + identity.issuer() + "/mail; an API token is at "
                + identity.issuer() + "/token/{user name}.");
        out.println();
        out.println("Amparo is at " + address);
        out.println(
                "Sign in with one click, or type a user name below and the password \"" + DemoPeople.PASSWORD + "\".");
        out.println();
        out.print(table(DemoPeople.everybody()));
        out.flush();
    }

    static String table(List<DemoPerson> people) {
        var rows = new ArrayList<String[]>();
        rows.add(new String[] {"user name", "name", "role", "organization"});
        for (var person : people) {
            rows.add(new String[] {
                person.username(),
                person.name(),
                person.title(),
                person.organization().name()
            });
        }
        var widths = new int[rows.getFirst().length];
        for (var row : rows) {
            for (int column = 0; column < row.length; column++) {
                widths[column] = Math.max(widths[column], row[column].length());
            }
        }
        var table = new StringBuilder();
        for (var row : rows) {
            for (int column = 0; column < row.length; column++) {
                table.append(String.format(Locale.ROOT, "  %-" + widths[column] + "s", row[column]));
            }
            table.append(System.lineSeparator());
        }
        return table.toString();
    }
}
