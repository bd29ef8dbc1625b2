package org.amparo.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the embedded servers of a test run have logged. */
public final class PostgresLog {

    private static final class Holder {
        private static final Path FILE = make();
    }

    private PostgresLog() {}

    public static Path file() {
        return Holder.FILE;
    }

    /** For the builder of a server: both its outputs. */
    static ProcessBuilder.Redirect redirect() {
        return ProcessBuilder.Redirect.appendTo(file().toFile());
    }

    private static Path make() {
        try {
            var file = Files.createTempFile("amparo-postgres", ".log");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }
}
