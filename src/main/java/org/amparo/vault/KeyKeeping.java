package org.amparo.vault;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What happens to keys in the background, on every node: leaves of shredded owners are destroyed in this node's key file, and data keys move
 * to the newest generation of wrapping keys. Both may stop anywhere and go on later.
 */
@Component
class KeyKeeping {

    /** Longer than any node needs to see a new generation. */
    static final Duration ALL_HAVE_SEEN = Duration.ofMinutes(5);

    private static final Logger log = LoggerFactory.getLogger(KeyKeeping.class);
    private static final int AT_ONCE = 500;

    private final KeyRing ring;
    private final SealingVault vault;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    private boolean begun;

    KeyKeeping(KeyRing ring, SealingVault vault, JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.ring = ring;
        this.vault = vault;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Destroys in the key file what was shredded in the database. The order is told by rows that committed, so nothing that rolled back is
     * ever destroyed; a node that stops between the two finds the order again when it starts.
     *
     * @return how many leaves were destroyed
     */
    @Scheduled(fixedDelayString = "${amparo.keys.destroy-every:15s}")
    synchronized int destroy() {
        var ordered = jdbc.sql("SELECT leaf, destroyed_at IS NULL AS fresh FROM vault.shredding"
                        + (begun ? " WHERE ordered_at > now() - interval '1 hour'" : ""))
                .query((row, number) -> new Order(row.getLong("leaf"), row.getBoolean("fresh")))
                .list();
        var held =
                ordered.stream().map(Order::leaf).filter(ring.current()::holds).toList();
        if (!held.isEmpty()) {
            ring.change(keys -> keys.without(held));
            log.info("Destroyed {} keys.", held.size());
        }
        var done = ordered.stream().filter(Order::fresh).map(Order::leaf).toArray(Long[]::new);
        if (done.length > 0) {
            jdbc.sql("UPDATE vault.shredding SET destroyed_at = now() WHERE destroyed_at IS NULL AND leaf = ANY (?)")
                    .param(done)
                    .update();
        }
        begun = true;
        return held.size();
    }

    /** @param fresh whether no node has carried it out yet */
    private record Order(long leaf, boolean fresh) {}

    /**
     * Wraps data keys anew with the newest generation. What is sealed is not touched, and nobody waits: a data key opens before, while and
     * after it moves.
     *
     * @return how many were moved
     */
    @Scheduled(fixedDelayString = "${amparo.keys.rewrap-every:30s}")
    synchronized int rewrap() {
        var keys = ring.current();
        var now = clock.instant();
        var wrapping = keys.wrapping(now);
        var left = keys.trees().stream()
                .filter(tree -> tree.number() < wrapping.number() && tree.emptied() == null)
                .map(KeyFile.Tree::number)
                .toList();
        if (left.isEmpty()) {
            return 0;
        }
        var moved = 0;
        var last = new UUID(0, 0);
        Batch batch;
        do {
            var after = last;
            batch = Objects.requireNonNull(transaction.execute(status -> move(after, wrapping.number())));
            moved += batch.moved();
            last = batch.last();
        } while (batch.looked() > 0);
        if (moved == 0 && wrapping.since().plus(ALL_HAVE_SEEN).isBefore(now)) {
            ring.change(current -> {
                for (var number : left) {
                    current = current.emptied(number, now);
                }
                return current;
            });
            jdbc.sql("DELETE FROM vault.tree_in_use WHERE tree < ?")
                    .param(wrapping.number())
                    .update();
            log.info("No data key is wrapped by generations {} any more.", left);
        }
        return moved;
    }

    private record Batch(int looked, int moved, UUID last) {}

    private Batch move(UUID after, int to) {
        var old = jdbc.sql("""
                        SELECT owner, leaf, tree, wrapped, holder FROM vault.data_key WHERE tree < ? AND owner > ?
                        ORDER BY owner LIMIT ? FOR UPDATE
                        """)
                .params(to, after, AT_ONCE)
                .query(SealingVault.Wrapped::read)
                .list();
        var moved = 0;
        for (var one : old) {
            moved += rewrapped(one)
                    .map(anew -> jdbc.sql("UPDATE vault.data_key SET tree = ?, wrapped = ? WHERE owner = ?")
                            .params(anew.tree(), anew.key(), anew.owner())
                            .update())
                    .orElse(0);
        }
        return new Batch(
                old.size(), moved, old.isEmpty() ? after : old.getLast().owner());
    }

    /** A key that was destroyed or tampered with stays as it is; it opens nothing either way. */
    private Optional<SealingVault.Wrapped> rewrapped(SealingVault.Wrapped old) {
        try {
            return vault.rewrapped(old);
        } catch (Tampered tampered) {
            log.error("The data key of {} is not what was written.", old.owner());
            return Optional.empty();
        }
    }
}
