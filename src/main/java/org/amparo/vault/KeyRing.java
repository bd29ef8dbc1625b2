package org.amparo.vault;

import java.nio.file.Path;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The keys of this node: the key file as it was last read. Another node, or a command, may have changed the file meanwhile; it is looked at
 * every few seconds, and at once when somebody asks for a key that is not here. Refuses to begin with keys that are not this database's.
 */
@Component
class KeyRing implements InitializingBean {

    private static final Logger log = LoggerFactory.getLogger(KeyRing.class);

    private final Path file;
    private final JdbcClient jdbc;

    private volatile Held held;

    private record Held(KeyFile keys, KeyFiles.Mark mark) {}

    @Autowired
    KeyRing(@Value("${amparo.key-file}") String file, JdbcClient jdbc) {
        this(Path.of(file), jdbc);
    }

    KeyRing(Path file, JdbcClient jdbc) {
        this.file = file;
        this.jdbc = jdbc;
        var trouble = KeyFiles.troubleWith(file);
        if (!trouble.isEmpty()) {
            throw new KeyTrouble(String.join("\n", trouble));
        }
        this.held = read(file);
    }

    /** A key file belongs to one database. The first that opens an empty one is its own. */
    @Override
    public void afterPropertiesSet() {
        jdbc.sql(
                        "INSERT INTO vault.installation (id) SELECT ? WHERE NOT EXISTS (SELECT FROM vault.data_key) ON CONFLICT DO NOTHING")
                .param(current().installation())
                .update();
        var owner =
                jdbc.sql("SELECT id FROM vault.installation").query(UUID.class).optional();
        if (!owner.equals(java.util.Optional.of(current().installation()))) {
            throw new KeyTrouble("the key file " + file + " belongs to installation "
                    + current().installation() + ", and this database to "
                    + owner.map(UUID::toString).orElse("one that is not named")
                    + "; set AMPARO_KEY_FILE to the file this database was sealed with");
        }
        var missing =
                jdbc
                        .sql("SELECT DISTINCT tree FROM vault.tree_in_use ORDER BY tree")
                        .query(Integer.class)
                        .list()
                        .stream()
                        .filter(number -> current().tree(number).isEmpty())
                        .toList();
        if (!missing.isEmpty()) {
            throw new KeyTrouble("the key file " + file + " is older than this database: it lacks wrapping key "
                    + missing + "; take the newest copy, or bring it back with: keys restore");
        }
    }

    KeyFile current() {
        return held.keys();
    }

    Path file() {
        return file;
    }

    /** Looks at the file again; for who misses a key. */
    @Scheduled(fixedDelayString = "${amparo.keys.look-again:10s}")
    synchronized void refresh() {
        if (KeyFiles.Mark.of(file).equals(held.mark())) {
            return;
        }
        var found = read(file);
        if (!found.keys().installation().equals(current().installation())) {
            log.error("The key file was replaced by another installation's; the keys of the start stay in use.");
            return;
        }
        held = found;
    }

    synchronized void change(UnaryOperator<KeyFile> change) {
        KeyFiles.change(file, change);
        held = read(file);
    }

    private static Held read(Path file) {
        var mark = KeyFiles.Mark.of(file);
        return new Held(KeyFiles.read(file), mark);
    }
}
