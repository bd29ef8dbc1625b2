package org.amparo.referrals;

import static org.assertj.core.api.Assertions.assertThat;

import org.amparo.support.TestMembers;
import org.junit.jupiter.api.Test;

/** Who may read an offer. */
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
}
