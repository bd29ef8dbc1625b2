package org.amparo.reporting;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.amparo.reporting.Fact.Traits;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The facts: first as arrivals without an index, then, once rolled up, for good. */
@Component
class Facts {

    private static final String COLUMNS =
            "subject, kind, at, round, ref, matter, provider, fund, code, detail, urgency, language,"
                    + " stage, agency, facility, office, day, happened, number, agreed";
    private static final String INSERT = "/* later */ INSERT INTO reporting.arrival (" + COLUMNS
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String TAKE_IN =
            "WITH taken AS (DELETE FROM reporting.arrival WHERE ctid = ANY (ARRAY(SELECT ctid FROM"
                    + " reporting.arrival LIMIT ?)) RETURNING *) INSERT INTO reporting.fact (seq, " + COLUMNS
                    + ") SELECT seq, " + COLUMNS
                    + " FROM taken RETURNING subject, seq";

    private final JdbcTemplate jdbc;

    Facts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps a fact inside the running transaction: one insert. */
    void keep(Fact fact) {
        jdbc.update(INSERT, statement -> fill(statement, fact));
    }

    /** What came in since the last roll-up, and of which subjects. */
    record Intake(Set<UUID> subjects, Set<Long> seqs) {}

    /** Moves at most so many arrivals to the facts. Only facts of committed deeds are seen here. */
    Intake takeIn(int limit) {
        var subjects = new HashSet<UUID>();
        var seqs = new HashSet<Long>();
        jdbc.query(
                TAKE_IN,
                rows -> {
                    subjects.add(rows.getObject("subject", UUID.class));
                    seqs.add(rows.getLong("seq"));
                },
                limit);
        return new Intake(subjects, seqs);
    }

    boolean anythingArrived() {
        return Boolean.TRUE.equals(
                jdbc.queryForObject("SELECT EXISTS (SELECT 1 FROM reporting.arrival)", Boolean.class));
    }

    /** The facts of these subjects, subject by subject, each in the order told. */
    List<Fact> of(Collection<UUID> subjects) {
        return jdbc.query(
                "SELECT * FROM reporting.fact WHERE subject = ANY (?) ORDER BY subject, at, seq",
                (rows, number) -> fact(rows),
                (Object) subjects.toArray(new UUID[0]));
    }

    /** Every fact, subject by subject, each in the order told, without holding them all. */
    void all(Consumer<Fact> reader) {
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(
                            "SELECT * FROM reporting.fact ORDER BY subject, at, seq",
                            ResultSet.TYPE_FORWARD_ONLY,
                            ResultSet.CONCUR_READ_ONLY);
                    statement.setFetchSize(5_000);
                    return statement;
                },
                rows -> {
                    reader.accept(fact(rows));
                });
    }

    private static void fill(PreparedStatement statement, Fact fact) throws SQLException {
        var traits = fact.traits();
        statement.setObject(1, fact.subject());
        statement.setString(2, fact.kind().name());
        statement.setTimestamp(3, Timestamp.from(fact.at()));
        statement.setInt(4, fact.round());
        uuid(statement, 5, fact.ref());
        uuid(statement, 6, fact.matter());
        uuid(statement, 7, fact.provider());
        uuid(statement, 8, fact.fund());
        statement.setString(9, fact.code());
        statement.setString(10, fact.detail());
        statement.setString(11, traits == null ? null : traits.urgency());
        statement.setString(12, traits == null ? null : traits.language());
        statement.setString(13, traits == null ? null : traits.stage());
        statement.setString(14, traits == null ? null : traits.agency());
        statement.setString(15, traits == null ? null : traits.facility());
        statement.setString(16, traits == null ? null : traits.office());
        statement.setObject(17, fact.day(), Types.DATE);
        statement.setTimestamp(18, fact.happened() == null ? null : Timestamp.from(fact.happened()));
        statement.setObject(19, fact.number(), Types.INTEGER);
        statement.setBoolean(20, fact.agreed());
    }

    private static void uuid(PreparedStatement statement, int index, @Nullable UUID value) throws SQLException {
        statement.setObject(index, value, Types.OTHER);
    }

    private static Fact fact(ResultSet rows) throws SQLException {
        var urgency = rows.getString("urgency");
        return new Fact(
                rows.getLong("seq"),
                rows.getObject("subject", UUID.class),
                Fact.Kind.valueOf(rows.getString("kind")),
                rows.getTimestamp("at").toInstant(),
                rows.getInt("round"),
                rows.getObject("ref", UUID.class),
                rows.getObject("matter", UUID.class),
                rows.getObject("provider", UUID.class),
                rows.getObject("fund", UUID.class),
                rows.getString("code"),
                rows.getString("detail"),
                urgency == null
                        ? null
                        : new Traits(
                                urgency,
                                rows.getString("language"),
                                rows.getString("stage"),
                                rows.getString("agency"),
                                rows.getString("facility"),
                                rows.getString("office")),
                rows.getObject("day", LocalDate.class),
                instant(rows.getTimestamp("happened")),
                rows.getObject("number", Integer.class),
                rows.getBoolean("agreed"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
