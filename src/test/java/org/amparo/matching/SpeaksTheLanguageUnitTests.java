package org.amparo.matching;

import static org.amparo.matching.Given.facts;
import static org.amparo.matching.Given.organization;
import static org.amparo.matching.Given.practicing;
import static org.amparo.support.TestCatalog.ENGLISH;
import static org.amparo.support.TestCatalog.MAM;
import static org.amparo.support.TestCatalog.SPANISH;
import static org.assertj.core.api.Assertions.assertThat;

import org.amparo.intake.SpanishFluency;
import org.amparo.membership.OrganizationId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the provider can talk with the person. */
class SpeaksTheLanguageUnitTests {

    private static final OrganizationId PROVIDER = organization(1);

    private final Policy policy = new SpeaksTheLanguage();

    @Test
    void passesDirectly() {
        assertVerdict(policy.judge(facts().situation(), practicing().by(PROVIDER)), Finding.PASS, "language.direct");
    }

    @Test
    void passesByRelayThroughSpanish() {
        var candidate = practicing().languages(SPANISH).relays(MAM).by(PROVIDER);
        assertVerdict(policy.judge(facts().situation(), candidate), Finding.PASS, "language.relay");
    }

    @Test
    void passesByRelayWithAnInterpreterWhereNobodySpeaksSpanish() {
        var candidate = practicing()
                .languages(ENGLISH)
                .relays(MAM)
                .with(Arrangement.INTERPRETER)
                .by(PROVIDER);
        assertVerdict(policy.judge(facts().situation(), candidate), Finding.PASS, "language.relay");
    }

    @Test
    void failsWhenNobodyTakesTheRelayFromSpanish() {
        var candidate = practicing().languages(ENGLISH).relays(MAM).by(PROVIDER);
        assertVerdict(policy.judge(facts().situation(), candidate), Finding.FAIL, "language.relay-broken");
    }

    @Test
    void bridgesInSpanishForThoseFluentInIt() {
        var situation = facts().speaks(MAM, SpanishFluency.FLUENT).situation();
        var candidate =
                practicing().languages(SPANISH).with(Arrangement.SPANISH_BRIDGE).by(PROVIDER);
        assertVerdict(policy.judge(situation, candidate), Finding.PASS, "language.spanish-bridge");
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "SOME"})
    void neverAssumesSpanish(SpanishFluency fluency) {
        var situation = facts().speaks(MAM, fluency).situation();
        var candidate =
                practicing().languages(SPANISH).with(Arrangement.SPANISH_BRIDGE).by(PROVIDER);
        assertVerdict(policy.judge(situation, candidate), Finding.FAIL, "language.none");
    }

    @Test
    void isUnknownWhenNobodyAskedAboutSpanish() {
        var situation = facts().speaks(MAM, SpanishFluency.UNKNOWN).situation();
        var candidate =
                practicing().languages(SPANISH).with(Arrangement.SPANISH_BRIDGE).by(PROVIDER);
        assertVerdict(policy.judge(situation, candidate), Finding.UNKNOWN, "language.spanish-unknown");
    }

    @Test
    void isUnknownWhenTheLanguageIs() {
        var situation = facts().speaks(null, SpanishFluency.UNKNOWN).situation();
        assertVerdict(policy.judge(situation, practicing().by(PROVIDER)), Finding.UNKNOWN, "language.unknown");
    }

    private static void assertVerdict(Verdict verdict, Finding finding, String reason) {
        assertThat(verdict.reason()).isEqualTo(reason);
        assertThat(verdict.finding()).isEqualTo(finding);
    }
}
