package org.amparo.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyCommandsUnitTests {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();
    private final KeyCommands commands = new KeyCommands(Clock.fixed(NOW, ZoneOffset.UTC), told::add);
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("amparo.keys");
    }

    @Test
    void makesAFileOnlyItsOwnerReads() throws IOException {
        assertThat(run("create", "--out", file.toString())).isTrue();
        for (var made : List.of(file, KeyFiles.recoveryCopy(file), sheet(1), sheet(2))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                    .isEqualTo("rw-------");
        }
        assertThat(KeyCommands.troubleWith(file)).isEmpty();
    }

    @Test
    void tellsNoKey() throws IOException {
        run("create", "--out", file.toString());
        run("show", "--keys", file.toString());
        var keys = KeyFiles.read(file);
        assertThat(String.join("\n", told))
                .contains(keys.installation().toString(), "generation 1")
                .doesNotContain(Base64.getEncoder().encodeToString(keys.fingerprints()))
                .doesNotContain(Base64.getEncoder().encodeToString(keys.signing()));
        assertThat(keys.toString())
                .doesNotContain("[B")
                .endsWith(keys.installation().toString());
        assertThat(Files.readString(sheet(1)))
                .doesNotContain(Base64.getEncoder().encodeToString(keys.signing()));
    }

    @Test
    void neverOverwritesAKeyFileNorASheet() throws IOException {
        run("create", "--out", file.toString());
        var before = Files.readAllBytes(file);
        assertThat(run("create", "--out", file.toString())).isFalse();
        assertThat(run("create", "--out", folder.resolve("other.keys").toString()))
                .isFalse();
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(folder.resolve("other.keys")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"2,1,2", "3,1,2", "3,2,3", "3,1,3", "3,3,1"})
    void comesBackFromACopyAndTwoSheets(String custodians, int one, int other) throws IOException {
        run("create", "--out", file.toString(), "--custodians", custodians);
        var before = KeyFiles.content(KeyFiles.read(file));
        Files.delete(file);
        // As somebody types it: small letters, zero for O, one for I, no blanks where they were.
        var typed = folder.resolve("typed.txt");
        Files.writeString(
                typed,
                Files.readString(sheet(one))
                        .lines()
                        .filter(line -> line.startsWith("PART") || line.startsWith("KIT"))
                        .map(line -> line.startsWith("PART")
                                ? line.substring(0, 7)
                                        + line.substring(7)
                                                .replace('O', '0')
                                                .replace('I', '1')
                                                .toLowerCase(java.util.Locale.ROOT)
                                : line)
                        .reduce("", (all, line) -> all + line + "\n"));
        assertThat(run(
                        "restore",
                        "--copy",
                        KeyFiles.recoveryCopy(file).toString(),
                        "--sheet",
                        typed.toString(),
                        "--sheet",
                        sheet(other).toString(),
                        "--out",
                        file.toString()))
                .as(String.join("\n", told))
                .isTrue();
        assertThat(KeyFiles.content(KeyFiles.read(file))).isEqualTo(before);
    }

    @Test
    void doesNotComeBackFromOneSheetAMistypedOneOrAnotherKits() throws IOException {
        run("create", "--out", file.toString());
        var copy = KeyFiles.recoveryCopy(file).toString();
        var out = folder.resolve("back.keys").toString();
        assertThat(run("restore", "--copy", copy, "--sheet", sheet(1).toString(), "--out", out))
                .isFalse();
        assertThat(run(
                        "restore",
                        "--copy",
                        copy,
                        "--sheet",
                        sheet(1).toString(),
                        "--sheet",
                        sheet(1).toString(),
                        "--out",
                        out))
                .isFalse();

        var text = Files.readString(sheet(2));
        var at = text.indexOf("PART 2: ") + 8;
        var mistyped = text.substring(0, at) + (text.charAt(at) == 'A' ? 'B' : 'A') + text.substring(at + 1);
        var wrong = Files.writeString(folder.resolve("wrong.txt"), mistyped);
        assertThat(run(
                        "restore",
                        "--copy",
                        copy,
                        "--sheet",
                        sheet(1).toString(),
                        "--sheet",
                        wrong.toString(),
                        "--out",
                        out))
                .isFalse();
        assertThat(told.getLast()).isEqualTo("part 2 is mistyped");

        var elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        run("create", "--out", elsewhere.resolve("amparo.keys").toString());
        assertThat(run(
                        "restore",
                        "--copy",
                        copy,
                        "--sheet",
                        sheet(1).toString(),
                        "--sheet",
                        elsewhere.resolve("amparo-recovery-sheet-2.txt").toString(),
                        "--out",
                        out))
                .isFalse();
        assertThat(told.getLast()).contains("kit");
        assertThat(Path.of(out)).doesNotExist();
    }

    @Test
    void oneOfThreeSheetsIsNotEnoughThoughItHoldsTwoParts() throws IOException {
        run("create", "--out", file.toString(), "--custodians", "3");
        var copy = KeyFiles.recoveryCopy(file).toString();
        for (var number = 1; number <= 3; number++) {
            assertThat(run(
                            "restore",
                            "--copy",
                            copy,
                            "--sheet",
                            sheet(number).toString(),
                            "--out",
                            folder.resolve("back.keys").toString()))
                    .isFalse();
        }
    }

    @Test
    void aNewKitMakesTheFormerSheetsWorthless() throws IOException {
        run("create", "--out", file.toString());
        Files.move(sheet(1), folder.resolve("old-1.txt"));
        Files.move(sheet(2), folder.resolve("old-2.txt"));
        assertThat(run("kit", "--keys", file.toString(), "--custodians", "3")).isTrue();
        var copy = KeyFiles.recoveryCopy(file).toString();
        var out = folder.resolve("back.keys").toString();
        assertThat(run(
                        "restore",
                        "--copy",
                        copy,
                        "--sheet",
                        folder.resolve("old-1.txt").toString(),
                        "--sheet",
                        folder.resolve("old-2.txt").toString(),
                        "--out",
                        out))
                .isFalse();
        assertThat(run(
                        "restore",
                        "--copy",
                        copy,
                        "--sheet",
                        sheet(3).toString(),
                        "--sheet",
                        sheet(1).toString(),
                        "--out",
                        out))
                .isTrue();
    }

    @Test
    void rotatesNowOrLaterAndDropsOnlyWhatIsEmpty() {
        run("create", "--out", file.toString());
        assertThat(run("rotate", "--keys", file.toString(), "--in", "10m")).isTrue();
        var keys = KeyFiles.read(file);
        assertThat(keys.wrapping(NOW).number()).isEqualTo(1);
        assertThat(keys.wrapping(NOW.plusSeconds(600)).number()).isEqualTo(2);
        assertThat(run("drop", "--keys", file.toString(), "--generation", "1")).isFalse();
        assertThat(run("drop", "--keys", file.toString(), "--generation", "7")).isFalse();
        KeyFiles.change(file, before -> before.emptied(1, NOW));
        assertThat(run("drop", "--keys", file.toString(), "--generation", "1")).isTrue();
        assertThat(KeyFiles.read(file).trees()).hasSize(1);
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        assertThat(KeyCommands.troubleWith(file)).singleElement().asString().contains("keys create");
        run("create", "--out", file.toString());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(KeyCommands.troubleWith(file)).singleElement().asString().contains("chmod 600");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(file, Files.readString(file).substring(10));
        assertThat(KeyCommands.troubleWith(file)).singleElement().asString().contains("damaged");
        assertThat(KeyCommands.troubleWith(folder)).singleElement().asString().contains("not a file");
    }

    @Test
    void saysHowItIsUsed() {
        for (var wrong : List.of(
                new String[] {},
                new String[] {"help"},
                new String[] {"create"},
                new String[] {"create", "--out"},
                new String[] {"create", "--nonsense", "x"},
                new String[] {"rotate", "--keys", "x", "--in", "soon"},
                new String[] {"create", "--out", "x", "--custodians", "four"})) {
            told.clear();
            assertThat(run(wrong)).isFalse();
            assertThat(told).isNotEmpty();
        }
        assertThat(run("create", "--out", file.toString(), "--custodians", "4")).isFalse();
    }

    @Test
    void losesNoChangeOfTwoThatChangeAtOnce() throws Exception {
        run("create", "--out", file.toString());
        var threads = new ArrayList<Thread>();
        for (var one = 0; one < 8; one++) {
            var leaf = (long) one;
            threads.add(Thread.ofPlatform().start(() -> KeyFiles.change(file, keys -> keys.without(List.of(leaf)))));
        }
        for (var thread : threads) {
            thread.join();
        }
        var keys = KeyFiles.read(file);
        for (var leaf = 0L; leaf < 8; leaf++) {
            assertThat(keys.holds(leaf)).isFalse();
        }
        assertThat(keys.holds(8)).isTrue();
    }

    private boolean run(String... arguments) {
        return commands.run(List.of(arguments));
    }

    private Path sheet(int number) {
        return folder.resolve("amparo-recovery-sheet-" + number + ".txt");
    }
}
