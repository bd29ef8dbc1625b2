package org.amparo.benchmark;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Writes down the statements the application sends on one thread, with their parameters, so that a floor can send the same ones without
 * the application. What the floor measures can therefore not drift from what the application does.
 */
final class RecordedStatements {

    /** @param parameters in order; what was set with {@code setNull} is {@code null} */
    record Statement(String sql, List<@Nullable Object> parameters) {}

    @SuppressWarnings("ThreadLocalUsage") // one recorder for one run
    private final ThreadLocal<@Nullable List<Statement>> recording = new ThreadLocal<>();

    /** Runs the deed and gives back what it sent, commits included as the statement {@code COMMIT}. */
    List<Statement> of(Load.Request deed) throws Exception {
        var statements = new ArrayList<Statement>();
        recording.set(statements);
        try {
            deed.send();
        } finally {
            recording.remove();
        }
        return statements;
    }

    /** The same data source, listening. Costs nothing measurable while nothing is recorded. */
    DataSource listenTo(DataSource source) {
        return proxy(
                DataSource.class,
                source,
                (method, arguments, result) -> result instanceof Connection connection && recording.get() != null
                        ? listenTo(connection)
                        : result);
    }

    private Connection listenTo(Connection connection) {
        return proxy(Connection.class, connection, (method, arguments, result) -> {
            var statements = recording.get();
            if (statements != null && method.getName().equals("commit")) {
                statements.add(new Statement("COMMIT", List.of()));
            }
            return result instanceof PreparedStatement statement
                            && arguments != null
                            && arguments[0] instanceof String sql
                    ? listenTo(statement, sql)
                    : result;
        });
    }

    private PreparedStatement listenTo(PreparedStatement statement, String sql) {
        var parameters = new TreeMap<Integer, @Nullable Object>();
        return proxy(PreparedStatement.class, statement, (method, arguments, result) -> {
            var name = method.getName();
            if (name.startsWith("set")
                    && arguments != null
                    && arguments.length >= 2
                    && arguments[0] instanceof Integer index) {
                parameters.put(index, name.equals("setNull") ? null : arguments[1]);
            } else if (name.equals("addBatch") || name.startsWith("execute") && !name.equals("executeBatch")) {
                var statements = recording.get();
                if (statements != null) {
                    statements.add(new Statement(sql, new ArrayList<>(parameters.values())));
                }
            }
            return result;
        });
    }

    @FunctionalInterface
    private interface Afterwards {
        @Nullable
        Object heard(Method method, @Nullable Object @Nullable [] arguments, @Nullable Object result);
    }

    private static <T> T proxy(Class<T> type, T target, Afterwards afterwards) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            try {
                return afterwards.heard(method, arguments, method.invoke(target, arguments));
            } catch (InvocationTargetException failed) {
                throw failed.getCause() == null ? failed : failed.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
