package org.amparo;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import org.amparo.ledger.LedgerCommands;
import org.amparo.vault.KeyCommands;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * What the jar does besides serving: {@code java -jar amparo.jar keys …} and {@code … ledger …}. Runs without the application, so that keys
 * can be made before there is anything to start, and a witness needs no more than the jar.
 */
final class Commands {

    private static final Set<String> NAMES = Set.of("keys", "ledger");

    private final Map<String, String> environment;
    private final Consumer<String> out;

    Commands(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out::println;
    }

    static boolean isOne(String[] arguments) {
        return arguments.length > 0 && NAMES.contains(arguments[0]);
    }

    /** @return the exit code: 0 when it was done */
    int run(String[] arguments) {
        var rest = Arrays.asList(arguments).subList(1, arguments.length);
        var done = arguments[0].equals("keys") ? new KeyCommands(Clock.systemUTC(), out).run(rest) : ledger(rest);
        return done ? 0 : 1;
    }

    private boolean ledger(List<String> arguments) {
        var url = environment.get("AMPARO_DATABASE_URL");
        if (url == null) {
            out.accept(
                    "AMPARO_DATABASE_URL is missing: where PostgreSQL is, such as jdbc:postgresql://database/amparo");
            return false;
        }
        var database = new DriverManagerDataSource(
                url,
                environment.getOrDefault("AMPARO_DATABASE_USER", ""),
                environment.getOrDefault("AMPARO_DATABASE_PASSWORD", ""));
        var reader = new Properties();
        reader.setProperty("options", "-c amparo.reach=witness"); // says to the ledger's policies what for it is read
        database.setConnectionProperties(reader);
        return new LedgerCommands(database, out).run(arguments);
    }
}
