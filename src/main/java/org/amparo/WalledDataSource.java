package org.amparo;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Tells PostgreSQL who reads, in the transaction's first statement that needs it: at the connection, where nothing can go round it. When
 * that fails, the statement fails like any other would, and nothing was read. What was told ends with the transaction, so a connection goes
 * back to the pool as it came.
 *
 * <p>Outside a transaction only a question is told who asks, in a transaction for itself; what is told and the question go to PostgreSQL
 * together, in one message. A change outside a transaction is told nothing and reaches only what everybody may.
 *
 * <p>What a transaction writes without waiting for it is kept in a {@link Parcel} until something else is to be done on the connection.
 */
final class WalledDataSource extends DelegatingDataSource {

    /** Everybody who is signed in may read these, whoever they are: no need to say. */
    private static final Pattern BEHIND_THE_WALL = Pattern.compile(
            "\\b(intake|holding|referrals|matching|representation|correspondence|reporting|ledger|vault)\\.");

    private static final Pattern QUESTION = Pattern.compile("\\s*select\\b", Pattern.CASE_INSENSITIVE);

    private static final int MOST_REMEMBERED = 5_000;

    private final Supplier<Setting> wanted;
    private final Map<String, Boolean> needs = new ConcurrentHashMap<>();

    WalledDataSource(DataSource database, Supplier<Setting> wanted) {
        super(database);
        this.wanted = wanted;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return walled(super.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return walled(super.getConnection(user, password));
    }

    private Connection walled(Connection connection) throws SQLException {
        return (Connection) Proxy.newProxyInstance(
                WalledDataSource.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new Walled(connection, connection.getAutoCommit()));
    }

    private boolean needsReader(@Nullable String sql) {
        if (sql == null) {
            return true;
        }
        var known = needs.get(sql);
        if (known == null) {
            known = asks(sql);
            if (needs.size() < MOST_REMEMBERED) {
                needs.put(sql, known);
            }
        }
        return known;
    }

    /** Where this is mistaken, PostgreSQL refuses: who reads is then nobody. */
    static boolean asks(String sql) {
        var text = sql.strip().toLowerCase(Locale.ROOT);
        return BEHIND_THE_WALL.matcher(text).find()
                || !text.startsWith("select") && (text.contains("membership.") || text.contains("catalog."));
    }

    private static boolean isQuestion(String sql) {
        return QUESTION.matcher(sql).lookingAt();
    }

    private final class Walled implements InvocationHandler {

        private final Connection connection;
        private final Parcel parcel;
        private boolean ofOneStatement;
        private Setting told = Setting.NOBODY;

        Walled(Connection connection, boolean autoCommit) {
            this.connection = connection;
            this.parcel = new Parcel(connection);
            this.ofOneStatement = autoCommit;
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // a connection is the one it is
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object[] arguments) throws Throwable {
            switch (method.getName()) {
                case "prepareStatement" -> {
                    var sql = (String) arguments[0];
                    if (!ofOneStatement && arguments.length == 1 && Parcel.takes(sql)) {
                        tellWho(sql);
                        return parcel.statement(sql, (Connection) proxy);
                    }
                    parcel.send();
                    var reader = ofOneStatement && isQuestion(sql) ? wantedFor(sql) : null;
                    if (reader != null) {
                        return ToldQuestion.of(reader, sql, told -> {
                            var both = arguments.clone();
                            both[0] = told;
                            return (PreparedStatement) Objects.requireNonNull(Calls.pass(method, connection, both));
                        });
                    }
                    tellWho(sql);
                }
                case "prepareCall", "createStatement" -> {
                    parcel.send();
                    tellWho(method.getName().equals("prepareCall") ? (String) arguments[0] : null);
                }
                case "setAutoCommit" -> {
                    parcel.send();
                    told = Setting.NOBODY;
                    ofOneStatement = Boolean.TRUE.equals(arguments[0]);
                }
                case "commit" -> {
                    parcel.send();
                    told = Setting.NOBODY;
                }
                // Going back to a savepoint takes back what was told after it, too.
                case "rollback", "abort", "close" -> {
                    parcel.drop();
                    told = Setting.NOBODY;
                }
                case "setSavepoint", "unwrap" -> parcel.send();
                case "getAutoCommit" -> {
                    return ofOneStatement;
                }
                case "equals" -> {
                    return proxy == arguments[0];
                }
                case "hashCode" -> {
                    return System.identityHashCode(proxy);
                }
                default -> {}
            }
            return Calls.pass(method, connection, arguments);
        }

        /** As whom a statement is to run, unless that is how the connection runs already. */
        private @Nullable Setting wantedFor(@Nullable String sql) {
            if (!needsReader(sql)) {
                return null; // and is not asked either: who it is may just now be looked up in the session's table
            }
            var reader = wanted.get();
            return reader.equals(told) ? null : reader;
        }

        /** What was put aside is written as who was told before. A change outside a transaction is told nothing. */
        private void tellWho(@Nullable String sql) throws Throwable {
            var reader = ofOneStatement ? null : wantedFor(sql);
            if (reader != null) {
                parcel.send();
                reader.apply(connection);
                told = reader;
            }
        }
    }
}
