package org.amparo.membership;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Members extends Repository<Member, MemberId> {

    Member saveAndFlush(Member member);

    Optional<Member> findById(MemberId id);

    @Query("select m from Member m order by lower(m.name)")
    List<Member> all();

    @Query("select m from Member m where m.organization = :organization order by lower(m.name)")
    List<Member> of(OrganizationId organization);

    @Query("select m from Member m where m.email = :email and m.releasedAt is null")
    Optional<Member> presentByEmail(String email);

    /** Whether somebody enrolled with that address may still be bound to the subject, or is bound to it. */
    @Query("""
            select count(m) > 0 from Member m
             where m.email = :email and m.releasedAt is null and (m.subject is null or m.subject = :subject)""")
    boolean waits(String email, String subject);

    /** Stewards who may use Amparo now. */
    @Query("""
            select m from Member m, Organization o
             where o.id = m.organization and m.releasedAt is null
               and o.standing = org.amparo.membership.Standing.ADMITTED
               and org.amparo.membership.Role.STEWARD member of m.roles""")
    List<Member> stewards();
}
