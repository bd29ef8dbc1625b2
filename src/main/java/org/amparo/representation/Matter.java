package org.amparo.representation;

import static org.amparo.kernel.Rejected.conflict;
import static org.amparo.kernel.Rejected.invalid;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.amparo.intake.CaseId;
import org.amparo.intake.CustodyStatus;
import org.amparo.kernel.Actor;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Service;
import org.amparo.membership.FundId;
import org.amparo.membership.MemberId;
import org.amparo.membership.OrganizationId;
import org.amparo.referrals.ReferralAccepted;
import org.amparo.referrals.ReferralId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/**
 * The work of one provider on one case. Born when a referral is accepted, after that acceptance has been committed, one matter to a
 * referral. Lives on three tracks that share no status: where the person is, where the legal case stands, and what the provider does.
 * Ends when the service ends, and can be opened again for a while to put its record right.
 *
 * <p>What its scope leaves undone is announced at birth and routed again. Dates of hearings and custody reach the case file in the
 * transaction that records them; figures, letters and capacity follow.
 */
@Entity
@Table(schema = "representation", name = "matter")
class Matter extends AbstractAggregateRoot<Matter> {

    /** The courts, the coalition and its providers live by this clock. */
    static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    static final int LONGEST_NOTE = 10_000;

    /** A million dollars: more is a slip of the finger. */
    private static final long HIGHEST_BOND_CENTS = 100_000_000;

    private static final Duration FARTHEST_HEARING = Duration.ofDays(3_653);

    private static final Set<Outcome> BONDS_WITH_AMOUNT =
            EnumSet.of(Outcome.BOND_SET, Outcome.BOND_GRANTED, Outcome.BOND_POSTED);

    /** The case goes on after these, elsewhere: they decide nothing. */
    private static final Set<Outcome> UNDECIDED =
            EnumSet.of(Outcome.APPEALED_TO_BIA, Outcome.REMANDED, Outcome.PETITION_FOR_REVIEW_FILED);

    private static final Set<ServiceMilestone> ONCE =
            EnumSet.of(ServiceMilestone.FIRST_CONTACT, ServiceMilestone.CLIENT_AGREED);

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private MatterId id;

    @Version
    private long version;

    @AttributeOverride(name = "value", column = @Column(name = "case_file"))
    private CaseId caseFile;

    @Column(name = "round")
    private int round;

    @AttributeOverride(name = "value", column = @Column(name = "referral"))
    private ReferralId referral;

    @AttributeOverride(name = "value", column = @Column(name = "reference"))
    private HumanReference reference;

    @AttributeOverride(name = "value", column = @Column(name = "provider"))
    private OrganizationId provider;

    @AttributeOverride(name = "value", column = @Column(name = "fund"))
    private @Nullable FundId fund;

    @AttributeOverride(name = "value", column = @Column(name = "attorney"))
    private MemberId attorney;

    @Convert(converter = ServicesColumn.class)
    private Set<Service> needs;

    @Convert(converter = ServicesColumn.class)
    private Set<Service> scope;

    @Column(name = "offered_at")
    private Instant offeredAt;

    @Column(name = "opened_at")
    private Instant openedAt;

    /** Moves with every change, so that the version does too when only a track has grown. */
    @Column(name = "changed_at")
    private Instant changedAt;

    @Enumerated(EnumType.STRING)
    @Column(name = "custody_status")
    private CustodyStatus custodyStatus;

    @AttributeOverride(name = "value", column = @Column(name = "custody_facility"))
    private @Nullable FacilityCode custodyFacility;

    @Column(name = "custody_observed_at")
    private Instant custodyObservedAt;

    /** The day of the next hearing others told of last. */
    @Column(name = "hearing_told")
    private @Nullable LocalDate hearingTold;

    @Enumerated(EnumType.STRING)
    @Column(name = "legal_outcome")
    private @Nullable Outcome legalOutcome;

    @Column(name = "legal_on")
    private @Nullable LocalDate legalOn;

    @Column(name = "first_contact_at")
    private @Nullable Instant firstContactAt;

    @Enumerated(EnumType.STRING)
    @Column(name = "service_outcome")
    private @Nullable Outcome serviceOutcome;

    @Column(name = "service_ended_on")
    private @Nullable LocalDate serviceEndedOn;

    /** The outcome that decided the legal case, as its closing said. */
    @Enumerated(EnumType.STRING)
    @Column(name = "deciding_outcome")
    private @Nullable Outcome decidingOutcome;

    @Column(name = "closed_at")
    private @Nullable Instant closedAt;

    @ElementCollection
    @CollectionTable(schema = "representation", name = "observation", joinColumns = @JoinColumn(name = "matter_id"))
    @OrderColumn(name = "position")
    private List<Observation> observations = new ArrayList<>();

    @ElementCollection
    @CollectionTable(schema = "representation", name = "milestone", joinColumns = @JoinColumn(name = "matter_id"))
    @OrderColumn(name = "position")
    private List<Milestone> milestones = new ArrayList<>();

    @ElementCollection
    @CollectionTable(schema = "representation", name = "hearing", joinColumns = @JoinColumn(name = "matter_id"))
    @OrderColumn(name = "position")
    private List<Hearing> hearings = new ArrayList<>();

    @ElementCollection
    @CollectionTable(schema = "representation", name = "deadline", joinColumns = @JoinColumn(name = "matter_id"))
    @OrderColumn(name = "position")
    private List<Deadline> deadlines = new ArrayList<>();

    @ElementCollection
    @CollectionTable(schema = "representation", name = "outcome", joinColumns = @JoinColumn(name = "matter_id"))
    @OrderColumn(name = "position")
    private List<RecordedOutcome> outcomes = new ArrayList<>();

    @ElementCollection
    @CollectionTable(schema = "representation", name = "notice", joinColumns = @JoinColumn(name = "matter_id"))
    @OrderColumn(name = "position")
    private List<Notice> notices = new ArrayList<>();

    @ElementCollection
    @CollectionTable(schema = "representation", name = "note", joinColumns = @JoinColumn(name = "matter_id"))
    @OrderColumn(name = "position")
    private List<Note> notes = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // for the persistence provider
    protected Matter() {}

    private Matter(ReferralAccepted accepted, MemberId attorney, Instant now) {
        id = MatterId.create();
        caseFile = accepted.caseFile();
        round = accepted.round();
        referral = accepted.referral();
        reference = accepted.reference();
        provider = accepted.provider();
        fund = accepted.fund();
        this.attorney = attorney;
        needs = accepted.facts().needs();
        scope = accepted.scope();
        offeredAt = accepted.offeredAt();
        openedAt = accepted.at();
        changedAt = now;
        custodyStatus = accepted.facts().custody();
        custodyFacility = accepted.facts().facility();
        custodyObservedAt = accepted.at();
        hearingTold = accepted.facts().nextHearing();
        observations.add(
                new Observation(custodyStatus, custodyFacility, custodyObservedAt, Observation.Origin.ACCEPTANCE));
    }

    /** Opens the matter of an accepted referral; whoever accepted is its attorney until they hand it on. */
    static Matter open(ReferralAccepted accepted, Instant now) {
        var acceptor = accepted.actor().member();
        if (acceptor == null) {
            throw new IllegalArgumentException("a referral is accepted by a member");
        }
        var matter = new Matter(accepted, new MemberId(acceptor), now);
        var residual = matter.residual();
        matter.registerEvent(new MatterOpened(
                matter.id,
                matter.caseFile,
                matter.round,
                matter.referral,
                matter.provider,
                matter.fund,
                Set.copyOf(matter.scope),
                Set.copyOf(residual),
                accepted.actor(),
                accepted.at()));
        if (!residual.isEmpty()) {
            matter.registerEvent(
                    new ScopeLimited(matter.id, matter.caseFile, Set.copyOf(residual), accepted.actor(), now));
        }
        return matter;
    }

    /** @throws NotFound for everybody but the provider's own people */
    Matter readBy(OrganizationId organization) {
        if (!provider.equals(organization)) {
            throw new NotFound();
        }
        return this;
    }

    /** @throws Rejected when somebody else has saved since that version was read */
    Matter at(long expected) {
        if (version != expected) {
            throw Rejected.stale();
        }
        return this;
    }

    Matter record(RecordMilestone command, Actor by, Instant now) {
        requireOpen();
        var on = command.on();
        requirePast("on", on, now);
        if (on.isBefore(offeredAt.truncatedTo(ChronoUnit.MINUTES))) { // people tell minutes
            throw invalid("on", "matter-before-offer");
        }
        if (ONCE.contains(command.milestone())
                && milestones.stream().anyMatch(known -> known.milestone() == command.milestone())) {
            throw conflict("matter-milestone-known");
        }
        if (command.milestone() == ServiceMilestone.FIRST_CONTACT) {
            if (command.how() == null) {
                throw invalid("how", "matter-contact-how-missing");
            }
            firstContactAt = on;
        }
        milestones.add(new Milestone(command.milestone(), on, command.how(), memberOf(by), now));
        registerEvent(new ServiceRecorded(id, caseFile, provider, command.milestone(), on, by, now));
        return changed(now);
    }

    Matter schedule(ScheduleHearing command, Actor by, Instant now) {
        requireOpen();
        requireSensible(command.hearingAt(), command.lastVerified(), now);
        var hearing = new Hearing(
                HearingId.create(),
                command.type(),
                command.court(),
                command.hearingAt(),
                command.source(),
                command.lastVerified(),
                null,
                null);
        hearings.add(hearing);
        return announced(hearing, by, now);
    }

    Matter change(ChangeHearing command, Actor by, Instant now) {
        requireOpen();
        var position = positionOfOnCalendar(command.hearing());
        requireSensible(command.hearingAt(), command.lastVerified(), now);
        var hearing = new Hearing(
                command.hearing(),
                command.type(),
                command.court(),
                command.hearingAt(),
                command.source(),
                command.lastVerified(),
                null,
                null);
        hearings.set(position, hearing);
        return announced(hearing, by, now);
    }

    Matter conclude(RecordHearingResult command, Actor by, Instant now) {
        requireOpen();
        var position = positionOfOnCalendar(command.hearing());
        var hearing = hearings.get(position);
        if (command.result() == HearingResult.HELD && hearing.isAheadOf(now)) {
            throw invalid("result", "matter-hearing-ahead");
        }
        if (command.result() == HearingResult.ADJOURNED && command.adjournment() == null) {
            throw invalid("adjournment", "matter-adjournment-missing");
        }
        if (command.result() != HearingResult.ADJOURNED && command.adjournment() != null) {
            throw invalid("adjournment", "matter-adjournment-misplaced");
        }
        var concluded = hearing.resulted(command.result(), command.adjournment());
        hearings.set(position, concluded);
        return announced(concluded, by, now);
    }

    Matter set(SetDeadline command, Instant now) {
        requireOpen();
        var today = today(now);
        if (command.due().isBefore(today.minusYears(1))) {
            throw invalid("due", "matter-date-too-early");
        }
        if (command.due().isAfter(today.plusYears(10))) {
            throw invalid("due", "matter-date-too-late");
        }
        deadlines.add(new Deadline(DeadlineId.create(), command.kind(), command.due(), null, null));
        return changed(now);
    }

    Matter meet(MeetDeadline command, Instant now) {
        requireOpen();
        requirePast("on", command.on(), now);
        var position = positionOfOpen(command.deadline());
        var deadline = deadlines.get(position);
        deadlines.set(position, new Deadline(deadline.id(), deadline.kind(), deadline.due(), command.on(), null));
        return changed(now);
    }

    Matter drop(DropDeadline command, Instant now) {
        requireOpen();
        var position = positionOfOpen(command.deadline());
        var deadline = deadlines.get(position);
        deadlines.set(position, new Deadline(deadline.id(), deadline.kind(), deadline.due(), null, today(now)));
        return changed(now);
    }

    Matter observe(ObserveCustody command, Actor by, Instant now) {
        requireOpen();
        requirePast("observedOn", command.observedOn(), now);
        requireNotLongAgo("observedOn", command.observedOn().atZone(PACIFIC).toLocalDate());
        var held = command.custody() == CustodyStatus.DETAINED || command.custody() == CustodyStatus.LOCAL_CUSTODY;
        if (!held && command.facility() != null) {
            throw invalid("facility", "matter-facility-misplaced");
        }
        custodyIs(command.custody(), command.facility(), command.observedOn(), by, now);
        return changed(now);
    }

    Matter record(RecordOutcome command, Actor by, Instant now) {
        requireOpen();
        var outcome = command.outcome();
        if (outcome.track() == Track.SERVICE) {
            throw invalid("outcome", "matter-outcome-closes");
        }
        requirePast("on", command.on(), now);
        requireNotLongAgo("on", command.on());
        requireAmountWhereItMeans(outcome, command.amountCents());
        if (outcome == Outcome.TRANSFERRED && command.facility() == null) {
            throw invalid("facility", "matter-facility-missing");
        }
        if (outcome != Outcome.TRANSFERRED && command.facility() != null) {
            throw invalid("facility", "matter-facility-misplaced");
        }
        add(outcome, command.on(), command.amountCents(), by, now);
        var custody = custodyAfter(outcome);
        if (custody != null) {
            custodyIs(custody, command.facility(), momentOf(command.on(), now), by, now);
        }
        return changed(now);
    }

    Matter write(WriteNote command, Notes sealing, Actor by, Instant now) {
        requireOpen();
        var text = command.text().reveal();
        if (text.isBlank()) {
            throw invalid("text", "required");
        }
        if (text.length() > LONGEST_NOTE) {
            throw invalid("text", "too-long", LONGEST_NOTE);
        }
        notes.add(new Note(sealing.seal(id, notes.size(), command.text()), memberOf(by), now));
        return changed(now);
    }

    /** @param to a member of the same provider; the caller has made sure */
    Matter transfer(MemberId to, Actor by, Instant now) {
        requireOpen();
        if (attorney.equals(to)) {
            throw invalid("to", "matter-attorney-already");
        }
        var from = attorney;
        attorney = to;
        registerEvent(new MatterTransferred(id, caseFile, provider, from, to, by, now));
        return changed(now);
    }

    /** News from others; told twice, it is written once, and what the provider knows already is no news. */
    Matter notice(Notice news, Instant now) {
        if (isOpen() && !isKnown(news) && notices.stream().noneMatch(news::isSameNewsAs)) {
            notices.add(news);
            registerEvent(new MatterNoticed(
                    id, caseFile, reference, provider, attorney, news.kind(), Actor.system(), news.noticedAt()));
            changed(now);
        }
        return this;
    }

    /**
     * Whether the provider said so itself, and nobody has said otherwise since. Who is free and is seen in custody has been taken, be it to
     * a place nobody knows.
     */
    private boolean isKnown(Notice news) {
        var free = custodyStatus == CustodyStatus.RELEASED || custodyStatus == CustodyStatus.NOT_DETAINED;
        var same = news.kind() == NoticeKind.RELEASED && free
                || news.kind() == NoticeKind.MOVED && !free && Objects.equals(news.to(), custodyFacility);
        return same
                && notices.stream()
                        .noneMatch(told ->
                                told.isAboutCustody() && told.noticedAt().isAfter(custodyObservedAt));
    }

    /** Others told of a hearing. What this provider has on its calendar, what was told before and what is past is no news. */
    Matter hearingIs(LocalDate day, Instant told, Instant now) {
        var known = day.equals(hearingTold) || day.equals(nextHearingDay(now)) || day.isBefore(today(now));
        if (known || !isOpen()) {
            return this;
        }
        hearingTold = day;
        return notice(new Notice(NoticeKind.HEARING, null, null, told, null), now);
    }

    /** The question whether the provider keeps the case was answered, or need not be any more. */
    Matter keep(Instant now) {
        if (notices.stream().anyMatch(Notice::isOpenQuestion)) {
            notices.replaceAll(notice -> notice.isOpenQuestion() ? notice.seen(now) : notice);
            changed(now);
        }
        return this;
    }

    /**
     * The provider handed the case back. Ends the service by itself, on that day; told twice, once.
     *
     * @param service how it ended, by the word of the practice reports
     */
    Matter handBack(Outcome service, Actor by, Instant now) {
        if (isOpen()) {
            keep(now);
            serviceOutcome = service;
            serviceEndedOn = today(now);
            closedAt = now;
            registerEvent(new MatterClosed(id, caseFile, round, referral, provider, fund, null, service, by, now));
            changed(now);
        }
        return this;
    }

    Matter acknowledge(Instant now) {
        requireOpen();
        notices.replaceAll(notice -> notice.isOpenQuestion() ? notice : notice.seen(now));
        return changed(now);
    }

    Matter close(CloseMatter command, Actor by, Instant now) {
        requireOpen();
        var service = command.service();
        var legal = command.legal();
        if (service.track() != Track.SERVICE) {
            throw invalid("service", "matter-outcome-of-service");
        }
        if (legal != null && legal.track() != Track.LEGAL) {
            throw invalid("legal", "matter-outcome-of-legal");
        }
        if (legal != null && UNDECIDED.contains(legal)) {
            throw invalid("legal", "matter-outcome-undecided");
        }
        requirePast("on", command.on(), now);
        if (command.on().isBefore(openedAt.atZone(PACIFIC).toLocalDate())) {
            throw invalid("on", "matter-before-opening");
        }
        if (service == Outcome.COMPLETED) {
            if (firstContactAt == null) {
                throw invalid("service", "matter-closing-without-contact");
            }
            if (legal == null && scope.contains(Service.FULL_REMOVAL_DEFENSE)) {
                throw invalid("legal", "matter-deciding-outcome-missing");
            }
        }
        if (legal != null && outcomes.stream().noneMatch(known -> known.outcome() == legal)) {
            add(legal, command.on(), null, by, now);
        }
        serviceOutcome = service;
        serviceEndedOn = command.on();
        decidingOutcome = legal;
        closedAt = now;
        registerEvent(new MatterClosed(id, caseFile, round, referral, provider, fund, legal, service, by, now));
        return changed(now);
    }

    /** @param within how long after its closing a matter may be opened again */
    Matter reopen(ReopenReason reason, Duration within, Actor by, Instant now) {
        var service = serviceOutcome;
        if (closedAt == null || service == null) {
            throw conflict("matter-open");
        }
        if (!isReopenable(within, now)) {
            throw conflict("matter-reopen-late", within.toDays());
        }
        registerEvent(new MatterReopened(
                id, caseFile, round, referral, provider, fund, decidingOutcome, service, reason, by, now));
        serviceOutcome = null;
        serviceEndedOn = null;
        decidingOutcome = null;
        closedAt = null;
        return changed(now);
    }

    private Matter announced(Hearing hearing, Actor by, Instant now) {
        registerEvent(new HearingScheduled(
                id,
                caseFile,
                hearing.id(),
                reference,
                provider,
                attorney,
                hearing.type(),
                hearing.court(),
                hearing.hearingAt(),
                hearing.result(),
                nextHearingDay(now),
                by,
                now));
        return changed(now);
    }

    private void add(Outcome outcome, LocalDate on, @Nullable Long amountCents, Actor by, Instant now) {
        outcomes.add(new RecordedOutcome(outcome, on, amountCents, memberOf(by), now));
        if (outcome.track() == Track.LEGAL && (legalOn == null || !on.isBefore(legalOn))) {
            legalOutcome = outcome;
            legalOn = on;
        }
        registerEvent(new OutcomeRecorded(id, caseFile, provider, fund, outcome, on, amountCents, by, now));
    }

    private void custodyIs(
            CustodyStatus custody, @Nullable FacilityCode facility, Instant observedOn, Actor by, Instant now) {
        var older = observations.stream()
                .filter(known -> known.origin() == Observation.Origin.PROVIDER)
                .noneMatch(known -> known.observedOn().isAfter(observedOn));
        observations.add(new Observation(custody, facility, observedOn, Observation.Origin.PROVIDER));
        if (older) {
            custodyStatus = custody;
            custodyFacility = facility;
            custodyObservedAt = observedOn;
            notices.replaceAll(notice -> notice.isAboutCustody() ? notice.seen(now) : notice);
        }
        registerEvent(new CustodyChanged(id, caseFile, custody, facility, observedOn, by, now));
    }

    private static @Nullable CustodyStatus custodyAfter(Outcome outcome) {
        return switch (outcome) {
            case BOND_POSTED, OWN_RECOGNIZANCE, PAROLED, ALTERNATIVES_TO_DETENTION, RELEASED_BY_HABEAS ->
                CustodyStatus.RELEASED;
            case TRANSFERRED -> CustodyStatus.DETAINED;
            case REMOVED, DEPARTED -> CustodyStatus.OUTSIDE_COUNTRY;
            default -> null;
        };
    }

    private static void requireAmountWhereItMeans(Outcome outcome, @Nullable Long cents) {
        if (BONDS_WITH_AMOUNT.contains(outcome)) {
            if (cents == null) {
                if (outcome != Outcome.BOND_POSTED) { // somebody else may have posted it
                    throw invalid("amountCents", "matter-amount-missing");
                }
                return;
            }
            // A bond of zero is no bond: it is a release on own recognizance, and has a word of its own.
            if (cents <= 0) {
                throw invalid("amountCents", "matter-amount-not-positive");
            }
            if (cents > HIGHEST_BOND_CENTS) {
                throw invalid("amountCents", "matter-amount-too-high");
            }
        } else if (cents != null) {
            throw invalid("amountCents", "matter-amount-misplaced");
        }
    }

    private static void requireSensible(Instant hearingAt, LocalDate lastVerified, Instant now) {
        if (hearingAt.isAfter(now.plus(FARTHEST_HEARING))) {
            throw invalid("hearingAt", "matter-date-too-late");
        }
        if (hearingAt.isBefore(now.minus(FARTHEST_HEARING))) {
            throw invalid("hearingAt", "matter-date-too-early");
        }
        requirePast("lastVerified", lastVerified, now);
        if (lastVerified.isBefore(today(now).minusYears(1))) {
            throw invalid("lastVerified", "matter-date-too-early");
        }
    }

    private void requireNotLongAgo(String field, LocalDate on) {
        if (on.isBefore(openedAt.atZone(PACIFIC).toLocalDate().minusYears(1))) {
            throw invalid(field, "matter-date-too-early");
        }
    }

    private static void requirePast(String field, Instant moment, Instant now) {
        if (moment.isAfter(now)) {
            throw invalid(field, "matter-date-in-future");
        }
    }

    private static void requirePast(String field, LocalDate day, Instant now) {
        if (day.isAfter(today(now))) {
            throw invalid(field, "matter-date-in-future");
        }
    }

    private void requireOpen() {
        if (!isOpen()) {
            throw conflict("matter-closed");
        }
    }

    private int positionOfOnCalendar(HearingId hearing) {
        for (var position = 0; position < hearings.size(); position++) {
            if (hearings.get(position).id().equals(hearing)) {
                if (hearings.get(position).result() != null) {
                    throw conflict("matter-hearing-concluded");
                }
                return position;
            }
        }
        throw new NotFound();
    }

    private int positionOfOpen(DeadlineId deadline) {
        for (var position = 0; position < deadlines.size(); position++) {
            if (deadlines.get(position).id().equals(deadline)) {
                if (!deadlines.get(position).isOpen()) {
                    throw conflict("matter-deadline-settled");
                }
                return position;
            }
        }
        throw new NotFound();
    }

    private Matter changed(Instant now) {
        changedAt = now;
        return this;
    }

    /** What happened today happened by now; what happened on another day, at its noon. */
    private static Instant momentOf(LocalDate day, Instant now) {
        return day.equals(today(now)) ? now : day.atTime(12, 0).atZone(PACIFIC).toInstant();
    }

    private static LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, PACIFIC);
    }

    private static UUID memberOf(Actor by) {
        return Objects.requireNonNull(by.member(), "only members keep matters");
    }

    MatterId id() {
        return id;
    }

    long version() {
        return version;
    }

    CaseId caseFile() {
        return caseFile;
    }

    int round() {
        return round;
    }

    ReferralId referral() {
        return referral;
    }

    HumanReference reference() {
        return reference;
    }

    OrganizationId provider() {
        return provider;
    }

    @Nullable
    FundId fund() {
        return fund;
    }

    MemberId attorney() {
        return attorney;
    }

    Set<Service> needs() {
        return needs;
    }

    Set<Service> scope() {
        return scope;
    }

    /** What the person asked for and this matter does not do. */
    Set<Service> residual() {
        var residual = EnumSet.noneOf(Service.class);
        residual.addAll(needs);
        residual.removeAll(scope);
        return Collections.unmodifiableSet(residual);
    }

    Instant openedAt() {
        return openedAt;
    }

    boolean isOpen() {
        return closedAt == null;
    }

    @Nullable
    Instant closedAt() {
        return closedAt;
    }

    boolean isReopenable(Duration within, Instant now) {
        return closedAt != null && !now.isAfter(closedAt.plus(within));
    }

    CustodyStatus custodyStatus() {
        return custodyStatus;
    }

    @Nullable
    FacilityCode custodyFacility() {
        return custodyFacility;
    }

    Instant custodyObservedAt() {
        return custodyObservedAt;
    }

    @Nullable
    Outcome legalOutcome() {
        return legalOutcome;
    }

    @Nullable
    LocalDate legalOn() {
        return legalOn;
    }

    ServiceState serviceState() {
        if (serviceOutcome != null) {
            return ServiceState.ENDED;
        }
        return firstContactAt == null ? ServiceState.AWAITING_CONTACT : ServiceState.IN_PROGRESS;
    }

    @Nullable
    Outcome serviceOutcome() {
        return serviceOutcome;
    }

    @Nullable
    LocalDate serviceEndedOn() {
        return serviceEndedOn;
    }

    @Nullable
    Outcome decidingOutcome() {
        return decidingOutcome;
    }

    @Nullable
    Instant firstContactAt() {
        return firstContactAt;
    }

    /** The earliest hearing that is still ahead. */
    @Nullable
    Hearing nextHearing(Instant now) {
        return hearings.stream()
                .filter(hearing -> hearing.isAheadOf(now))
                .min(Comparator.comparing(Hearing::hearingAt))
                .orElse(null);
    }

    private @Nullable LocalDate nextHearingDay(Instant now) {
        var next = nextHearing(now);
        return next == null ? null : LocalDate.ofInstant(next.hearingAt(), PACIFIC);
    }

    List<Observation> observations() {
        return Collections.unmodifiableList(observations);
    }

    List<Milestone> milestones() {
        return Collections.unmodifiableList(milestones);
    }

    List<Hearing> hearings() {
        return Collections.unmodifiableList(hearings);
    }

    List<Deadline> deadlines() {
        return Collections.unmodifiableList(deadlines);
    }

    List<RecordedOutcome> outcomes() {
        return Collections.unmodifiableList(outcomes);
    }

    List<Notice> notices() {
        return Collections.unmodifiableList(notices);
    }

    /** Whether nothing that was done to it is announced by an event of its own. */
    boolean announcesNothing() {
        return domainEvents().isEmpty();
    }

    List<Note> notes() {
        return Collections.unmodifiableList(notes);
    }
}
