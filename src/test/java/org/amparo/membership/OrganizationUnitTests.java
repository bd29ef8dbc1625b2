package org.amparo.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Rejected;
import org.junit.jupiter.api.Test;
import org.springframework.data.domain.AbstractAggregateRoot;
import org.springframework.test.util.ReflectionTestUtils;

class OrganizationUnitTests {

    private static final Instant NOW = Instant.parse("2026-11-21T18:00:00Z");
    private static final Actor BY = Actor.system();
    private static final Agreement SIGNED = new Agreement(LocalDate.of(2026, 1, 1), "Rosa Delgado", "MOU 17", null);

    private final Organization organization = new Organization("Puente Legal Aid", OrganizationKind.PROVIDER, NOW);

    @Test
    void waitsAsAnApplicantAndSaysNothing() {
        assertThat(organization.getStanding()).isEqualTo(Standing.APPLICANT);
        assertThat(organization.getAgreement()).isNull();
        assertThat(announced(organization)).isEmpty();
    }

    @Test
    void announcesItsAdmissionSuspensionAndReinstatement() {
        organization
                .admit(SIGNED, BY, NOW)
                .suspend(SuspensionReason.OTHER, BY, NOW)
                .reinstate(BY, NOW);
        assertThat(announced(organization))
                .containsExactly(
                        new OrganizationAdmitted(organization.getId(), BY, NOW),
                        new OrganizationSuspended(organization.getId(), BY, NOW),
                        new OrganizationReinstated(organization.getId(), BY, NOW));
        assertThat(organization.getSuspensionReason()).isNull();
    }

    @Test
    void recallsNothingWhenAnApplicantLeaves() {
        organization.leave(BY, NOW);
        assertThat(organization.getStanding()).isEqualTo(Standing.LEFT);
        assertThat(announced(organization)).isEmpty();
    }

    @Test
    void recallsItsOffersOnceWhenItLeavesSuspended() {
        organization
                .admit(SIGNED, BY, NOW)
                .suspend(SuspensionReason.OTHER, BY, NOW)
                .leave(BY, NOW);
        assertThat(announced(organization).stream().filter(OrganizationSuspended.class::isInstance))
                .hasSize(1);
    }

    @Test
    void takesNoStepThatDoesNotFollow() {
        assertThatThrownBy(() -> organization.suspend(SuspensionReason.OTHER, BY, NOW))
                .isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> organization.reinstate(BY, NOW)).isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> organization.renew(SIGNED)).isInstanceOf(Rejected.class);
        organization.admit(SIGNED, BY, NOW);
        assertThatThrownBy(() -> organization.admit(SIGNED, BY, NOW)).isInstanceOf(Rejected.class);
        organization.leave(BY, NOW);
        assertThatThrownBy(() -> organization.leave(BY, NOW)).isInstanceOf(Rejected.class);
    }

    @Test
    void bindsAMemberToOneSubjectOnly() {
        var member = new Member(
                new EnrolMember(organization.getId(), "Ana", "ana@example.org", "es", Set.of(Role.PROVIDER)), BY, NOW);
        assertThat(member.welcome("first", NOW)).isTrue();
        assertThat(member.welcome("second", NOW)).isFalse();
        assertThat(member.subject()).isEqualTo("first");
    }

    @Test
    void announcesRolesOnlyWhenTheyAreOthers() {
        var member = new Member(
                new EnrolMember(organization.getId(), "Ana", "ana@example.org", "es", Set.of(Role.VOLUNTEER)), BY, NOW);
        member.give(Set.of(Role.VOLUNTEER), BY, NOW).give(Set.of(Role.DISPATCHER), BY, NOW);
        assertThat(announced(member))
                .containsExactly(
                        new MemberEnrolled(member.getId(), organization.getId(), Set.of(Role.VOLUNTEER), BY, NOW),
                        new MemberEnrolled(member.getId(), organization.getId(), Set.of(Role.DISPATCHER), BY, NOW));
    }

    @Test
    void doesNothingMoreWithAReleasedMember() {
        var member = new Member(
                new EnrolMember(organization.getId(), "Ana", "ana@example.org", "es", Set.of(Role.PROVIDER)), BY, NOW);
        member.release(BY, NOW);
        assertThat(member.welcome("late", NOW)).isFalse();
        assertThatThrownBy(() -> member.release(BY, NOW)).isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> member.give(Set.of(Role.PROVIDER), BY, NOW)).isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> member.speak("en")).isInstanceOf(Rejected.class);
    }

    private static List<Object> announced(AbstractAggregateRoot<?> aggregate) {
        var events = ReflectionTestUtils.<Collection<?>>invokeMethod(aggregate, "domainEvents");
        return events == null ? List.of() : List.copyOf(events);
    }
}
