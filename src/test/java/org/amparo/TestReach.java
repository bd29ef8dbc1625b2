package org.amparo;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.amparo.support.TestPostgres;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Lets a test, and the demo while it tells its past, do what Amparo itself may, with transactions and without: on threads on which neither a
 * request nor a task runs, and on no others. An installation has no such threads; there, nobody is known on them.
 */
public final class TestReach extends DelegatingDataSource {

    private static final Pattern OF_THE_OWNER =
            Pattern.compile("\\s*(ALTER|CREATE|DROP|TRUNCATE|ANALYZE|VACUUM)\\b.*", Pattern.CASE_INSENSITIVE);

    private final ObjectProvider<ReachOfThread> reach;
    private final ObjectProvider<TestPostgres.Database> database;

    private TestReach(DataSource pool, BeanFactory beans) {
        super(pool);
        this.reach = beans.getBeanProvider(ReachOfThread.class);
        this.database = beans.getBeanProvider(TestPostgres.Database.class);
    }

    /** Goes around what the application put around its pool. */
    public static BeanPostProcessor around(BeanFactory beans) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource pool && isWalled(pool) ? new TestReach(pool, beans) : bean;
            }
        };
    }

    private static boolean isWalled(DataSource pool) {
        try {
            return !(pool instanceof TestReach) && pool.isWrapperFor(WalledDataSource.class);
        } catch (SQLException never) {
            throw new IllegalStateException(never);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = super.getConnection();
        if (!reach.getObject().isOutside()) {
            return connection;
        }
        set(connection, Setting.COALITION, "system");
        return (Connection) Proxy.newProxyInstance(
                TestReach.class.getClassLoader(), new Class<?>[] {Connection.class}, new Outside(connection));
    }

    /** What changes tables is done as their owner, when it is a statement of its own. */
    private final class Outside implements InvocationHandler {

        private final Connection connection;
        private @Nullable Connection owner;

        Outside(Connection connection) {
            this.connection = connection;
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // a connection is the one it is
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object[] arguments) throws Throwable {
            var target = connection;
            switch (method.getName()) {
                case "close" -> {
                    reset(connection);
                    if (owner != null) {
                        owner.close();
                    }
                }
                case "createStatement" -> target = connection.getAutoCommit() ? owner() : connection;
                case "prepareStatement" ->
                    target = connection.getAutoCommit()
                                    && OF_THE_OWNER
                                            .matcher((String) arguments[0])
                                            .lookingAt()
                            ? owner()
                            : connection;
                case "equals" -> {
                    return proxy == arguments[0];
                }
                case "hashCode" -> {
                    return System.identityHashCode(proxy);
                }
                default -> {}
            }
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException failed) {
                throw failed.getCause() == null ? failed : failed.getCause();
            }
        }

        private Connection owner() throws SQLException {
            if (owner == null) {
                owner = database.getObject().connectAsOwner();
            }
            return owner;
        }
    }

    private static void reset(Connection connection) throws SQLException {
        if (!connection.isClosed()) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            set(connection, "none", "");
        }
    }

    private static void set(Connection connection, String role, String reach) throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT set_config('role', ?, false), set_config('amparo.reach', ?, false)")) {
            statement.setString(1, role);
            statement.setString(2, reach);
            statement.execute();
        }
    }
}
