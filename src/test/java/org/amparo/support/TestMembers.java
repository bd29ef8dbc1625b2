package org.amparo.support;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.oidcLogin;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.amparo.membership.Directory;
import org.amparo.membership.FundId;
import org.amparo.membership.MemberId;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.OrganizationKind;
import org.amparo.membership.Role;
import org.amparo.membership.SignedIn;
import org.amparo.membership.Standing;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/**
 * A directory with one person of every role, for module tests that do not start membership: {@code @Import(TestMembers.class)}. People
 * are named by their subject: {@code volunteer}, {@code dispatcher}, {@code attorney} (first provider), {@code other-attorney} (second
 * provider), {@code lead}, {@code steward}, {@code suspended}.
 */
public class TestMembers implements Directory {

    public static final OrganizationId HOTLINE = organization(1);
    public static final OrganizationId COALITION = organization(2);
    public static final OrganizationId PROVIDER = organization(3);
    public static final OrganizationId OTHER_PROVIDER = organization(4);
    public static final OrganizationId SUSPENDED_PROVIDER = organization(5);

    public static final SignedIn VOLUNTEER = person(1, HOTLINE, "Vera Volunteer", true, Role.VOLUNTEER);
    public static final SignedIn DISPATCHER = person(2, HOTLINE, "Dana Dispatcher", true, Role.DISPATCHER);
    public static final SignedIn ATTORNEY = person(3, PROVIDER, "Ana Attorney", true, Role.PROVIDER);
    public static final SignedIn OTHER_ATTORNEY = person(4, OTHER_PROVIDER, "Otto Other", true, Role.PROVIDER);
    public static final SignedIn LEAD = person(5, COALITION, "Lea Lead", true, Role.LEAD);
    public static final SignedIn STEWARD = person(6, COALITION, "Stella Steward", true, Role.STEWARD);
    public static final SignedIn SUSPENDED = person(7, SUSPENDED_PROVIDER, "Sam Suspended", false, Role.PROVIDER);

    private final Map<String, SignedIn> people = new LinkedHashMap<>(Map.of(
            "volunteer", VOLUNTEER,
            "dispatcher", DISPATCHER,
            "attorney", ATTORNEY,
            "other-attorney", OTHER_ATTORNEY,
            "lead", LEAD,
            "steward", STEWARD,
            "suspended", SUSPENDED));
    private final Map<OrganizationId, OrganizationEntry> organizations = new LinkedHashMap<>();
    private final List<FundEntry> funds = new ArrayList<>();

    public TestMembers() {
        add(new OrganizationEntry(HOTLINE, "Test Hotline", OrganizationKind.HOTLINE, Standing.ADMITTED));
        add(new OrganizationEntry(COALITION, "Test Coalition", OrganizationKind.COALITION, Standing.ADMITTED));
        add(new OrganizationEntry(PROVIDER, "First Legal Aid", OrganizationKind.PROVIDER, Standing.ADMITTED));
        add(new OrganizationEntry(OTHER_PROVIDER, "Second Legal Aid", OrganizationKind.PROVIDER, Standing.ADMITTED));
        add(new OrganizationEntry(
                SUSPENDED_PROVIDER, "Third Legal Aid", OrganizationKind.PROVIDER, Standing.SUSPENDED));
    }

    /** Signs a page request in. */
    public static RequestPostProcessor page(String subject) {
        return oidcLogin()
                .idToken(token -> token.subject(subject)
                        .claim("email", subject + "@example.org")
                        .claim("email_verified", true)
                        .claim("acr", "passkey")
                        .claim("auth_time", Instant.now().getEpochSecond())
                        .claim("realm_access", Map.of("roles", List.of("amparo-user"))));
    }

    /** Gives an API request a bearer token that {@link TestInfrastructure} understands. */
    public static RequestPostProcessor api(String subject) {
        return request -> {
            request.addHeader(HttpHeaders.AUTHORIZATION, "Bearer " + subject);
            return request;
        };
    }

    /** Adds or replaces an organization, for example with another standing. */
    public void add(OrganizationEntry entry) {
        organizations.put(entry.id(), entry);
    }

    public void add(FundEntry fund) {
        funds.add(fund);
    }

    @Override
    public Optional<SignedIn> signedIn(String subject) {
        return Optional.ofNullable(people.get(subject));
    }

    @Override
    public Optional<MemberEntry> member(MemberId id) {
        return people.entrySet().stream()
                .filter(person -> person.getValue().member().equals(id))
                .map(person -> entry(person.getKey(), person.getValue()))
                .findFirst();
    }

    @Override
    public List<MemberEntry> members(OrganizationId organization, Set<Role> roles) {
        return people.entrySet().stream()
                .filter(person -> person.getValue().organization().equals(organization))
                .filter(person ->
                        roles.isEmpty() || person.getValue().roles().stream().anyMatch(roles::contains))
                .map(person -> entry(person.getKey(), person.getValue()))
                .toList();
    }

    @Override
    public Optional<OrganizationEntry> organization(OrganizationId id) {
        return Optional.ofNullable(organizations.get(id));
    }

    @Override
    public List<OrganizationEntry> organizations(OrganizationKind kind) {
        return organizations.values().stream()
                .filter(organization -> organization.kind() == kind)
                .toList();
    }

    @Override
    public List<FundEntry> funds(LocalDate on) {
        return List.copyOf(funds);
    }

    @Override
    public Optional<FundEntry> fund(FundId id, LocalDate on) {
        return funds.stream().filter(fund -> fund.id().equals(id)).findFirst();
    }

    private MemberEntry entry(String subject, SignedIn person) {
        return new MemberEntry(
                person.member(),
                person.organization(),
                person.name(),
                subject + "@example.org",
                person.language(),
                person.roles());
    }

    private static OrganizationId organization(int number) {
        return new OrganizationId(new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L + number));
    }

    private static SignedIn person(int number, OrganizationId organization, String name, boolean active, Role role) {
        return new SignedIn(
                new MemberId(new UUID(0x0190_0000_0000_7001L, 0x8000_0000_0000_0000L + number)),
                organization,
                "Test organization",
                name,
                Set.of(role),
                active,
                "en");
    }
}
