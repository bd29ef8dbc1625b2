package org.amparo.matching;

import static org.amparo.matching.Given.facts;
import static org.amparo.matching.Given.organization;
import static org.amparo.matching.Given.practicing;
import static org.assertj.core.api.Assertions.assertThat;

import org.amparo.kernel.Service;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.Standing;
import org.junit.jupiter.api.Test;

/** What is offered against what is needed. */
class ServiceOfferedUnitTests {

    private static final OrganizationId PROVIDER = organization(1);

    private final Policy policy = new ServiceOffered();

    @Test
    void passesWhenEverythingNeededIsOffered() {
        assertVerdict(policy.judge(facts().situation(), practicing().by(PROVIDER)), Finding.PASS, "service.all");
    }

    @Test
    void passesAndNamesWhatIsMissingWhenSomeIsOffered() {
        var verdict = policy.judge(
                facts().needs(Service.BOND, Service.HABEAS).situation(),
                practicing().by(PROVIDER));
        assertVerdict(verdict, Finding.PASS, "service.some");
        assertThat(verdict.arguments()).containsExactly(Argument.of(Argument.Kind.SERVICE, Service.HABEAS));
    }

    @Test
    void failsWhenNothingNeededIsOffered() {
        var verdict = policy.judge(
                facts().needs(Service.HABEAS).situation(), practicing().by(PROVIDER));
        assertVerdict(verdict, Finding.FAIL, "service.none");
    }

    @Test
    void failsWhenNothingWasEverSaid() {
        var blank = new Candidate(PROVIDER, Standing.ADMITTED, PracticeSheet.blank(PROVIDER));
        assertVerdict(policy.judge(facts().situation(), blank), Finding.FAIL, "service.not-described");
    }

    private static void assertVerdict(Verdict verdict, Finding finding, String reason) {
        assertThat(verdict.reason()).isEqualTo(reason);
        assertThat(verdict.finding()).isEqualTo(finding);
    }
}
