package org.amparo.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.amparo.benchmark.RecordedStatements.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The floor of a database operation: the application's own statements, sent by {@code pgbench -M prepared} with the same number of
 * clients to the same database. Every id and reference that must be new is made new by a random number of pgbench.
 */
final class Floor {

    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    private static final Pattern LATENCY = Pattern.compile("latency average = ([0-9.]+) ms");

    private final Path script;
    private final String host;
    private final int port;
    private final String database;
    private final String user;

    Floor(List<Statement> statements, Renewal renewal, String host, int port, String database, String user)
            throws IOException {
        this.script = Files.createTempFile("amparo-floor", ".sql");
        this.host = host;
        this.port = port;
        this.database = database;
        this.user = user;
        Files.writeString(script, script(statements, renewal));
        script.toFile().deleteOnExit();
    }

    /** Says how a value that must be new each time is written with the random number {@code :rN}; {@code null} keeps the value. */
    @FunctionalInterface
    interface Renewal {
        @Nullable
        String renewed(Object value, String random);
    }

    /** New ids for the ones named, everything else as recorded. */
    static Renewal renewing(List<UUID> ids, Map<String, String> texts) {
        return (value, random) -> {
            if (value instanceof UUID id && ids.contains(id)) {
                return "lpad(to_hex(" + random + "::bigint), 32, '0')::uuid";
            }
            return value instanceof String text && texts.containsKey(text)
                    ? texts.get(text).replace(":random", random + "::bigint")
                    : null;
        };
    }

    /** @return transactions a second and mean latency in milliseconds */
    Result run(int clients, Duration length) throws IOException, InterruptedException {
        var command = List.of(
                "pgbench",
                "-n",
                "-M",
                "prepared",
                "-f",
                script.toString(),
                "-c",
                String.valueOf(clients),
                "-j",
                "2",
                "-T",
                String.valueOf(Math.max(1, length.toSeconds())),
                "-h",
                host,
                "-p",
                String.valueOf(port),
                "-U",
                user,
                database);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGOPTIONS", "-c synchronous_commit=on"); // as the application commits
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("pgbench failed:\n" + output);
        }
        return new Result(number(RATE, output), number(LATENCY, output));
    }

    /** Whether pgbench is here; without it the database floors are left out, and the report says so. */
    static boolean possible() {
        return java.util.Arrays.stream(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "pgbench")));
    }

    record Result(double perSecond, double meanMillis) {}

    private static double number(Pattern pattern, String output) {
        var found = pattern.matcher(output);
        if (!found.find()) {
            throw new IllegalStateException("pgbench said:\n" + output);
        }
        return Double.parseDouble(found.group(1));
    }

    static String script(List<Statement> statements, Renewal renewal) {
        var randoms = new LinkedHashMap<Object, String>();
        var body = new StringBuilder();
        var open = false;
        for (var i = 0; i < statements.size(); i++) {
            var statement = statements.get(i);
            if (statement.sql().equals("COMMIT")) {
                body.append(open ? "COMMIT;\n" : "");
                open = false;
                continue;
            }
            if (!open
                    && statements.subList(i, statements.size()).stream()
                            .anyMatch(later -> later.sql().equals("COMMIT"))) {
                body.append("BEGIN;\n");
                open = true;
            }
            body.append(filled(statement, renewal, randoms)).append(";\n");
        }
        var head = new StringBuilder();
        randoms.values()
                .forEach(name ->
                        head.append("\\set ").append(name.substring(1)).append(" random(1, 9000000000000000000)\n"));
        return head + body.toString();
    }

    private static String filled(Statement statement, Renewal renewal, Map<Object, String> randoms) {
        var filled = new StringBuilder();
        var parameters = new ArrayList<>(statement.parameters());
        var quoted = false;
        for (var c : statement.sql().replace('\n', ' ').toCharArray()) {
            if (c == '\'') {
                quoted = !quoted;
            }
            if (c == '?' && !quoted && !parameters.isEmpty()) {
                filled.append(written(parameters.removeFirst(), renewal, randoms));
            } else {
                filled.append(c);
            }
        }
        return filled.toString();
    }

    private static String written(@Nullable Object value, Renewal renewal, Map<Object, String> randoms) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof Object[] elements) {
            if (elements.length == 0) {
                return "'{}'"; // of whatever type the statement asks for
            }
            return java.util.Arrays.stream(elements)
                    .map(element -> written(element, renewal, randoms))
                    .collect(Collectors.joining(", ", "ARRAY[", "]"));
        }
        var name = randoms.getOrDefault(value, ":r" + (randoms.size() + 1));
        var renewed = renewal.renewed(value, name);
        if (renewed != null) {
            randoms.put(value, name);
            return renewed;
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof UUID id) {
            return "'" + id + "'::uuid";
        }
        // A colon before a letter would be a variable to pgbench, in quotes or not.
        var text = value.toString().replace("'", "''").replaceAll(":(?=[\\p{IsAlphabetic}_])", ":'||'");
        return "('" + text + "')" + cast(value);
    }

    private static String cast(Object value) {
        var type = value.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        if (value instanceof org.postgresql.util.PGobject object) {
            return "::" + object.getType();
        }
        return switch (type) {
            case "offsetdatetime", "instant", "timestamp" -> "::timestamptz";
            case "localdate", "date" -> "::date";
            default -> "";
        };
    }
}
