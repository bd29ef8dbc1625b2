package org.amparo.referrals;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import org.amparo.intake.CaseFacts;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.membership.FundId;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/**
 * The offer of one round of a case to one provider.
 *
 * <p>It is born when routing or a dispatcher chooses the provider, who may see the conflict packet from then on. It lives while it may be
 * answered: opened, conflicts checked, until {@code answerDue}. It ends with a yes, a coded no, silence, or because it is taken back;
 * a yes ends the offers of the same round to everybody else in the same transaction, and is concluded when the service has ended. What
 * is announced here decides inside the transaction who sees the file.
 *
 * <p>A yes needs cleared conflicts: whoever accepts has read the conflict packet and, with it, was let into the file. A firm that takes
 * a person on before it has looked may have to drop them, and all it heard stays with it (California Rules 1.18, 6.5).
 */
@Entity
@Table(schema = "referrals", name = "referral")
class Referral extends AbstractAggregateRoot<Referral> {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private ReferralId id;

    @Version
    private @Nullable Long version;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "case_id"))
    private CaseId caseFile;

    private int round;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "reference"))
    private HumanReference reference;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "provider"))
    private OrganizationId provider;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "fund"))
    private @Nullable FundId fund;

    @Enumerated(EnumType.STRING)
    private Urgency urgency;

    @Enumerated(EnumType.STRING)
    private Route route;

    @Enumerated(EnumType.STRING)
    private ReferralStatus status;

    private Instant offeredAt;
    private Instant answerDue;

    @Enumerated(EnumType.STRING)
    private DueReason dueBecause;

    private @Nullable Instant viewedAt;
    private @Nullable Instant conflictsClearedAt;
    private @Nullable Instant endedAt;

    @Enumerated(EnumType.STRING)
    private @Nullable DeclineReason declineReason;

    @Enumerated(EnumType.STRING)
    private @Nullable DeclineDetail declineDetail;

    @Enumerated(EnumType.STRING)
    private @Nullable WithdrawReason withdrawReason;

    @Convert(converter = Scope.class)
    private Set<Service> scope = Set.of();

    private @Nullable Instant concludedAt;

    /** Since when no yes counts, because something changed and it was not looked at again yet. */
    private @Nullable Instant heldSince;

    private @Nullable Instant lookedAt;

    @Enumerated(EnumType.STRING)
    private @Nullable Reopening lookedBecause;

    private @Nullable Instant dueBefore;

    @Enumerated(EnumType.STRING)
    private @Nullable Objection objection;

    private int readingMinutes;

    /** Up to when nobody who opened their offer later may say yes. */
    private @Nullable Instant readUntil;

    private @Nullable String quiet;

    @SuppressWarnings("NullAway.Init") // for the persistence provider
    protected Referral() {}

    private Referral(
            Docket docket,
            Proposal proposal,
            Route route,
            LegalClock.Due due,
            int readingMinutes,
            @Nullable QuietHours quiet,
            Actor actor,
            Instant now) {
        this.id = ReferralId.create();
        this.caseFile = docket.caseFile();
        this.round = docket.round();
        this.reference = docket.reference();
        this.provider = proposal.provider();
        this.fund = proposal.fund();
        this.urgency = docket.facts().urgency();
        this.route = route;
        this.status = ReferralStatus.OFFERED;
        this.offeredAt = now;
        this.answerDue = due.at();
        this.dueBecause = due.because();
        this.readingMinutes = readingMinutes;
        this.quiet = quiet == null ? null : quiet.toString();
        registerEvent(new ReferralOffered(
                id, caseFile, round, reference, provider, fund, urgency, route, answerDue, quiet, actor, now));
    }

    /**
     * @param readingMinutes for how long who opens it has the case to themselves, 0 for not at all
     * @param quiet the hours of the night that are kept for it
     */
    static Referral offer(
            Docket docket,
            Proposal proposal,
            Route route,
            LegalClock.Due due,
            int readingMinutes,
            @Nullable QuietHours quiet,
            Actor actor,
            Instant now) {
        return new Referral(docket, proposal, route, due, readingMinutes, quiet, actor, now);
    }

    /**
     * Somebody at the provider opened it. Only the first time counts, and only while it can be answered: from then on, and for a while, nobody may say yes
     * who opens theirs later.
     */
    Referral view(Actor actor, Instant now) {
        if (status == ReferralStatus.OFFERED && now.isBefore(answerDue)) {
            status = ReferralStatus.VIEWED;
            viewedAt = now;
            readUntil = endOfReading(now);
            registerEvent(new ReferralViewed(id, caseFile, round, provider, actor, now));
        }
        return this;
    }

    /**
     * For the minutes agreed, but no more than a quarter of what is left for the answer. In the most urgent cases for no time at all: who is ready to take one
     * waits for nobody.
     */
    private @Nullable Instant endOfReading(Instant now) {
        if (readingMinutes == 0 || urgency == Urgency.U0) {
            return null;
        }
        var agreed = Duration.ofMinutes(readingMinutes);
        var quarter = Duration.between(now, answerDue).dividedBy(4);
        return now.plus(agreed.compareTo(quarter) < 0 ? agreed : quarter).truncatedTo(ChronoUnit.MICROS);
    }

    /** @throws Rejected when it cannot be answered any more */
    Referral clearConflicts(Actor actor, Instant now) {
        requireAnswerable(now);
        requireSettled();
        if (status != ReferralStatus.CONFLICT_CHECKED) {
            view(actor, now);
            status = ReferralStatus.CONFLICT_CHECKED;
            conflictsClearedAt = now;
            registerEvent(new ConflictsCleared(id, caseFile, round, provider, actor, now));
        }
        return this;
    }

    /**
     * The provider takes the case, for all that is needed or a part of it.
     *
     * @throws Rejected when it cannot be answered any more, or conflicts were not cleared
     */
    Referral accept(Set<Service> wanted, CaseFacts facts, Actor actor, Instant now) {
        requireAcceptable(now);
        status = ReferralStatus.ACCEPTED;
        endedAt = now;
        scope = wanted.isEmpty() ? facts.needs() : wanted;
        registerEvent(new ReferralAccepted(
                id, caseFile, round, reference, provider, fund, facts.urgency(), scope, facts, offeredAt, actor, now));
        return this;
    }

    void requireAcceptable(Instant now) {
        requireAnswerable(now);
        requireSettled();
        if (status != ReferralStatus.CONFLICT_CHECKED) {
            throw Rejected.conflict("conflicts-not-cleared");
        }
    }

    /** @throws Rejected when it cannot be answered any more, or the detail belongs to another reason */
    Referral decline(DeclineReason reason, @Nullable DeclineDetail detail, Actor actor, Instant now) {
        requireAnswerable(now);
        if (detail != null && detail.reason() != reason) {
            throw Rejected.invalid("detail", "detail-of-another-reason");
        }
        end(ReferralStatus.DECLINED, now);
        declineReason = reason;
        declineDetail = detail;
        registerEvent(new ReferralDeclined(id, caseFile, round, provider, reason, actor, now));
        return this;
    }

    /** Nobody answered in time. */
    Referral expire(Instant now) {
        if (!status.isLive() || now.isBefore(answerDue)) {
            throw new IllegalStateException("not overdue");
        }
        end(ReferralStatus.EXPIRED, now);
        registerEvent(new ReferralExpired(id, caseFile, round, provider, Actor.system(), now));
        return this;
    }

    /** @throws Rejected when it has ended already */
    Referral withdraw(WithdrawReason reason, Actor actor, Instant now) {
        requireLive();
        end(ReferralStatus.WITHDRAWN, now);
        withdrawReason = reason;
        registerEvent(new ReferralWithdrawn(id, caseFile, round, reference, provider, reason, actor, now));
        return this;
    }

    /** Something changed that may have made it none of this provider's: no yes counts before it was looked at again. */
    Referral hold(Instant told) {
        heldSince = told;
        return this;
    }

    /** The legal clock moved: it ends sooner. */
    Referral hasten(LegalClock.Due due, Actor actor, Instant now) {
        if (due.at().isBefore(answerDue)) {
            isDue(due, actor, now);
        }
        return this;
    }

    /** Whether a look for a change that was told then concerns it: it can still be answered, and nothing was told since. */
    boolean isAskedAbout(Instant told, Instant now) {
        return now.isBefore(answerDue) && (heldSince == null || !told.isBefore(heldSince));
    }

    /**
     * What of an objection takes this offer back. Who a dispatcher chose knowing the rules is only asked no more when the person is somewhere
     * else; who reads the case already may still say yes beyond the room they promised, and whatever the coalition has decided since.
     */
    @Nullable
    Objection objectionThatCounts(@Nullable Objection objection, Reopening because) {
        return switch (because) {
            case MOVED, RELEASED, SUSPENDED -> objection;
            case HEARING, FACTS -> route == Route.BY_HAND ? null : objection;
            case CAPACITY, RULES, FUND_RULES ->
                status == ReferralStatus.OFFERED && route != Route.BY_HAND ? objection : null;
        };
    }

    /** Whether a look that leaves it as it is has nothing new to say: that was said already, or it was offered after the coalition had decided. */
    boolean knowsOf(Reopening because, Instant told) {
        return heldSince == null
                && (because == lookedBecause && lookedAt != null && !lookedAt.isBefore(told)
                        || because.isOfTheCoalition() && offeredAt.isAfter(told));
    }

    /**
     * It was looked at again and stands.
     *
     * @param despite what speaks against it since then, and takes nothing back
     */
    Referral keep(
            Reopening because,
            @Nullable Objection despite,
            Instant told,
            LegalClock.Due due,
            Actor actor,
            Instant now) {
        requireLive();
        heldSince = null;
        lookedAt = now;
        lookedBecause = because;
        objection = despite;
        if (!due.at().equals(answerDue)) {
            isDue(due, actor, told);
        }
        registerEvent(new OfferKept(id, caseFile, round, reference, provider, because, told, actor, now));
        return this;
    }

    private void isDue(LegalClock.Due due, Actor actor, Instant told) {
        dueBefore = answerDue;
        answerDue = due.at();
        dueBecause = due.because();
        registerEvent(
                new AnswerDueChanged(id, caseFile, round, reference, provider, answerDue, dueBecause, actor, told));
    }

    /** It was looked at again and does not fit any more. */
    Referral recall(Reopening because, Objection against, Actor actor, Instant now) {
        lookedAt = now;
        lookedBecause = because;
        objection = against;
        return withdraw(WithdrawReason.FACTS_CHANGED, actor, now);
    }

    /** Who has the case is asked whether they keep it. */
    Referral question(Reopening because, Objection against, Actor actor, Instant now) {
        registerEvent(new PlacementQuestioned(id, caseFile, round, reference, provider, because, against, actor, now));
        return this;
    }

    /** Who has the case goes on with it. */
    Referral keepPlacement(Actor actor, Instant now) {
        registerEvent(new PlacementKept(id, caseFile, round, reference, provider, actor, now));
        return this;
    }

    /** Who has the case hands it back. It is concluded once the service that began with it has been ended. */
    Referral handBack(Reopening because, Actor actor, Instant now) {
        registerEvent(new ReferralHandedBack(
                id, caseFile, round, reference, provider, because, Set.copyOf(scope), actor, now));
        return this;
    }

    /** The service that began with it has ended. Told twice, it is announced once. */
    Referral conclude(Actor actor, Instant now) {
        if (status == ReferralStatus.ACCEPTED) {
            status = ReferralStatus.CONCLUDED;
            concludedAt = now;
            registerEvent(new ReferralConcluded(id, caseFile, round, provider, actor, now));
        }
        return this;
    }

    private void end(ReferralStatus end, Instant now) {
        status = end;
        endedAt = now;
    }

    private void requireAnswerable(Instant now) {
        requireLive();
        if (!now.isBefore(answerDue)) {
            throw Rejected.conflict("offer-expired");
        }
    }

    private void requireSettled() {
        if (heldSince != null) {
            throw Rejected.conflict("offer-held");
        }
    }

    private void requireLive() {
        switch (status) {
            case OFFERED, VIEWED, CONFLICT_CHECKED -> {}
            case ACCEPTED, CONCLUDED -> throw Rejected.conflict("offer-accepted");
            case DECLINED -> throw Rejected.conflict("offer-declined");
            case EXPIRED -> throw Rejected.conflict("offer-expired");
            case WITHDRAWN ->
                throw Rejected.conflict(
                        withdrawReason == WithdrawReason.PLACED_ELSEWHERE ? "case-already-placed" : "offer-withdrawn");
        }
    }

    /** Where it stands at that moment: silence counts from the due time on, not from when the schedule gets to it. */
    ReferralStatus statusAt(Instant now) {
        return status.isLive() && !now.isBefore(answerDue) ? ReferralStatus.EXPIRED : status;
    }

    /** What it has to announce when it is saved. */
    Collection<Object> announcements() {
        return domainEvents();
    }

    public ReferralId getId() {
        return id;
    }

    long version() {
        return Objects.requireNonNull(version, "saved once");
    }

    public CaseId getCaseFile() {
        return caseFile;
    }

    public int getRound() {
        return round;
    }

    public HumanReference getReference() {
        return reference;
    }

    public OrganizationId getProvider() {
        return provider;
    }

    public @Nullable FundId getFund() {
        return fund;
    }

    public Urgency getUrgency() {
        return urgency;
    }

    public Route getRoute() {
        return route;
    }

    public ReferralStatus getStatus() {
        return status;
    }

    public Instant getOfferedAt() {
        return offeredAt;
    }

    public Instant getAnswerDue() {
        return answerDue;
    }

    public DueReason getDueBecause() {
        return dueBecause;
    }

    public @Nullable Instant getViewedAt() {
        return viewedAt;
    }

    public @Nullable Instant getConflictsClearedAt() {
        return conflictsClearedAt;
    }

    public @Nullable Instant getEndedAt() {
        return endedAt;
    }

    public @Nullable DeclineReason getDeclineReason() {
        return declineReason;
    }

    public @Nullable DeclineDetail getDeclineDetail() {
        return declineDetail;
    }

    public @Nullable WithdrawReason getWithdrawReason() {
        return withdrawReason;
    }

    public @Nullable Instant getConcludedAt() {
        return concludedAt;
    }

    /** For how long who opens it has the case to themselves; 0 for not at all. */
    public int getReadingMinutes() {
        return readingMinutes;
    }

    public @Nullable Instant getReadUntil() {
        return readUntil;
    }

    /**
     * Whether its provider has the case to itself at that moment, unless somebody opened theirs before.
     *
     * @param current how urgent the case is now: what has become most urgent waits for no reader
     */
    boolean isBeingRead(Urgency current, Instant now) {
        return readUntil != null
                && now.isBefore(readUntil)
                && statusAt(now).isLive()
                && heldSince == null
                && current != Urgency.U0;
    }

    /** The hours of the night that are kept for it. */
    public @Nullable QuietHours getQuiet() {
        return quiet == null ? null : QuietHours.of(quiet);
    }

    public boolean isHeld() {
        return heldSince != null && status.isLive();
    }

    /** The note that it was looked at again and stands; {@code null} when there was no reason to. */
    public @Nullable Looked getLooked() {
        return lookedAt == null || lookedBecause == null
                ? null
                : new Looked(lookedAt, lookedBecause, dueBefore, withdrawReason == null ? objection : null);
    }

    /** What it was taken back for. */
    public @Nullable Objection getObjection() {
        return withdrawReason == WithdrawReason.FACTS_CHANGED ? objection : null;
    }

    public Set<Service> getScope() {
        return scope;
    }
}
