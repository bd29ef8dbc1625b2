package org.amparo.matching;

import static org.amparo.matching.Given.NOW;
import static org.amparo.matching.Given.facts;
import static org.amparo.matching.Given.fund;
import static org.amparo.matching.Given.organization;
import static org.amparo.matching.Given.practicing;
import static org.amparo.matching.Given.rule;
import static org.amparo.support.TestCatalog.KERN;
import static org.amparo.support.TestCatalog.SPANISH;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.amparo.intake.Answer;
import org.amparo.intake.FundFacts;
import org.amparo.membership.Directory.FundEntry;
import org.amparo.membership.FundRule;
import org.amparo.membership.OrganizationId;
import org.amparo.referrals.ReferralId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who waits for nothing but money, and which rule of a fund shut them out. */
class UnfundedUnitTests {

    private static final OrganizationId ONE = organization(1);
    private static final OrganizationId OTHER = organization(2);
    private static final FundFacts FROM_KERN = new FundFacts(KERN, 120, Answer.NO);

    private final FundEntry county = fund("County", ONE, rule(FundRule.Kind.RESIDENT_OF));

    @Test
    void whomOnlyAFundKeepsFromAProviderWaitsForNothingButMoney() {
        var entries = rank(facts().fund(FROM_KERN), practicing().with().by(ONE));
        assertThat(Unfunded.of(entries)).isEqualTo(Unfunded.NOBODY);
        assertThat(Unfunded.shutOutBy(entries)).containsExactly(FundRule.Kind.RESIDENT_OF);
    }

    @Test
    void whomAProviderTakesWithoutPayIsUnfundedAsWell() {
        assertThat(Unfunded.of(rank(facts().fund(FROM_KERN), practicing().by(ONE))))
                .isEqualTo(Unfunded.WITHOUT_PAY);
    }

    @Test
    void whomAFundPaysIsNot() {
        assertThat(Unfunded.of(rank(facts(), practicing().with().by(ONE)))).isNull();
        assertThat(Unfunded.of(rank(
                        facts().fund(new FundFacts(null, 120, Answer.NO)),
                        practicing().with().by(ONE))))
                .isNull();
        assertThat(Unfunded.of(rank(
                        facts().fund(FROM_KERN).pays(county, OverrideReason.DISCRETION),
                        practicing().with().by(ONE))))
                .isNull();
    }

    @Test
    void whoWaitsForSomethingElseAsWellIsNot() {
        var entries = rank(
                facts().fund(FROM_KERN), practicing().with().languages(SPANISH).by(ONE));
        assertThat(Unfunded.of(entries)).isNull();
        assertThat(Unfunded.shutOutBy(entries)).isEmpty();
    }

    @Test
    void whereThereAreNoFundsNobodyWaitsForOne() {
        assertThat(of(List.of(), practicing().by(OTHER))).isNull();
    }

    @Test
    void whoseProvidersHoldNoFundAnyMoreWaitsForMoney() {
        assertThat(of(List.of(), practicing().with().by(OTHER))).isEqualTo(Unfunded.NOBODY);
    }

    @Test
    void whomSomebodyIsBeingAskedForIsNot() {
        var asked = new Asked(ReferralId.create(), 1, OTHER, Asked.Answer.LIVE, null, NOW, null, null);
        var situation = facts().fund(FROM_KERN).situation(Map.of(OTHER, asked), List.of(county));
        var entries = new Matchmaker(Map.of())
                .rank(
                        situation,
                        List.of(practicing().with().by(ONE), practicing().by(OTHER)),
                        tied -> Map.of());
        assertThat(Unfunded.of(entries)).isNull();
    }

    @Test
    void everyRuleThatAloneShutsSomebodyOutIsNamed() {
        var carveOut = fund("Purse", OTHER, rule(FundRule.Kind.NO_VIOLENT_FELONY));
        var situation =
                facts().fund(new FundFacts(KERN, 120, Answer.YES)).situation(Map.of(), List.of(county, carveOut));
        var entries = new Matchmaker(Map.of())
                .rank(
                        situation,
                        List.of(practicing().with().by(ONE), practicing().with().by(OTHER)),
                        tied -> Map.of());
        assertThat(Unfunded.shutOutBy(entries))
                .containsExactlyInAnyOrder(FundRule.Kind.RESIDENT_OF, FundRule.Kind.NO_VIOLENT_FELONY);
    }

    private @Nullable Unfunded of(List<FundEntry> funds, Candidate candidate) {
        return Unfunded.of(new Matchmaker(Map.of())
                .rank(facts().situation(Map.of(), funds), List.of(candidate), tied -> Map.of()));
    }

    private List<Entry> rank(Given.Facts facts, Candidate candidate) {
        return new Matchmaker(Map.of())
                .rank(facts.situation(Map.of(), List.of(county)), List.of(candidate), tied -> Map.of());
    }
}
