package org.amparo.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.amparo.kernel.NotFound;
import org.amparo.membership.SignedIn;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.Test;

/** Who may what at the hotline's desk. */
class IntakePolicyUnitTests {

    private static final List<SignedIn> HOTLINE = List.of(TestMembers.VOLUNTEER, TestMembers.DISPATCHER);
    private static final List<SignedIn> OVERSEERS = List.of(TestMembers.LEAD, TestMembers.STEWARD);

    @Test
    void opensTheDeskToVolunteersAndDispatchersAlone() {
        for (var one : HOTLINE) {
            assertThat(IntakePolicy.isHotline(one)).isTrue();
            IntakePolicy.requireHotline(one);
            assertThatThrownBy(() -> IntakePolicy.requireProvider(one)).isInstanceOf(NotFound.class);
        }
        for (var one : OVERSEERS) {
            assertThat(IntakePolicy.isHotline(one)).isFalse();
            assertThatThrownBy(() -> IntakePolicy.requireHotline(one)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> IntakePolicy.requireProvider(one)).isInstanceOf(NotFound.class);
        }
        IntakePolicy.requireProvider(TestMembers.ATTORNEY);
        assertThatThrownBy(() -> IntakePolicy.requireHotline(TestMembers.ATTORNEY))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void keepsCallsAndIntakesBeingWrittenToTheirOrganization() {
        for (var one : HOTLINE) {
            assertThat(IntakePolicy.isOwn(TestMembers.HOTLINE, one)).isTrue();
            assertThat(IntakePolicy.isOwn(TestMembers.COALITION, one)).isFalse();
        }
        assertThat(IntakePolicy.isOwn(TestMembers.PROVIDER, TestMembers.ATTORNEY))
                .isFalse();
        assertThat(IntakePolicy.isOwn(TestMembers.COALITION, TestMembers.STEWARD))
                .isFalse();
    }

    @Test
    void showsTheHotlineEverythingWithoutAskingWhatWasDisclosed() {
        for (var one : HOTLINE) {
            assertThat(IntakePolicy.requireStage(DisclosureStage.FULL_FILE, one, () -> {
                        throw new AssertionError("nobody asks");
                    }))
                    .isEqualTo(Basis.HOTLINE);
        }
    }

    @Test
    void showsAProviderWhatWasDisclosedAndNoMore() {
        for (var stage : DisclosureStage.values()) {
            for (var basis : Basis.values()) {
                if (basis.stage().compareTo(stage) >= 0) {
                    assertThat(IntakePolicy.requireStage(stage, TestMembers.ATTORNEY, () -> Optional.of(basis)))
                            .isEqualTo(basis);
                } else {
                    assertThatThrownBy(() ->
                                    IntakePolicy.requireStage(stage, TestMembers.ATTORNEY, () -> Optional.of(basis)))
                            .isInstanceOf(NotFound.class);
                }
            }
            assertThatThrownBy(() -> IntakePolicy.requireStage(stage, TestMembers.ATTORNEY, Optional::empty))
                    .isInstanceOf(NotFound.class);
        }
        assertThat(Basis.OFFERED.stage()).isEqualTo(DisclosureStage.CONFLICT_PACKET);
        assertThat(Basis.ACCEPTED.stage()).isEqualTo(DisclosureStage.FULL_FILE);
    }

    @Test
    void showsWhoOverseesNothingWhateverWasDisclosed() {
        for (var one : OVERSEERS) {
            assertThatThrownBy(() -> IntakePolicy.requireStage(
                            DisclosureStage.CONFLICT_PACKET, one, () -> Optional.of(Basis.ACCEPTED)))
                    .isInstanceOf(NotFound.class);
        }
    }
}
