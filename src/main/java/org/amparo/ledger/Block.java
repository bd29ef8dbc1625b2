package org.amparo.ledger;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;

/**
 * A link of the chain: all entries written by the transactions {@code from} up to, not with, {@code to} of an era, in order.
 *
 * @param total how many entries the ledger has up to here
 * @param content the hash over the entries
 * @param previous the head of the block before; zeros for the first
 * @param head the hash over all of this
 */
record Block(
        long number,
        int era,
        long from,
        long to,
        int entries,
        long total,
        Instant sealedAt,
        byte[] content,
        byte[] previous,
        byte[] head,
        byte[] signature) {

    static final int HASH = 32;

    static final String COLUMNS =
            "number, era, from_xact::text AS from_xact, to_xact::text AS to_xact, entries, total, sealed_at, content, previous, head, signature";

    static Block read(ResultSet row, int ignored) throws SQLException {
        return new Block(
                row.getLong("number"),
                row.getInt("era"),
                Long.parseUnsignedLong(row.getString("from_xact")),
                Long.parseUnsignedLong(row.getString("to_xact")),
                row.getInt("entries"),
                row.getLong("total"),
                row.getTimestamp("sealed_at").toInstant(),
                row.getBytes("content"),
                row.getBytes("previous"),
                row.getBytes("head"),
                row.getBytes("signature"));
    }

    /** The hash over entries: each row's own hash, in order, hashed. */
    static final class Content {

        private final MessageDigest all = sha256();
        private final MessageDigest one = sha256();
        private int entries;

        void add(Entry entry) {
            all.update(one.digest(entry.bytes()));
            entries++;
        }

        void addAll(Iterator<Entry> some) {
            some.forEachRemaining(this::add);
        }

        int entries() {
            return entries;
        }

        byte[] hash() {
            return all.digest();
        }
    }

    static byte[] head(
            long number,
            int era,
            long from,
            long to,
            int entries,
            long total,
            Instant sealedAt,
            byte[] content,
            byte[] previous) {
        var bytes = new ByteArrayOutputStream(160);
        try (var out = new DataOutputStream(bytes)) {
            out.writeUTF("amparo-block-1");
            out.writeLong(number);
            out.writeInt(era);
            out.writeLong(from);
            out.writeLong(to);
            out.writeInt(entries);
            out.writeLong(total);
            out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, sealedAt));
            out.write(content);
            out.write(previous);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sha256().digest(bytes.toByteArray());
    }

    /** Whether the head is the hash of what the block says. */
    boolean isWhole() {
        return content.length == HASH
                && previous.length == HASH
                && MessageDigest.isEqual(
                        head, head(number, era, from, to, entries, total, sealedAt, content, previous));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
