package org.amparo.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.amparo.vault.KeyCommands;

/** Throwaway key files, made by the command an operator makes theirs with. */
public final class TestKeys {

    private TestKeys() {}

    /** A key file of its own, in a folder of its own. */
    public static Path make() {
        try {
            var folder = Files.createTempDirectory("amparo-keys");
            folder.toFile().deleteOnExit();
            return make(folder.resolve("amparo.keys"));
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    public static Path make(Path file) {
        var told = new ArrayList<String>();
        if (!new KeyCommands(Clock.systemUTC(), told::add).run(List.of("create", "--out", file.toString()))) {
            throw new IllegalStateException(String.join("\n", told));
        }
        return file;
    }
}
