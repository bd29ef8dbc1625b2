package org.amparo.ledger;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One row of the ledger, as it lies in the database. */
record Entry(
        int era,
        long writtenIn,
        UUID id,
        Instant at,
        String kind,
        String act,
        @Nullable UUID member,
        @Nullable UUID organization,
        @Nullable String subjectKind,
        @Nullable UUID subject,
        @Nullable String reference,
        @Nullable String ground) {

    static final String COLUMNS =
            "era, written_in::text AS written_in, id, at, kind, act, member, organization, subject_kind, subject, reference, ground";

    static Entry read(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getInt("era"),
                Long.parseUnsignedLong(row.getString("written_in")),
                row.getObject("id", UUID.class),
                row.getTimestamp("at").toInstant(),
                row.getString("kind"),
                row.getString("act"),
                row.getObject("member", UUID.class),
                row.getObject("organization", UUID.class),
                row.getString("subject_kind"),
                row.getObject("subject", UUID.class),
                row.getString("reference"),
                row.getString("ground"));
    }

    /** All that the row says, so that no two rows that say different things have the same bytes. */
    byte[] bytes() {
        var bytes = new ByteArrayOutputStream(200);
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(era);
            out.writeLong(writtenIn);
            out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, at));
            for (var part :
                    new @Nullable Object[] {id, kind, act, member, organization, subjectKind, subject, reference, ground
                    }) {
                out.writeBoolean(part != null);
                if (part != null) {
                    out.writeUTF(part.toString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
