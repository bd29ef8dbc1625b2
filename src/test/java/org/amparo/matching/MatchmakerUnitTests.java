package org.amparo.matching;

import static org.amparo.matching.Given.NOW;
import static org.amparo.matching.Given.caseFile;
import static org.amparo.matching.Given.facts;
import static org.amparo.matching.Given.fund;
import static org.amparo.matching.Given.organization;
import static org.amparo.matching.Given.practicing;
import static org.amparo.matching.Given.rule;
import static org.amparo.support.TestCatalog.ADELANTO;
import static org.amparo.support.TestCatalog.KERN;
import static org.amparo.support.TestCatalog.LOS_ANGELES;
import static org.amparo.support.TestCatalog.MAM;
import static org.amparo.support.TestCatalog.SPANISH;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.amparo.intake.Answer;
import org.amparo.intake.CaseFacts;
import org.amparo.intake.FundFacts;
import org.amparo.intake.SpanishFluency;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.membership.Directory.FundEntry;
import org.amparo.membership.FundRule;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.Standing;
import org.amparo.referrals.DeclineReason;
import org.amparo.referrals.ReferralId;
import org.junit.jupiter.api.Test;

/** The order of those who can, and why nobody can. */
class MatchmakerUnitTests {

    private static final Map<ScorePart, Integer> WEIGHTS = new EnumMap<>(Map.of(
            ScorePart.ANSWER_TIME, 30,
            ScorePart.LANGUAGE, 25,
            ScorePart.LOAD, 15,
            ScorePart.FUND, 10,
            ScorePart.PLACE, 10,
            ScorePart.COVERAGE, 10));

    private final Matchmaker matchmaker = new Matchmaker(WEIGHTS);

    @Test
    void theMoreDirectLanguageGoesFirst() {
        var direct = practicing().by(organization(1));
        var relay = practicing().languages(SPANISH).relays(MAM).by(organization(2));
        assertThat(order(facts().situation(), relay, direct)).containsExactly(organization(1), organization(2));
    }

    @Test
    void theFasterAnswerGoesFirst() {
        var fast = practicing().answers(Map.of(Urgency.U1, 60)).by(organization(1));
        var slow = practicing().answers(Map.of(Urgency.U1, 24 * 60)).by(organization(2));
        var silent = practicing().answers(Map.of()).by(organization(3));
        assertThat(order(facts().situation(), silent, slow, fast))
                .containsExactly(organization(1), organization(2), organization(3));
    }

    @Test
    void aPlaceOthersAreExpectedToNeedGoesLastAndSaysSo() {
        var rare = practicing().promised(Service.BOND, 2, 0).by(organization(1));
        var common = practicing().promised(Service.BOND, 4, 2).by(organization(2));
        var situation = facts().urgency(Urgency.U3).situation();
        assertThat(first(new Matchmaker(PRICED), situation, rare, common)).isEqualTo(organization(1));
        var scarcity = Scarcity.of(List.of(new Scarcity.Place(organization(1), Service.BOND, 900)));
        var priced = new Matchmaker(PRICED, scarcity);
        assertThat(first(priced, situation, rare, common)).isEqualTo(organization(2));
        var entry = priced.judge(situation, rare);
        assertThat(entry.eligibility()).isNotEqualTo(Eligibility.EXCLUDED);
        assertThat(entry.verdicts()).extracting(Verdict::reason).contains("capacity.scarce");
        assertThat(entry.parts()).contains(new Part(ScorePart.SCARCITY, 100, 40));
    }

    @Test
    void theMostUrgentHaveTheBestPlaceWhoeverElseNeedsIt() {
        var rare = practicing().promised(Service.BOND, 2, 0).by(organization(1));
        var common = practicing().promised(Service.BOND, 4, 2).by(organization(2));
        var scarcity = Scarcity.of(List.of(new Scarcity.Place(organization(1), Service.BOND, 1000)));
        for (var urgency : List.of(Urgency.U0, Urgency.U1)) {
            var situation = facts().urgency(urgency).situation();
            assertThat(first(new Matchmaker(PRICED, scarcity), situation, rare, common))
                    .isEqualTo(organization(1));
            assertThat(new Matchmaker(PRICED, scarcity).judge(situation, rare).verdicts())
                    .extracting(Verdict::reason)
                    .contains("capacity.open");
        }
    }

    private static final Map<ScorePart, Integer> PRICED = Map.of(ScorePart.LOAD, 60, ScorePart.SCARCITY, 40);

    private static OrganizationId first(Matchmaker matchmaker, Situation situation, Candidate... candidates) {
        return matchmaker
                .rank(situation, List.of(candidates), tied -> Map.of())
                .getFirst()
                .provider();
    }

    @Test
    void theLessLoadedGoesFirst() {
        var free = practicing().promised(Service.BOND, 10, 1).by(organization(1));
        var busy = practicing().promised(Service.BOND, 10, 9).by(organization(2));
        assertThat(order(facts().situation(), busy, free)).containsExactly(organization(1), organization(2));
    }

    @Test
    void theOneThatCoversMoreOfTheNeedsGoesFirst() {
        var all = practicing().services(Service.BOND, Service.HABEAS).by(organization(1));
        var some = practicing().by(organization(2));
        assertThat(order(facts().needs(Service.BOND, Service.HABEAS).situation(), some, all))
                .containsExactly(organization(1), organization(2));
    }

    @Test
    void whomNoFundPaysComesAfterAllThatAreFundedHoweverWellItFits() {
        var funded =
                practicing().languages(SPANISH).relays(MAM).answers(Map.of()).by(organization(1));
        var unfunded = practicing().promised(Service.BOND, 9, 0).by(organization(2));
        var situation =
                facts().situation(Map.of(), List.of(fund("County", organization(1), rule(FundRule.Kind.RESIDENT_OF))));
        var ranked = rank(situation, unfunded, funded);
        assertThat(ranked).extracting(Entry::provider).containsExactly(organization(1), organization(2));
        assertThat(ranked).extracting(Entry::eligibility).containsExactly(Eligibility.ELIGIBLE, Eligibility.UNFUNDED);
        assertThat(ranked.get(0).milliScore()).isLessThan(ranked.get(1).milliScore());
    }

    @Test
    void theScoreIsTheSumOfItsPartsAndNoMoreThanAHundred() {
        var best = practicing()
                .answers(Map.of(Urgency.U1, 30))
                .promised(Service.BOND, 4, 0)
                .by(organization(1));
        var situation =
                facts().situation(Map.of(), List.of(fund("County", organization(1), rule(FundRule.Kind.RESIDENT_OF))));
        var entry = matchmaker.judge(situation, best);
        assertThat(entry.parts()).extracting(Part::permille).containsOnly(1000);
        assertThat(entry.milliScore()).isEqualTo(100_000);
    }

    @Test
    void theWeightsOfTheCoalitionDecide() {
        var fast = practicing()
                .languages(SPANISH)
                .relays(MAM)
                .answers(Map.of(Urgency.U1, 30))
                .by(organization(1));
        var direct = practicing().answers(Map.of(Urgency.U1, 24 * 60)).by(organization(2));
        var candidates = List.of(fast, direct);
        assertThat(first(new Matchmaker(Map.of(ScorePart.ANSWER_TIME, 100)), candidates))
                .isEqualTo(organization(1));
        assertThat(first(new Matchmaker(Map.of(ScorePart.LANGUAGE, 100)), candidates))
                .isEqualTo(organization(2));
    }

    @Test
    void ofEqualsTheOneOfferedACaseLeastRecentlyGoesFirst() {
        var candidates = List.of(
                practicing().by(organization(1)),
                practicing().by(organization(2)),
                practicing().by(organization(3)));
        var last = Map.of(organization(1), NOW.minusSeconds(10), organization(2), NOW.minusSeconds(500));
        assertThat(matchmaker.rank(facts().situation(), candidates, tied -> last))
                .extracting(Entry::provider)
                .containsExactly(organization(3), organization(2), organization(1));
    }

    @Test
    void equalsOfferedNothingAreOrderedByTheHashOfCaseAndProviderAndNotByTheOrderTheyCameIn() {
        var candidates = new ArrayList<Candidate>();
        for (var i = 0; i < 20; i++) {
            candidates.add(practicing().by(organization(i)));
        }
        var expected = order(facts().situation(), candidates);
        var random = new Random(7);
        for (var i = 0; i < 50; i++) {
            Collections.shuffle(candidates, random);
            assertThat(order(facts().situation(), candidates)).isEqualTo(expected);
        }
        assertThat(expected)
                .isSortedAccordingTo((left, right) ->
                        Long.compare(Matchmaker.tieBreak(caseFile(1), left), Matchmaker.tieBreak(caseFile(1), right)));
    }

    @Test
    void theTieBreakFavoursNobodyOverManyCases() {
        var wins = new HashMap<OrganizationId, Integer>();
        for (var i = 0; i < 3_000; i++) {
            var number = i;
            Collection<OrganizationId> three = List.of(organization(1), organization(2), organization(3));
            var winner = three.stream()
                    .min((left, right) -> Long.compare(
                            Matchmaker.tieBreak(caseFile(number), left), Matchmaker.tieBreak(caseFile(number), right)))
                    .orElseThrow();
            wins.merge(winner, 1, Integer::sum);
        }
        assertThat(wins.values()).allSatisfy(count -> assertThat(count).isBetween(900, 1_100));
    }

    @Test
    void theLastOfferIsAskedForOnlyWhenThereIsATie() {
        var asked = new ArrayList<OrganizationId>();
        var candidates = List.of(
                practicing().by(organization(1)),
                practicing().by(organization(2)),
                practicing().languages(SPANISH).relays(MAM).by(organization(3)));
        matchmaker.rank(facts().situation(), candidates, tied -> {
            asked.addAll(tied);
            return Map.of();
        });
        assertThat(asked).containsExactlyInAnyOrder(organization(1), organization(2));
    }

    @Test
    void everyExcludedProviderIsToldWithAllItsReasonsTheClosestFirst() {
        var far = practicing()
                .facilities()
                .languages(SPANISH)
                .promised(Service.BOND, 1, 1)
                .by(organization(1));
        var near = practicing().promised(Service.BOND, 1, 1).by(organization(2));
        var ranked = rank(facts().situation(), far, near);
        assertThat(ranked).extracting(Entry::provider).containsExactly(organization(2), organization(1));
        assertThat(ranked.get(1).verdicts().stream().filter(Verdict::failed))
                .extracting(Verdict::reason)
                .containsExactly("place.not-served", "language.none", "capacity.full");
    }

    @Test
    void verdictsComeInTheOrderOfTheRules() {
        assertThat(matchmaker
                        .judge(facts().situation(), practicing().by(organization(1)))
                        .verdicts())
                .extracting(Verdict::rule)
                .containsExactly(Rule.values());
    }

    @Test
    void whenOnlyTheClockStandsAgainstSomeTheyAreAskedAllTheSame() {
        var slow = practicing().answers(Map.of(Urgency.U1, 24 * 60)).by(organization(1));
        var situation = facts().removal(NOW.plus(Duration.ofHours(3))).situation();
        assertThat(rank(situation, slow)).extracting(Entry::eligibility).containsExactly(Eligibility.LATE);
    }

    @Test
    void whileSomebodyCanAnswerInTimeTheSlowOnesAreNotAsked() {
        var slow = practicing().answers(Map.of(Urgency.U1, 24 * 60)).by(organization(1));
        var fast = practicing().by(organization(2));
        var situation = facts().removal(NOW.plus(Duration.ofHours(3))).situation();
        assertThat(rank(situation, slow, fast))
                .extracting(Entry::eligibility)
                .containsExactly(Eligibility.UNFUNDED, Eligibility.EXCLUDED);
    }

    @Test
    void aRuleThatIsNotInForceExcludesNobodyAndIsToldAllTheSame() {
        var elsewhere = practicing().facilities().by(organization(1));
        var near = practicing().by(organization(2));
        assertThat(rank(facts().situation(), elsewhere))
                .extracting(Entry::eligibility)
                .containsExactly(Eligibility.EXCLUDED);

        var ranked = rank(facts().without(Rule.PLACE).situation(), elsewhere, near);
        assertThat(ranked).extracting(Entry::provider).containsExactly(organization(2), organization(1));
        assertThat(ranked).extracting(Entry::eligibility).doesNotContain(Eligibility.EXCLUDED);
        assertThat(ranked.getLast().verdicts())
                .filteredOn(verdict -> verdict.rule() == Rule.PLACE)
                .singleElement()
                .satisfies(verdict -> {
                    assertThat(verdict.finding()).isEqualTo(Finding.WAIVED);
                    assertThat(verdict.reason()).isEqualTo("place.not-served");
                });
        assertThat(ranked.getLast().parts())
                .contains(new Part(ScorePart.PLACE, 0, WEIGHTS.getOrDefault(ScorePart.PLACE, 0)));
    }

    @Test
    void whatNobodyCanTakeForARuleNotInForceHasAnotherCause() {
        var far = practicing().languages(SPANISH).promised(Service.BOND, 1, 1).by(organization(1));
        assertThat(cause(facts().situation(), far)).isEqualTo(UnmetCause.LANGUAGE);
        assertThat(cause(facts().without(Rule.LANGUAGE).situation(), far)).isEqualTo(UnmetCause.NO_CAPACITY);
    }

    @Test
    void whoAnswersLateIsAskedWithTheOthersWhileTheRuleOfTimeIsNotInForce() {
        var slow = practicing().answers(Map.of(Urgency.U1, 24 * 60)).by(organization(1));
        var fast = practicing().by(organization(2));
        var situation = facts().removal(NOW.plus(Duration.ofHours(3)))
                .without(Rule.DEADLINE)
                .situation();
        assertThat(rank(situation, slow, fast))
                .extracting(Entry::eligibility)
                .containsExactly(Eligibility.UNFUNDED, Eligibility.UNFUNDED);
    }

    @Test
    void computesWhyNobodyCan() {
        var situation = facts().situation();
        assertThat(cause(situation, practicing().promised(Service.BOND, 1, 1).by(organization(1))))
                .isEqualTo(UnmetCause.NO_CAPACITY);
        assertThat(cause(situation, practicing().paused().by(organization(1)))).isEqualTo(UnmetCause.NO_CAPACITY);
        assertThat(cause(situation, practicing().languages(SPANISH).by(organization(1))))
                .isEqualTo(UnmetCause.LANGUAGE);
        assertThat(cause(
                        situation, practicing().facilities().everywhereIn("SND").by(organization(1))))
                .isEqualTo(UnmetCause.PLACE);
        assertThat(cause(situation, practicing().services(Service.HABEAS).by(organization(1))))
                .isEqualTo(UnmetCause.SERVICE);
        assertThat(cause(situation, practicing().with().by(organization(1)))).isEqualTo(UnmetCause.FUND_RULE);
        assertThat(cause(situation)).isEqualTo(UnmetCause.NO_CAPACITY);
        assertThat(cause(situation, practicing().by(organization(1)))).isNull();
    }

    @Test
    void theCauseIsTheRuleMostOfTheClosestProvidersFail() {
        assertThat(cause(
                        facts().situation(),
                        practicing().languages(SPANISH).by(organization(1)),
                        practicing().languages(SPANISH).by(organization(2)),
                        practicing().promised(Service.BOND, 1, 1).by(organization(3)),
                        practicing().facilities().promised(Service.BOND, 1, 1).by(organization(4)),
                        practicing().by(organization(5), Standing.SUSPENDED)))
                .isEqualTo(UnmetCause.LANGUAGE);
    }

    @Test
    void theCauseIsDeclinesWhenEverybodyWhoCouldWasAsked() {
        assertThat(causeWhenDeclined(DeclineReason.NO_CAPACITY)).isEqualTo(UnmetCause.ALL_DECLINED);
    }

    @Test
    void thereIsNoCauseWhileSomebodyIsBeingAsked() {
        var asked = new Asked(ReferralId.create(), 1, organization(1), Asked.Answer.LIVE, null, NOW, null, null);
        var situation = facts().situation(Map.of(organization(1), asked), List.of());
        assertThat(cause(situation, practicing().by(organization(1)))).isNull();
    }

    /** The kernel of the promise "merit never ranks a person": a new fact must be let in here, and argued for. */
    @Test
    void nothingLikeMeritIsAmongTheInputs() {
        assertThat(names(CaseFacts.class))
                .containsExactlyInAnyOrder(
                        "round",
                        "urgency",
                        "needs",
                        "custody",
                        "facility",
                        "court",
                        "language",
                        "spanish",
                        "nextHearing",
                        "removalRisk",
                        "stage",
                        "arrestingAgency",
                        "detainedSince",
                        "fund",
                        "consented",
                        "purposes",
                        "consentUntil");
        assertThat(names(FundFacts.class)).containsExactlyInAnyOrder("residence", "incomePercent", "violentFelony");
        assertThat(names(Situation.class))
                .containsExactlyInAnyOrder(
                        "caseFile",
                        "facts",
                        "fieldOffice",
                        "answerWithin",
                        "deadline",
                        "funds",
                        "asked",
                        "conflicted",
                        "rules",
                        "overrides",
                        "now");
        assertThat(names(Candidate.class)).containsExactlyInAnyOrder("provider", "standing", "practice");
        var everything = new HashSet<String>();
        List.of(
                        CaseFacts.class,
                        FundFacts.class,
                        Situation.class,
                        Candidate.class,
                        Offering.class,
                        PracticeSheet.class,
                        Room.class,
                        Limits.class)
                .forEach(type -> everything.addAll(names(type)));
        assertThat(everything)
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT)
                        .matches(".*(merit|strength|likelihood|success|chance|prognosis|worth).*"));
    }

    /**
     * Whatever stage, agency, arrest and the answers to what funds ask may tell of a case, order, points and reasons stay the same; a fund may
     * pay or not, and nothing else follows from it.
     */
    @Test
    void nothingThatCouldTellHowACaseWillEndChangesRankPointsOrReasons() {
        var random = new Random(11);
        for (var round = 0; round < 200; round++) {
            var candidates = someProviders(random);
            var base = facts().urgency(Urgency.values()[random.nextInt(Urgency.values().length)])
                    .speaks(random.nextBoolean() ? MAM : SPANISH, SpanishFluency.SOME);
            var plain = matchmaker.rank(base.situation(), candidates, tied -> Map.of());
            var told = base.stage(random.nextBoolean() ? "REMOVAL_ORDER" : "ARREST")
                    .agency("CBP")
                    .detainedSince(NOW.atZone(OfficeHours.PACIFIC).toLocalDate().minusDays(random.nextInt(900)))
                    .fund(new FundFacts(
                            random.nextBoolean() ? null : KERN,
                            random.nextInt(1_000),
                            Answer.values()[random.nextInt(Answer.values().length)]));
            assertThat(matchmaker.rank(told.situation(), candidates, tied -> Map.of()))
                    .isEqualTo(plain);
        }
    }

    /** With funds that ask: only what a fund says, and what follows from who pays, may differ. */
    @Test
    void whatAFundAsksDecidesWhoPaysAndNothingElse() {
        var random = new Random(13);
        for (var round = 0; round < 200; round++) {
            var candidates = someProviders(random);
            var funds = candidates.stream()
                    .map(each -> fund(
                            "Fund " + each.provider(),
                            each.provider(),
                            rule(FundRule.Kind.NO_VIOLENT_FELONY),
                            rule(FundRule.Kind.RESIDENT_OF)))
                    .toList();
            var one = matchmaker.rank(facts().situation(Map.of(), funds), candidates, tied -> Map.of());
            var other = matchmaker.rank(
                    facts().fund(new FundFacts(LOS_ANGELES, 120, Answer.YES)).situation(Map.of(), funds),
                    candidates,
                    tied -> Map.of());
            // every provider holds a fund of its own with the same rules, so a conviction takes the same from all: the
            // order stays
            assertThat(other.stream().map(Entry::provider))
                    .containsExactlyElementsOf(one.stream().map(Entry::provider).toList());
            for (var entry : one) {
                var same = other.stream()
                        .filter(each -> each.provider().equals(entry.provider()))
                        .findFirst()
                        .orElseThrow();
                assertThat(withoutMoney(same)).isEqualTo(withoutMoney(entry));
            }
        }
    }

    private static List<Object> withoutMoney(Entry entry) {
        var rest = new ArrayList<Object>();
        entry.verdicts().stream().filter(verdict -> verdict.rule() != Rule.FUND).forEach(rest::add);
        entry.parts().stream().filter(part -> part.part() != ScorePart.FUND).forEach(rest::add);
        return rest;
    }

    private static List<Candidate> someProviders(Random random) {
        var candidates = new ArrayList<Candidate>();
        for (var i = 0; i < 15; i++) {
            candidates.add(practicing()
                    .languages(random.nextBoolean() ? SPANISH : MAM)
                    .promised(Service.BOND, 3 + random.nextInt(5), random.nextInt(3))
                    .answers(Map.of(Urgency.U1, 30 + random.nextInt(3_000)))
                    .by(organization(i)));
        }
        return candidates;
    }

    /** Stage, agency, arrest and what funds ask about decide no rank: only who pays. */
    @Test
    void whatTellsOfThePastOfAPersonDoesNotChangeTheOrder() {
        var candidates = new ArrayList<Candidate>();
        for (var i = 0; i < 12; i++) {
            candidates.add(practicing().promised(Service.BOND, 5 + i, i % 5).by(organization(i)));
        }
        var plain = order(facts().situation(), candidates);
        var marked = order(facts().fund(new FundFacts(null, 900, Answer.YES)).situation(), candidates);
        assertThat(marked).isEqualTo(plain);
    }

    @Test
    void putsAThousandProvidersInTheSameOrderHoweverTheyCameIn() {
        var candidates = new ArrayList<Candidate>();
        var funds = new ArrayList<FundEntry>();
        for (var i = 0; i < 1_000; i++) {
            candidates.add(practicing()
                    .languages(i % 3 == 0 ? SPANISH : MAM)
                    .facilities(ADELANTO)
                    .promised(Service.BOND, 1 + i % 9, i % 4)
                    .by(organization(i)));
            funds.add(fund("Fund " + i, organization(i), rule(FundRule.Kind.RESIDENT_OF)));
        }
        var situation = facts().speaks(MAM, SpanishFluency.SOME).situation(Map.of(), funds);
        var ranked = matchmaker.rank(situation, candidates, tied -> Map.of());
        var shuffled = new ArrayList<>(candidates);
        Collections.shuffle(shuffled, new Random(7));

        assertThat(ranked).hasSize(1_000);
        assertThat(matchmaker.rank(situation, shuffled, tied -> Map.of())).isEqualTo(ranked);
    }

    private UnmetCause causeWhenDeclined(DeclineReason reason) {
        var asked = new Asked(ReferralId.create(), 1, organization(1), Asked.Answer.DECLINED, reason, NOW, null, NOW);
        var situation = facts().situation(Map.of(organization(1), asked), List.of());
        var cause = cause(
                situation,
                practicing().by(organization(1)),
                practicing().languages(SPANISH).facilities().by(organization(2)));
        assertThat(cause).isNotNull();
        return cause;
    }

    private @org.jspecify.annotations.Nullable UnmetCause cause(Situation situation, Candidate... candidates) {
        return UnmetCauses.of(rank(situation, candidates));
    }

    private OrganizationId first(Matchmaker matchmaker, List<Candidate> candidates) {
        return matchmaker
                .rank(facts().situation(), candidates, tied -> Map.of())
                .getFirst()
                .provider();
    }

    private List<Entry> rank(Situation situation, Candidate... candidates) {
        return matchmaker.rank(situation, List.of(candidates), tied -> Map.of());
    }

    private List<OrganizationId> order(Situation situation, Candidate... candidates) {
        return order(situation, List.of(candidates));
    }

    private List<OrganizationId> order(Situation situation, List<Candidate> candidates) {
        return matchmaker.rank(situation, candidates, tied -> Map.<OrganizationId, Instant>of()).stream()
                .map(Entry::provider)
                .toList();
    }

    private static List<String> names(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }
}
