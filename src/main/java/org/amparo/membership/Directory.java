package org.amparo.membership;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who belongs, to read from any module to the right of this one. Answers come from memory: never older than the last change committed on
 * this node, and at most a second behind another node's.
 */
public interface Directory {

    /** The member behind a subject of the identity provider, in whatever standing; nobody once they are released. */
    Optional<SignedIn> signedIn(String subject);

    Optional<MemberEntry> member(MemberId id);

    /** The subject of the identity provider a member is bound to; nothing before their first sign-in. */
    default Optional<String> subject(MemberId id) {
        return Optional.empty();
    }

    /** What the member signed in with before that moment is worth nothing; nothing when they never signed out everywhere. */
    default Optional<Instant> signedOutAt(MemberId id) {
        return Optional.empty();
    }

    /** Whether a member may act as a volunteer at that moment. */
    default Duty duty(MemberId id, Instant now) {
        return Duty.ALWAYS;
    }

    /** Members of an organization who may sign in, optionally only those with one of the roles. */
    List<MemberEntry> members(OrganizationId organization, Set<Role> roles);

    Optional<OrganizationEntry> organization(OrganizationId id);

    /** Organizations of a kind in every standing, by name. */
    List<OrganizationEntry> organizations(OrganizationKind kind);

    /** Funds open on that day (Pacific time), with the rules in force. */
    List<FundEntry> funds(LocalDate on);

    Optional<FundEntry> fund(FundId id, LocalDate on);

    record MemberEntry(
            MemberId id, OrganizationId organization, String name, String email, String language, Set<Role> roles) {}

    record OrganizationEntry(OrganizationId id, String name, OrganizationKind kind, Standing standing) {}

    /**
     * @param holders the provider organizations that may charge this fund
     * @param shares the part of the fund's work agreed with each of them, in percent; what is not agreed is missing
     */
    record FundEntry(
            FundId id,
            String name,
            Set<OrganizationId> holders,
            Map<OrganizationId, Integer> shares,
            List<FundRule> rules) {

        /** A fund that agreed on no shares. */
        public FundEntry(FundId id, String name, Set<OrganizationId> holders, List<FundRule> rules) {
            this(id, name, holders, Map.of(), rules);
        }
    }
}
