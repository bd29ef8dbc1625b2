package org.amparo.membership;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.amparo.catalog.Catalog;
import org.amparo.catalog.Entry;
import org.amparo.catalog.ListName;
import org.amparo.kernel.Actor;
import org.amparo.kernel.CountyCode;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Where a steward keeps organizations, people and funds in order. Every change is in force for the next request: the directory of this
 * node forgets what it knew before anybody reacts to the change. Changes queue up, so that rules about several rows (the last steward,
 * an e-mail address in use) hold under any load.
 */
@Service
@Transactional
public class MembershipDesk implements Welcome {

    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    private static final Pattern EMAIL = Pattern.compile(
            "[^\\s@,;<>\"]{1,64}@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+");
    private static final LocalDate EARLIEST = LocalDate.of(1990, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2200, 1, 1);
    private static final Map<OrganizationKind, Set<Role>> ROLES = Map.of(
            OrganizationKind.HOTLINE, EnumSet.of(Role.VOLUNTEER, Role.DISPATCHER),
            OrganizationKind.PROVIDER, EnumSet.of(Role.PROVIDER),
            OrganizationKind.COALITION, EnumSet.of(Role.LEAD, Role.STEWARD, Role.DISPATCHER));
    private static final Set<Role> NEVER_SEE_A_PERSON = EnumSet.of(Role.LEAD, Role.STEWARD);

    private final Organizations organizations;
    private final Members members;
    private final Funds funds;
    private final MembershipViews views;
    private final Stamp stamp;
    private final RememberedDirectory directory;
    private final Catalog catalog;
    private final Alerts alerts;
    private final Shifts shifts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MembershipDesk(
            Organizations organizations,
            Members members,
            Funds funds,
            MembershipViews views,
            Stamp stamp,
            RememberedDirectory directory,
            Catalog catalog,
            Alerts alerts,
            Shifts shifts,
            ApplicationEventPublisher events,
            Clock clock) {
        this.organizations = organizations;
        this.members = members;
        this.funds = funds;
        this.views = views;
        this.stamp = stamp;
        this.directory = directory;
        this.catalog = catalog;
        this.alerts = alerts;
        this.shifts = shifts;
        this.events = events;
        this.clock = clock;
    }

    /** The roles people of such an organization may have. */
    public static Set<Role> rolesOf(OrganizationKind kind) {
        return Set.copyOf(ROLES.getOrDefault(kind, Set.of()));
    }

    /** What is wrong with roles for somebody of such an organization; nothing when they may be had together. */
    public static List<Rejected.Fault> faults(Set<Role> roles, OrganizationKind kind) {
        if (roles.isEmpty()) {
            return List.of(new Rejected.Fault("roles", "membership-roles-missing", List.of()));
        }
        var ofOthers = roles.stream()
                .filter(role -> !rolesOf(kind).contains(role))
                .sorted()
                .map(role ->
                        new Rejected.Fault("roles", "membership-roles-not-of-kind", List.of(role.name(), kind.name())))
                .toList();
        return ofOthers.isEmpty()
                        && roles.stream().anyMatch(NEVER_SEE_A_PERSON::contains)
                        && !NEVER_SEE_A_PERSON.containsAll(roles)
                ? List.of(new Rejected.Fault("roles", "membership-roles-apart", List.of()))
                : ofOthers;
    }

    // Organizations

    @Transactional(readOnly = true)
    public List<OrganizationSheet> organizations() {
        return views.toSheets(organizations.all());
    }

    /** @throws NotFound when there is none */
    @Transactional(readOnly = true)
    public OrganizationSheet organization(OrganizationId id) {
        return views.toSheet(find(id));
    }

    /** With a signed agreement the organization is admitted at once, without it waits as an applicant. */
    public OrganizationSheet register(RegisterOrganization command, Actor by) {
        begin();
        var name = text("name", command.name(), 200);
        if (organizations.isNamed(name)) {
            throw Rejected.invalid("name", "membership-name-in-use");
        }
        var organization = new Organization(name, command.kind(), clock.instant());
        var agreement = command.agreement();
        if (agreement != null) {
            organization.admit(checked(agreement), by, clock.instant());
        }
        return views.toSheet(organizations.saveAndFlush(organization));
    }

    /** @throws Rejected {@code membership-standing} when the organization is no applicant */
    public OrganizationSheet admit(OrganizationId id, long version, Agreement agreement, Actor by) {
        begin();
        return keep(current(id, version).admit(checked(agreement), by, clock.instant()));
    }

    /** A newly signed agreement takes the place of the one before. */
    public OrganizationSheet renew(OrganizationId id, long version, Agreement agreement, Actor by) {
        begin();
        return keep(current(id, version).renew(checked(agreement)));
    }

    /** Recalls the organization's live offers and ends its people's access at their next request. */
    public OrganizationSheet suspend(OrganizationId id, long version, SuspensionReason reason, Actor by) {
        begin();
        var organization = current(id, version);
        requireStewardOutside(organization);
        return keep(organization.suspend(reason, by, clock.instant()));
    }

    public OrganizationSheet reinstate(OrganizationId id, long version, Actor by) {
        begin();
        return keep(current(id, version).reinstate(by, clock.instant()));
    }

    /** For good: its people lose access, its live offers are recalled. */
    public OrganizationSheet partWays(OrganizationId id, long version, Actor by) {
        begin();
        var organization = current(id, version);
        requireStewardOutside(organization);
        return keep(organization.leave(by, clock.instant()));
    }

    // Members

    /** Everybody, those released last; of one organization, or of all when {@code null}. */
    @Transactional(readOnly = true)
    public List<MemberSheet> members(@Nullable OrganizationId organization) {
        var names = organizations.all().stream().collect(Collectors.toMap(Organization::getId, Organization::getName));
        return (organization == null ? members.all() : members.of(organization))
                .stream()
                        .map(member -> views.toSheet(member, names.getOrDefault(member.getOrganization(), "")))
                        .sorted(Comparator.comparing(sheet -> sheet.releasedAt() != null))
                        .toList();
    }

    /** @throws NotFound when there is none */
    @Transactional(readOnly = true)
    public MemberSheet member(MemberId id) {
        return sheet(find(id));
    }

    /** @throws Rejected when the e-mail address is in use, or the roles do not fit the organization or each other */
    public MemberSheet enrol(EnrolMember command, Actor by) {
        begin();
        var organization = organizations
                .findById(command.organization())
                .orElseThrow(() -> Rejected.invalid("organization", "membership-organization-unknown"));
        if (organization.getStanding() == Standing.LEFT) {
            throw Rejected.invalid("organization", "membership-organization-left");
        }
        var email = text("email", command.email(), 254).toLowerCase(Locale.ROOT);
        var faults = new ArrayList<Rejected.Fault>();
        if (!EMAIL.matcher(email).matches()) {
            faults.add(new Rejected.Fault("email", "membership-email-form", List.of()));
        } else if (members.presentByEmail(email).isPresent()) {
            faults.add(new Rejected.Fault("email", "membership-email-in-use", List.of()));
        }
        faults.addAll(faults(command.roles(), organization.getKind()));
        refuse(faults);
        var member = new Member(
                new EnrolMember(
                        organization.getId(),
                        text("name", command.name(), 200),
                        email,
                        language(command.language()),
                        command.roles()),
                by,
                clock.instant());
        return sheet(members.saveAndFlush(member));
    }

    /** In force at the member's next request. */
    public MemberSheet giveRoles(MemberId id, long version, Set<Role> roles, Actor by) {
        begin();
        var member = current(id, version);
        refuse(faults(roles, find(member.getOrganization()).getKind()));
        if (!roles.contains(Role.STEWARD)) {
            requireStewardBeside(member);
        }
        return sheet(members.saveAndFlush(member.give(roles, by, clock.instant())));
    }

    /** Ends the member's access at their next request. Who comes back is enrolled anew. */
    public MemberSheet release(MemberId id, long version, Actor by) {
        begin();
        var member = current(id, version);
        requireStewardBeside(member);
        return sheet(members.saveAndFlush(member.release(by, clock.instant())));
    }

    /** Ends every session and every token of the member, at their next request. They may sign in again at once. */
    public void signOut(MemberId id, Actor by) {
        begin();
        members.saveAndFlush(find(id).signOut(by, clock.instant()));
    }

    /** The language of one's own pages and mails. */
    public MemberSheet speak(SignedIn who, String language) {
        begin();
        var member = find(who.member());
        return sheet(members.saveAndFlush(member.speak(language(language))));
    }

    @Override
    public Optional<SignedIn> welcome(String subject, String verifiedEmail) {
        var known = directory.signedIn(subject);
        if (known.isPresent()) {
            return known;
        }
        var email = verifiedEmail.strip().toLowerCase(Locale.ROOT);
        if (!members.waits(email, subject)) {
            return Optional.empty(); // and nobody who is not enrolled makes this node forget anything
        }
        begin();
        return members.presentByEmail(email)
                .filter(member -> member.welcome(subject, clock.instant()) || subject.equals(member.subject()))
                .map(members::saveAndFlush)
                .map(member -> signedIn(member, find(member.getOrganization())));
    }

    // Shifts

    /** The hotlines whose shifts somebody may set: a steward all, a dispatcher their own, or all when they work for the coalition. */
    @Transactional(readOnly = true)
    public List<OrganizationSheet> hotlinesOf(SignedIn by) {
        return organizations().stream()
                .filter(sheet -> sheet.kind() == OrganizationKind.HOTLINE && sheet.standing() != Standing.LEFT)
                .filter(sheet -> mayPlan(by, sheet.id()))
                .toList();
    }

    /** @throws NotFound when it is no hotline, or another's */
    @Transactional(readOnly = true)
    public ShiftPlan shifts(OrganizationId id, SignedIn by) {
        var hotline = hotline(id, by);
        return shifts.plan(id, hotline.getName(), today(), clock.instant());
    }

    /**
     * From now on volunteers of the hotline may act during their shifts only, or at any time.
     *
     * @param graceMinutes how long they may finish what they began, 0 to 120; {@code null} for at any time
     */
    public ShiftPlan shiftsOnly(OrganizationId id, @Nullable Integer graceMinutes, SignedIn by) {
        begin();
        var hotline = hotline(id, by);
        if (!by.is(Role.STEWARD)) {
            throw new NotFound();
        }
        if (graceMinutes != null && (graceMinutes < 0 || graceMinutes > 120)) {
            throw Rejected.invalid("graceMinutes", "membership-shift-grace");
        }
        shifts.rule(id, graceMinutes);
        return told(
                hotline, null, graceMinutes == null ? ShiftsChanged.What.ANY_TIME : ShiftsChanged.What.SHIFTS_ONLY, by);
    }

    /** Every week from today on (Pacific time); past midnight when it ends no later than it begins. */
    public ShiftPlan addShifts(
            OrganizationId id, MemberId member, Set<DayOfWeek> days, LocalTime starts, LocalTime ends, SignedIn by) {
        begin();
        var hotline = hotline(id, by);
        requireVolunteer(member, id);
        if (days.isEmpty()) {
            throw Rejected.invalid("days", "membership-shift-days");
        }
        days.forEach(day -> shifts.add(id, member, day, starts, ends, today()));
        return told(hotline, member, ShiftsChanged.What.ADDED, by);
    }

    /** Not from tomorrow on. */
    public ShiftPlan endShift(OrganizationId id, ShiftId shift, SignedIn by) {
        begin();
        var hotline = hotline(id, by);
        var member = shifts.memberOf(shift).orElseThrow(NotFound::new);
        if (!shifts.end(shift, id, today())) {
            throw new NotFound();
        }
        return told(hotline, member, ShiftsChanged.What.ENDED, by);
    }

    /**
     * Once: somebody is there besides their week, or is not; and perhaps somebody else stands in.
     *
     * @param standIn who is there instead of who is not; {@code null} for nobody
     * @param on the day it begins; times by the clock in California, past midnight when it ends no later than it begins
     */
    public ShiftPlan changeShift(
            OrganizationId id,
            MemberId member,
            ShiftChangeKind kind,
            @Nullable MemberId standIn,
            LocalDate on,
            LocalTime starts,
            LocalTime ends,
            SignedIn by) {
        begin();
        var hotline = hotline(id, by);
        requireVolunteer(member, id);
        if (on.isBefore(today().minusDays(1)) || on.isAfter(today().plusYears(1))) {
            throw Rejected.invalid("on", "membership-shift-day");
        }
        var now = clock.instant();
        var span = new Roster.Weekly(on.getDayOfWeek(), starts, ends, on, on).on(on);
        shifts.change(id, member, kind, span.starts(), span.ends(), now);
        if (standIn != null) {
            if (kind != ShiftChangeKind.OFF) {
                throw Rejected.invalid("standIn", "membership-shift-stand-in");
            }
            requireVolunteer(standIn, id);
            shifts.change(id, standIn, ShiftChangeKind.EXTRA, span.starts(), span.ends(), now);
        }
        return told(hotline, member, ShiftsChanged.What.CHANGED_ONCE, by);
    }

    public ShiftPlan takeBackChange(OrganizationId id, ShiftId change, SignedIn by) {
        begin();
        var hotline = hotline(id, by);
        var member = shifts.memberOf(change).orElseThrow(NotFound::new);
        if (!shifts.takeBack(change, id)) {
            throw new NotFound();
        }
        return told(hotline, member, ShiftsChanged.What.CHANGED_ONCE, by);
    }

    private ShiftPlan told(Organization hotline, @Nullable MemberId member, ShiftsChanged.What what, SignedIn by) {
        events.publishEvent(new ShiftsChanged(hotline.getId(), member, what, by.actor(), clock.instant()));
        return shifts.plan(hotline.getId(), hotline.getName(), today(), clock.instant());
    }

    private Organization hotline(OrganizationId id, SignedIn by) {
        var hotline = find(id);
        if (hotline.getKind() != OrganizationKind.HOTLINE || !mayPlan(by, id)) {
            throw new NotFound();
        }
        return hotline;
    }

    private boolean mayPlan(SignedIn by, OrganizationId hotline) {
        return by.is(Role.STEWARD)
                || by.is(Role.DISPATCHER)
                        && (by.organization().equals(hotline)
                                || find(by.organization()).getKind() == OrganizationKind.COALITION);
    }

    private void requireVolunteer(MemberId member, OrganizationId hotline) {
        var person = members.findById(member)
                .filter(found -> found.getOrganization().equals(hotline) && found.getReleasedAt() == null)
                .orElseThrow(() -> Rejected.invalid("member", "unknown-code"));
        if (!person.getRoles().contains(Role.VOLUNTEER)) {
            throw Rejected.invalid("member", "membership-shift-no-volunteer");
        }
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(PACIFIC));
    }

    // Alerts

    /**
     * Tells stewards that somebody asked for more than their work explains; once a day for each kind.
     *
     * @param times how often, within how many {@code hours}
     */
    public void raise(SignedIn who, LookUp kind, int times, int hours) {
        var id = AlertId.create();
        var now = clock.instant();
        if (alerts.raise(id, who.member(), kind, times, hours, now)) {
            events.publishEvent(new AlertRaised(id, who.member(), who.organization(), kind, who.actor(), now));
        }
    }

    @Transactional(readOnly = true)
    public List<AlertSheet> alerts() {
        return alerts.all();
    }

    /** @throws Rejected {@code membership-alert-settled} when another steward was faster, or there is none */
    public void settle(AlertId id, SignedIn by) {
        if (!alerts.settle(id, by.member(), clock.instant())) {
            throw Rejected.conflict("membership-alert-settled");
        }
        events.publishEvent(new AlertSettled(id, by.actor(), clock.instant()));
    }

    // Funds

    @Transactional(readOnly = true)
    public List<FundSheet> funds() {
        return funds.all().stream().map(this::sheet).toList();
    }

    /** @throws NotFound when there is none */
    @Transactional(readOnly = true)
    public FundSheet fund(FundId id) {
        return sheet(find(id));
    }

    /** @throws Rejected naming the field, for example {@code rules[1].percent} when the second rule contradicts itself */
    public FundSheet open(OpenFund command, Actor by) {
        begin();
        var starts = day("startsOn", command.startsOn());
        var ends = command.endsOn();
        if (ends != null && !day("endsOn", ends).isAfter(starts)) {
            throw Rejected.invalid("endsOn", "membership-fund-ends-before-it-begins");
        }
        check(command.shares());
        for (var i = 0; i < command.rules().size(); i++) {
            check("rules[" + i + "].", command.rules().get(i));
            refuseContradiction(
                    "rules[" + i + "].", command.rules().get(i), command.rules().subList(0, i));
        }
        var fund = new Fund(
                new OpenFund(
                        text("name", command.name(), 200),
                        text("payer", command.payer(), 200),
                        starts,
                        ends,
                        command.shares(),
                        command.rules()),
                by,
                clock.instant());
        return sheet(funds.saveAndFlush(fund));
    }

    /**
     * From the rule's first day on it holds for the fund; a rule of the same kind in force on that day ends there.
     *
     * @throws Rejected naming the field, when its first day is over, a later rule of that kind is already agreed for the same days, or the fund has a
     *     rule that says the opposite on some day
     */
    public FundSheet setRule(FundId id, long version, FundRule rule, Actor by) {
        begin();
        check("", rule);
        var fund = current(id, version);
        refuseContradiction(
                "", rule, fund.rules().stream().map(DatedRule::toRule).toList());
        return keep(fund.rule(rule, by, clock.instant()));
    }

    /** The rule holds no more from that day on (Pacific time), and nothing takes its place. */
    public FundSheet endRule(FundId id, long version, FundRuleId rule, LocalDate on, Actor by) {
        begin();
        return keep(current(id, version).endRule(rule, day("validTo", on), by, clock.instant()));
    }

    /** The shares agreed with the providers take the place of those before. */
    public FundSheet agreeShares(FundId id, long version, List<FundShare> shares, Actor by) {
        begin();
        check(shares);
        return keep(current(id, version).share(shares, by, clock.instant()));
    }

    /** The fund pays no more from that day on (Pacific time). */
    public FundSheet close(FundId id, long version, LocalDate on, Actor by) {
        begin();
        return keep(current(id, version).close(day("endsOn", on), by, clock.instant()));
    }

    private void begin() {
        stamp.draw();
        TransactionSynchronizationManager.registerSynchronization(new Forgetting());
    }

    private OrganizationSheet keep(Organization organization) {
        return views.toSheet(organizations.saveAndFlush(organization));
    }

    private FundSheet keep(Fund fund) {
        return sheet(funds.saveAndFlush(fund));
    }

    private Organization find(OrganizationId id) {
        return organizations.findById(id).orElseThrow(NotFound::new);
    }

    private Member find(MemberId id) {
        return members.findById(id).orElseThrow(NotFound::new);
    }

    private Fund find(FundId id) {
        return funds.findById(id).orElseThrow(NotFound::new);
    }

    private Organization current(OrganizationId id, long version) {
        return current(find(id), Organization::getVersion, version);
    }

    private Member current(MemberId id, long version) {
        return current(find(id), Member::getVersion, version);
    }

    private Fund current(FundId id, long version) {
        return current(find(id), Fund::getVersion, version);
    }

    private static <A> A current(A aggregate, Function<A, Long> versionOf, long version) {
        if (versionOf.apply(aggregate) != version) {
            throw Rejected.stale();
        }
        return aggregate;
    }

    private MemberSheet sheet(Member member) {
        return views.toSheet(member, find(member.getOrganization()).getName());
    }

    private FundSheet sheet(Fund fund) {
        return views.toSheet(
                fund,
                fund.shares().entrySet().stream()
                        .map(share -> share(new OrganizationId(share.getKey()), share.getValue()))
                        .sorted(Comparator.comparing(FundSheet.Share::organizationName, String.CASE_INSENSITIVE_ORDER))
                        .toList());
    }

    private FundSheet.Share share(OrganizationId organization, int percent) {
        return new FundSheet.Share(organization, find(organization).getName(), percent);
    }

    private static SignedIn signedIn(Member member, Organization organization) {
        return new SignedIn(
                member.getId(),
                organization.getId(),
                organization.getName(),
                member.getName(),
                member.getRoles(),
                organization.getStanding() == Standing.ADMITTED,
                member.getLanguage());
    }

    private void requireStewardBeside(Member member) {
        var stewards = members.stewards();
        if (stewards.stream().anyMatch(member::equals) && stewards.size() == 1) {
            throw Rejected.conflict("membership-last-steward");
        }
    }

    private void requireStewardOutside(Organization organization) {
        var stewards = members.stewards();
        if (!stewards.isEmpty()
                && stewards.stream()
                        .allMatch(steward -> steward.getOrganization().equals(organization.getId()))) {
            throw Rejected.conflict("membership-last-steward");
        }
    }

    private static void refuse(List<Rejected.Fault> faults) {
        if (!faults.isEmpty()) {
            throw Rejected.invalid(faults);
        }
    }

    private Agreement checked(Agreement agreement) {
        var signed = day("signedOn", agreement.signedOn());
        if (signed.isAfter(LocalDate.now(clock.withZone(PACIFIC)))) {
            throw Rejected.invalid("signedOn", "membership-signed-in-future");
        }
        var expires = agreement.expiresOn();
        if (expires != null && !day("expiresOn", expires).isAfter(signed)) {
            throw Rejected.invalid("expiresOn", "membership-expires-before-signed");
        }
        return new Agreement(
                signed,
                text("signatory", agreement.signatory(), 200),
                text("document", agreement.document(), 200),
                expires);
    }

    private void check(List<FundShare> shares) {
        for (var share : shares) {
            var holder = organizations
                    .findById(share.organization())
                    .orElseThrow(() -> Rejected.invalid("shares", "membership-organization-unknown"));
            if (holder.getKind() != OrganizationKind.PROVIDER) {
                throw Rejected.invalid("shares", "membership-share-not-provider");
            }
        }
    }

    private void check(String path, FundRule rule) {
        var from = day(path + "validFrom", rule.validFrom());
        var to = rule.validTo();
        if (to != null && !day(path + "validTo", to).isAfter(from)) {
            throw Rejected.invalid(path + "validTo", "membership-rule-ends-before-it-begins");
        }
        text(path + "source", rule.source(), 300);
        var ofCounties = rule.kind().isOfCounties();
        if (ofCounties == rule.counties().isEmpty()) {
            throw Rejected.invalid(
                    path + "counties",
                    ofCounties ? "membership-rule-counties-missing" : "membership-rule-counties-elsewhere");
        }
        for (var county : rule.counties()) {
            if (catalog.entry(ListName.COUNTY, new ListCode(county.value())).isEmpty()) {
                throw Rejected.invalid(path + "counties", "unknown-code");
            }
        }
        if (rule.kind() == FundRule.Kind.NOT_RESIDENT_OF && leavesNobody(rule.counties())) {
            throw Rejected.invalid(path + "counties", "membership-rule-nobody-left");
        }
        var income = rule.kind() == FundRule.Kind.INCOME_BELOW_POVERTY_PERCENT;
        var percent = rule.percent();
        if (!income && percent != null) {
            throw Rejected.invalid(path + "percent", "membership-rule-percent-elsewhere");
        }
        if (income && (percent == null || percent < 1 || percent > 1000)) {
            throw Rejected.invalid(path + "percent", "membership-rule-percent-range");
        }
    }

    private boolean leavesNobody(Set<CountyCode> excluded) {
        var all = catalog.entries(ListName.COUNTY, LocalDate.ofInstant(clock.instant(), PACIFIC)).stream()
                .map(entry -> new CountyCode(entry.code().value()))
                .toList();
        return !all.isEmpty() && excluded.containsAll(all);
    }

    /** A fund nobody could be charged to, or that asks the opposite of the same county, was not meant so. */
    private void refuseContradiction(String path, FundRule rule, List<FundRule> others) {
        Contradiction.of(rule, others).ifPresent(contradiction -> {
            var since = contradiction.other().validFrom().toString();
            if (contradiction.counties().isEmpty()) {
                throw Rejected.invalid(path + "kind", "membership-rules-exclude-each-other", since);
            }
            throw Rejected.invalid(
                    path + "counties",
                    "membership-rules-contradict",
                    contradiction.counties().stream()
                            .map(county -> catalog.entry(ListName.COUNTY, new ListCode(county.value()))
                                    .map(Entry::english)
                                    .orElse(county.value()))
                            .collect(Collectors.joining(", ")),
                    since);
        });
    }

    private static LocalDate day(String field, LocalDate day) {
        if (day.isBefore(EARLIEST) || day.isAfter(LATEST)) {
            throw Rejected.invalid(field, "membership-date-range");
        }
        return day;
    }

    private static String text(String field, String typed, int most) {
        var text = typed.strip();
        if (text.isEmpty()) {
            throw Rejected.invalid(field, "required");
        }
        if (text.length() > most) {
            throw Rejected.invalid(field, "too-long", most);
        }
        return text;
    }

    private static String language(String language) {
        if (!language.equals("en") && !language.equals("es")) {
            throw Rejected.invalid("language", "membership-language-unknown");
        }
        return language;
    }

    /** Before anybody reacts to the change, this node's directory is dropped; after a rollback as well, to be sure. */
    private final class Forgetting implements TransactionSynchronization {

        @Override
        public int getOrder() {
            return Ordered.HIGHEST_PRECEDENCE;
        }

        @Override
        public void afterCommit() {
            directory.forget();
        }

        @Override
        public void afterCompletion(int status) {
            directory.forget();
        }
    }
}
