package org.amparo.matching;

import static org.amparo.matching.Given.facts;
import static org.amparo.matching.Given.organization;
import static org.amparo.matching.Given.practicing;
import static org.assertj.core.api.Assertions.assertThat;

import org.amparo.membership.OrganizationId;
import org.amparo.membership.Standing;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is asked at all. */
class InGoodStandingUnitTests {

    private static final OrganizationId PROVIDER = organization(1);

    private final Policy policy = new InGoodStanding();

    @ParameterizedTest
    @CsvSource({
        "ADMITTED, PASS, standing.admitted",
        "SUSPENDED, FAIL, standing.suspended",
        "APPLICANT, FAIL, standing.no-member",
        "LEFT, FAIL, standing.no-member"
    })
    void onlyAnAdmittedOrganizationIsAsked(Standing standing, Finding finding, String reason) {
        var candidate = practicing().by(PROVIDER, standing);
        assertVerdict(policy.judge(facts().situation(), candidate), finding, reason);
    }

    private static void assertVerdict(Verdict verdict, Finding finding, String reason) {
        assertThat(verdict.reason()).isEqualTo(reason);
        assertThat(verdict.finding()).isEqualTo(finding);
    }
}
