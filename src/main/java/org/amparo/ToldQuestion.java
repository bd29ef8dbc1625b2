package org.amparo;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A question outside a transaction, sent together with who asks it. PostgreSQL works on both as one transaction that ends with the answer, so
 * what it was told reaches this question and nothing after it. To whoever asks, it is a statement with the question's own parameters.
 */
final class ToldQuestion implements InvocationHandler {

    private final PreparedStatement both;

    private ToldQuestion(PreparedStatement both) {
        this.both = both;
    }

    /** Makes a statement ready on a connection that is in no transaction. */
    @FunctionalInterface
    interface Preparation {
        PreparedStatement prepare(String sql) throws Throwable;
    }

    static PreparedStatement of(Setting reader, String question, Preparation preparation) throws Throwable {
        var both = preparation.prepare(Setting.SET + "; " + question);
        try {
            reader.bind(both);
        } catch (SQLException trouble) {
            both.close();
            throw trouble;
        }
        return (PreparedStatement) Proxy.newProxyInstance(
                ToldQuestion.class.getClassLoader(), new Class<?>[] {PreparedStatement.class}, new ToldQuestion(both));
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a statement is the one it is
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        var name = method.getName();
        if (arguments == null || arguments.length == 0) {
            return switch (name) {
                case "executeQuery" -> {
                    answer();
                    yield both.getResultSet();
                }
                case "execute" -> answer();
                case "hashCode" -> System.identityHashCode(proxy);
                // What is asked again is told again.
                case "clearParameters",
                        "getMetaData",
                        "getParameterMetaData",
                        "addBatch",
                        "executeUpdate",
                        "executeLargeUpdate" -> throw new UnsupportedOperationException(name);
                default -> Calls.pass(method, both, arguments);
            };
        }
        if (name.equals("equals")) {
            return proxy == arguments[0];
        }
        if (name.startsWith("set") && arguments.length > 1 && arguments[0] instanceof Integer place) {
            var moved = arguments.clone();
            moved[0] = place + Setting.PARAMETERS;
            return Calls.pass(method, both, moved);
        }
        return Calls.pass(method, both, arguments);
    }

    /** Passes over what telling answered, to what the question did. */
    private boolean answer() throws SQLException {
        both.execute();
        return both.getMoreResults();
    }
}
