package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsUnitTests {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final Commands commands = new Commands(Map.of(), new PrintStream(told, true, StandardCharsets.UTF_8));

    @Test
    void knowsItsCommandsAndLeavesEverythingElseToTheApplication() {
        assertThat(Commands.isOne(new String[] {"keys"})).isTrue();
        assertThat(Commands.isOne(new String[] {"ledger", "verify"})).isTrue();
        assertThat(Commands.isOne(new String[] {})).isFalse();
        assertThat(Commands.isOne(new String[] {"--server.port=1"})).isFalse();
    }

    @Test
    void endsWithZeroOnlyWhenItWasDone() {
        var file = folder.resolve("amparo.keys").toString();
        assertThat(commands.run(new String[] {"keys", "create", "--out", file})).isZero();
        assertThat(commands.run(new String[] {"keys", "create", "--out", file})).isOne();
        assertThat(commands.run(new String[] {"keys"})).isOne();
    }

    @Test
    void needsToKnowWhereTheLedgerIs() {
        assertThat(commands.run(new String[] {"ledger", "verify", "--public-key", "x"}))
                .isOne();
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("AMPARO_DATABASE_URL");
    }
}
