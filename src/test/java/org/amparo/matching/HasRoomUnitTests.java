package org.amparo.matching;

import static org.amparo.matching.Given.facts;
import static org.amparo.matching.Given.organization;
import static org.amparo.matching.Given.practicing;
import static org.assertj.core.api.Assertions.assertThat;

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

    private static void assertVerdict(Verdict verdict, Finding finding, String reason) {
        assertThat(verdict.reason()).isEqualTo(reason);
        assertThat(verdict.finding()).isEqualTo(finding);
    }
}
