package org.amparo.referrals;

import jakarta.persistence.LockModeType;
import jakarta.persistence.QueryHint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Rejected;
import org.amparo.membership.OrganizationId;
import org.hibernate.jpa.HibernateHints;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;

/**
 * The referrals. Rows are locked in one order: the docket of a round first, then its referrals by id; whoever changes a single referral
 * locks that row alone. So two changes may wait for each other, never in a circle.
 */
interface Referrals extends JpaRepository<Referral, ReferralId> {

    String LIVE = "r.status in (OFFERED, VIEWED, CONFLICT_CHECKED)";

    /** A provider's own referral, to answer it. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Referral r where r.id = :id and r.provider = :provider")
    Optional<Referral> lock(ReferralId id, OrganizationId provider);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Referral r where r.id = :id")
    Optional<Referral> lock(ReferralId id);

    /** A provider's own referral as it is, not to be written through the persistence context: {@link #saveAccepted} writes it. */
    @QueryHints(@QueryHint(name = HibernateHints.HINT_READ_ONLY, value = "true"))
    @Query("select r from Referral r where r.id = :id and r.provider = :provider")
    Optional<Referral> toAccept(ReferralId id, OrganizationId provider);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Referral r where r.caseFile = :caseFile and r.round = :round and " + LIVE + " order by r.id")
    List<Referral> lockLive(CaseId caseFile, int round);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Referral r where r.caseFile = :caseFile and r.round = :round and r.id <> :except and " + LIVE
            + " order by r.id")
    List<Referral> lockLiveExcept(CaseId caseFile, int round, ReferralId except);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Referral r where r.caseFile = :caseFile and " + LIVE + " order by r.id")
    List<Referral> lockLive(CaseId caseFile);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Referral r where r.provider = :provider and " + LIVE + " order by r.id")
    List<Referral> lockLive(OrganizationId provider);

    /** Which round an offer is of: what is to be locked before it. */
    @Query("select new org.amparo.referrals.RoundOfCase(r.caseFile, r.round) from Referral r where r.id = :id")
    Optional<RoundOfCase> roundOf(ReferralId id);

    List<Referral> findByCaseFileAndRound(CaseId caseFile, int round);

    @Query("select r from Referral r where r.caseFile = :caseFile order by r.round desc, r.offeredAt desc, r.id desc")
    List<Referral> story(CaseId caseFile);

    /** Who is overdue, the longest first; read without a lock. */
    @Query(value = """
                    SELECT id FROM referrals.referral
                    WHERE status IN ('OFFERED', 'VIEWED', 'CONFLICT_CHECKED') AND answer_due <= :now
                    ORDER BY answer_due LIMIT :limit""", nativeQuery = true)
    List<UUID> overdue(Instant now, int limit);

    /** An overdue referral nobody else is busy with: what another node or an answering provider holds is left to them. */
    @Query(value = """
                    SELECT * FROM referrals.referral
                    WHERE id = :id AND status IN ('OFFERED', 'VIEWED', 'CONFLICT_CHECKED') AND answer_due <= :now
                    FOR UPDATE SKIP LOCKED""", nativeQuery = true)
    Optional<Referral> lockOverdue(UUID id, Instant now);

    /** Who has a round. */
    @Query("select r from Referral r where r.caseFile = :caseFile and r.round = :round and r.status = ACCEPTED")
    Optional<Referral> taken(CaseId caseFile, int round);

    /**
     * Writes a yes with one statement that succeeds only if the referral is still as it was read, in time, and nobody has taken the round;
     * then announces it.
     *
     * @throws Rejected when it does not succeed
     */
    default void saveAccepted(Referral accepted) {
        try {
            var taken = take(
                    accepted.getId().value(),
                    accepted.version(),
                    new Scope().convertToDatabaseColumn(accepted.getScope()),
                    accepted.getEndedAt());
            if (taken == 0) {
                throw Rejected.conflict("offer-changed");
            }
        } catch (DataIntegrityViolationException taken) {
            throw Rejected.conflict("case-already-placed");
        }
    }

    @Modifying
    @Query(value = """
                    UPDATE referrals.referral r SET status = 'ACCEPTED', scope = :scope, ended_at = :at, version = version + 1
                    WHERE id = :id AND version = :version AND status = 'CONFLICT_CHECKED' AND answer_due > :at AND held_since IS NULL
                        AND NOT EXISTS (SELECT FROM referrals.referral taken WHERE taken.case_id = r.case_id
                            AND taken.round = r.round AND taken.status IN ('ACCEPTED', 'CONCLUDED'))""", nativeQuery = true)
    int take(UUID id, long version, @Nullable String scope, @Nullable Instant at);
}
