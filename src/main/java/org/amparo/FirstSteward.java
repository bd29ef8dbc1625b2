package org.amparo;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Reach;
import org.amparo.membership.Agreement;
import org.amparo.membership.EnrolMember;
import org.amparo.membership.MembershipDesk;
import org.amparo.membership.OrganizationKind;
import org.amparo.membership.RegisterOrganization;
import org.amparo.membership.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Opens the door for the first time: an installation without any organization admits the coalition named in its settings, with one
 * steward, who does the rest through the pages. Does nothing ever after.
 */
@Component
class FirstSteward implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(FirstSteward.class);
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    private final ObjectProvider<MembershipDesk> desk;
    private final TransactionTemplate transaction;
    private final Reach reach;
    private final Clock clock;
    private final String coalition;
    private final String name;
    private final String email;

    FirstSteward(
            ObjectProvider<MembershipDesk> desk,
            TransactionTemplate transaction,
            Reach reach,
            Clock clock,
            @Value("${amparo.first-steward.organization:}") String coalition,
            @Value("${amparo.first-steward.name:}") String name,
            @Value("${amparo.first-steward.email:}") String email) {
        this.desk = desk;
        this.transaction = transaction;
        this.reach = reach;
        this.clock = clock;
        this.coalition = coalition;
        this.name = name;
        this.email = email;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!email.isBlank()) {
            desk.ifAvailable(
                    membership -> reach.ofAmparo(() -> transaction.executeWithoutResult(status -> admit(membership))));
        }
    }

    private void admit(MembershipDesk membership) {
        if (!membership.organizations().isEmpty()) {
            return;
        }
        var founded = membership.register(
                new RegisterOrganization(
                        coalition,
                        OrganizationKind.COALITION,
                        new Agreement(
                                LocalDate.now(clock.withZone(PACIFIC)), name, "Set up with the installation", null)),
                Actor.system());
        membership.enrol(new EnrolMember(founded.id(), name, email, "en", Set.of(Role.STEWARD)), Actor.system());
        log.info("Admitted the coalition and its first steward, as the settings say");
    }
}
