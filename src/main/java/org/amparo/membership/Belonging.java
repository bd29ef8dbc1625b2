package org.amparo.membership;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who belongs, at one moment, arranged for reading. */
final class Belonging {

    private final Map<String, SignedIn> bySubject = new HashMap<>();
    private final Map<MemberId, Directory.MemberEntry> members = new HashMap<>();
    private final Map<MemberId, String> subjects = new HashMap<>();
    private final Map<MemberId, Instant> signedOut = new HashMap<>();
    private final Map<OrganizationId, List<Directory.MemberEntry>> active;
    private final Map<OrganizationId, Directory.OrganizationEntry> organizations = new HashMap<>();
    private final Map<OrganizationKind, List<Directory.OrganizationEntry>> byKind;
    private final Map<FundId, FundRow> funds = new HashMap<>();
    private final List<FundRow> fundsByName;
    private final Roster roster;

    /** @param people and {@code organizations} and {@code funds} by name */
    Belonging(
            List<Directory.OrganizationEntry> organizations,
            List<MemberRow> people,
            List<FundRow> funds,
            Roster roster) {
        this.roster = roster;
        organizations.forEach(organization -> this.organizations.put(organization.id(), organization));
        for (var person : people) {
            var id = person.entry().id();
            members.put(id, person.entry());
            if (person.subject() != null) {
                subjects.put(id, person.subject());
            }
            if (person.signedOutAt() != null) {
                signedOut.put(id, person.signedOutAt());
            }
            if (person.subject() != null && !person.released()) {
                bySubject.put(person.subject(), signedIn(person));
            }
        }
        this.active = people.stream()
                .filter(this::isActive)
                .map(MemberRow::entry)
                .collect(Collectors.groupingBy(Directory.MemberEntry::organization, Collectors.toUnmodifiableList()));
        this.byKind = organizations.stream()
                .collect(Collectors.groupingBy(Directory.OrganizationEntry::kind, Collectors.toUnmodifiableList()));
        this.fundsByName = List.copyOf(funds);
        funds.forEach(fund -> this.funds.put(fund.id(), fund));
    }

    Optional<SignedIn> signedIn(String subject) {
        return Optional.ofNullable(bySubject.get(subject));
    }

    Optional<Directory.MemberEntry> member(MemberId id) {
        return Optional.ofNullable(members.get(id));
    }

    Optional<String> subject(MemberId id) {
        return Optional.ofNullable(subjects.get(id));
    }

    Optional<Instant> signedOutAt(MemberId id) {
        return Optional.ofNullable(signedOut.get(id));
    }

    Duty duty(MemberId id, Instant now) {
        var member = members.get(id);
        return member == null ? Duty.ALWAYS : roster.duty(id, member.organization(), now);
    }

    List<Directory.MemberEntry> members(OrganizationId organization, Set<Role> roles) {
        var all = active.getOrDefault(organization, List.of());
        return roles.isEmpty()
                ? all
                : all.stream()
                        .filter(member -> member.roles().stream().anyMatch(roles::contains))
                        .toList();
    }

    Optional<Directory.OrganizationEntry> organization(OrganizationId id) {
        return Optional.ofNullable(organizations.get(id));
    }

    List<Directory.OrganizationEntry> organizations(OrganizationKind kind) {
        return byKind.getOrDefault(kind, List.of());
    }

    List<Directory.FundEntry> funds(LocalDate on) {
        return fundsByName.stream()
                .filter(fund -> fund.isOpenOn(on))
                .map(fund -> fund.entry(on))
                .toList();
    }

    Optional<Directory.FundEntry> fund(FundId id, LocalDate on) {
        return Optional.ofNullable(funds.get(id)).map(fund -> fund.entry(on));
    }

    private SignedIn signedIn(MemberRow person) {
        var entry = person.entry();
        var organization = organizations.get(entry.organization());
        return new SignedIn(
                entry.id(),
                entry.organization(),
                organization == null ? "" : organization.name(),
                entry.name(),
                entry.roles(),
                isActive(person),
                entry.language());
    }

    private boolean isActive(MemberRow person) {
        var organization = organizations.get(person.entry().organization());
        return !person.released() && organization != null && organization.standing() == Standing.ADMITTED;
    }

    record MemberRow(
            Directory.MemberEntry entry,
            @Nullable String subject,
            boolean released,
            @Nullable Instant signedOutAt) {}

    record FundRow(
            FundId id,
            String name,
            LocalDate startsOn,
            @Nullable LocalDate endsOn,
            List<ShareTerm> shares,
            Collection<FundRule> rules) {

        boolean isOpenOn(LocalDate day) {
            return !day.isBefore(startsOn) && (endsOn == null || day.isBefore(endsOn));
        }

        /** Who has a share now, whatever day is asked about. */
        private Set<OrganizationId> holders() {
            return shares.stream()
                    .filter(ShareTerm::isOpen)
                    .map(term -> new OrganizationId(term.organization()))
                    .collect(Collectors.toUnmodifiableSet());
        }

        Directory.FundEntry entry(LocalDate on) {
            return new Directory.FundEntry(
                    id,
                    name,
                    holders(),
                    shares.stream()
                            .filter(term -> term.holdsOn(on))
                            .collect(Collectors.toMap(
                                    term -> new OrganizationId(term.organization()), ShareTerm::percent)),
                    rules.stream()
                            .filter(rule -> !on.isBefore(rule.validFrom())
                                    && (rule.validTo() == null || on.isBefore(rule.validTo())))
                            .sorted(Comparator.comparing(FundRule::kind))
                            .toList());
        }
    }
}
