package org.amparo.intake;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.amparo.kernel.Actor;
import org.amparo.kernel.CountyCode;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.PersonalText;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.membership.MemberId;
import org.amparo.membership.OrganizationId;
import org.amparo.vault.Cell;
import org.amparo.vault.Lifetime;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;
import tools.jackson.core.type.TypeReference;

/**
 * A person's need for representation, told once.
 *
 * <p>Born when an intake is submitted, with consent, custody, urgency and needs inside it, and announced by one {@link CaseOpened}.
 * It lives through observations of custody, hearings, changes of need and of consent, each announced when it matters to routing. Its
 * needs are counted in rounds: a limited scope of service leaves a residual need, which becomes the next round while the first is
 * served. Whether a round is placed is not kept here but beside it, by {@link Disclosures}, in the transaction of the provider's answer,
 * so that an acceptance never waits for somebody who edits the file. It ends when it is closed; nothing of it is offered then.
 */
@Entity
@Table(schema = "intake", name = "case_file")
@EntityListeners(Sealing.class)
class CaseFile extends AbstractAggregateRoot<CaseFile> implements Sealing.Sealed {

    private static final TypeReference<Told> TOLD = new TypeReference<>() {};

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private CaseId id;

    @Version
    private @Nullable Long version;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "reference"))
    private HumanReference reference;

    @Embedded
    @SuppressWarnings("UnusedVariable") // a column queries ask for
    @AttributeOverride(name = "value", column = @Column(name = "call_id"))
    private CallId call;

    private Instant callStarted;
    private Instant openedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "opened_by"))
    private @Nullable MemberId openedBy;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "opened_for"))
    private @Nullable OrganizationId openedFor;

    // What routing asks for

    private int round;

    @Enumerated(EnumType.STRING)
    private Urgency urgency;

    @Convert(converter = StoredJson.OfReasoning.class)
    @ColumnTransformer(write = "cast(? as jsonb)")
    private Reasoning reasoning;

    @Convert(converter = StoredJson.OfRounds.class)
    @ColumnTransformer(write = "cast(? as jsonb)")
    private List<Round> rounds;

    @Enumerated(EnumType.STRING)
    private CustodyStatus custody;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "facility"))
    private @Nullable FacilityCode facility;

    private Instant custodySeenAt;

    @Convert(converter = StoredJson.OfObservations.class)
    @ColumnTransformer(write = "cast(? as jsonb)")
    private List<Observation> timeline;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "language"))
    private @Nullable LanguageCode language;

    @Convert(converter = StoredJson.OfArrest.class)
    @ColumnTransformer(write = "cast(? as jsonb)")
    private ArrestDetails arrest;

    @Convert(converter = StoredJson.OfHearing.class)
    @ColumnTransformer(write = "cast(? as jsonb)")
    private @Nullable HearingDetails hearing;

    private @Nullable LocalDate nextHearing;
    private @Nullable Instant removalFeared;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "residence"))
    private @Nullable CountyCode residence;

    private @Nullable Integer incomePercent;

    @Enumerated(EnumType.STRING)
    private Answer violentFelony;

    // Consent

    private boolean consented;

    @Convert(converter = StoredJson.OfConsents.class)
    @ColumnTransformer(write = "cast(? as jsonb)")
    private List<Consent> consents;

    // People

    /** What is told of people, sealed. */
    private byte[] told;

    /** The name lists show, sealed. */
    @SuppressWarnings("UnusedVariable") // a column lists read
    private byte @Nullable [] name;

    /** How often these two were written. */
    private long toldVersion;

    @SuppressWarnings("UnusedVariable") // a column the search asks for
    private long[] found;

    @Enumerated(EnumType.STRING)
    private SpanishFluency spanish;

    @Transient
    private @Nullable Told opened;

    @Transient
    private long sealedVersion;

    @Transient
    private @Nullable Sealing sealing;

    // How long it is kept

    @SuppressWarnings("UnusedVariable") // a column the purge asks for
    private Instant touchedAt;

    private @Nullable Instant shreddedAt;

    private @Nullable Instant closedAt;

    @Enumerated(EnumType.STRING)
    private @Nullable CloseReason closeReason;

    @SuppressWarnings("NullAway.Init") // for the persistence provider
    protected CaseFile() {}

    @SuppressWarnings("NullAway.Init") // reasoning and urgency follow from the rest
    private CaseFile(
            HumanReference reference,
            CallId call,
            OpenCase command,
            @Nullable Integer incomePercent,
            Actor actor,
            Instant now) {
        var by = member(actor);
        this.id = CaseId.create();
        this.reference = reference;
        this.call = call;
        this.callStarted = Objects.requireNonNullElse(command.callStarted(), now);
        this.openedAt = now;
        this.touchedAt = now;
        this.openedBy = by;
        this.openedFor = actor.organization() == null ? null : new OrganizationId(actor.organization());
        this.round = 1;
        this.rounds = List.of(new Round(1, command.needs(), now));
        var seen = observation(command.custody(), by, now);
        this.custody = seen.custody();
        this.facility = seen.facility();
        this.custodySeenAt = seen.seenAt();
        this.timeline = List.of(seen);
        this.language = command.person().language();
        this.arrest = command.arrest();
        know(command.hearing(), now);
        this.removalFeared = command.removalFeared();
        this.residence = command.fund().residence();
        this.incomePercent = incomePercent;
        this.violentFelony = command.fund().violentFelony();
        var consent = Consent.of(command.consent(), by, now);
        this.consents = List.of(consent);
        this.consented = consent.sharesWithProviders();
        tell(new Told(
                command.person(),
                command.caller(),
                command.parties(),
                command.note() == null ? List.of() : List.of(new Note(now, by, command.note())),
                List.of(),
                command.fund().household(),
                command.fund().yearlyIncome(),
                command.override() == null ? null : command.override().reason()));
    }

    /** A person's need is told and written down; {@code incomePercent} is the household's income in percent of the poverty guideline. */
    static CaseFile open(
            HumanReference reference,
            CallId call,
            OpenCase command,
            @Nullable Integer incomePercent,
            Actor actor,
            Clock clock) {
        var file = new CaseFile(reference, call, command, incomePercent, actor, clock.instant());
        file.judge(
                command.answers(),
                command.override() == null ? null : command.override().urgency(),
                clock);
        file.registerEvent(new CaseOpened(file.id, reference, file.facts(), file.callStarted, actor, file.openedAt));
        file.announceCounting(Counting.COUNTED, actor, file.openedAt);
        return file;
    }

    /**
     * Somebody told where the person is. What was seen earlier than what is known only completes the timeline.
     *
     * @return this file, unchanged when the same was told before
     */
    CaseFile observe(Sighting sighting, Actor actor, Clock clock) {
        var now = clock.instant();
        var seen = observation(sighting, member(actor), now);
        if (timeline.stream().anyMatch(seen::tellsTheSameAs)) {
            return this;
        }
        timeline = Stream.concat(timeline.stream(), Stream.of(seen))
                .sorted(Comparator.comparing(Observation::seenAt))
                .toList();
        if (seen.seenAt().isBefore(custodySeenAt)) {
            return this;
        }
        var before = custody;
        var placeBefore = facility;
        custody = seen.custody();
        facility = seen.facility();
        custodySeenAt = seen.seenAt();
        if (before == custody && Objects.equals(placeBefore, facility)) {
            return this;
        }
        var urgencyBefore = urgency;
        judge(reasoning.answers(), reasoning.overridden(), clock);
        if (isClosed()) {
            return this;
        }
        if (custody == CustodyStatus.RELEASED || custody == CustodyStatus.NOT_DETAINED) {
            registerEvent(new PersonReleased(id, facts(), actor, now));
        } else {
            registerEvent(new PersonMoved(id, placeBefore, facts(), actor, now));
        }
        announceIfRaised(urgencyBefore, actor, now);
        return this;
    }

    /** What is known of the next hearing changed. */
    CaseFile knowHearing(@Nullable HearingDetails known, Actor actor, Clock clock) {
        var now = clock.instant();
        var before = facts();
        know(known, now);
        judge(reasoning.answers(), reasoning.overridden(), clock);
        announceChange(before, actor, now);
        return this;
    }

    /** Coded facts were told otherwise than before: needs, funds, the answers on urgency. */
    CaseFile tellOtherwise(ChangeFacts change, @Nullable Integer percent, Actor actor, Clock clock) {
        requireOpen();
        var before = facts();
        rounds = Stream.concat(
                        rounds.stream().filter(earlier -> earlier.number() != round),
                        Stream.of(
                                new Round(round, change.needs(), currentRound().since())))
                .toList();
        residence = change.fund().residence();
        incomePercent = percent;
        violentFelony = change.fund().violentFelony();
        tell(told().withFund(change.fund()));
        removalFeared = change.removalFeared();
        judge(change.answers(), reasoning.overridden(), clock);
        announceChange(before, actor, clock.instant());
        return this;
    }

    /** How custody began was told more exactly. */
    CaseFile correctArrest(ArrestDetails details, Actor actor, Clock clock) {
        requireOpen();
        var before = facts();
        arrest = details;
        judge(reasoning.answers(), reasoning.overridden(), clock);
        announceChange(before, actor, clock.instant());
        return this;
    }

    /** Who called, and how to reach them safely, was told more exactly. Routing does not ask for it, so nothing is announced. */
    CaseFile correctCaller(CallerDetails caller) {
        requireOpen();
        tell(told().with(caller));
        return this;
    }

    /** Who the person is was told more exactly. */
    CaseFile correctPerson(PersonDetails person, List<Party> parties, Actor actor, Clock clock) {
        requireOpen();
        var before = facts();
        tell(told().with(person).with(parties));
        language = person.language();
        announceChange(before, actor, clock.instant());
        return this;
    }

    /** A limited scope of service leaves these needs: they are the next round. Told twice, it counts once. */
    CaseFile remain(Set<Service> remaining, Actor actor, Instant since, Clock clock) {
        var repeated = rounds.stream().anyMatch(earlier -> earlier.since().equals(since));
        if (remaining.isEmpty() || repeated || isClosed()) {
            return this;
        }
        touchedAt = clock.instant();
        round++;
        rounds = Told.append(rounds, new Round(round, Set.copyOf(remaining), since));
        judge(reasoning.answers(), reasoning.overridden(), clock);
        registerEvent(new NeedsChanged(id, facts(), actor, clock.instant()));
        return this;
    }

    /** A person judges the urgency otherwise than the rules, and says why; {@code null} goes back to the rules. */
    CaseFile override(@Nullable UrgencyOverride override, Actor actor, Clock clock) {
        requireOpen();
        var before = facts();
        tell(told().withReason(override == null ? null : override.reason()));
        judge(reasoning.answers(), override == null ? null : override.urgency(), clock);
        announceChange(before, actor, clock.instant());
        return this;
    }

    /** Time has passed: dates have come nearer. An override stands; and with an urgency that stands, so does what it rests on. */
    CaseFile reconsider(Clock clock) {
        var before = urgency;
        var because = reasoning;
        judge(reasoning.answers(), reasoning.overridden(), clock);
        if (before.isMoreUrgentThan(urgency)) {
            urgency = before;
            reasoning = because;
        } else {
            announceIfRaised(before, Actor.system(), clock.instant());
        }
        return this;
    }

    /** Somebody was asked for consent again. */
    CaseFile answerConsent(ConsentEvidence evidence, Actor actor, Clock clock) {
        requireOpen();
        var now = clock.instant();
        var before = consented;
        var counted = consent().counting();
        var known = facts();
        var consent = Consent.of(evidence, member(actor), now);
        consents = Told.append(consents, consent);
        consented = consent.sharesWithProviders();
        if (consented && before) {
            announceChange(known, actor, now);
        } else if (consented) {
            registerEvent(new ConsentGiven(id, facts(), consent.provisional(), actor, now));
        } else if (before) {
            registerEvent(new ConsentWithdrawn(id, actor, now));
        }
        announceCounting(counted, actor, now);
        return this;
    }

    /** The person says yes to what somebody else had said yes to; announced when that is sharing with providers. */
    CaseFile ratifyConsent(Actor actor, Clock clock) {
        requireOpen();
        if (!consent().provisional()) {
            throw Rejected.conflict("consent-not-provisional");
        }
        replaceConsent(consent().ratified(clock.instant()));
        if (consented) {
            registerEvent(new ConsentGiven(id, facts(), false, actor, clock.instant()));
        }
        return this;
    }

    /** Consent is taken back: the file is hidden from everybody outside the hotline from this moment. */
    CaseFile withdrawConsent(Actor actor, Clock clock) {
        if (consent().answer() != ConsentAnswer.GIVEN) {
            throw Rejected.conflict("consent-not-given");
        }
        var now = clock.instant();
        var counted = consent().counting();
        replaceConsent(consent().withdrawn(now));
        consented = false;
        registerEvent(new ConsentWithdrawn(id, actor, now));
        announceCounting(counted, actor, now);
        return this;
    }

    /**
     * A provisional consent whose day has passed counts no longer: what follows is what follows a withdrawal.
     *
     * @return this file, unchanged when the consent still counts
     */
    CaseFile lapseConsent(Clock clock) {
        var until = consent().until();
        if (isClosed() || until == null) {
            return this;
        }
        var now = clock.instant();
        if (LocalDate.ofInstant(now, UrgencyRules.ZONE).isAfter(until)) {
            var counted = consent().counting();
            replaceConsent(consent().lapsed(now));
            consented = false;
            registerEvent(new ConsentLapsed(id, reference, Actor.system(), now));
            registerEvent(new ConsentWithdrawn(id, Actor.system(), now));
            announceCounting(counted, Actor.system(), now);
        }
        return this;
    }

    CaseFile note(PersonalText text, Actor actor, Clock clock) {
        tell(told().with(new Note(clock.instant(), member(actor), text)));
        return this;
    }

    CaseFile tried(LocatorAttempt attempt) {
        tell(told().with(attempt));
        return this;
    }

    CaseFile close(CloseReason reason, Actor actor, Clock clock) {
        requireOpen();
        closedAt = clock.instant();
        closeReason = reason;
        registerEvent(new CaseClosed(id, reason, actor, clock.instant()));
        return this;
    }

    /** Somebody worked on it: a file nobody has taken is kept for as long as that happens. */
    CaseFile touch(Instant now) {
        touchedAt = now;
        return this;
    }

    /**
     * All that it tells of people goes, and with it what it is found by and every fact that would still tell this person from others: days,
     * hours, places, income. What stays says that there was a case, what was needed, how urgent it was, and how consent was asked.
     */
    CaseFile shred(Shredding.Ground ground, Instant now) {
        if (isShredded()) {
            throw new IllegalStateException("shredded already");
        }
        if (!isClosed()) {
            closedAt = now;
            closeReason = CloseReason.SHREDDED;
            registerEvent(new CaseClosed(id, CloseReason.SHREDDED, ground.actor(), now));
        }
        told = new byte[0];
        name = null;
        found = new long[0];
        opened = null;
        arrest = ArrestDetails.unknown();
        timeline = List.of();
        hearing = null;
        nextHearing = null;
        removalFeared = null;
        residence = null;
        incomePercent = null;
        violentFelony = Answer.NOT_ASKED;
        reasoning = new Reasoning(Map.of(), reasoning.computed(), List.of(), reasoning.overridden());
        shreddedAt = now;
        registerEvent(
                new CaseShredded(id, reference, ground.cause(), ground.clock(), ground.term(), ground.actor(), now));
        return this;
    }

    boolean isShredded() {
        return shreddedAt != null;
    }

    /** The coded facts as they stand, for the current round. */
    CaseFacts facts() {
        return new CaseFacts(
                round,
                urgency,
                currentRound().needs(),
                custody,
                facility,
                hearing == null ? null : hearing.court(),
                language,
                spanish,
                nextHearing,
                removalFeared,
                arrest.stage(),
                arrest.arrestingAgency(),
                arrest.detainedSince() == null ? arrest.on() : arrest.detainedSince(),
                new FundFacts(residence, incomePercent, violentFelony),
                consented,
                consent().permits(),
                consented ? consent().until() : null);
    }

    /** @throws Rejected when somebody has changed the file since that version */
    CaseFile expect(long seen) {
        if (version == null || version != seen) {
            throw Rejected.stale();
        }
        return this;
    }

    private void know(@Nullable HearingDetails known, Instant now) {
        hearing = known == null || known.verifiedOn() != null
                ? known
                : new HearingDetails(
                        known.on(), known.court(), known.source(), LocalDate.ofInstant(now, UrgencyRules.ZONE));
        nextHearing = known == null ? null : known.on();
    }

    private void judge(Map<UrgencyReason, Answer> answers, @Nullable Urgency overridden, Clock clock) {
        var arrestedAt = arrest.on() == null || arrest.at() == null
                ? null
                : arrest.on().atTime(arrest.at()).atZone(UrgencyRules.ZONE).toInstant();
        var judgement = UrgencyRules.judge(
                new UrgencyRules.Situation(custody, arrest.on(), arrestedAt, nextHearing, removalFeared, answers),
                clock);
        Map<UrgencyReason, Answer> sorted = new EnumMap<>(UrgencyReason.class);
        sorted.putAll(answers);
        reasoning = new Reasoning(sorted, judgement.urgency(), judgement.reasons(), overridden);
        urgency = reasoning.urgency();
    }

    private void announceChange(CaseFacts before, Actor actor, Instant now) {
        var after = facts();
        if (isClosed() || after.equals(before)) {
            return;
        }
        if (after.urgency().isMoreUrgentThan(before.urgency())) {
            registerEvent(new UrgencyRaised(id, before.urgency(), after, actor, now));
        } else {
            registerEvent(new NeedsChanged(id, after, actor, now));
        }
    }

    private void announceCounting(Counting before, Actor actor, Instant now) {
        var counting = consent().counting();
        if (counting != before) {
            registerEvent(new CountingChanged(id, counting, actor, now));
        }
    }

    private void announceIfRaised(Urgency before, Actor actor, Instant now) {
        if (urgency.isMoreUrgentThan(before) && !isClosed()) {
            registerEvent(new UrgencyRaised(id, before, facts(), actor, now));
        }
    }

    private void replaceConsent(Consent last) {
        consents = Told.append(consents.subList(0, consents.size() - 1), last);
    }

    private void requireOpen() {
        if (isClosed()) {
            throw Rejected.conflict("case-closed");
        }
    }

    private static Observation observation(Sighting sighting, @Nullable MemberId by, Instant now) {
        return new Observation(
                sighting.custody(),
                sighting.facility(),
                Objects.requireNonNullElse(sighting.seenAt(), now),
                sighting.source(),
                now,
                by);
    }

    private static @Nullable MemberId member(Actor actor) {
        return actor.member() == null ? null : new MemberId(actor.member());
    }

    private Round currentRound() {
        return rounds.getLast();
    }

    /** Whether that organization took the call; one that nobody took belongs to the whole hotline. */
    boolean isOf(OrganizationId organization) {
        return openedFor == null || openedFor.equals(organization);
    }

    boolean isClosed() {
        return closedAt != null;
    }

    Consent consent() {
        return consents.getLast();
    }

    CaseId id() {
        return id;
    }

    long version() {
        return version == null ? 0 : version;
    }

    HumanReference reference() {
        return reference;
    }

    Instant callStarted() {
        return callStarted;
    }

    Instant openedAt() {
        return openedAt;
    }

    @Nullable
    MemberId openedBy() {
        return openedBy;
    }

    @Nullable
    OrganizationId openedFor() {
        return openedFor;
    }

    int round() {
        return round;
    }

    List<Round> rounds() {
        return rounds;
    }

    Urgency urgency() {
        return urgency;
    }

    Reasoning reasoning() {
        return reasoning;
    }

    CustodyStatus custody() {
        return custody;
    }

    @Nullable
    FacilityCode facility() {
        return facility;
    }

    Instant custodySeenAt() {
        return custodySeenAt;
    }

    List<Observation> timeline() {
        return timeline;
    }

    ArrestDetails arrest() {
        return arrest;
    }

    @Nullable
    HearingDetails hearing() {
        return hearing;
    }

    @Nullable
    Instant removalFeared() {
        return removalFeared;
    }

    List<Consent> consents() {
        return consents;
    }

    /** @throws org.amparo.kernel.NotFound when the file was shredded */
    Told told() {
        if (opened == null) {
            opened = Objects.requireNonNull(sealing).open(cell("told", id, toldVersion), told, TOLD);
        }
        return opened;
    }

    private void tell(Told more) {
        opened = more;
        spanish = more.person().spanish();
        toldVersion++;
    }

    @Override
    public void seal(Sealing with) {
        if (sealedVersion == toldVersion) {
            return;
        }
        var content = Sealing.requireOpened(opened);
        if (sealedVersion == 0) {
            with.admit(id.value(), Lifetime.LASTING);
        }
        var called = content.person().name();
        told = with.seal(cell("told", id, toldVersion), content);
        name = called == null ? null : with.sealText(cell("name", id, toldVersion), called.reveal());
        found = with.found(content.person(), content.caller());
        sealedVersion = toldVersion;
        sealing = with;
    }

    @Override
    public void openableWith(Sealing with) {
        sealedVersion = toldVersion;
        sealing = with;
    }

    static Cell cell(String column, CaseId id, long version) {
        return new Cell("intake.case_file", column, id.value(), version);
    }

    /** Whether nothing that was done to the file is announced by an event of its own. */
    boolean announcesNothing() {
        return domainEvents().isEmpty();
    }

    /** Grows with each change of what is told. */
    long toldVersion() {
        return toldVersion;
    }

    @Nullable
    Instant closedAt() {
        return closedAt;
    }

    @Nullable
    CloseReason closeReason() {
        return closeReason;
    }
}
