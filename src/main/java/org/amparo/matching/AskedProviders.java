package org.amparo.matching;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Identifier;
import org.amparo.membership.OrganizationId;
import org.amparo.referrals.DeclineReason;
import org.amparo.referrals.ReferralId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who was asked for which case, one row for each offer. */
@Repository
class AskedProviders {

    private final JdbcClient jdbc;

    AskedProviders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void offered(ReferralId referral, CaseId caseFile, int round, OrganizationId provider, Instant due, Instant at) {
        jdbc.sql("""
                /* later */ INSERT INTO matching.asked (referral, case_id, round, provider, answer, offered_at, answer_due)
                VALUES (:referral, :case, :round, :provider, 'LIVE', :at, :due) ON CONFLICT (referral) DO NOTHING
                """)
                .param("referral", referral.value())
                .param("case", caseFile.value())
                .param("round", round)
                .param("provider", provider.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("due", due.atOffset(ZoneOffset.UTC))
                .update();
    }

    void answered(ReferralId referral, Asked.Answer answer, @Nullable DeclineReason reason, Instant at) {
        jdbc.sql("""
                /* later */ UPDATE matching.asked SET answer = :answer, reason = :reason, answered_at = :at WHERE referral = :referral
                """)
                .param("answer", answer.name())
                .param("reason", reason == null ? null : reason.name(), java.sql.Types.VARCHAR)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("referral", referral.value())
                .update();
    }

    /** @return whether this is the first time anything is learnt from the decline */
    boolean teach(ReferralId referral, Instant at) {
        return jdbc.sql("UPDATE matching.asked SET taught_at = :at WHERE referral = :referral AND taught_at IS NULL")
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("referral", referral.value())
                        .update()
                == 1;
    }

    /** How often a provider declined what it was offered since then, by reason, the most frequent first. */
    List<LessonsView.Declines> declines(OrganizationId provider, Instant since) {
        return jdbc.sql("""
                SELECT reason, count(*)::int AS declines FROM matching.asked
                WHERE provider = :provider AND offered_at >= :since AND answer = 'DECLINED' AND reason IS NOT NULL
                GROUP BY reason ORDER BY declines DESC, reason
                """)
                .param("provider", provider.value())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new LessonsView.Declines(
                        DeclineReason.valueOf(row.getString("reason")), row.getInt("declines")))
                .list();
    }

    /** Every offer of a case in every round, the oldest first. */
    List<Asked> of(CaseId caseFile) {
        return jdbc.sql("SELECT * FROM matching.asked WHERE case_id = :case ORDER BY offered_at, referral")
                .param("case", caseFile.value())
                .query(AskedProviders::read)
                .list();
    }

    /** Every offer of every case that has a waiting round, by case, the oldest first. */
    Map<CaseId, List<Asked>> ofWaiting() {
        var offers = new HashMap<CaseId, List<Asked>>();
        jdbc.sql("""
                SELECT * FROM matching.asked
                WHERE case_id IN (SELECT case_id FROM matching.routed_case WHERE state = 'WAITING')
                ORDER BY offered_at, referral
                """).query(row -> {
            offers.computeIfAbsent(new CaseId(row.getObject("case_id", UUID.class)), key -> new ArrayList<>())
                    .add(read(row, 0));
        });
        return offers;
    }

    /** The rounds a provider is asked to take at this moment. No offer lives longer than the time that is looked back. */
    List<ShortlistId> live(OrganizationId provider, Instant since) {
        return jdbc.sql("""
                SELECT DISTINCT case_id, round FROM matching.asked
                WHERE provider = :provider AND offered_at >= :since AND answer = 'LIVE'
                ORDER BY case_id, round
                """)
                .param("provider", provider.value())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, number) ->
                        new ShortlistId(new CaseId(row.getObject("case_id", UUID.class)), row.getInt("round")))
                .list();
    }

    void due(ReferralId referral, Instant due) {
        jdbc.sql("UPDATE matching.asked SET answer_due = :due WHERE referral = :referral")
                .param("due", due.atOffset(ZoneOffset.UTC))
                .param("referral", referral.value())
                .update();
    }

    /** The last offer of a case, or of one round of it, to a provider. */
    Optional<Asked> last(CaseId caseFile, @Nullable Integer round, OrganizationId provider) {
        return jdbc.sql("""
                SELECT * FROM matching.asked
                WHERE case_id = :case AND provider = :provider AND round = coalesce(:round, round)
                ORDER BY offered_at DESC, referral DESC LIMIT 1
                """)
                .param("round", round, java.sql.Types.INTEGER)
                .param("case", caseFile.value())
                .param("provider", provider.value())
                .query(AskedProviders::read)
                .optional();
    }

    /** When each of these providers was last offered any case; one that never was is absent. */
    Map<OrganizationId, Instant> lastOffered(Collection<OrganizationId> providers) {
        var last = new HashMap<OrganizationId, Instant>();
        jdbc.sql("""
                SELECT p.id, (SELECT max(offered_at) FROM matching.asked a WHERE a.provider = p.id) AS offered_at
                FROM unnest(:providers::uuid[]) AS p (id)
                """)
                .param("providers", providers.stream().map(Identifier::value).toArray(UUID[]::new))
                .query(row -> {
                    var at = row.getObject("offered_at", OffsetDateTime.class);
                    if (at != null) {
                        last.put(new OrganizationId(row.getObject("id", UUID.class)), at.toInstant());
                    }
                });
        return last;
    }

    private static Asked read(ResultSet row, int number) throws SQLException {
        var reason = row.getString("reason");
        return new Asked(
                new ReferralId(row.getObject("referral", UUID.class)),
                row.getInt("round"),
                new OrganizationId(row.getObject("provider", UUID.class)),
                Asked.Answer.valueOf(row.getString("answer")),
                reason == null ? null : DeclineReason.valueOf(reason),
                row.getObject("offered_at", OffsetDateTime.class).toInstant(),
                instant(row, "answer_due"),
                instant(row, "answered_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
