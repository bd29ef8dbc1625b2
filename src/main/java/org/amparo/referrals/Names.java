package org.amparo.referrals;

import static java.util.stream.Collectors.toMap;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.amparo.membership.Directory;
import org.amparo.membership.FundId;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.OrganizationKind;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The names of providers and funds, asked once for a whole list. */
@Component
class Names {

    private final Directory directory;
    private final Clock clock;

    Names(Directory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    Map<OrganizationId, String> providers() {
        return directory.organizations(OrganizationKind.PROVIDER).stream()
                .collect(toMap(Directory.OrganizationEntry::id, Directory.OrganizationEntry::name));
    }

    Map<FundId, String> funds() {
        return directory.funds(today()).stream().collect(toMap(Directory.FundEntry::id, Directory.FundEntry::name));
    }

    String provider(OrganizationId id) {
        return directory.organization(id).map(Directory.OrganizationEntry::name).orElse("");
    }

    @Nullable
    String fund(@Nullable FundId id) {
        return id == null
                ? null
                : directory.fund(id, today()).map(Directory.FundEntry::name).orElse(null);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), LegalClock.PACIFIC);
    }
}
