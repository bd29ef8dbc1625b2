package org.amparo;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import org.amparo.kernel.Actor;
import org.amparo.membership.Agreement;
import org.amparo.membership.EnrolMember;
import org.amparo.membership.MembershipDesk;
import org.amparo.membership.OrganizationKind;
import org.amparo.membership.RegisterOrganization;
import org.amparo.membership.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Opens the door of a new installation: enrols one steward, who enrols everybody else. Does nothing as soon as there is an
 * organization, so that the setting opens no second door later.
 */
@Component
@ConditionalOnProperty("amparo.first-steward.email")
class FirstSteward implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(FirstSteward.class);

    private final MembershipDesk membership;
    private final Clock clock;
    private final String email;
    private final String name;
    private final String organization;

    FirstSteward(
            MembershipDesk membership,
            Clock clock,
            @Value("${amparo.first-steward.email}") String email,
            @Value("${amparo.first-steward.name:Steward}") String name,
            @Value("${amparo.first-steward.organization:Coalition}") String organization) {
        this.membership = membership;
        this.clock = clock;
        this.email = email;
        this.name = name;
        this.organization = organization;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!membership.organizations().isEmpty()) {
            return;
        }
        var today = LocalDate.ofInstant(clock.instant(), java.time.ZoneId.of("America/Los_Angeles"));
        var coalition = membership.register(
                new RegisterOrganization(
                        organization, OrganizationKind.COALITION, new Agreement(today, name, "founding", null)),
                Actor.system());
        membership.enrol(new EnrolMember(coalition.id(), name, email, "en", Set.of(Role.STEWARD)), Actor.system());
        log.info("The first steward is enrolled and may sign in with the address in AMPARO_FIRST_STEWARD_EMAIL.");
    }
}
