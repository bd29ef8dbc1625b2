package org.amparo.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringApplication;
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

    /** Where a database is, and how to get in. */
    public record Database(String url, String user, String password) {}

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
        try (var connection =
                        DriverManager.getConnection(maintenance.url(), maintenance.user(), maintenance.password());
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException trouble) {
            throw new IllegalStateException("no test database", trouble);
        }
        return server.database(name);
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
                    .setServerConfig("max_connections", "500")
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
            return name -> new Database(server.getJdbcUrl("postgres", name), "postgres", "postgres");
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
                .withCommand("postgres", "-c", "max_connections=300", "-c", "fsync=" + durability);
        server.start();
        var base = server.getJdbcUrl().substring(0, server.getJdbcUrl().lastIndexOf('/') + 1);
        return name -> new Database(base + name, server.getUsername(), server.getPassword());
    }
}
