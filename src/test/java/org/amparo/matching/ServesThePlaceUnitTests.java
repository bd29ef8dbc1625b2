package org.amparo.matching;

import static org.amparo.matching.Given.facts;
import static org.amparo.matching.Given.organization;
import static org.amparo.matching.Given.practicing;
import static org.amparo.support.TestCatalog.CALIFORNIA_CITY;
import static org.assertj.core.api.Assertions.assertThat;

import org.amparo.intake.CustodyStatus;
import org.amparo.membership.OrganizationId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where the person is against where the provider works. */
class ServesThePlaceUnitTests {

    private static final OrganizationId PROVIDER = organization(1);

    private final Policy policy = new ServesThePlace();

    @Test
    void passesAtAFacilityServed() {
        assertVerdict(policy.judge(facts().situation(), practicing().by(PROVIDER)), Finding.PASS, "place.facility");
    }

    @Test
    void passesEverywhereInAFieldOfficeServed() {
        var candidate = practicing().facilities().everywhereIn("LOS").by(PROVIDER);
        assertVerdict(policy.judge(facts().situation(), candidate), Finding.PASS, "place.field-office");
    }

    @Test
    void failsAtAnotherFacility() {
        var situation = facts().at(CALIFORNIA_CITY).situation();
        assertVerdict(policy.judge(situation, practicing().by(PROVIDER)), Finding.FAIL, "place.not-served");
    }

    @Test
    void excludesNobodyWhenThePlaceIsUnknown() {
        var situation = facts().at(null).situation();
        assertVerdict(policy.judge(situation, practicing().by(PROVIDER)), Finding.UNKNOWN, "place.unknown");
    }

    @Test
    void goesByTheCourtWhenTheFacilityIsUnknown() {
        var situation = facts().at(null).court("ADL").situation();
        assertVerdict(policy.judge(situation, practicing().courts("ADL").by(PROVIDER)), Finding.PASS, "place.court");
    }

    @Test
    void failsWhenCourtsAreNamedAndThisIsNotAmongThem() {
        var situation = facts().court("OTM").situation();
        assertVerdict(
                policy.judge(situation, practicing().courts("ADL").by(PROVIDER)),
                Finding.FAIL,
                "place.court-not-served");
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_DETAINED", "RELEASED", "OUTSIDE_COUNTRY"})
    void takesPeopleAtLibertyOnlyWhenTheProviderSaysSo(CustodyStatus custody) {
        var situation = facts().custody(custody).at(null).situation();
        assertVerdict(policy.judge(situation, practicing().by(PROVIDER)), Finding.FAIL, "place.detained-only");
        assertVerdict(
                policy.judge(
                        situation, practicing().with(Arrangement.NOT_DETAINED).by(PROVIDER)),
                Finding.PASS,
                "place.not-detained");
    }

    private static void assertVerdict(Verdict verdict, Finding finding, String reason) {
        assertThat(verdict.reason()).isEqualTo(reason);
        assertThat(verdict.finding()).isEqualTo(finding);
    }
}
