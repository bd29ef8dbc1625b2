package org.amparo.matching;

import jakarta.persistence.LockModeType;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.amparo.membership.OrganizationId;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Practices extends Repository<Practice, OrganizationId> {

    Practice save(Practice practice);

    Optional<Practice> findById(OrganizationId provider);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Practice p where p.provider = :provider")
    Optional<Practice> lock(OrganizationId provider);

    /** Who promises by the week and was not asked yet for the one that begins on that day. */
    @Query(
            "select p.provider from Practice p where p.byWeekSince is not null and (p.askedFor is null or p.askedFor < :begins)")
    List<OrganizationId> byWeekNotAskedFor(LocalDate begins);

    @Query("select p from Practice p where p.provider in :providers")
    List<Practice> all(Collection<OrganizationId> providers);
}
