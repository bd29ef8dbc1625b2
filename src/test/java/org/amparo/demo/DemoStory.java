package org.amparo.demo;

import static org.amparo.demo.DemoCast.pick;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.amparo.demo.DemoCast.Named;
import org.amparo.intake.ANumber;
import org.amparo.intake.AgencyInvolved;
import org.amparo.intake.AgencyPart;
import org.amparo.intake.Answer;
import org.amparo.intake.ArrestDetails;
import org.amparo.intake.ArrestHow;
import org.amparo.intake.Authority;
import org.amparo.intake.CallKind;
import org.amparo.intake.CallerDetails;
import org.amparo.intake.CaseId;
import org.amparo.intake.CaseState;
import org.amparo.intake.Changes.CloseCase;
import org.amparo.intake.CloseReason;
import org.amparo.intake.ConsentAnswer;
import org.amparo.intake.ConsentEvidence;
import org.amparo.intake.ConsentPurpose;
import org.amparo.intake.Consenter;
import org.amparo.intake.CustodyStatus;
import org.amparo.intake.FundDetails;
import org.amparo.intake.HearingDetails;
import org.amparo.intake.IntakeDesk;
import org.amparo.intake.LogCall;
import org.amparo.intake.ObservationSource;
import org.amparo.intake.OpenCase;
import org.amparo.intake.PartialDate;
import org.amparo.intake.Party;
import org.amparo.intake.PartyRole;
import org.amparo.intake.PersonDetails;
import org.amparo.intake.PhoneNumber;
import org.amparo.intake.Relation;
import org.amparo.intake.SafeContact;
import org.amparo.intake.Sighting;
import org.amparo.intake.SpanishFluency;
import org.amparo.intake.UrgencyReason;
import org.amparo.kernel.CountryCode;
import org.amparo.kernel.CountyCode;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.PersonalText;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Service;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.SignedIn;
import org.amparo.referrals.Acceptance;
import org.amparo.referrals.Decline;
import org.amparo.referrals.DeclineReason;
import org.amparo.referrals.ReferralId;
import org.amparo.referrals.ReferralOffered;
import org.amparo.referrals.ReferralsDesk;
import org.amparo.representation.CloseMatter;
import org.amparo.representation.ContactMode;
import org.amparo.representation.HearingSource;
import org.amparo.representation.MatterClosed;
import org.amparo.representation.MatterId;
import org.amparo.representation.MatterOpened;
import org.amparo.representation.MatterView;
import org.amparo.representation.ObserveCustody;
import org.amparo.representation.Outcome;
import org.amparo.representation.RecordMilestone;
import org.amparo.representation.RecordOutcome;
import org.amparo.representation.RepresentationDesk;
import org.amparo.representation.ScheduleHearing;
import org.amparo.representation.ServiceMilestone;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;

/**
 * One region's eighteen months: calls come in, cases are opened, offered, answered, followed to their outcome, each step a command to
 * the Desk a page would have called, at the moment it happened. Everything is drawn from one seed. Weights follow published figures:
 * average daily population by facility, outcomes of publicly funded deportation defense in California.
 */
final class DemoStory {

    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    private static final List<CloseReason> UNPLACED = List.of(
            CloseReason.NO_PROVIDER,
            CloseReason.NO_PROVIDER,
            CloseReason.REMOVED,
            CloseReason.REMOVED,
            CloseReason.PRIVATE_COUNSEL,
            CloseReason.UNREACHABLE,
            CloseReason.RELEASED_WITHOUT_NEED,
            CloseReason.CLIENT_DECLINED);
    private static final Duration RECENT = Duration.ofDays(4);
    private static final List<Duration> FRESH = List.of(Duration.ofMinutes(70), Duration.ofMinutes(25));
    private static final int PATIENCE_DAYS = 30;

    /** The desks a story is told through. */
    record Desks(IntakeDesk intake, ReferralsDesk referrals, RepresentationDesk representation, DemoClock clock) {}

    /** Where people of a region are held, with the court that sits there and how often. */
    record Place(String facility, String court, double weight) {}

    /** @param cases how many case files over the whole time */
    record Region(String hotline, List<Place> places, List<String> residences, int cases, int otherCalls, long seed) {

        /** The same region told by several, each a share of what happened there: a teller waits for the database half of its time. */
        Stream<Region> among(int tellers) {
            return IntStream.range(0, tellers)
                    .mapToObj(teller -> new Region(
                            hotline,
                            places,
                            residences,
                            (cases + teller) / tellers,
                            (otherCalls + teller) / tellers,
                            seed + 1_000L * teller));
        }
    }

    private record Step(Instant at, long number, Deed deed) implements Comparable<Step> {

        @Override
        public int compareTo(Step other) {
            var byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    @FunctionalInterface
    private interface Deed {
        void happen();
    }

    private record Speech(String language, String country, int weight) {}

    private static final List<Speech> SPEECHES = List.of(
            new Speech("es", "MX", 430),
            new Speech("es", "GT", 110),
            new Speech("es", "ES", 90),
            new Speech("es", "HO", 70),
            new Speech("es", "NU", 20),
            new Speech("mam", "GT", 38),
            new Speech("quc", "GT", 26),
            new Speech("kjb", "GT", 22),
            new Speech("ixl", "GT", 9),
            new Speech("kek", "GT", 9),
            new Speech("knj", "GT", 7),
            new Speech("mix", "MX", 18),
            new Speech("zap", "MX", 14),
            new Speech("trc", "MX", 8),
            new Speech("en", "MX", 24),
            new Speech("pa", "IN", 26),
            new Speech("zh", "CH", 18),
            new Speech("ru", "RU", 12),
            new Speech("hy", "AM", 12),
            new Speech("ht", "HA", 12),
            new Speech("vi", "VM", 8),
            new Speech("prs", "AF", 7),
            new Speech("ne", "NP", 4));

    private final Region region;
    private final Desks desks;
    private final Map<String, List<SignedIn>> people;
    private final Map<OrganizationId, List<SignedIn>> attorneys;
    private final Instant today;
    private final SplittableRandom random;
    private final PriorityQueue<Step> ahead = new PriorityQueue<>();
    private final Map<DeclineReason, Integer> declines = new EnumMap<>(Map.of(
            DeclineReason.NO_CAPACITY, 46,
            DeclineReason.EXPERTISE, 9,
            DeclineReason.GEOGRAPHY, 9,
            DeclineReason.DEADLINE_TOO_SHORT, 10,
            DeclineReason.LANGUAGE, 7,
            DeclineReason.CLIENT_DECLINED, 5,
            DeclineReason.UNREACHABLE, 7,
            DeclineReason.ALREADY_REPRESENTED, 7));
    private final Set<CaseId> placed = new HashSet<>();
    private final Map<MatterId, Long> versions = new HashMap<>();
    private Instant now;
    private long steps;

    DemoStory(
            Region region,
            Desks desks,
            Map<String, List<SignedIn>> people,
            Map<OrganizationId, List<SignedIn>> attorneys,
            Instant start,
            Instant today) {
        this.region = region;
        this.desks = desks;
        this.people = people;
        this.attorneys = attorneys;
        this.today = today;
        this.now = start;
        this.random = new SplittableRandom(region.seed());
        var span = Duration.between(start, today).toSeconds();
        for (var i = 0; i < region.cases(); i++) {
            // Demand grows: the square root shifts the mass towards the present.
            var share = Math.pow(random.nextDouble(), 0.8);
            at(daytime(start.plusSeconds((long) (span * share))), () -> openCase(false));
        }
        // Whatever the hour is, somebody was arrested a moment ago: who opens an inbox now finds an offer that does not
        // wait for the morning.
        FRESH.forEach(ago -> at(today.minus(ago), () -> openCase(true)));
        for (var i = 0; i < region.otherCalls(); i++) {
            at(daytime(start.plusSeconds((long) (span * random.nextDouble()))), this::logOtherCall);
        }
    }

    /** Tells what happened up to that moment. */
    void tellUntil(Instant end) {
        var limit = end.isBefore(today) ? end : today;
        while (!ahead.isEmpty() && ahead.peek().at().isBefore(limit)) {
            var step = ahead.poll();
            now = step.at();
            desks.clock().tell(now);
            try {
                step.deed().happen();
            } catch (Rejected | OptimisticLockingFailureException overtaken) {
                // Somebody was faster, or the offer ended: as in life, there is nothing left to do.
            }
        }
        now = limit;
        desks.clock().tell(now);
    }

    private void at(Instant moment, Deed deed) {
        if (moment.isBefore(today)) {
            ahead.add(new Step(moment, steps++, deed));
        }
    }

    private void after(double hours, Deed deed) {
        at(now.plusSeconds((long) (hours * 3_600)), deed);
    }

    // --- the hotline

    private void logOtherCall() {
        var dice = random.nextInt(10);
        var kind = dice < 6 ? CallKind.INFORMATION : dice < 9 ? CallKind.RUMOUR : CallKind.WRONG_NUMBER;
        desks.intake()
                .log(
                        new LogCall(
                                kind,
                                now.minusSeconds(60 + random.nextInt(400)),
                                LanguageCode.of(chance(0.8) ? "es" : "en"),
                                null,
                                null),
                        volunteer());
    }

    /** @param fresh arrested today and told to sign, and nobody has answered yet */
    private void openCase(boolean fresh) {
        var speech = speech();
        var place = place();
        var detained = fresh || chance(0.93);
        var daysIn = fresh ? 0 : chance(0.55) ? random.nextInt(3) : 3 + random.nextInt(40);
        var arrested = day(now).minusDays(daysIn);
        var named = DemoCast.person(random, speech.language());
        var family = chance(0.86);
        var opened = desks.intake()
                .open(
                        new OpenCase(
                                now.minusSeconds(600 + random.nextInt(1_500)),
                                caller(family),
                                person(named, speech),
                                new Sighting(
                                        detained
                                                ? CustodyStatus.DETAINED
                                                : chance(0.5)
                                                        ? CustodyStatus.LOCAL_CUSTODY
                                                        : CustodyStatus.NOT_DETAINED,
                                        detained ? FacilityCode.of(place.facility()) : null,
                                        now.minusSeconds(3_600L * random.nextInt(20)),
                                        chance(0.7) ? ObservationSource.FAMILY : ObservationSource.LOCATOR),
                                arrest(arrested, detained),
                                hearing(place, detained),
                                fresh ? Map.of(UrgencyReason.TOLD_TO_SIGN, Answer.YES) : answers(daysIn, detained),
                                null,
                                needs(detained),
                                null,
                                fund(),
                                chance(0.25)
                                        ? List.of(new Party(
                                                PersonalText.of(DemoCast.caller(random)),
                                                chance(0.6) ? PartyRole.FAMILY : PartyRole.ADVERSE))
                                        : List.of(),
                                PersonalText.of(
                                        "Training data: an invented call. The caller asks what happens next and how to send money for calls."),
                                fresh ? given(family, speech) : consent(family, speech)),
                        volunteer());
        // Nobody waits for ever: a case no provider took is closed in the end, for one reason or another.
        after(24.0 * (10 + random.nextInt(35)), () -> closeUnplaced(opened.id()));
    }

    private void closeUnplaced(CaseId caseFile) {
        if (!placed.contains(caseFile)) {
            var volunteer = volunteer();
            desks.intake()
                    .close(
                            new CloseCase(
                                    caseFile,
                                    desks.intake().caseFile(caseFile, volunteer).version(),
                                    pick(random, UNPLACED)),
                            volunteer);
        }
    }

    private CallerDetails caller(boolean family) {
        var safe = new SafeContact(
                Answer.YES,
                chance(0.6) ? Answer.YES : Answer.NO,
                Answer.UNKNOWN,
                chance(0.4) ? PersonalText.of("after 6 pm") : null);
        return new CallerDetails(
                PersonalText.of(DemoCast.caller(random)),
                family
                        ? pick(
                                random,
                                List.of(
                                        Relation.SPOUSE,
                                        Relation.PARTNER,
                                        Relation.SIBLING,
                                        Relation.CHILD,
                                        Relation.PARENT,
                                        Relation.OTHER_RELATIVE))
                        : Relation.FRIEND,
                family ? Authority.FAMILY : Authority.ASKED_BY_PERSON,
                PhoneNumber.of(DemoCast.phone(random)),
                LanguageCode.of(chance(0.85) ? "es" : "en"),
                safe);
    }

    private PersonDetails person(Named named, Speech speech) {
        var indigenous = List.of("mam", "quc", "kjb", "ixl", "kek", "knj", "mix", "zap", "trc")
                .contains(speech.language());
        var spanish = speech.language().equals("es")
                ? SpanishFluency.FLUENT
                : indigenous
                        ? pick(
                                random,
                                List.of(
                                        SpanishFluency.NONE,
                                        SpanishFluency.SOME,
                                        SpanishFluency.SOME,
                                        SpanishFluency.FLUENT,
                                        SpanishFluency.UNKNOWN))
                        : SpanishFluency.NONE;
        var year = 1960 + random.nextInt(46);
        return new PersonDetails(
                PersonalText.of(named.whole()),
                named.surnames().stream().map(PersonalText::of).toList(),
                List.of(),
                chance(0.6)
                        ? PartialDate.of(LocalDate.of(year, 1 + random.nextInt(12), 1 + random.nextInt(28)))
                        : PartialDate.about(year),
                CountryCode.of(speech.country()),
                CountryCode.of(speech.country()),
                LanguageCode.of(speech.language()),
                indigenous && chance(0.7) ? PersonalText.of(DemoCast.village(random)) : null,
                spanish,
                null,
                null,
                chance(0.42) ? ANumber.of(DemoCast.aNumber(random)) : null,
                null);
    }

    private ArrestDetails arrest(LocalDate on, boolean detained) {
        var how = pick(
                random,
                List.of(
                        ArrestHow.STREET,
                        ArrestHow.WORKPLACE,
                        ArrestHow.HOME,
                        ArrestHow.TRAFFIC_STOP,
                        ArrestHow.CHECK_IN,
                        ArrestHow.JAIL_TRANSFER,
                        ArrestHow.COURTHOUSE,
                        ArrestHow.UNKNOWN));
        var fromJail = how == ArrestHow.JAIL_TRANSFER;
        var agency = fromJail
                ? pick(random, List.of("LASD", "CDCR", "SHERIFF_OTHER"))
                : chance(0.85) ? "ICE_ERO" : "CBP_USBP";
        var stage = fromJail
                ? "ICE_TRANSFER"
                : detained ? (chance(0.6) ? "IMMIGRATION_DETENTION" : "ICE_ARREST") : "LOCAL_ARREST";
        return new ArrestDetails(
                on,
                chance(0.5) ? LocalTime.of(5 + random.nextInt(12), 30) : null,
                CountyCode.of(pick(random, region.residences())),
                agencies(agency, fromJail, detained),
                ListCode.of(stage),
                how,
                detained ? on : null);
    }

    /** From a jail it is the sheriff or the prison that hands over; in the street sometimes another agency takes part. */
    private List<AgencyInvolved> agencies(String arresting, boolean fromJail, boolean detained) {
        var agencies = new ArrayList<AgencyInvolved>();
        agencies.add(new AgencyInvolved(ListCode.of(arresting), AgencyPart.ARRESTED));
        if (fromJail) {
            agencies.add(new AgencyInvolved(ListCode.of("ICE_ERO"), AgencyPart.ASKED_FOR_HOLD));
            agencies.add(new AgencyInvolved(ListCode.of(arresting), AgencyPart.HANDED_OVER));
        } else if (chance(0.2)) {
            agencies.add(new AgencyInvolved(
                    ListCode.of(pick(random, List.of("ICE_HSI", "USMS", "OTHER_FEDERAL"))), AgencyPart.TOOK_PART));
        }
        if (detained) {
            agencies.add(new AgencyInvolved(ListCode.of("ICE_ERO"), AgencyPart.HOLDS));
        }
        return agencies;
    }

    private @Nullable HearingDetails hearing(Place place, boolean detained) {
        if (!detained || !chance(0.35)) {
            return null;
        }
        return new HearingDetails(
                CourtDays.onOrAfter(day(now).plusDays(2 + random.nextInt(40))),
                CourtCode.of(place.court()),
                ObservationSource.COURT,
                day(now));
    }

    private Map<UrgencyReason, Answer> answers(int daysIn, boolean detained) {
        var answers = new EnumMap<UrgencyReason, Answer>(UrgencyReason.class);
        if (detained && daysIn < 3 && chance(0.3)) {
            answers.put(UrgencyReason.TOLD_TO_SIGN, Answer.YES);
        }
        if (chance(0.03)) {
            answers.put(UrgencyReason.REMOVAL_IMMINENT, Answer.YES);
        }
        if (chance(0.015)) {
            answers.put(UrgencyReason.MEDICAL_EMERGENCY, Answer.YES);
        }
        if (chance(0.01)) {
            answers.put(UrgencyReason.CITIZENSHIP_CLAIM, Answer.YES);
        }
        if (detained && chance(0.12)) {
            answers.put(UrgencyReason.TRANSFER_FEARED, Answer.YES);
        }
        if (detained && chance(0.1)) {
            answers.put(UrgencyReason.BOND_HEARING_SET, Answer.YES);
        }
        return answers;
    }

    private Set<Service> needs(boolean detained) {
        var dice = random.nextInt(100);
        if (!detained) {
            return dice < 70 ? Set.of(Service.FULL_REMOVAL_DEFENSE) : Set.of(Service.CONSULT);
        }
        if (dice < 46) {
            return Set.of(Service.BOND, Service.FULL_REMOVAL_DEFENSE);
        }
        if (dice < 76) {
            return Set.of(Service.BOND);
        }
        if (dice < 84) {
            return Set.of(Service.FULL_REMOVAL_DEFENSE);
        }
        if (dice < 90) {
            return Set.of(Service.FEAR_INTERVIEW);
        }
        if (dice < 94) {
            return Set.of(Service.HABEAS);
        }
        return dice < 97 ? Set.of(Service.STAY_OF_REMOVAL) : Set.of(Service.MOTION_TO_REOPEN);
    }

    private FundDetails fund() {
        return new FundDetails(
                chance(0.8) ? CountyCode.of(pick(random, region.residences())) : null,
                chance(0.6) ? 1 + random.nextInt(6) : null,
                chance(0.6) ? 12_000 + 1_000 * random.nextInt(60) : null,
                chance(0.7) ? (chance(0.06) ? Answer.YES : Answer.NO) : Answer.NOT_ASKED);
    }

    private ConsentEvidence consent(boolean family, Speech speech) {
        if (chance(0.05)) {
            return ConsentEvidence.notAsked();
        }
        if (chance(0.02)) {
            return new ConsentEvidence(
                    ConsentAnswer.REFUSED,
                    ListCode.of("2026-1"),
                    LanguageCode.of("es"),
                    Answer.NO,
                    Consenter.FAMILY,
                    Set.of(),
                    null);
        }
        return given(family, speech);
    }

    private ConsentEvidence given(boolean family, Speech speech) {
        return new ConsentEvidence(
                ConsentAnswer.GIVEN,
                ListCode.of(now.isBefore(Instant.parse("2026-01-01T08:00:00Z")) ? "2025-1" : "2026-1"),
                LanguageCode.of("es"),
                speech.language().equals("es") ? Answer.NO : Answer.YES,
                family ? Consenter.FAMILY : Consenter.PERSON,
                Set.of(ConsentPurpose.SHARE_WITH_PROVIDERS, ConsentPurpose.CONTACT, ConsentPurpose.STATISTICS),
                family ? day(now).plusDays(14) : null);
    }

    // --- the providers

    /** An offer has gone out: somebody answers it, or nobody does. */
    void offered(ReferralOffered offer) {
        var people = attorneys.getOrDefault(offer.provider(), List.of());
        if (people.isEmpty()) {
            return;
        }
        var attorney = pick(random, people);
        var available =
                Math.max(0.5, Duration.between(offer.at(), offer.answerDue()).toMinutes() / 60.0);
        if (chance(0.11)) {
            return; // nobody looks in time: the offer will expire
        }
        if (Duration.between(offer.at(), today).compareTo(RECENT) < 0 && chance(0.75)) {
            return; // left for whoever tries the demo
        }
        var typical = switch (offer.urgency()) {
            case U0 -> 0.6;
            case U1 -> 4;
            case U2 -> 14;
            case U3 -> 30;
            case U4 -> 60;
        };
        var wait = Math.min(available * 0.95, typical * (0.2 + 1.6 * random.nextDouble()));
        after(wait * 0.7, () -> desks.referrals().view(offer.referral(), attorney));
        if (chance(0.03)) {
            after(wait * 0.9, () -> desks.referrals().reportConflict(offer.referral(), attorney));
            return;
        }
        after(wait * 0.85, () -> desks.referrals().clearConflicts(offer.referral(), attorney));
        after(wait, () -> answer(offer.referral(), attorney));
    }

    private void answer(ReferralId referral, SignedIn attorney) {
        if (chance(0.3)) {
            desks.referrals().decline(new Decline(referral, weighted(declines), null), attorney);
            return;
        }
        var needs = desks.referrals().find(referral, attorney).facts();
        var asked = needs == null ? Set.<Service>of() : needs.needs();
        var scope = asked.contains(Service.BOND) && asked.size() > 1 && chance(0.18) ? Set.of(Service.BOND) : asked;
        desks.referrals().accept(new Acceptance(referral, scope), attorney);
    }

    /** The service has ended: a few days later the hotline closes the case, unless another round of it is open. */
    void ended(MatterClosed ended) {
        after(24.0 * (1 + random.nextInt(6)), () -> {
            var volunteer = volunteer();
            var file = desks.intake().caseFile(ended.caseFile(), volunteer);
            if (file.state() == CaseState.SERVED) {
                desks.intake().close(new CloseCase(file.id(), file.version(), CloseReason.SERVED), volunteer);
            } else if (file.state() == CaseState.WAITING) {
                after(24.0 * PATIENCE_DAYS, () -> closeUnserved(ended.caseFile(), volunteer));
            }
        });
    }

    /** What a limited scope left over, and nobody took. */
    private void closeUnserved(CaseId caseFile, SignedIn volunteer) {
        var file = desks.intake().caseFile(caseFile, volunteer);
        if (file.state() == CaseState.WAITING) {
            desks.intake().close(new CloseCase(file.id(), file.version(), CloseReason.NO_PROVIDER), volunteer);
        }
    }

    // --- the matters

    void opened(MatterOpened opened) {
        placed.add(opened.caseFile());
        var people = attorneys.getOrDefault(opened.provider(), List.of());
        if (people.isEmpty()) {
            return;
        }
        var attorney = people.stream()
                .filter(person -> person.member().value().equals(opened.actor().member()))
                .findFirst()
                .orElse(people.getFirst());
        if (chance(0.03)) {
            after(24.0 * (3 + random.nextInt(10)), () -> close(opened.matter(), attorney, Outcome.LOST_CONTACT, null));
            return;
        }
        after(2 + 70 * random.nextDouble() * random.nextDouble(), () -> contact(opened.matter(), attorney));
        if (opened.scope().contains(Service.BOND)) {
            after(24.0 * (4 + random.nextInt(10)), () -> bondHearing(opened.matter(), attorney));
        }
        if (opened.scope().contains(Service.FULL_REMOVAL_DEFENSE)) {
            after(24.0 * (20 + random.nextInt(30)), () -> masterHearing(opened.matter(), attorney));
            after(24.0 * (70 + random.nextInt(260)), () -> end(opened.matter(), attorney));
        } else {
            after(24.0 * (25 + random.nextInt(60)), () -> close(opened.matter(), attorney, Outcome.COMPLETED, null));
        }
    }

    private void contact(MatterId matter, SignedIn attorney) {
        var how = pick(random, List.of(ContactMode.values()));
        write(
                matter,
                attorney,
                version -> desks.representation()
                        .record(
                                new RecordMilestone(matter, version, ServiceMilestone.FIRST_CONTACT, now, how),
                                attorney));
    }

    private void bondHearing(MatterId matter, SignedIn attorney) {
        var court = CourtCode.of(place().court());
        var hearing = CourtDays.hearing(day(now).plusDays(5), random);
        write(
                matter,
                attorney,
                version -> desks.representation()
                        .schedule(
                                new ScheduleHearing(
                                        matter,
                                        version,
                                        ListCode.of("CY"),
                                        court,
                                        hearing,
                                        HearingSource.EOIR_NOTICE,
                                        day(now)),
                                attorney));
        after(Duration.between(now, hearing).toMinutes() / 60.0 + 3, () -> {
            var granted = chance(0.42);
            var bond = granted ? 150_000L + 50_000L * random.nextInt(40) : null;
            write(
                    matter,
                    attorney,
                    version -> desks.representation()
                            .record(
                                    new RecordOutcome(
                                            matter,
                                            version,
                                            granted ? Outcome.BOND_GRANTED : Outcome.BOND_DENIED,
                                            day(now),
                                            bond,
                                            null),
                                    attorney));
            if (granted) {
                after(
                        24.0 * (1 + random.nextInt(9)),
                        () -> write(
                                matter,
                                attorney,
                                version -> desks.representation()
                                        .observe(
                                                new ObserveCustody(matter, version, CustodyStatus.RELEASED, null, now),
                                                attorney)));
            }
        });
    }

    private void masterHearing(MatterId matter, SignedIn attorney) {
        var court = CourtCode.of(place().court());
        var hearing = CourtDays.hearing(day(now).plusDays(14 + random.nextInt(40)), random);
        var source = chance(0.6) ? HearingSource.ACIS_HOTLINE : HearingSource.EOIR_NOTICE;
        write(
                matter,
                attorney,
                version -> desks.representation()
                        .schedule(
                                new ScheduleHearing(
                                        matter, version, ListCode.of("MD"), court, hearing, source, day(now)),
                                attorney));
    }

    private void end(MatterId matter, SignedIn attorney) {
        var dice = random.nextInt(100);
        if (dice < 10) {
            close(
                    matter,
                    attorney,
                    pick(random, List.of(Outcome.WITHDREW, Outcome.RETAINED_PRIVATE_COUNSEL, Outcome.VENUE_MOVED)),
                    null);
            return;
        }
        var remained = chance(0.62);
        var legal = remained
                ? pick(
                        random,
                        List.of(
                                Outcome.ASYLUM,
                                Outcome.WITHHOLDING,
                                Outcome.CANCELLATION_42B,
                                Outcome.TERMINATION,
                                Outcome.TERMINATION,
                                Outcome.ADMINISTRATIVE_CLOSURE,
                                Outcome.CAT_DEFERRAL,
                                Outcome.ADJUSTMENT))
                : pick(random, List.of(Outcome.REMOVAL_ORDER, Outcome.REMOVAL_ORDER, Outcome.VOLUNTARY_DEPARTURE));
        close(matter, attorney, Outcome.COMPLETED, legal);
    }

    private void close(MatterId matter, SignedIn attorney, Outcome service, @Nullable Outcome legal) {
        write(
                matter,
                attorney,
                version -> desks.representation()
                        .close(new CloseMatter(matter, version, service, legal, day(now)), attorney));
    }

    /** On the version this attorney saw last; who never looked, or whose matter has changed since, looks first. */
    private void write(MatterId matter, SignedIn attorney, LongFunction<MatterView> deed) {
        var seen = versions.get(matter);
        if (seen != null) {
            try {
                versions.put(matter, deed.apply(seen).version());
                return;
            } catch (Rejected | OptimisticLockingFailureException changed) {
                versions.remove(matter);
            }
        }
        var version = desks.representation().view(matter, attorney).version();
        versions.put(matter, deed.apply(version).version());
    }

    // --- drawing

    private SignedIn volunteer() {
        return pick(random, people.getOrDefault(region.hotline(), List.of()));
    }

    private Speech speech() {
        var dice = random.nextInt(SPEECHES.stream().mapToInt(Speech::weight).sum());
        for (var speech : SPEECHES) {
            dice -= speech.weight();
            if (dice < 0) {
                return speech;
            }
        }
        return SPEECHES.getFirst();
    }

    private Place place() {
        var dice = random.nextDouble()
                * region.places().stream().mapToDouble(Place::weight).sum();
        for (var place : region.places()) {
            dice -= place.weight();
            if (dice < 0) {
                return place;
            }
        }
        return region.places().getFirst();
    }

    private <T> T weighted(Map<T, Integer> weights) {
        var dice = random.nextInt(
                weights.values().stream().mapToInt(Integer::intValue).sum());
        var last = new ArrayList<T>(weights.keySet()).getLast();
        for (var entry : weights.entrySet()) {
            dice -= entry.getValue();
            if (dice < 0) {
                return entry.getKey();
            }
        }
        return last;
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private Instant daytime(Instant moment) {
        return day(moment)
                .atTime(7 + random.nextInt(14), random.nextInt(60), random.nextInt(60))
                .atZone(PACIFIC)
                .toInstant();
    }

    private static LocalDate day(Instant moment) {
        return moment.atZone(PACIFIC).toLocalDate();
    }
}
