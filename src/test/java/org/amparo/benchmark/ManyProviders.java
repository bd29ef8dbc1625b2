package org.amparo.benchmark;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.amparo.kernel.Actor;
import org.amparo.kernel.FieldOfficeCode;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.matching.Arrangement;
import org.amparo.matching.DescribePractice;
import org.amparo.matching.MatchingDesk;
import org.amparo.matching.Offering;
import org.amparo.matching.Taking;
import org.amparo.membership.Agreement;
import org.amparo.membership.EnrolMember;
import org.amparo.membership.MembershipDesk;
import org.amparo.membership.OrganizationKind;
import org.amparo.membership.RegisterOrganization;
import org.amparo.membership.Role;
import org.springframework.context.ConfigurableApplicationContext;

/** A coalition far larger than any: so many providers, each with a practice of its own. */
final class ManyProviders {

    private final ConfigurableApplicationContext application;

    ManyProviders(ConfigurableApplicationContext application) {
        this.application = application;
    }

    void describe(int count) {
        var membership = application.getBean(MembershipDesk.class);
        var matching = application.getBean(MatchingDesk.class);
        var agreement = new Agreement(LocalDate.of(2026, 1, 1), "Signatory", "MOU", null);
        for (var i = 0; i < count; i++) {
            var key = "provider-" + i;
            var organization = membership.register(
                    new RegisterOrganization("Invented " + key, OrganizationKind.PROVIDER, agreement), Actor.system());
            membership.enrol(
                    new EnrolMember(
                            organization.id(),
                            "Invented attorney " + i,
                            key + "@example.org",
                            "en",
                            Set.of(Role.PROVIDER)),
                    Actor.system());
            var attorney = membership.welcome(key, key + "@example.org").orElseThrow();
            matching.describe(
                    new DescribePractice(
                            organization.id(),
                            new Offering(
                                    EnumSet.of(Service.BOND, Service.values()[i % Service.values().length]),
                                    Set.of(),
                                    Set.of(),
                                    Set.of(FieldOfficeCode.of(i % 3 == 0 ? "SFR" : "LOS")),
                                    Set.of(LanguageCode.of("es"), LanguageCode.of(i % 7 == 0 ? "mam" : "en")),
                                    Set.of(),
                                    Map.of(Urgency.U1, 60 + i % 600),
                                    Set.of(Arrangement.SPANISH_BRIDGE, Arrangement.UNFUNDED)),
                            Map.of(Service.BOND, 5 + i % 50),
                            Taking.OPEN,
                            null),
                    attorney);
        }
    }
}
