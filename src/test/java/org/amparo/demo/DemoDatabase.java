package org.amparo.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import org.amparo.support.TestPostgres;

/** PostgreSQL in this process's care, with its data in a folder that is kept between starts. */
public final class DemoDatabase implements AutoCloseable {

    private static final String DATABASE = "amparo";
    private static final String MAJOR_VERSION = "18";

    private final EmbeddedPostgres server;
    private final boolean isNew;

    private DemoDatabase(EmbeddedPostgres server, boolean isNew) {
        this.server = server;
        this.isNew = isNew;
    }

    /** Whether there was no data yet. */
    public boolean isNew() {
        return isNew;
    }

    /**
     * @param reset whether to throw away what an earlier start left
     * @throws Trouble when the folder can't be used; its message says what to do
     */
    public static DemoDatabase open(Path folder, Reset reset) {
        var data = folder.resolve("postgresql");
        try {
            Files.createDirectories(folder);
            refuseIfInUse(data);
            stopLeftover(data);
            if (reset == Reset.YES && Files.exists(data)) {
                delete(data);
            }
            var version = data.resolve("PG_VERSION");
            if (Files.exists(version) && !Files.readString(version).strip().equals(MAJOR_VERSION)) {
                throw new Trouble("The demo data in " + folder + " was made by PostgreSQL "
                        + Files.readString(version).strip() + ", this is " + MAJOR_VERSION
                        + ". Start once with --reset.");
            }
            var isNew = !Files.exists(version);
            var server = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    // What people do in the demo survives a crash; see DemoData for the making of its past.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setOverrideWorkingDirectory(folder.resolve("programs").toFile())
                    .setOutputRedirector(appendTo(folder))
                    .setErrorRedirector(appendTo(folder))
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setRegisterShutdownHook(false)
                    .start();
            var maintenance = TestPostgres.url(server.getPort(), "postgres");
            TestPostgres.prepare(maintenance, "postgres", "postgres");
            TestPostgres.make(DATABASE, maintenance, "postgres", "postgres");
            return new DemoDatabase(server, isNew);
        } catch (IOException | IllegalStateException unusable) {
            throw new Trouble("PostgreSQL did not start with the demo data in " + folder + " (" + unusable.getMessage()
                    + "). If the data is damaged, start once with --reset.");
        }
    }

    private static ProcessBuilder.Redirect appendTo(Path folder) {
        return ProcessBuilder.Redirect.appendTo(folder.resolve("postgresql.log").toFile());
    }

    public String url() {
        return TestPostgres.url(server.getPort(), DATABASE);
    }

    /** With every role there is. */
    TestPostgres.Database known() {
        return new TestPostgres.Database(url(), "postgres", "postgres");
    }

    public int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }

    private static void refuseIfInUse(Path data) throws IOException {
        var mark = data.resolve("epg-lock");
        if (!Files.exists(mark)) {
            return;
        }
        try (var channel = FileChannel.open(mark, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            if (lock == null) {
                throw new Trouble("Another demo is running with the data in " + data.getParent() + ". Stop it first.");
            }
        }
    }

    /** A demo that was killed leaves its PostgreSQL behind; it ends by itself once asked, since nobody is connected any more. */
    private static void stopLeftover(Path data) throws IOException {
        var pid = data.resolve("postmaster.pid");
        if (!Files.exists(pid)) {
            return;
        }
        var leftover = ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(pid).getFirst().strip()))
                .filter(process -> process.info().command().orElse("").contains("postgres"));
        if (leftover.isPresent()) {
            leftover.get().destroy();
            leftover.get().onExit().orTimeout(30, TimeUnit.SECONDS).join();
        }
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    public enum Reset {
        YES,
        NO
    }

    /** Something the person who started the demo can put right. */
    public static final class Trouble extends RuntimeException {

        public Trouble(String message) {
            super(message, null, false, false);
        }
    }
}
