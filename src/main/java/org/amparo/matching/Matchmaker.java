package org.amparo.matching;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.membership.OrganizationId;

/**
 * Judges every provider by every rule, and puts those no rule in force excludes in order: providers a fund pays first, then by score, then the
 * one offered a case least recently, then by a hash of case and provider. The last two are the published tie-break: the same input
 * gives the same order, and no provider is always first.
 */
final class Matchmaker {

    private static final ServiceOffered SERVICE_OFFERED = new ServiceOffered();
    private static final InGoodStanding IN_GOOD_STANDING = new InGoodStanding();
    private static final FundPays FUND_PAYS = new FundPays();

    /** In the order of {@link Rule}; the fund is judged apart because its checks are kept. */
    private static final List<Policy> BEFORE_FUND = List.of(
            IN_GOOD_STANDING,
            SERVICE_OFFERED,
            new ServesThePlace(),
            new SpeaksTheLanguage(),
            new HasRoom(),
            new AnswersInTime());

    private static final Set<String> HAS_PLACES = Set.of("capacity.open", "capacity.week-open");

    private static final Set<String> NAMES_ITS_SERVICE = Set.of("capacity.full", "capacity.week-full");

    private static final Policy NOT_ASKED_BEFORE = new NotAskedBefore();

    private final Map<ScorePart, Integer> weights;
    private final Scarcity scarcity;

    Matchmaker(Map<ScorePart, Integer> weights) {
        this(weights, Scarcity.UNKNOWN);
    }

    Matchmaker(Map<ScorePart, Integer> weights, Scarcity scarcity) {
        this.weights = Map.copyOf(weights);
        this.scarcity = scarcity;
    }

    /**
     * @param lastOffered asked only for providers whose scores tie: when each was last offered a case
     * @return every candidate, those who could take the case first and in order
     */
    List<Entry> rank(
            Situation situation,
            List<Candidate> candidates,
            Function<Collection<OrganizationId>, Map<OrganizationId, Instant>> lastOffered) {
        var entries = new ArrayList<Entry>(candidates.size());
        for (var candidate : candidates) {
            entries.add(judge(situation, candidate));
        }
        lastResort(entries);
        var places = new ArrayList<Place>(entries.size());
        for (var entry : entries) {
            places.add(Place.of(entry, tieBreak(situation.caseFile(), entry.provider())));
        }
        places.sort(BY_STANDING_AND_SCORE.thenComparingLong(Place::tieBreak));
        var tied = tied(places);
        if (!tied.isEmpty()) {
            var last = lastOffered.apply(tied);
            places.sort(BY_STANDING_AND_SCORE
                    .thenComparing(place -> last.getOrDefault(place.entry().provider(), Instant.EPOCH))
                    .thenComparingLong(Place::tieBreak));
        }
        return places.stream().map(Place::entry).toList();
    }

    /** Better a provider who promised a later answer than nobody: the offer itself ends with the legal clock. */
    private static void lastResort(List<Entry> entries) {
        var somebody = entries.stream()
                .anyMatch(entry -> entry.eligibility() != Eligibility.EXCLUDED || UnmetCauses.isLive(entry));
        if (!somebody) {
            entries.replaceAll(entry -> entry.against() == 1 && entry.fails(Rule.DEADLINE) ? entry.late() : entry);
        }
    }

    Entry judge(Situation situation, Candidate candidate) {
        if (!candidate.practice().described()) {
            return new Entry(
                    candidate.provider(),
                    Eligibility.EXCLUDED,
                    null,
                    List.of(IN_GOOD_STANDING.judge(situation, candidate), SERVICE_OFFERED.judge(situation, candidate)),
                    List.of(),
                    List.of());
        }
        var verdicts = new ArrayList<Verdict>(Rule.values().length);
        for (var policy : BEFORE_FUND) {
            var verdict = named(scarce(policy.judge(situation, candidate), situation, candidate), situation, candidate);
            verdicts.add(situation.rules().weigh(verdict));
        }
        var checks = FUND_PAYS.checks(situation, candidate);
        verdicts.add(FUND_PAYS.judge(candidate, checks));
        verdicts.add(NOT_ASKED_BEFORE.judge(situation, candidate));
        var chosen = FUND_PAYS.chosen(checks);
        var excluded = verdicts.stream().anyMatch(Verdict::failed);
        return new Entry(
                candidate.provider(),
                excluded ? Eligibility.EXCLUDED : chosen == null ? Eligibility.UNFUNDED : Eligibility.ELIGIBLE,
                chosen == null ? null : chosen.fund(),
                verdicts,
                checks,
                stands(verdicts) ? parts(situation, candidate, verdicts) : List.of());
    }

    /** A provider that was asked keeps its score, for that is why the case came to it; one that may be late may yet be asked. */
    private static boolean stands(List<Verdict> verdicts) {
        return verdicts.stream()
                .allMatch(verdict ->
                        !verdict.failed() || verdict.rule() == Rule.ASKED || verdict.rule() == Rule.DEADLINE);
    }

    private static final Comparator<Place> BY_STANDING_AND_SCORE = Comparator.comparing(Place::eligibility)
            .thenComparingInt(Place::against)
            .thenComparing(Comparator.comparingInt(Place::milliScore).reversed());

    /** An entry with what it is sorted by, counted once. */
    private record Place(Entry entry, Eligibility eligibility, int against, int milliScore, long tieBreak) {

        static Place of(Entry entry, long tieBreak) {
            return new Place(entry, entry.eligibility(), entry.against(), entry.milliScore(), tieBreak);
        }
    }

    private static List<OrganizationId> tied(List<Place> places) {
        var tied = new ArrayList<OrganizationId>();
        for (var i = 0; i < places.size(); i++) {
            var place = places.get(i);
            if (place.eligibility() == Eligibility.EXCLUDED) {
                break;
            }
            var tiesBefore = i > 0 && BY_STANDING_AND_SCORE.compare(places.get(i - 1), place) == 0;
            var tiesAfter = i + 1 < places.size() && BY_STANDING_AND_SCORE.compare(place, places.get(i + 1)) == 0;
            if (tiesBefore || tiesAfter) {
                tied.add(place.entry().provider());
            }
        }
        return tied;
    }

    /** Spreads case and provider evenly over all numbers (the finalizer of SplitMix64 over the four halves of the two ids). */
    static long tieBreak(CaseId caseFile, OrganizationId provider) {
        var hash = mix(caseFile.value().getMostSignificantBits());
        hash = mix(hash ^ caseFile.value().getLeastSignificantBits());
        hash = mix(hash ^ provider.value().getMostSignificantBits());
        return mix(hash ^ provider.value().getLeastSignificantBits());
    }

    private static long mix(long bits) {
        var z = bits + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private List<Part> parts(Situation situation, Candidate candidate, List<Verdict> verdicts) {
        var parts = new ArrayList<Part>(ScorePart.values().length);
        for (var part : ScorePart.values()) {
            var permille = switch (part) {
                case ANSWER_TIME -> answerTime(situation, candidate);
                case LANGUAGE -> LANGUAGE.getOrDefault(reason(verdicts, Rule.LANGUAGE), 0);
                case LOAD -> load(situation, candidate);
                case FUND -> FUND.getOrDefault(reason(verdicts, Rule.FUND), 0);
                case PLACE -> PLACE.getOrDefault(reason(verdicts, Rule.PLACE), 0);
                case COVERAGE -> coverage(situation, candidate);
                case SCARCITY -> 1_000 - scarcity(situation, candidate);
            };
            parts.add(new Part(part, permille, weights.getOrDefault(part, 0)));
        }
        return parts;
    }

    /** What a case loses with this provider against one nearby that speaks the language, covers every need and is surely paid: 0 to 4000. */
    static int loss(Situation situation, Candidate candidate, Entry entry) {
        var needs = situation.facts().needs().size();
        return 4_000
                - LANGUAGE.getOrDefault(reason(entry.verdicts(), Rule.LANGUAGE), 0)
                - PLACE.getOrDefault(reason(entry.verdicts(), Rule.PLACE), 0)
                - FUND.getOrDefault(reason(entry.verdicts(), Rule.FUND), 0)
                - given(situation, candidate).size() * 1000 / needs;
    }

    static boolean says(Entry entry, Rule rule, String reason) {
        return reason(entry.verdicts(), rule).equals(reason);
    }

    private static String reason(List<Verdict> verdicts, Rule rule) {
        return verdicts.stream()
                .filter(verdict -> verdict.rule() == rule)
                .map(Verdict::reason)
                .findFirst()
                .orElse("");
    }

    private static final Map<String, Integer> LANGUAGE = Map.of(
            "language.direct", 1000,
            "language.fluent-spanish", 800,
            "language.spanish-bridge", 700,
            "language.relay", 500,
            "language.spanish-unknown", 250,
            "language.unknown", 250);

    private static final Map<String, Integer> FUND =
            Map.of("fund.pays", 1000, "fund.overridden", 1000, "fund.may-pay", 500);

    private static final Map<String, Integer> PLACE = Map.of(
            "place.facility", 1000,
            "place.not-detained", 1000,
            "place.court", 800,
            "place.field-office", 700,
            "place.unknown", 300);

    /** Full marks up to a quarter of the time allowed, none from twice the time; a provider that has not said counts as half again too slow. */
    private static int answerTime(Situation situation, Candidate candidate) {
        var allowed = Math.max(1, situation.answerWithin().toMinutes());
        var promised =
                candidate.offering().answerMinutes().get(situation.facts().urgency());
        var minutes = promised == null
                ? allowed * 3 / 2
                : Duration.between(
                                situation.now(),
                                OfficeHours.answeredBy(candidate.offering(), promised, situation.now()))
                        .toMinutes();
        return (int) Math.clamp((2000 - minutes * 1000 / allowed) * 4 / 7, 0L, 1000L);
    }

    /** How badly others are expected to need the place, 0 to 1000. Who is most urgent has the best place there is, whoever else needs it. */
    private int scarcity(Situation situation, Candidate candidate) {
        if (situation.facts().urgency().compareTo(Urgency.U1) <= 0) {
            return 0;
        }
        var service = WaitingDocket.serviceOf(situation, candidate);
        return service == null ? 0 : scarcity.of(candidate.provider(), service);
    }

    /** Room that others are expected to need is said to be so. */
    private Verdict scarce(Verdict verdict, Situation situation, Candidate candidate) {
        return HAS_PLACES.contains(verdict.reason()) && scarcity(situation, candidate) > 0
                ? Verdict.pass(
                        Rule.CAPACITY, "capacity.scarce", verdict.arguments().toArray(Argument[]::new))
                : verdict;
    }

    /** Room that is missing is named by the service it is missing of. */
    private static Verdict named(Verdict verdict, Situation situation, Candidate candidate) {
        if (!NAMES_ITS_SERVICE.contains(verdict.reason())
                || !verdict.arguments().isEmpty()) {
            return verdict;
        }
        var service = WaitingDocket.serviceOf(situation, candidate);
        return service == null
                ? verdict
                : Verdict.fail(Rule.CAPACITY, verdict.reason(), Argument.of(Argument.Kind.SERVICE, service));
    }

    /** The free share of what was promised for the services it would give; not said counts as a third. */
    private static int load(Situation situation, Candidate candidate) {
        var promised = 0;
        var open = 0;
        for (var service : given(situation, candidate)) {
            var room = candidate.practice().room(service);
            if (room.promised() != null && room.isFor(situation, candidate.offering())) {
                promised += room.promised();
                open += Objects.requireNonNullElse(room.open(), 0);
            }
        }
        return promised == 0 ? 333 : open * 1000 / promised;
    }

    private static int coverage(Situation situation, Candidate candidate) {
        var withRoom = given(situation, candidate).stream()
                .map(candidate.practice()::room)
                .filter(room -> room.mayHaveRoom() && room.isFor(situation, candidate.offering()))
                .count();
        return (int) (withRoom * 1000 / situation.facts().needs().size());
    }

    private static List<Service> given(Situation situation, Candidate candidate) {
        return situation.facts().needs().stream()
                .filter(candidate.offering().services()::contains)
                .toList();
    }
}
