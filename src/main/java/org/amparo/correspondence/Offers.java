package org.amparo.correspondence;

import static org.amparo.correspondence.Outbox.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.intake.CaseId;
import org.amparo.kernel.HumanReference;
import org.amparo.membership.OrganizationId;
import org.amparo.referrals.AnswerDueChanged;
import org.amparo.referrals.QuietHours;
import org.amparo.referrals.ReferralId;
import org.amparo.referrals.ReferralOffered;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A copy of what letters speak of: live offers with their answer time, and the references of cases. */
@Component
class Offers {

    record Offer(
            ReferralId referral,
            HumanReference reference,
            OrganizationId provider,
            Instant answerDue,
            @Nullable QuietHours quiet) {

        /** When its provider is told: in the morning, where the night is kept for it, but not after the answer is due. */
        Instant toldAt(Instant now) {
            return QuietHours.toldAt(quiet, answerDue, now);
        }
    }

    private final JdbcClient jdbc;

    Offers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param remindAt when half of the time has gone */
    void keep(ReferralOffered offered, Instant remindAt) {
        jdbc.sql("""
                        /* later */ INSERT INTO correspondence.offer (referral, case_file, reference, provider, answer_due, remind_at, quiet)
                        VALUES (:referral, :case, :reference, :provider, :due, :remind, :quiet)
                        ON CONFLICT (referral) DO NOTHING
                        """)
                .param("referral", offered.referral().value())
                .param("reference", offered.reference().value())
                .param("provider", offered.provider().value())
                .param("due", utc(offered.answerDue()))
                .param("remind", utc(remindAt))
                .param("case", offered.caseFile().value())
                .param("quiet", offered.quiet() == null ? null : offered.quiet().toString(), Types.VARCHAR)
                .update();
    }

    /** The case became urgent: its offers know no night any more. @return those offers */
    List<UUID> wake(CaseId caseFile) {
        return jdbc.sql(
                        "UPDATE correspondence.offer SET quiet = NULL WHERE case_file = :case AND NOT ended AND quiet IS NOT NULL RETURNING referral")
                .param("case", caseFile.value())
                .query(UUID.class)
                .list();
    }

    Optional<Offer> find(ReferralId referral) {
        return jdbc.sql(
                        "SELECT referral, reference, provider, answer_due, quiet FROM correspondence.offer WHERE referral = :referral")
                .param("referral", referral.value())
                .query(Offers::offer)
                .optional();
    }

    /** The offer ends at another time; a reminder that was not sent yet goes out when half of what is left has gone. */
    void due(AnswerDueChanged changed) {
        jdbc.sql("""
                        UPDATE correspondence.offer
                        SET answer_due = :due, remind_at = CASE WHEN remind_at IS NULL THEN NULL ELSE CAST(:remind AS timestamptz) END
                        WHERE referral = :referral
                        """)
                .param("referral", changed.referral().value())
                .param("due", utc(changed.answerDue()))
                .param(
                        "remind",
                        utc(changed.at()
                                .plus(Duration.between(changed.at(), changed.answerDue())
                                        .dividedBy(2))))
                .update();
    }

    void end(ReferralId referral) {
        jdbc.sql(
                        "/* later */ UPDATE correspondence.offer SET remind_at = NULL, ended = TRUE WHERE referral = :referral")
                .param("referral", referral.value())
                .update();
    }

    Optional<HumanReference> reference(ReferralId referral) {
        return jdbc.sql("SELECT reference FROM correspondence.offer WHERE referral = :referral")
                .param("referral", referral.value())
                .query(String.class)
                .optional()
                .map(HumanReference::new);
    }

    /** Takes the offers whose reminder is due, each for one node only; to be called in a transaction that writes the letters. */
    List<Offer> takeRemindable(int most, Instant now) {
        return jdbc.sql("""
                        UPDATE correspondence.offer SET remind_at = NULL
                        WHERE referral IN (
                            SELECT referral FROM correspondence.offer WHERE remind_at <= :now
                            ORDER BY remind_at LIMIT :most FOR UPDATE SKIP LOCKED)
                        RETURNING referral, reference, provider, answer_due, quiet
                        """)
                .param("now", utc(now))
                .param("most", most)
                .query(Offers::offer)
                .list();
    }

    void keep(CaseId caseFile, HumanReference reference) {
        jdbc.sql("""
                        /* later */ INSERT INTO correspondence.case_reference (case_file, reference) VALUES (:case, :reference)
                        ON CONFLICT (case_file) DO NOTHING
                        """)
                .param("case", caseFile.value())
                .param("reference", reference.value())
                .update();
    }

    Optional<HumanReference> reference(CaseId caseFile) {
        return jdbc.sql("SELECT reference FROM correspondence.case_reference WHERE case_file = :case")
                .param("case", caseFile.value())
                .query(String.class)
                .optional()
                .map(HumanReference::new);
    }

    private static Offer offer(ResultSet row, int number) throws SQLException {
        var quiet = row.getString("quiet");
        return new Offer(
                new ReferralId(row.getObject("referral", UUID.class)),
                new HumanReference(row.getString("reference")),
                new OrganizationId(row.getObject("provider", UUID.class)),
                row.getObject("answer_due", OffsetDateTime.class).toInstant(),
                quiet == null ? null : QuietHours.of(quiet));
    }
}
