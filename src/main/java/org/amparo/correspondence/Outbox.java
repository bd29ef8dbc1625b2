package org.amparo.correspondence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.amparo.kernel.HumanReference;
import org.amparo.membership.MemberId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Letters between being written and being sent. A letter is unique by what it says, about what, and to whom, so that an event told twice
 * writes it once; a node that takes letters has them for a while, so that several nodes never send the same one at the same time.
 */
@Component
@Transactional
class Outbox {

    private static final String COLUMNS =
            "id, kind, subject, reference, recipient, answer_due, state, attempts, trouble, written_at, next_attempt_at";

    private final JdbcClient jdbc;

    Outbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param subject the referral, case or member it is about
     * @param leaves when it is sent at the earliest
     * @param occasion tells letters of the same kind about the same subject apart, such as the round of a case
     */
    void write(
            LetterKind kind,
            UUID subject,
            int occasion,
            @Nullable HumanReference reference,
            Collection<MemberId> recipients,
            @Nullable Instant answerDue,
            Instant leaves,
            Instant now) {
        jdbc.sql("""
                        /* later */ INSERT INTO correspondence.letter
                            (id, kind, subject, occasion, reference, recipient, answer_due, state, attempts, written_at, next_attempt_at)
                        SELECT letter.id, :kind, :subject, :occasion, :reference, letter.recipient, :due, 'WAITING', 0, :now, :leaves
                          FROM unnest(:ids::uuid[], :recipients::uuid[]) AS letter (id, recipient)
                        ON CONFLICT (subject, kind, occasion, recipient) DO NOTHING
                        """)
                .param(
                        "ids",
                        recipients.stream()
                                .map(recipient -> LetterId.create().value())
                                .toArray(UUID[]::new))
                .param("kind", kind.name())
                .param("subject", subject)
                .param("occasion", occasion)
                .param("reference", reference == null ? null : reference.value(), Types.VARCHAR)
                .param("recipients", recipients.stream().map(MemberId::value).toArray(UUID[]::new))
                .param("due", utc(answerDue), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("leaves", utc(leaves))
                .param("now", utc(now))
                .update();
    }

    /** Sent now. */
    void write(
            LetterKind kind,
            UUID subject,
            int occasion,
            @Nullable HumanReference reference,
            Collection<MemberId> recipients,
            @Nullable Instant answerDue,
            Instant now) {
        write(kind, subject, occasion, reference, recipients, answerDue, now, now);
    }

    /** What waits for the morning about these offers leaves at once. */
    void hasten(Collection<UUID> referrals, Instant now) {
        jdbc.sql("""
                        UPDATE correspondence.letter SET next_attempt_at = :now
                        WHERE subject = ANY (:referrals) AND kind IN ('OFFER_WAITS', 'OFFER_REMINDER', 'OFFER_CHANGED') AND state = 'WAITING'
                          AND attempts = 0 AND next_attempt_at > :now
                        """)
                .param("referrals", referrals.toArray(UUID[]::new))
                .param("now", utc(now))
                .update();
    }

    /** Letters about an offer that has ended and were not sent yet stay unsent. @return who has had one already */
    List<MemberId> dropOffer(UUID referral, Instant now) {
        jdbc.sql("""
                        UPDATE correspondence.letter SET state = 'DROPPED', settled_at = :now, next_attempt_at = NULL
                        WHERE subject = :referral AND kind IN ('OFFER_WAITS', 'OFFER_REMINDER', 'OFFER_CHANGED') AND state = 'WAITING'
                        """).param("referral", referral).param("now", utc(now)).update();
        return jdbc.sql("""
                        SELECT DISTINCT recipient FROM correspondence.letter
                        WHERE subject = :referral AND kind = 'OFFER_WAITS' AND state IN ('SENT', 'SENDING')
                        """).param("referral", referral).query(UUID.class).list().stream()
                .map(MemberId::new)
                .toList();
    }

    /** Letters nobody needs any more stay unsent: the time to answer has passed, or they never left and tell old news. */
    void dropOvertaken(Instant now, Instant oldest) {
        jdbc.sql("""
                        UPDATE correspondence.letter SET state = 'DROPPED', settled_at = :now, next_attempt_at = NULL
                        WHERE state = 'WAITING' AND next_attempt_at <= :now
                          AND (kind IN ('OFFER_WAITS', 'OFFER_REMINDER', 'WEEK_AWAITED') AND answer_due <= :now OR written_at < :oldest AND trouble IS NULL)
                        """).param("now", utc(now)).param("oldest", utc(oldest)).update();
    }

    /** Takes letters to send them; who does not settle them within the lease has crashed, and another node takes them. */
    List<Letter> take(int most, Duration lease, Instant now) {
        return jdbc.sql("""
                        UPDATE correspondence.letter SET state = 'SENDING', attempts = attempts + 1, next_attempt_at = :until
                        WHERE id IN (
                            SELECT id FROM correspondence.letter
                            WHERE state IN ('WAITING', 'SENDING') AND next_attempt_at <= :now
                            ORDER BY next_attempt_at
                            LIMIT :most
                            FOR UPDATE SKIP LOCKED)
                        RETURNING %s
                        """.formatted(COLUMNS))
                .param("until", utc(now.plus(lease)))
                .param("now", utc(now))
                .param("most", most)
                .query(Outbox::letter)
                .list();
    }

    void settle(LetterId id, LetterState state, Instant now) {
        jdbc.sql("""
                        UPDATE correspondence.letter SET state = :state, settled_at = :now, next_attempt_at = NULL, trouble = NULL
                        WHERE id = :id
                        """)
                .param("id", id.value())
                .param("state", state.name())
                .param("now", utc(now))
                .update();
    }

    /** @param again when to try again, {@code null} to give up */
    void failed(LetterId id, DeliveryTrouble trouble, @Nullable Instant again) {
        jdbc.sql("""
                        UPDATE correspondence.letter
                        SET state = :state, trouble = :trouble, next_attempt_at = :again
                        WHERE id = :id
                        """)
                .param("id", id.value())
                .param("state", (again == null ? LetterState.UNDELIVERED : LetterState.WAITING).name())
                .param("trouble", trouble.name())
                .param("again", utc(again))
                .update();
    }

    /** @return whether there was an undelivered or waiting letter of that id; it is tried at once, with all its attempts */
    boolean retry(LetterId id, Instant now) {
        return jdbc.sql("""
                                UPDATE correspondence.letter SET state = 'WAITING', attempts = 0, next_attempt_at = :now
                                WHERE id = :id AND state IN ('UNDELIVERED', 'WAITING')
                                """).param("id", id.value()).param("now", utc(now)).update() == 1;
    }

    long count(LetterState state) {
        return jdbc.sql("SELECT count(*) FROM correspondence.letter WHERE state = :state")
                .param("state", state.name())
                .query(Long.class)
                .single();
    }

    List<Letter> troubled(int most) {
        return jdbc.sql("""
                        SELECT %s FROM correspondence.letter
                        WHERE trouble IS NOT NULL AND state IN ('UNDELIVERED', 'WAITING', 'SENDING')
                        ORDER BY state = 'UNDELIVERED' DESC, written_at
                        LIMIT :most
                        """.formatted(COLUMNS))
                .param("most", most)
                .query(Outbox::letter)
                .list();
    }

    private static Letter letter(ResultSet row, int number) throws SQLException {
        var reference = row.getString("reference");
        var trouble = row.getString("trouble");
        return new Letter(
                new LetterId(row.getObject("id", UUID.class)),
                LetterKind.valueOf(row.getString("kind")),
                row.getObject("subject", UUID.class),
                reference == null ? null : new HumanReference(reference),
                new MemberId(row.getObject("recipient", UUID.class)),
                instant(row, "answer_due"),
                LetterState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                trouble == null ? null : DeliveryTrouble.valueOf(trouble),
                row.getObject("written_at", OffsetDateTime.class).toInstant(),
                instant(row, "next_attempt_at"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant moment) {
        return moment == null ? null : OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
    }
}
