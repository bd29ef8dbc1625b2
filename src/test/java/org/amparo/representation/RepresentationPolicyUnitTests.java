package org.amparo.representation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.amparo.kernel.NotFound;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.Test;

/** Whose a matter is. */
class RepresentationPolicyUnitTests {

    @Test
    void isForItsProvidersPeopleAlone() {
        assertThat(RepresentationPolicy.isOwn(TestMembers.PROVIDER, TestMembers.ATTORNEY))
                .isTrue();
        assertThat(RepresentationPolicy.isOwn(TestMembers.PROVIDER, TestMembers.OTHER_ATTORNEY))
                .isFalse();
        assertThat(RepresentationPolicy.isOwn(TestMembers.HOTLINE, TestMembers.DISPATCHER))
                .as("of the organization, and nobody's attorney")
                .isFalse();
    }

    @Test
    void tellsTheHotlineInCodesAndNobodyElse() {
        RepresentationPolicy.requireProvider(TestMembers.ATTORNEY);
        RepresentationPolicy.requireHotline(TestMembers.VOLUNTEER);
        RepresentationPolicy.requireHotline(TestMembers.DISPATCHER);
        for (var one : List.of(TestMembers.VOLUNTEER, TestMembers.DISPATCHER, TestMembers.LEAD, TestMembers.STEWARD)) {
            assertThatThrownBy(() -> RepresentationPolicy.requireProvider(one)).isInstanceOf(NotFound.class);
        }
        for (var one : List.of(TestMembers.ATTORNEY, TestMembers.LEAD, TestMembers.STEWARD)) {
            assertThatThrownBy(() -> RepresentationPolicy.requireHotline(one)).isInstanceOf(NotFound.class);
        }
    }
}
