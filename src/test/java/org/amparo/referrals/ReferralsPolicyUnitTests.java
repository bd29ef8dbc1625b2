package org.amparo.referrals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.amparo.membership.Role;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.Test;

/** Who may read an offer, and who may say what becomes of a case that was taken. */
class ReferralsPolicyUnitTests {

    @Test
    void letsTheHotlineReadAllAndAProviderItsOwn() {
        assertThat(ReferralsPolicy.mayRead(TestMembers.PROVIDER, TestMembers.VOLUNTEER))
                .isTrue();
        assertThat(ReferralsPolicy.mayRead(TestMembers.PROVIDER, TestMembers.DISPATCHER))
                .isTrue();
        assertThat(ReferralsPolicy.mayRead(TestMembers.PROVIDER, TestMembers.ATTORNEY))
                .isTrue();
        assertThat(ReferralsPolicy.mayRead(TestMembers.PROVIDER, TestMembers.OTHER_ATTORNEY))
                .isFalse();
        assertThat(ReferralsPolicy.mayRead(TestMembers.PROVIDER, TestMembers.LEAD))
                .isFalse();
        assertThat(ReferralsPolicy.mayRead(TestMembers.PROVIDER, TestMembers.STEWARD))
                .isFalse();
    }

    @Test
    void letsADispatcherAndTheProviderItselfSayWhetherItKeepsWhatItHas() {
        assertThat(ReferralsPolicy.maySayWhetherItKeeps(TestMembers.PROVIDER, TestMembers.DISPATCHER))
                .isTrue();
        assertThat(ReferralsPolicy.maySayWhetherItKeeps(TestMembers.PROVIDER, TestMembers.ATTORNEY))
                .isTrue();
        for (var other : List.of(
                TestMembers.OTHER_ATTORNEY,
                TestMembers.VOLUNTEER,
                TestMembers.LEAD,
                TestMembers.STEWARD,
                TestMembers.ATTORNEY.without(Role.PROVIDER))) {
            assertThat(ReferralsPolicy.maySayWhetherItKeeps(TestMembers.PROVIDER, other))
                    .isFalse();
        }
    }
}
