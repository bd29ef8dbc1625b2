package org.amparo.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amparo.membership.OrganizationId;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The calls to the hotline. */
interface Calls extends Repository<Call, CallId> {

    Call save(Call call);

    Optional<Call> findById(CallId id);

    @Query("""
            select call from Call call
            where call.organization = :organization and call.startedAt >= :from and call.startedAt < :to
            order by call.startedAt desc limit 500
            """)
    List<Call> findBetween(OrganizationId organization, Instant from, Instant to);

    @Query("""
            select call from Call call
            where call.organization = :organization and call.callBackBy is not null and call.keptAt is null
            order by call.callBackBy limit 200
            """)
    List<Call> findPromised(OrganizationId organization);
}
