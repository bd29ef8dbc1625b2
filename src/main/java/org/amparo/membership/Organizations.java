package org.amparo.membership;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Organizations extends Repository<Organization, OrganizationId> {

    Organization saveAndFlush(Organization organization);

    Optional<Organization> findById(OrganizationId id);

    @Query("select o from Organization o order by lower(o.name)")
    List<Organization> all();

    @Query("""
            select count(o) > 0 from Organization o
             where lower(o.name) = lower(:name) and o.standing <> org.amparo.membership.Standing.LEFT""")
    boolean isNamed(String name);
}
