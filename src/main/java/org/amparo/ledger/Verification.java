package org.amparo.ledger;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the whole ledger and says whether it is what the checkpoint fixed: every entry, in its order, and none more or less. */
final class Verification {

    private final JdbcClient jdbc;
    private final byte[] key;
    private final List<String> findings = new ArrayList<>();
    private long entries;
    private long blocks;

    /** @param key what signatures are verified with */
    Verification(JdbcClient jdbc, byte[] key) {
        this.jdbc = jdbc;
        this.key = key;
    }

    /** What was found: nothing when the ledger is whole. */
    record Result(List<String> findings, long blocks, long entries, long unchained) {

        boolean isWhole() {
            return findings.isEmpty();
        }
    }

    Result against(@Nullable Checkpoint checkpoint) {
        if (checkpoint != null && !checkpoint.isSignedBy(key)) {
            findings.add("the checkpoint is not signed with this key");
            return new Result(findings, 0, 0, 0);
        }
        Block before = null;
        byte[] fixed = null;
        for (var block : blocks()) {
            check(block, before);
            if (checkpoint != null && block.number() == checkpoint.block()) {
                fixed = block.head();
                if (block.total() != checkpoint.entries()) {
                    findings.add("block " + block.number() + " counts " + block.total() + " entries, the checkpoint "
                            + checkpoint.entries());
                }
            }
            before = block;
            blocks++;
        }
        if (checkpoint != null && fixed == null) {
            findings.add(
                    "block " + checkpoint.block() + " of the checkpoint is missing: the end of the ledger was cut");
        } else if (checkpoint != null && !MessageDigest.isEqual(fixed, checkpoint.head())) {
            findings.add("block " + checkpoint.block() + " is not the one of the checkpoint: history was rewritten");
        }
        var chained = before == null ? 0 : before.total();
        var all =
                jdbc.sql("SELECT count(*) FROM ledger.entry").query(Long.class).single();
        if (entries != chained) {
            findings.add("the blocks count " + chained + " entries, and there are " + entries);
        }
        var early = before == null
                ? 0
                : jdbc.sql("""
                                SELECT count(*) FROM ledger.entry
                                WHERE era > :era OR era = :era AND written_in >= cast(:to AS xid8)
                                """)
                        .param("era", before.era())
                        .param("to", Long.toUnsignedString(before.to()))
                        .query(Long.class)
                        .single();
        var unchained = before == null ? all : early;
        if (all != entries + unchained) {
            findings.add(all - entries - unchained + " entries belong to no block");
        }
        return new Result(List.copyOf(findings), blocks, entries, unchained);
    }

    private void check(Block block, @Nullable Block before) {
        var name = "block " + block.number();
        var number = before == null ? 1 : before.number() + 1;
        if (block.number() != number) {
            findings.add(name + " follows block " + (number - 1));
        }
        if (!MessageDigest.isEqual(block.previous(), before == null ? new byte[Block.HASH] : before.head())) {
            findings.add(name + " does not carry the hash of the block before");
        }
        if (!block.isWhole()) {
            findings.add(name + " was changed");
        }
        if (!Checkpoint.verifies(key, block.head(), block.signature())) {
            findings.add(name + " is not signed with this key");
        }
        var gapless = before == null
                ? block.from() == 0
                : before.era() == block.era()
                        ? block.from() == before.to()
                        : block.era() > before.era() && block.from() == 0;
        if (!gapless) {
            findings.add(name + " does not begin where the block before ended");
        }
        var content = new Block.Content();
        try (var some = jdbc
                .sql("SELECT " + Entry.COLUMNS + """
                         FROM ledger.entry
                        WHERE era = :era AND written_in >= cast(:from AS xid8) AND written_in < cast(:to AS xid8)
                        ORDER BY written_in, id
                        """)
                .param("era", block.era())
                .param("from", Long.toUnsignedString(block.from()))
                .param("to", Long.toUnsignedString(block.to()))
                .query(Entry::read)
                .stream()) {
            content.addAll(some.iterator());
        }
        if (content.entries() != block.entries()) {
            findings.add(name + " has " + content.entries() + " entries instead of " + block.entries());
        } else if (!MessageDigest.isEqual(content.hash(), block.content())) {
            findings.add("an entry of " + name + " was changed or moved");
        }
        if (block.total() != (before == null ? 0 : before.total()) + block.entries()) {
            findings.add(name + " counts wrong");
        }
        entries += content.entries();
    }

    private List<Block> blocks() {
        return jdbc.sql("SELECT " + Block.COLUMNS + " FROM ledger.block ORDER BY number")
                .query(Block::read)
                .list();
    }
}
