package org.amparo.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;

/** What a witness does with a checkpoint: {@code java -jar amparo.jar ledger verify …}. Only reads. */
public final class LedgerCommands {

    private static final String USE = """
            ledger verify [--checkpoint FILE] --public-key TEXT   compares the ledger with a checkpoint
              TEXT is what keys show says verifies signatures; AMPARO_DATABASE_URL, _USER and _PASSWORD say where the ledger is
            """;

    private static final int SHOWN = 20;

    private final DataSource database;
    private final Consumer<String> out;

    public LedgerCommands(DataSource database, Consumer<String> out) {
        this.database = database;
        this.out = out;
    }

    /** @return whether the ledger is whole */
    public boolean run(List<String> arguments) {
        var options = options(arguments);
        if (options == null || !options.containsKey("public-key")) {
            out.accept(USE);
            return false;
        }
        try {
            var key = Base64.getDecoder().decode(options.get("public-key").strip());
            if (!Checkpoint.isKey(key)) {
                throw new IllegalArgumentException("not a key");
            }
            var file = options.get("checkpoint");
            var checkpoint = file == null ? null : Checkpoints.read(Path.of(file));
            var result = new Verification(JdbcClient.create(database), key).against(checkpoint);
            result.findings().stream().limit(SHOWN).forEach(out);
            if (result.findings().size() > SHOWN) {
                out.accept("and " + (result.findings().size() - SHOWN) + " more");
            }
            if (result.isWhole()) {
                out.accept("Whole: " + result.entries() + " entries in " + result.blocks() + " blocks"
                        + (checkpoint == null
                                ? ""
                                : ", as the checkpoint of " + checkpoint.at() + " fixed at block " + checkpoint.block())
                        + "; " + result.unchained() + " entries wait to be chained.");
            } else {
                out.accept("NOT WHOLE.");
            }
            return result.isWhole();
        } catch (IllegalArgumentException mistyped) {
            out.accept("--public-key is not what keys show prints");
        } catch (IOException | JacksonException unreadable) {
            out.accept("The checkpoint can't be read.");
        } catch (DataAccessException trouble) {
            out.accept("The ledger can't be read from the database.");
        }
        return false;
    }

    private static @Nullable Map<String, String> options(List<String> arguments) {
        if (arguments.isEmpty() || !arguments.getFirst().equals("verify") || arguments.size() % 2 == 0) {
            return null;
        }
        Map<String, String> options = new HashMap<>();
        for (var at = 1; at < arguments.size(); at += 2) {
            var name = arguments.get(at);
            if (!List.of("--checkpoint", "--public-key").contains(name)) {
                return null;
            }
            options.put(name.substring(2), arguments.get(at + 1));
        }
        return options;
    }
}
