package org.amparo.membership;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.amparo.kernel.CountyCode;
import org.amparo.kernel.Remembered;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers from memory; one query a second asks whether anything has changed on another node. */
@Component
class RememberedDirectory implements Directory {

    private final JdbcClient database;
    private final Shifts shifts;
    private final Remembered<Belonging> belonging;

    RememberedDirectory(JdbcClient database, Shifts shifts, Stamp stamp) {
        this.database = database;
        this.shifts = shifts;
        this.belonging = new Remembered<>(this::read, stamp::current, Duration.ofSeconds(1));
    }

    void forget() {
        belonging.forget();
    }

    @Override
    public Optional<SignedIn> signedIn(String subject) {
        return belonging.get().signedIn(subject);
    }

    @Override
    public Optional<MemberEntry> member(MemberId id) {
        return belonging.get().member(id);
    }

    @Override
    public Optional<String> subject(MemberId id) {
        return belonging.get().subject(id);
    }

    @Override
    public Optional<Instant> signedOutAt(MemberId id) {
        return belonging.get().signedOutAt(id);
    }

    @Override
    public Duty duty(MemberId id, Instant now) {
        return belonging.get().duty(id, now);
    }

    @Override
    public List<MemberEntry> members(OrganizationId organization, Set<Role> roles) {
        return belonging.get().members(organization, roles);
    }

    @Override
    public Optional<OrganizationEntry> organization(OrganizationId id) {
        return belonging.get().organization(id);
    }

    @Override
    public List<OrganizationEntry> organizations(OrganizationKind kind) {
        return belonging.get().organizations(kind);
    }

    @Override
    public List<FundEntry> funds(LocalDate on) {
        return belonging.get().funds(on);
    }

    @Override
    public Optional<FundEntry> fund(FundId id, LocalDate on) {
        return belonging.get().fund(id, on);
    }

    private Belonging read() {
        return new Belonging(organizations(), members(), funds(), shifts.roster());
    }

    private List<OrganizationEntry> organizations() {
        return database.sql("SELECT id, name, kind, standing FROM membership.organization ORDER BY lower(name)")
                .query((row, number) -> new OrganizationEntry(
                        new OrganizationId(id(row, "id")),
                        row.getString("name"),
                        OrganizationKind.valueOf(row.getString("kind")),
                        Standing.valueOf(row.getString("standing"))))
                .list();
    }

    private List<Belonging.MemberRow> members() {
        return database.sql("""
                        SELECT m.id, m.organization, m.name, m.email, m.language, m.subject, m.released_at IS NOT NULL AS released,
                               m.signed_out_at,
                               array(SELECT r.role FROM membership.member_role r WHERE r.member = m.id) AS roles
                          FROM membership.member m
                         ORDER BY lower(m.name)
                        """).query((row, number) -> member(row)).list();
    }

    private static Belonging.MemberRow member(ResultSet row) throws SQLException {
        var roles = EnumSet.noneOf(Role.class);
        var signedOut = row.getObject("signed_out_at", OffsetDateTime.class);
        texts(row.getArray("roles")).forEach(role -> roles.add(Role.valueOf(role)));
        return new Belonging.MemberRow(
                new MemberEntry(
                        new MemberId(id(row, "id")),
                        new OrganizationId(id(row, "organization")),
                        row.getString("name"),
                        row.getString("email"),
                        row.getString("language"),
                        Set.copyOf(roles)),
                row.getString("subject"),
                row.getBoolean("released"),
                signedOut == null ? null : signedOut.toInstant());
    }

    private List<Belonging.FundRow> funds() {
        var rules = rules();
        var shares = new HashMap<UUID, List<ShareTerm>>();
        database.sql("SELECT fund, organization, percent, valid_from, valid_to FROM membership.fund_share_term")
                .query(row -> {
                    shares.computeIfAbsent(id(row, "fund"), fund -> new ArrayList<>())
                            .add(new ShareTerm(
                                    id(row, "organization"),
                                    row.getInt("percent"),
                                    row.getObject("valid_from", LocalDate.class),
                                    row.getObject("valid_to", LocalDate.class)));
                });
        return database.sql("SELECT id, name, starts_on, ends_on FROM membership.fund ORDER BY lower(name)")
                .query((row, number) -> new Belonging.FundRow(
                        new FundId(id(row, "id")),
                        row.getString("name"),
                        row.getObject("starts_on", LocalDate.class),
                        row.getObject("ends_on", LocalDate.class),
                        List.copyOf(shares.getOrDefault(id(row, "id"), List.of())),
                        List.copyOf(rules.getOrDefault(id(row, "id"), List.of()))))
                .list();
    }

    private Map<UUID, List<FundRule>> rules() {
        var rules = new HashMap<UUID, List<FundRule>>();
        database.sql("SELECT fund, kind, counties, percent, valid_from, valid_to, source FROM membership.fund_rule")
                .query(row -> {
                    rules.computeIfAbsent(id(row, "fund"), fund -> new ArrayList<>())
                            .add(new FundRule(
                                    FundRule.Kind.valueOf(row.getString("kind")),
                                    texts(row.getArray("counties")).stream()
                                            .map(CountyCode::new)
                                            .collect(Collectors.toUnmodifiableSet()),
                                    row.getObject("percent", Integer.class),
                                    row.getObject("valid_from", LocalDate.class),
                                    row.getObject("valid_to", LocalDate.class),
                                    row.getString("source")));
                });
        return rules;
    }

    private static UUID id(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    private static Collection<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
    }
}
