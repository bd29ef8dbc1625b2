package org.amparo;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction writes without waiting for an answer, sent in one message. A statement that begins with {@link #MARK} is put aside when it
 * is executed, and says that it changed one row; before anything else is asked or committed on its connection, everything that was put aside
 * is sent, in the order it was written. So nobody in the transaction sees a difference, and a statement that fails still ends the
 * transaction: a little later than it was written, and never after the commit.
 *
 * <p>For rows nobody asks about in the transaction that writes them: copies other modules keep, the ledger's line, history. Belongs to one
 * connection and one thread.
 */
final class Parcel {

    /** How a statement says that nobody waits for it. PostgreSQL reads over it. */
    static final String MARK = "/* later */";

    /** More would make PostgreSQL's prepared statements very long. */
    private static final int MOST = 40;

    private record Parameter(Method setter, @Nullable Object[] arguments) {

        /** @param before how many parameters stand before those of this statement */
        void set(PreparedStatement statement, int before) throws Throwable {
            var moved = arguments.clone();
            moved[0] = before + (Integer) arguments[0];
            Calls.pass(setter, statement, moved);
        }
    }

    private record Piece(String sql, List<Parameter> parameters) {}

    private final Connection connection;
    private final List<Piece> pieces = new ArrayList<>();

    Parcel(Connection connection) {
        this.connection = connection;
    }

    static boolean takes(String sql) {
        return sql.startsWith(MARK);
    }

    /** @param asked the connection as whoever prepares the statement knows it */
    PreparedStatement statement(String sql, Connection asked) {
        return (PreparedStatement) Proxy.newProxyInstance(
                Parcel.class.getClassLoader(), new Class<?>[] {PreparedStatement.class}, new Writing(sql, asked));
    }

    /** Nothing of it was sent, and nothing of it will be. */
    void drop() {
        pieces.clear();
    }

    /** @throws Throwable what the first statement that fails says; the transaction is then of no more use */
    void send() throws Throwable {
        if (pieces.isEmpty()) {
            return;
        }
        var all = List.copyOf(pieces);
        pieces.clear();
        var sql = all.stream().map(Piece::sql).collect(Collectors.joining(";\n"));
        try (var statement = connection.prepareStatement(sql)) {
            var before = 0;
            for (var piece : all) {
                for (var parameter : piece.parameters()) {
                    parameter.set(statement, before);
                }
                before += piece.parameters().size();
            }
            statement.execute();
        }
    }

    private void add(String sql, List<Parameter> parameters) throws Throwable {
        pieces.add(new Piece(sql.substring(MARK.length()).strip(), parameters));
        if (pieces.size() == MOST) {
            send();
        }
    }

    /** A statement as whoever writes it sees it. What would answer a question is refused: nobody may wait for it. */
    private final class Writing implements InvocationHandler {

        private final String sql;
        private final Connection asked;
        private final Map<Integer, Parameter> parameters = new TreeMap<>();
        private final List<List<Parameter>> batch = new ArrayList<>();
        private boolean closed;

        Writing(String sql, Connection asked) {
            this.sql = sql;
            this.asked = asked;
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // a statement is the one it is
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            var name = method.getName();
            if (arguments != null
                    && arguments.length > 1
                    && arguments[0] instanceof Integer place
                    && name.startsWith("set")) {
                parameters.put(place, new Parameter(method, arguments.clone()));
                return null;
            }
            return switch (name) {
                case "executeUpdate" -> {
                    add(sql, List.copyOf(parameters.values()));
                    yield 1;
                }
                case "addBatch" -> {
                    batch.add(List.copyOf(parameters.values()));
                    yield null;
                }
                case "executeBatch" -> {
                    var counts = new int[batch.size()];
                    Arrays.fill(counts, Statement.SUCCESS_NO_INFO);
                    for (var row : batch) {
                        add(sql, row);
                    }
                    batch.clear();
                    yield counts;
                }
                case "clearParameters" -> {
                    parameters.clear();
                    yield null;
                }
                case "close" -> {
                    closed = true;
                    yield null;
                }
                case "isClosed" -> closed;
                case "getConnection" -> asked;
                case "getWarnings", "clearWarnings", "setQueryTimeout", "setFetchSize", "setMaxRows" -> null;
                case "equals" -> arguments != null && proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                case "toString" -> sql;
                default -> throw new UnsupportedOperationException(name);
            };
        }
    }
}
