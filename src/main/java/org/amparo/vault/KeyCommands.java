package org.amparo.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an operator does with the key file: {@code java -jar amparo.jar keys …}. Needs no database and prints no key; the sheets of the
 * recovery kit are written to files, to be printed and destroyed.
 */
public final class KeyCommands {

    private static final String USE = """
            keys create  --out FILE [--custodians 2|3] [--sheets FOLDER]   makes a key file and its recovery kit
            keys restore --copy FILE.recovery --sheet SHEET --sheet SHEET --out FILE   brings a lost key file back
            keys rotate  --keys FILE [--in 10m]   begins a new generation of wrapping keys, now or in a while
            keys drop    --keys FILE --generation N   destroys a generation that wraps nothing any more
            keys kit     --keys FILE [--custodians 2|3] [--sheets FOLDER]   replaces the recovery kit
            keys show    --keys FILE   tells what is in a key file, without the keys
            """;

    private final Clock clock;
    private final Consumer<String> out;
    private final SecureRandom random = new SecureRandom();

    /** @param out where lines of text go */
    public KeyCommands(Clock clock, Consumer<String> out) {
        this.clock = clock;
        this.out = out;
    }

    /**
     * What is wrong with a key file, for the checks before the application starts.
     *
     * @return one sentence each; empty when the file can be used
     */
    public static List<String> troubleWith(Path file) {
        return KeyFiles.troubleWith(file);
    }

    /** @return whether it was done; what was wrong has been told */
    public boolean run(List<String> arguments) {
        try {
            var options = options(arguments);
            switch (arguments.isEmpty() ? "" : arguments.getFirst()) {
                case "create" -> create(options);
                case "restore" -> restore(options);
                case "rotate" -> rotate(options);
                case "drop" -> drop(options);
                case "kit" -> renewKit(options);
                case "show" -> show(KeyFiles.read(options.file("keys")));
                default -> throw new KeyTrouble(USE);
            }
            return true;
        } catch (KeyTrouble trouble) {
            out.accept(trouble.getMessage());
            return false;
        } catch (UncheckedIOException trouble) {
            out.accept("A file can't be read or written: " + trouble.getMessage());
            return false;
        }
    }

    private void create(Options options) {
        options.allow(Set.of("out", "custodians", "sheets"));
        var file = options.file("out");
        var made = RecoveryKit.make(options.number("custodians", 2), random);
        var keys = KeyFile.make(made.kit(), random, clock.instant());
        var sheets = sheets(options, file);
        KeyFiles.refuseOverwriting(file);
        refuseOverwriting(sheets, made.sheets().size());
        write(made, sheets);
        KeyFiles.create(file, keys);
        out.accept("Made " + file + " for installation " + keys.installation() + ".");
        out.accept("Set AMPARO_KEY_FILE to it. Copy "
                + KeyFiles.recoveryCopy(file).getFileName() + " to another machine, and again after every change.");
        show(keys);
    }

    private void restore(Options options) {
        options.allow(Set.of("copy", "sheet", "out"));
        var keys = RecoveryKit.open(copy(options.file("copy")), texts(options.all("sheet")));
        var file = options.file("out");
        KeyFiles.create(file, keys);
        out.accept("Brought back " + file + " for installation " + keys.installation()
                + ". What was shredded since the copy was made is destroyed in it again when Amparo starts.");
    }

    private void rotate(Options options) {
        options.allow(Set.of("keys", "in"));
        var since = clock.instant().plus(options.duration("in"));
        var keys = KeyFiles.change(options.file("keys"), before -> before.rotated(since, random));
        out.accept("Generation " + keys.trees().getLast().number() + " wraps from " + since
                + " on. Running nodes see it within seconds and move all data keys to it in the background.");
    }

    private void drop(Options options) {
        options.allow(Set.of("keys", "generation"));
        var number = options.number("generation", 0);
        KeyFiles.change(options.file("keys"), before -> {
            var tree = before.tree(number)
                    .orElseThrow(() -> new KeyTrouble("there is no generation " + number + " in this key file"));
            if (tree.emptied() == null) {
                throw new KeyTrouble("generation " + number
                        + " still wraps data keys; it can be dropped when keys show says that it is empty");
            }
            return before.dropped(number);
        });
        out.accept("Generation " + number
                + " is destroyed. Backups made before it was empty can't be opened with this key file any more.");
    }

    private void renewKit(Options options) {
        options.allow(Set.of("keys", "custodians", "sheets"));
        var file = options.file("keys");
        var made = RecoveryKit.make(options.number("custodians", 2), random);
        var sheets = sheets(options, file);
        refuseOverwriting(sheets, made.sheets().size());
        write(made, sheets);
        KeyFiles.change(file, before -> before.with(made.kit()));
        out.accept(
                "The former sheets do not open recovery copies made from now on; destroy them, and older copies with them.");
    }

    private void show(KeyFile keys) {
        out.accept("Installation " + keys.installation() + ", made " + keys.made());
        for (var tree : keys.trees()) {
            out.accept("  generation " + tree.number() + ", wraps since "
                    + (tree.since().equals(Instant.EPOCH) ? "the beginning" : tree.since())
                    + (tree.emptied() == null ? "" : ", empty since " + tree.emptied()) + ", "
                    + tree.keys().size() + " nodes");
        }
        out.accept("  recovery kit " + keys.kit().name() + ", " + keys.kit().custodians() + " custodians, two needed");
        out.accept("  verifies signatures (Ed25519): " + Base64.getEncoder().encodeToString(keys.verifying()));
    }

    private void write(RecoveryKit.Made made, Path folder) {
        for (var number = 1; number <= made.sheets().size(); number++) {
            KeyFiles.write(sheet(folder, number), made.sheets().get(number - 1).getBytes(StandardCharsets.UTF_8));
            out.accept("Print " + sheet(folder, number) + ", give it to custodian " + number
                    + ", then destroy the file (shred -u).");
        }
    }

    private static Path sheet(Path folder, int number) {
        return folder.resolve("amparo-recovery-sheet-" + number + ".txt");
    }

    private static Path sheets(Options options, Path keys) {
        var folder = options.one("sheets");
        return folder == null ? keys.toAbsolutePath().resolveSibling("") : Path.of(folder);
    }

    private static void refuseOverwriting(Path folder, int sheets) {
        for (var number = 1; number <= sheets; number++) {
            if (Files.exists(sheet(folder, number))) {
                throw new KeyTrouble(sheet(folder, number) + " is there already; print and destroy it first");
            }
        }
    }

    private static RecoveryKit.Copy copy(Path file) {
        try {
            return JsonMapper.shared().readValue(Files.readAllBytes(file), RecoveryKit.Copy.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JacksonException e) {
            throw new KeyTrouble(file + " is no recovery copy");
        }
    }

    private static List<String> texts(List<String> files) {
        var texts = new ArrayList<String>();
        for (var file : files) {
            try {
                texts.add(Files.readString(Path.of(file)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return texts;
    }

    private static Options options(List<String> arguments) {
        Map<String, List<String>> values = new HashMap<>();
        for (var at = 1; at < arguments.size(); at += 2) {
            var name = arguments.get(at);
            if (!name.startsWith("--") || at + 1 == arguments.size()) {
                throw new KeyTrouble(USE);
            }
            values.computeIfAbsent(name.substring(2), none -> new ArrayList<>()).add(arguments.get(at + 1));
        }
        return new Options(values);
    }

    private record Options(Map<String, List<String>> values) {

        void allow(Set<String> names) {
            if (!names.containsAll(values.keySet())) {
                throw new KeyTrouble(USE);
            }
        }

        List<String> all(String name) {
            return values.getOrDefault(name, List.of());
        }

        @Nullable
        String one(String name) {
            return all(name).isEmpty() ? null : all(name).getLast();
        }

        Path file(String name) {
            var file = one(name);
            if (file == null) {
                throw new KeyTrouble("--" + name + " is missing\n" + USE);
            }
            return Path.of(file);
        }

        int number(String name, int otherwise) {
            var number = one(name);
            try {
                return number == null ? otherwise : Integer.parseInt(number);
            } catch (NumberFormatException e) {
                throw new KeyTrouble("--" + name + " takes a number");
            }
        }

        Duration duration(String name) {
            var text = one(name);
            try {
                return text == null ? Duration.ZERO : Duration.parse("PT" + text);
            } catch (DateTimeParseException e) {
                throw new KeyTrouble("--" + name + " takes a while such as 10m or 1h");
            }
        }
    }
}
