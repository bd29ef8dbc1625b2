package org.amparo.ledger;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The proof of what was destroyed, to hand to somebody: each entry of the ledger with the block it is fixed by. Whoever holds a checkpoint
 * that is not older than the block can have the ledger verified against it; then these lines are part of what was signed.
 */
@Component
class ShreddingProof {

    private static final List<String> HEAD = List.of(
            "at",
            "what",
            "kind",
            "id",
            "reference",
            "why",
            "member",
            "entry",
            "era",
            "transaction",
            "block",
            "block_head",
            "block_signature");
    private static final int LONGEST = 100_000;

    private final JdbcClient jdbc;

    ShreddingProof(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Rows of cells, the head first, the oldest entry first. */
    List<List<String>> rows(Instant from, Instant to) {
        var entries = jdbc.sql("SELECT " + Entry.COLUMNS + " FROM ledger.entry WHERE " + LedgerDesk.SHREDDED
                        + " AND at >= ? AND at < ? ORDER BY era, written_in, id LIMIT " + LONGEST)
                .params(Timestamp.from(from), Timestamp.from(to))
                .query(Entry::read)
                .list();
        // Both in the order of transactions: one walk along the blocks finds the block of each entry.
        var blocks = entries.isEmpty() ? List.<Block>of() : blocks(entries.getFirst(), entries.getLast());
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        var at = 0;
        for (var entry : entries) {
            while (at < blocks.size() && endsBefore(blocks.get(at), entry)) {
                at++;
            }
            var block = at < blocks.size() && begins(blocks.get(at), entry) ? blocks.get(at) : null;
            rows.add(List.of(
                    entry.at().toString(),
                    entry.act(),
                    text(entry.subjectKind()),
                    text(entry.subject()),
                    text(entry.reference()),
                    text(entry.ground()),
                    text(entry.member()),
                    entry.id().toString(),
                    String.valueOf(entry.era()),
                    Long.toUnsignedString(entry.writtenIn()),
                    block == null ? "" : String.valueOf(block.number()),
                    block == null ? "" : HexFormat.of().formatHex(block.head()),
                    block == null ? "" : HexFormat.of().formatHex(block.signature())));
        }
        return rows;
    }

    private List<Block> blocks(Entry first, Entry last) {
        return jdbc.sql("SELECT " + Block.COLUMNS + """
                         FROM ledger.block
                        WHERE (era, to_xact) > (:firstEra, cast(:first AS xid8)) AND (era, from_xact) <= (:lastEra, cast(:last AS xid8))
                          AND entries > 0
                        ORDER BY number
                        """)
                .param("firstEra", first.era())
                .param("first", Long.toUnsignedString(first.writtenIn()))
                .param("lastEra", last.era())
                .param("last", Long.toUnsignedString(last.writtenIn()))
                .query(Block::read)
                .list();
    }

    private static boolean endsBefore(Block block, Entry entry) {
        return block.era() < entry.era()
                || block.era() == entry.era() && Long.compareUnsigned(block.to(), entry.writtenIn()) <= 0;
    }

    private static boolean begins(Block block, Entry entry) {
        return block.era() == entry.era() && Long.compareUnsigned(block.from(), entry.writtenIn()) <= 0;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
