package org.amparo.ledger;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.amparo.vault.Signatures;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Chains entries after they were written, so that nobody who writes one waits for another. A block takes every transaction that has ended
 * before the oldest that is still under way: none of its entries can appear later, whatever order they were committed in.
 */
@Component
class Chain {

    /** Any fixed number: one node at a time makes blocks. */
    private static final long LOCK = 0x416d7061726f4c31L;

    private static final String END_OF_TIME = "18446744073709551615";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Signatures signatures;
    private final Clock clock;

    Chain(JdbcClient jdbc, TransactionTemplate transaction, Signatures signatures, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.signatures = signatures;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${amparo.ledger.chain-every:1s}")
    void extend() {
        boolean more;
        do {
            more = Boolean.TRUE.equals(transaction.execute(status -> add()));
        } while (more);
    }

    Optional<Block> last() {
        return jdbc.sql("SELECT " + Block.COLUMNS + " FROM ledger.block ORDER BY number DESC LIMIT 1")
                .query(Block::read)
                .optional();
    }

    /**
     * What is left of an era that ended comes before the first of the next.
     *
     * @return whether there may be more to chain
     */
    private boolean add() {
        var mine = jdbc.sql("SELECT pg_try_advisory_xact_lock(?)")
                .param(LOCK)
                .query(Boolean.class)
                .single();
        if (!mine) {
            return false;
        }
        var last = last().orElse(null);
        var newest = jdbc.sql("SELECT max(number) FROM ledger.era")
                .query(Integer.class)
                .single();
        if (last != null && last.era() < newest) {
            var rest = block(last, last.era(), last.to(), END_OF_TIME);
            if (rest != null) {
                insert(rest);
                return true;
            }
        }
        var horizon = jdbc.sql("SELECT pg_snapshot_xmin(pg_current_snapshot())::text")
                .query(String.class)
                .single();
        var next = block(last, newest, last == null || last.era() < newest ? 0 : last.to(), horizon);
        if (next != null) {
            insert(next);
        }
        return false;
    }

    private @Nullable Block block(@Nullable Block last, int era, long from, String to) {
        var content = new Block.Content();
        content.addAll(entries(era, from, to).iterator());
        if (content.entries() == 0) {
            return null;
        }
        var number = last == null ? 1 : last.number() + 1;
        var total = (last == null ? 0 : last.total()) + content.entries();
        var previous = last == null ? new byte[Block.HASH] : last.head();
        var sealedAt = clock.instant();
        var end = Long.parseUnsignedLong(to);
        var hash = content.hash();
        var head = Block.head(number, era, from, end, content.entries(), total, sealedAt, hash, previous);
        return new Block(
                number,
                era,
                from,
                end,
                content.entries(),
                total,
                sealedAt,
                hash,
                previous,
                head,
                signatures.sign(head));
    }

    private List<Entry> entries(int era, long from, String to) {
        return jdbc.sql("SELECT " + Entry.COLUMNS + """
                         FROM ledger.entry
                        WHERE era = :era AND written_in >= cast(:from AS xid8) AND written_in < cast(:to AS xid8)
                        ORDER BY written_in, id
                        """)
                .param("era", era)
                .param("from", Long.toUnsignedString(from))
                .param("to", to)
                .query(Entry::read)
                .list();
    }

    private void insert(Block block) {
        jdbc.sql("""
                        INSERT INTO ledger.block (number, era, from_xact, to_xact, entries, total, sealed_at, content, previous,
                                                  head, signature)
                        VALUES (?, ?, cast(? AS xid8), cast(? AS xid8), ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        block.number(),
                        block.era(),
                        Long.toUnsignedString(block.from()),
                        Long.toUnsignedString(block.to()),
                        block.entries(),
                        block.total(),
                        java.sql.Timestamp.from(block.sealedAt()),
                        block.content(),
                        block.previous(),
                        block.head(),
                        block.signature())
                .update();
    }
}
