package org.amparo.matching;

import static org.amparo.matching.Given.NOW;
import static org.amparo.matching.Given.facts;
import static org.amparo.matching.Given.organization;
import static org.amparo.matching.Given.practicing;
import static org.amparo.support.TestCatalog.ADELANTO;
import static org.amparo.support.TestCatalog.MAM;
import static org.amparo.support.TestCatalog.OTAY_MESA;
import static org.amparo.support.TestCatalog.SPANISH;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.amparo.intake.CustodyStatus;
import org.amparo.intake.SpanishFluency;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.FieldOfficeCode;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.Service;
import org.amparo.membership.OrganizationId;
import org.junit.jupiter.api.Test;

/** Promises against use. */
class HasRoomUnitTests {

    private static final OrganizationId PROVIDER = organization(1);

    private final Policy policy = new HasRoom();

    @Test
    void passesWithOpenCapacity() {
        var verdict = policy.judge(
                facts().situation(), practicing().promised(Service.BOND, 3, 1).by(PROVIDER));
        assertVerdict(verdict, Finding.PASS, "capacity.open");
        assertThat(verdict.arguments()).containsExactly(Argument.of(Argument.Kind.NUMBER, 2));
    }

    @Test
    void isUnknownAndNotZeroWhenNothingWasSaid() {
        assertVerdict(
                policy.judge(facts().situation(), practicing().by(PROVIDER)), Finding.UNKNOWN, "capacity.not-said");
    }

    @Test
    void failsWhenAllIsUsed() {
        var candidate = practicing().promised(Service.BOND, 2, 2).by(PROVIDER);
        assertVerdict(policy.judge(facts().situation(), candidate), Finding.FAIL, "capacity.full");
    }

    @Test
    void failsWhilePaused() {
        var candidate = practicing().promised(Service.BOND, 2, 0).paused().by(PROVIDER);
        assertVerdict(policy.judge(facts().situation(), candidate), Finding.FAIL, "capacity.paused");
    }

    @Test
    void roomForOtherServicesDoesNotCount() {
        var candidate = practicing()
                .services(Service.BOND, Service.HABEAS)
                .promised(Service.BOND, 1, 1)
                .promised(Service.HABEAS, 5, 0)
                .by(PROVIDER);
        assertVerdict(policy.judge(facts().situation(), candidate), Finding.FAIL, "capacity.full");
    }

    @Test
    void aPromiseForTheWeekCountsInsteadOfTheStandingRoom() {
        var candidate = practicing()
                .promised(Service.BOND, 9, 9)
                .promisedThisWeek(Service.BOND, 3, 1, Limits.NONE)
                .by(PROVIDER);
        var verdict = policy.judge(facts().situation(), candidate);
        assertVerdict(verdict, Finding.PASS, "capacity.week-open");
        assertThat(verdict.arguments()).containsExactly(Argument.of(Argument.Kind.NUMBER, 2));
    }

    @Test
    void aWeekNobodyAnsweredForIsUnknownWhateverStandingRoomThereWas() {
        assertVerdict(
                policy.judge(
                        facts().situation(),
                        practicing().promised(Service.BOND, 5, 0).byWeek().by(PROVIDER)),
                Finding.UNKNOWN,
                "capacity.week-not-said");
        assertVerdict(
                policy.judge(
                        facts().situation(),
                        practicing()
                                .services(Service.BOND, Service.HABEAS)
                                .promisedThisWeek(Service.HABEAS, 1, 0, Limits.NONE)
                                .by(PROVIDER)),
                Finding.UNKNOWN,
                "capacity.week-not-said");
    }

    @Test
    void whatWasPromisedForTheWeekMayBeInUse() {
        assertVerdict(
                policy.judge(
                        facts().situation(),
                        practicing()
                                .promisedThisWeek(Service.BOND, 2, 3, Limits.NONE)
                                .by(PROVIDER)),
                Finding.FAIL,
                "capacity.week-full");
    }

    @Test
    void roomForOtherPlacesOrLanguagesIsNoneForThisCase() {
        var elsewhere = practicing().promisedThisWeek(Service.BOND, 2, 0, places(OTAY_MESA));
        assertVerdict(
                policy.judge(facts().situation(), elsewhere.by(PROVIDER)), Finding.FAIL, "capacity.week-for-others");
        var spanish = practicing().promisedThisWeek(Service.BOND, 2, 0, languages(SPANISH));
        assertVerdict(
                policy.judge(facts().situation(), spanish.by(PROVIDER)), Finding.FAIL, "capacity.week-for-others");
        var both = practicing()
                .promisedThisWeek(
                        Service.BOND, 2, 0, new Limits(Set.of(ADELANTO, OTAY_MESA), Set.of(), Set.of(SPANISH, MAM)));
        assertVerdict(policy.judge(facts().situation(), both.by(PROVIDER)), Finding.PASS, "capacity.week-open");
    }

    @Test
    void roomEverywhereInAFieldOfficeIsRoomAtItsFacilities() {
        var office = practicing()
                .promisedThisWeek(
                        Service.BOND, 1, 0, new Limits(Set.of(), Set.of(FieldOfficeCode.of("LOS")), Set.of()));
        assertVerdict(policy.judge(facts().situation(), office.by(PROVIDER)), Finding.PASS, "capacity.week-open");
        assertVerdict(
                policy.judge(facts().at(OTAY_MESA).situation(), office.by(PROVIDER)),
                Finding.FAIL,
                "capacity.week-for-others");
    }

    @Test
    void whatNobodyKnowsYetFitsWithinAnyLimit() {
        var limited = practicing()
                .promisedThisWeek(Service.BOND, 1, 0, new Limits(Set.of(ADELANTO), Set.of(), Set.of(SPANISH)));
        assertVerdict(
                policy.judge(
                        facts().at(null).speaks(null, SpanishFluency.UNKNOWN).situation(), limited.by(PROVIDER)),
                Finding.PASS,
                "capacity.week-open");
        assertVerdict(
                policy.judge(
                        facts().at(null)
                                .custody(CustodyStatus.RELEASED)
                                .speaks(SPANISH, SpanishFluency.FLUENT)
                                .situation(),
                        limited.by(PROVIDER)),
                Finding.FAIL,
                "capacity.week-for-others");
    }

    @Test
    void roomInSpanishIsForWhoIsFluentInItWhereThePracticeWorksSo() {
        var fluent = facts().speaks(MAM, SpanishFluency.FLUENT).situation();
        var bridge =
                practicing().with(Arrangement.SPANISH_BRIDGE).promisedThisWeek(Service.BOND, 1, 0, languages(SPANISH));
        assertVerdict(policy.judge(fluent, bridge.by(PROVIDER)), Finding.PASS, "capacity.week-open");
        var direct = practicing().promisedThisWeek(Service.BOND, 1, 0, languages(SPANISH));
        assertVerdict(policy.judge(fluent, direct.by(PROVIDER)), Finding.FAIL, "capacity.week-for-others");
    }

    @Test
    void anAnswerThatThereIsNoRoomCountsWhateverWasPromised() {
        var full = new Promise(3, 0, Limits.NONE, null, NOW);
        assertVerdict(
                policy.judge(
                        facts().situation(),
                        practicing().thisWeek(Service.BOND, full).by(PROVIDER)),
                Finding.FAIL,
                "capacity.said-full");
    }

    private static Limits places(FacilityCode facility) {
        return new Limits(Set.of(facility), Set.of(), Set.of());
    }

    private static Limits languages(LanguageCode language) {
        return new Limits(Set.of(), Set.of(), Set.of(language));
    }

    private static void assertVerdict(Verdict verdict, Finding finding, String reason) {
        assertThat(verdict.reason()).isEqualTo(reason);
        assertThat(verdict.finding()).isEqualTo(finding);
    }
}
