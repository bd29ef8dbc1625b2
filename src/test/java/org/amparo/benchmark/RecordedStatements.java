package org.amparo.benchmark;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
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

    private volatile @Nullable Recording recording;

    /** What is written down now: from one thread, or from all that do not run by the clock. */
    private record Recording(@Nullable Thread only, List<Statement> statements) {

        boolean hears() {
            var thread = Thread.currentThread();
            return only == null ? !thread.getName().startsWith("scheduling-") : thread.threadId() == only.threadId();
        }
    }

    /** Runs the deed and gives back what this thread sent, commits included as the statement {@code COMMIT}. */
    List<Statement> of(Load.Request deed) throws Exception {
        return record(new Recording(Thread.currentThread(), new ArrayList<>()), deed);
    }

    /** The same with what other threads sent because of it, one whole transaction after the other; the deed waits for them. */
    List<Statement> withAftermathOf(Load.Request deed) throws Exception {
        return record(new Recording(null, new ArrayList<>()), deed);
    }

    private List<Statement> record(Recording now, Load.Request deed) throws Exception {
        recording = now;
        try {
            deed.send();
        } finally {
            recording = null;
        }
        synchronized (now.statements()) {
            return List.copyOf(now.statements());
        }
    }

    private @Nullable Recording heard() {
        var now = recording;
        return now != null && now.hears() ? now : null;
    }

    /** The same data source, listening. Costs nothing measurable while nothing is recorded. */
    DataSource listenTo(DataSource source) {
        return proxy(
                DataSource.class,
                source,
                (method, arguments, result) ->
                        result instanceof Connection connection && heard() != null ? listenTo(connection) : result);
    }

    private Connection listenTo(Connection connection) {
        var transaction = new ArrayList<Statement>();
        return proxy(Connection.class, connection, (method, arguments, result) -> {
            if (method.getName().equals("commit")) {
                transaction.add(new Statement("COMMIT", List.of()));
                write(transaction);
            } else if (method.getName().equals("rollback")) {
                transaction.clear();
            }
            return result instanceof PreparedStatement statement
                            && arguments != null
                            && arguments[0] instanceof String sql
                    ? listenTo(statement, sql, connection, transaction)
                    : result;
        });
    }

    private void write(List<Statement> transaction) {
        var now = heard();
        if (now != null) {
            synchronized (now.statements()) {
                now.statements().addAll(transaction);
            }
        }
        transaction.clear();
    }

    private PreparedStatement listenTo(
            PreparedStatement statement, String sql, Connection connection, List<Statement> transaction) {
        var parameters = new TreeMap<Integer, @Nullable Object>();
        return proxy(PreparedStatement.class, statement, (method, arguments, result) -> {
            var name = method.getName();
            if (name.startsWith("set")
                    && arguments != null
                    && arguments.length >= 2
                    && arguments[0] instanceof Integer index) {
                parameters.put(index, name.equals("setNull") ? null : arguments[1]);
            } else if (name.equals("addBatch") || name.startsWith("execute") && !name.equals("executeBatch")) {
                transaction.add(new Statement(withoutRemark(sql), new ArrayList<>(parameters.values())));
                if (connection.getAutoCommit()) {
                    write(transaction);
                }
            }
            return result;
        });
    }

    /** What a statement says about itself is not for pgbench. */
    private static String withoutRemark(String sql) {
        return sql.replaceFirst("^/\\*.*?\\*/\\s*", "");
    }

    @FunctionalInterface
    private interface Afterwards {
        @Nullable
        Object heard(Method method, @Nullable Object @Nullable [] arguments, @Nullable Object result)
                throws SQLException;
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
