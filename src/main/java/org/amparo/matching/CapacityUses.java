package org.amparo.matching;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.amparo.kernel.Service;
import org.amparo.membership.OrganizationId;
import org.amparo.referrals.ReferralId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which accepted referral uses which capacity, so that an event that comes twice, or a conclusion that comes first, counts once. */
@Repository
class CapacityUses {

    private final JdbcClient jdbc;

    CapacityUses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return whether this is the first that is heard of the referral */
    boolean begin(ReferralId referral, OrganizationId provider, Collection<Service> services, Instant at) {
        return jdbc.sql("""
                INSERT INTO matching.capacity_use (referral, provider, services, begun_at)
                VALUES (:referral, :provider, :services, :at) ON CONFLICT (referral) DO NOTHING
                """)
                        .param("referral", referral.value())
                        .param("provider", provider.value())
                        .param(
                                "services",
                                services.stream().map(Enum::name).sorted().toArray(String[]::new))
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** @return what to give back; nothing when it was given back before, or nothing had been used yet and never will be */
    Optional<Use> end(ReferralId referral, OrganizationId provider, Instant at) {
        return jdbc.sql("""
                INSERT INTO matching.capacity_use (referral, provider, services, begun_at, given_back_at)
                VALUES (:referral, :provider, '{}', :at, :at)
                ON CONFLICT (referral) DO UPDATE SET given_back_at = excluded.given_back_at
                    WHERE capacity_use.given_back_at IS NULL
                RETURNING services, begun_at
                """)
                .param("referral", referral.value())
                .param("provider", provider.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Use(
                        Arrays.stream((String[]) row.getArray("services").getArray())
                                .map(Service::valueOf)
                                .toList(),
                        row.getObject("begun_at", OffsetDateTime.class).toInstant()))
                .optional()
                .filter(use -> !use.services().isEmpty());
    }

    /** What an accepted referral has in use, and since when. */
    record Use(List<Service> services, Instant begunAt) {}
}
