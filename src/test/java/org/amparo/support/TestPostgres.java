package org.amparo.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The one PostgreSQL of a test run: a container where a Docker engine answers, the embedded server elsewhere. Every application
 * context gets an empty database of its own on it.
 */
public final class TestPostgres {

    private static final String IMAGE = System.getProperty("amparo.postgres.image", "postgres:18");
    private static final String ON = "on";
    private static final String OFF = "off";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    /** What the application connects as, as in an installation. */
    public static final String APPLICATION = "amparo_application";

    /** What migrates, as in an installation. */
    public static final String OWNER = "amparo";

    /** Of both, on servers that hold nothing but invented people. */
    public static final String PASSWORD = "a-password-of-the-tests";

    private static final Path ROLES = Path.of("deploy", "postgres", "roles.sql");

    /**
     * Where a database is, and how to get in.
     *
     * @param superuser who made it, and is kept from nothing
     */
    public record Database(String url, String superuser, String superuserPassword) {

        public String user() {
            return APPLICATION;
        }

        public String password() {
            return PASSWORD;
        }

        public String owner() {
            return OWNER;
        }

        public String ownerPassword() {
            return PASSWORD;
        }

        /** For what a test must see or do beyond what any role of an installation may. */
        public JdbcClient asSuperuser() {
            return JdbcClient.create(superuserSource());
        }

        /** Does all of it in one transaction, with no trigger in the way. */
        public <T> T withoutTriggers(BiFunction<JdbcClient, TransactionStatus, T> work) {
            var source = superuserSource();
            var jdbc = JdbcClient.create(source);
            return Objects.requireNonNull(
                    new TransactionTemplate(new JdbcTransactionManager(source)).execute(status -> {
                        jdbc.sql("SET LOCAL session_replication_role = replica").update();
                        return work.apply(jdbc, status);
                    }));
        }

        private DriverManagerDataSource superuserSource() {
            return new DriverManagerDataSource(url, superuser, superuserPassword);
        }

        /** As migrations connect. */
        public Connection connectAsOwner() throws SQLException {
            var settings = new Properties();
            settings.setProperty("user", owner());
            settings.setProperty("password", ownerPassword());
            settings.setProperty("options", "-c amparo.reach=system");
            return DriverManager.getConnection(url, settings);
        }

        /** As the application connects, with nobody told to be reading. */
        public JdbcClient asApplication() {
            return JdbcClient.create(new DriverManagerDataSource(url, user(), password()));
        }
    }

    private interface Server {
        Database database(String name);
    }

    private static final class Holder {
        private static final Server SERVER = docker() ? container(OFF) : embedded(OFF);
    }

    private static final class DurableHolder {
        private static final Server SERVER = docker() ? container(ON) : embedded(ON);
    }

    private TestPostgres() {}

    /** A new, empty database. */
    public static synchronized Database create() {
        return createOn(Holder.SERVER);
    }

    /** A new, empty database on a server that keeps what it acknowledged, as an installation's must. */
    public static synchronized Database durable() {
        return createOn(DurableHolder.SERVER);
    }

    private static Database createOn(Server server) {
        var name = "amparo_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
        var maintenance = server.database("postgres");
        prepare(maintenance.url(), maintenance.superuser(), maintenance.superuserPassword());
        make(name, maintenance.url(), maintenance.superuser(), maintenance.superuserPassword());
        return server.database(name);
    }

    /** Of an embedded server. Names no user: who is in an address wins over who is asked to connect. */
    public static String url(int port, String name) {
        return "jdbc:postgresql://localhost:" + port + "/" + name;
    }

    /** Makes the roles of an installation, with the file an installation makes them with. */
    public static void prepare(String url, String superuser, String password) {
        try {
            run(
                    url,
                    superuser,
                    password,
                    Files.readString(ROLES),
                    "ALTER ROLE " + OWNER + " PASSWORD '" + PASSWORD + "'",
                    "ALTER ROLE " + APPLICATION + " PASSWORD '" + PASSWORD + "'");
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    /** Makes a database as an installation's is made, unless it is there. */
    public static void make(String name, String url, String superuser, String password) {
        var there = JdbcClient.create(new DriverManagerDataSource(url, superuser, password))
                .sql("SELECT count(*) FROM pg_database WHERE datname = ?")
                .param(name)
                .query(Integer.class)
                .single();
        if (there > 0) {
            return;
        }
        run(
                url,
                superuser,
                password,
                "CREATE DATABASE " + name + " OWNER " + OWNER,
                "REVOKE ALL ON DATABASE " + name + " FROM PUBLIC",
                "GRANT CONNECT ON DATABASE " + name + " TO " + APPLICATION);
    }

    private static void run(String url, String superuser, String password, String... statements) {
        try (var connection = DriverManager.getConnection(url, superuser, password);
                var statement = connection.createStatement()) {
            for (var one : statements) {
                statement.execute(one);
            }
        } catch (SQLException trouble) {
            throw new IllegalStateException("no test database", trouble);
        }
    }

    /** Whether containers can be started here. Asked quietly: without a socket there is no engine. */
    public static boolean docker() {
        var socket = System.getenv("DOCKER_HOST") != null
                || java.nio.file.Files.exists(java.nio.file.Path.of("/var/run/docker.sock"));
        return socket && DockerClientFactory.instance().isDockerAvailable();
    }

    @SuppressWarnings("resource") // ends with the JVM
    private static Server embedded(String durability) {
        try {
            var server = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "600")
                    .setServerConfig("fsync", durability)
                    .setServerConfig("full_page_writes", durability)
                    .setServerConfig("synchronous_commit", durability)
                    .setServerConfig("log_min_error_statement", "panic")
                    .setServerConfig("log_parameter_max_length_on_error", "0")
                    .setOutputRedirector(PostgresLog.redirect())
                    .setErrorRedirector(PostgresLog.redirect())
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setRegisterShutdownHook(false)
                    .start();
            // After the application contexts, which would else wait for a server that is gone.
            SpringApplication.getShutdownHandlers().add(() -> stop(server));
            return name -> new Database(url(server.getPort(), name), "postgres", "postgres");
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    private static void stop(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }

    @SuppressWarnings("resource") // ends with the JVM
    private static Server container(String durability) {
        var server = new PostgreSQLContainer(IMAGE)
                .withCommand("postgres", "-c", "max_connections=600", "-c", "fsync=" + durability);
        server.start();
        var base = server.getJdbcUrl().substring(0, server.getJdbcUrl().lastIndexOf('/') + 1);
        return name -> new Database(base + name, server.getUsername(), server.getPassword());
    }
}
