package org.amparo.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.amparo.kernel.Actor;
import org.amparo.kernel.CountyCode;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.AssertablePublishedEvents;
import org.springframework.modulith.test.Scenario;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

@ApplicationModuleTest
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, TestCatalog.class})
class MembershipModuleTests {

    private static final Actor BY = Actor.system();
    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

    /** A day that is not over. */
    private final LocalDate later =
            LocalDate.now(ZoneId.of("America/Los_Angeles")).plusDays(1);

    private static final Agreement SIGNED = new Agreement(DAY, "Maria Director", "2026/17", null);

    private final MembershipDesk desk;
    private final Directory directory;
    private final MockMvc mvc;
    private final JdbcClient database;
    private final TransactionTemplate transaction;

    MembershipModuleTests(
            MembershipDesk desk,
            Directory directory,
            MockMvc mvc,
            JdbcClient database,
            TransactionTemplate transaction) {
        this.desk = desk;
        this.directory = directory;
        this.mvc = mvc;
        this.database = database;
        this.transaction = transaction;
    }

    // Organizations

    @Test
    void admitsAnOrganizationWithItsSignedAgreement(AssertablePublishedEvents events) {
        var provider = admitted(OrganizationKind.PROVIDER);
        assertThat(provider.standing()).isEqualTo(Standing.ADMITTED);
        assertThat(provider.agreement()).isEqualTo(SIGNED);
        assertThat(directory.organization(provider.id()))
                .hasValueSatisfying(entry -> assertThat(entry.standing()).isEqualTo(Standing.ADMITTED));
        assertThat(events.ofType(OrganizationAdmitted.class)
                        .matching(admitted -> admitted.organization().equals(provider.id())))
                .hasSize(1);
    }

    @Test
    void keepsAnApplicantOutUntilTheAgreementIsSigned() {
        var applicant = desk.register(new RegisterOrganization(name(), OrganizationKind.HOTLINE, null), BY);
        var volunteer = enrolled(applicant, Role.VOLUNTEER);
        assertThat(desk.welcome("applicant", volunteer.email()).orElseThrow().active())
                .isFalse();
        desk.admit(applicant.id(), applicant.version(), SIGNED, BY);
        assertThat(directory.signedIn("applicant").orElseThrow().active()).isTrue();
    }

    @Test
    void aSuspensionIsInForceForTheNextRequest(Scenario scenario) throws Exception {
        var provider = admitted(OrganizationKind.PROVIDER);
        var attorney = enrolled(provider, Role.PROVIDER);
        desk.welcome("suspended-soon", attorney.email());
        mvc.perform(get("/api/v1/me").with(TestMembers.api("suspended-soon"))).andExpect(status().isOk());

        scenario.stimulate(
                        () -> desk.suspend(provider.id(), provider.version(), SuspensionReason.AGREEMENT_BREACHED, BY))
                .andWaitForEventOfType(OrganizationSuspended.class)
                .matching(event -> event.organization().equals(provider.id()))
                .toArrive();

        mvc.perform(get("/api/v1/me").with(TestMembers.api("suspended-soon")))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.type").value("urn:amparo:problem:no-access"));
        assertThat(directory.members(provider.id(), Set.of())).isEmpty();
        var suspended = desk.organization(provider.id());
        assertThat(suspended.suspensionReason()).isEqualTo(SuspensionReason.AGREEMENT_BREACHED);
        desk.reinstate(provider.id(), suspended.version(), BY);
        mvc.perform(get("/api/v1/me").with(TestMembers.api("suspended-soon"))).andExpect(status().isOk());
    }

    @Test
    void whoReactsToASuspensionReadsItInTheDirectory() {
        var provider = admitted(OrganizationKind.PROVIDER);
        directory.organization(provider.id());
        transaction.executeWithoutResult(status -> {
            desk.suspend(provider.id(), provider.version(), SuspensionReason.OTHER, BY);
            org.springframework.transaction.support.TransactionSynchronizationManager.registerSynchronization(
                    new org.springframework.transaction.support.TransactionSynchronization() {
                        @Override
                        public void afterCommit() {
                            assertThat(directory
                                            .organization(provider.id())
                                            .orElseThrow()
                                            .standing())
                                    .isEqualTo(Standing.SUSPENDED);
                        }
                    });
        });
    }

    @Test
    void noticesWithinASecondWhatAnotherNodeChanged() {
        var provider = admitted(OrganizationKind.PROVIDER);
        directory.organization(provider.id());
        transaction.executeWithoutResult(status -> {
            database.sql("UPDATE membership.organization SET standing = 'LEFT' WHERE id = ?")
                    .param(provider.id().value())
                    .update();
            database.sql("UPDATE membership.stamp SET value = nextval('membership.stamp_value')")
                    .update();
        });
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(5))
                .until(() -> directory.organization(provider.id()).orElseThrow().standing() == Standing.LEFT);
    }

    @Test
    void partsWaysForGood(AssertablePublishedEvents events) {
        var provider = admitted(OrganizationKind.PROVIDER);
        var left = desk.partWays(provider.id(), provider.version(), BY);
        assertThat(left.standing()).isEqualTo(Standing.LEFT);
        assertThat(events.ofType(OrganizationSuspended.class)
                        .matching(event -> event.organization().equals(provider.id())))
                .as("its live offers are recalled")
                .hasSize(1);
        conflicts("membership-standing", () -> desk.reinstate(left.id(), left.version(), BY));
        assertThat(desk.register(new RegisterOrganization(left.name(), OrganizationKind.PROVIDER, null), BY))
                .as("its name is free again")
                .isNotNull();
    }

    @Test
    void refusesAnAgreementThatCannotBe() {
        refuses("signedOn", "membership-signed-in-future", agreement(LocalDate.of(2099, 1, 1), null));
        refuses("expiresOn", "membership-expires-before-signed", agreement(DAY, DAY));
        refuses("signedOn", "membership-date-range", agreement(LocalDate.of(26, 1, 1), null));
        invalid(
                "signatory",
                "required",
                () -> desk.register(
                        new RegisterOrganization(
                                name(), OrganizationKind.HOTLINE, new Agreement(DAY, " ", "2026/17", null)),
                        BY));
    }

    @Test
    void refusesANameInUseAndAStaleVersion() {
        var first = admitted(OrganizationKind.PROVIDER);
        invalid(
                "name",
                "membership-name-in-use",
                () -> desk.register(
                        new RegisterOrganization(
                                first.name().toUpperCase(java.util.Locale.ROOT), OrganizationKind.HOTLINE, null),
                        BY));
        conflicts("stale-version", () -> desk.suspend(first.id(), first.version() + 1, SuspensionReason.OTHER, BY));
        assertThatThrownBy(() -> desk.organization(OrganizationId.create())).isInstanceOf(NotFound.class);
    }

    // Members

    @Test
    void welcomesAnEnrolledMemberOnceAndNeverAnotherSubject() {
        var hotline = admitted(OrganizationKind.HOTLINE);
        var volunteer = enrolled(hotline, Role.VOLUNTEER);
        assertThat(directory.signedIn("first")).isEmpty();
        var first = desk.welcome("first", volunteer.email().toUpperCase(java.util.Locale.ROOT))
                .orElseThrow();
        assertThat(first.member()).isEqualTo(volunteer.id());
        assertThat(first.active()).isTrue();
        assertThat(desk.welcome("first", volunteer.email())).hasValue(first);
        assertThat(desk.welcome("second", volunteer.email())).isEmpty();
        assertThat(directory.signedIn("second")).isEmpty();
        assertThat(desk.welcome("third", "nobody@example.org")).isEmpty();
    }

    @Test
    void twoFirstRequestsAtOnceWelcomeOnePersonOnce() throws Exception {
        var hotline = admitted(OrganizationKind.HOTLINE);
        var volunteer = enrolled(hotline, Role.VOLUNTEER);
        var gate = new CyclicBarrier(4);
        try (var threads = Executors.newFixedThreadPool(4)) {
            Callable<Boolean> request = () -> {
                gate.await();
                return desk.welcome("at-once", volunteer.email()).isPresent();
            };
            var answers = threads.invokeAll(List.of(request, request, request, request));
            for (Future<Boolean> answer : answers) {
                assertThat(answer.get()).isTrue();
            }
        }
    }

    @Test
    void whoIsReleasedHasNoAccessAndMayBeEnrolledAnew() throws Exception {
        var hotline = admitted(OrganizationKind.HOTLINE);
        var volunteer = enrolled(hotline, Role.VOLUNTEER);
        desk.welcome("leaver", volunteer.email());
        desk.release(volunteer.id(), desk.member(volunteer.id()).version(), BY);
        mvc.perform(get("/api/v1/me").with(TestMembers.api("leaver"))).andExpect(status().isForbidden());
        var again = desk.enrol(
                new EnrolMember(hotline.id(), "Back Again", volunteer.email(), "es", Set.of(Role.DISPATCHER)), BY);
        assertThat(desk.welcome("leaver", volunteer.email()).orElseThrow().member())
                .isEqualTo(again.id());
        assertThat(directory.member(volunteer.id()))
                .as("old records keep the name")
                .isPresent();
    }

    @Test
    void rolesBelongToTheKindOfOrganization() {
        var provider = admitted(OrganizationKind.PROVIDER);
        var coalition = admitted(OrganizationKind.COALITION);
        invalid("roles", "membership-roles-not-of-kind", () -> enrolled(provider, Role.STEWARD));
        invalid("roles", "membership-roles-not-of-kind", () -> enrolled(coalition, Role.VOLUNTEER));
        invalid("roles", "membership-roles-missing", () -> enrolled(provider));
        invalid("roles", "membership-roles-apart", () -> enrolled(coalition, Role.LEAD, Role.DISPATCHER));
        assertThat(enrolled(coalition, Role.LEAD, Role.STEWARD).roles()).hasSize(2);
    }

    @Test
    void newRolesAreInForceForTheNextRequest(AssertablePublishedEvents events) {
        var hotline = admitted(OrganizationKind.HOTLINE);
        var member = enrolled(hotline, Role.VOLUNTEER);
        desk.welcome("promoted", member.email());
        desk.giveRoles(member.id(), desk.member(member.id()).version(), Set.of(Role.VOLUNTEER, Role.DISPATCHER), BY);
        assertThat(directory.signedIn("promoted").orElseThrow().roles())
                .containsExactlyInAnyOrder(Role.VOLUNTEER, Role.DISPATCHER);
        assertThat(events.ofType(MemberEnrolled.class)
                        .matching(enrolled -> enrolled.member().equals(member.id())))
                .hasSize(2);
        assertThat(directory.members(hotline.id(), Set.of(Role.DISPATCHER))).hasSize(1);
        assertThat(directory.members(hotline.id(), Set.of(Role.PROVIDER))).isEmpty();
    }

    @Test
    void refusesAnEmailThatIsWrongOrInUse() {
        var hotline = admitted(OrganizationKind.HOTLINE);
        var member = enrolled(hotline, Role.VOLUNTEER);
        invalid(
                "email",
                "membership-email-in-use",
                () -> desk.enrol(
                        new EnrolMember(
                                hotline.id(),
                                "Twin",
                                member.email().toUpperCase(java.util.Locale.ROOT),
                                "en",
                                Set.of(Role.VOLUNTEER)),
                        BY));
        for (var wrong : List.of("no-at", "a@b", "a b@c.org", "a@b..org", "Name <a@b.org>", "a@b.org,c@d.org")) {
            invalid(
                    "email",
                    "membership-email-form",
                    () -> desk.enrol(new EnrolMember(hotline.id(), "X", wrong, "en", Set.of(Role.VOLUNTEER)), BY));
        }
        invalid(
                "language",
                "membership-language-unknown",
                () -> desk.enrol(new EnrolMember(hotline.id(), "X", email(), "fr", Set.of(Role.VOLUNTEER)), BY));
    }

    @Test
    void neverLosesTheLastSteward() {
        database.sql("UPDATE membership.member SET released_at = now() WHERE released_at IS NULL")
                .update();
        var coalition = admitted(OrganizationKind.COALITION);
        var only = enrolled(coalition, Role.STEWARD);
        conflicts("membership-last-steward", () -> desk.release(only.id(), only.version(), BY));
        conflicts("membership-last-steward", () -> desk.giveRoles(only.id(), only.version(), Set.of(Role.LEAD), BY));
        conflicts(
                "membership-last-steward",
                () -> desk.suspend(coalition.id(), coalition.version(), SuspensionReason.OTHER, BY));
        conflicts("membership-last-steward", () -> desk.partWays(coalition.id(), coalition.version(), BY));
        enrolled(coalition, Role.STEWARD);
        assertThat(desk.release(only.id(), only.version(), BY).releasedAt()).isNotNull();
    }

    @Test
    void everybodyChoosesTheirOwnLanguage() {
        var hotline = admitted(OrganizationKind.HOTLINE);
        var member = enrolled(hotline, Role.VOLUNTEER);
        var signedIn = desk.welcome("speaker", member.email()).orElseThrow();
        desk.speak(signedIn, "es");
        assertThat(directory.signedIn("speaker").orElseThrow().language()).isEqualTo("es");
    }

    // Funds

    @Test
    void opensAFundWithDatedRulesAndShares(AssertablePublishedEvents events) {
        var provider = admitted(OrganizationKind.PROVIDER);
        var fund = justiceFund(provider);
        assertThat(directory.fund(fund.id(), DAY)).hasValueSatisfying(entry -> {
            assertThat(entry.holders()).containsExactly(provider.id());
            assertThat(entry.rules())
                    .extracting(FundRule::kind)
                    .containsExactly(
                            FundRule.Kind.RESIDENT_OF,
                            FundRule.Kind.INCOME_BELOW_POVERTY_PERCENT,
                            FundRule.Kind.NO_VIOLENT_FELONY);
            assertThat(entry.rules().getFirst().counties()).containsExactly(TestCatalog.LOS_ANGELES);
        });
        assertThat(directory.funds(DAY)).extracting(Directory.FundEntry::id).contains(fund.id());
        assertThat(directory.funds(DAY.minusDays(1)))
                .extracting(Directory.FundEntry::id)
                .doesNotContain(fund.id());
        assertThat(events.ofType(FundOpened.class)
                        .matching(opened -> opened.fund().equals(fund.id())))
                .hasSize(1);
    }

    @Test
    void aChangedRuleEndsTheOneBefore(AssertablePublishedEvents events) {
        var fund = justiceFund(admitted(OrganizationKind.PROVIDER));
        var from = later.plusMonths(6);
        var changed = desk.setRule(fund.id(), fund.version(), income(300, from, null), BY);
        assertThat(percent(fund.id(), from.minusDays(1))).isEqualTo(200);
        assertThat(percent(fund.id(), from)).isEqualTo(300);
        assertThat(changed.rules()).hasSize(4);
        assertThat(events.ofType(FundRulesChanged.class)
                        .matching(event -> event.fund().equals(fund.id())))
                .hasSize(1);
        invalid(
                "validFrom",
                "membership-rule-overlaps",
                () -> desk.setRule(fund.id(), changed.version(), income(250, later.plusMonths(3), null), BY));
        var between = desk.setRule(fund.id(), changed.version(), income(250, later.plusMonths(3), from), BY);
        assertThat(percent(fund.id(), later.plusMonths(4))).isEqualTo(250);
        var carveOut = between.rules().stream()
                .filter(rule -> rule.rule().kind() == FundRule.Kind.NO_VIOLENT_FELONY)
                .findFirst()
                .orElseThrow();
        desk.endRule(fund.id(), between.version(), carveOut.id(), from, BY);
        assertThat(directory.fund(fund.id(), from).orElseThrow().rules())
                .extracting(FundRule::kind)
                .doesNotContain(FundRule.Kind.NO_VIOLENT_FELONY);
    }

    @Test
    void refusesRulesThatContradictThemselves() {
        refusesRule("rules[0].percent", "membership-rule-percent-range", income(0, DAY, null));
        refusesRule("rules[0].percent", "membership-rule-percent-range", income(1001, DAY, null));
        refusesRule("rules[0].percent", "membership-rule-percent-range", income(null, DAY, null));
        refusesRule("rules[0].counties", "membership-rule-counties-missing", resident(Set.of()));
        refusesRule("rules[0].counties", "unknown-code", resident(Set.of(CountyCode.of("99999"))));
        refusesRule("rules[0].validTo", "membership-rule-ends-before-it-begins", income(200, DAY, DAY));
        refusesRule(
                "rules[0].percent",
                "membership-rule-percent-elsewhere",
                new FundRule(FundRule.Kind.DETAINED, Set.of(), 5, DAY, null, "x"));
        refusesRule(
                "rules[0].source", "required", new FundRule(FundRule.Kind.DETAINED, Set.of(), null, DAY, null, " "));
        refusesRule(
                "rules[1].validFrom",
                "membership-rule-overlaps",
                income(200, DAY, null),
                income(300, DAY.plusDays(1), null));
    }

    @Test
    void refusesRulesThatContradictEachOther() {
        var detained = new FundRule(FundRule.Kind.DETAINED, Set.of(), null, DAY, null, "Grant letter");
        var free = new FundRule(FundRule.Kind.NOT_DETAINED, Set.of(), null, DAY.plusYears(1), null, "Grant letter");
        refusesRule("rules[1].kind", "membership-rules-exclude-each-other", detained, free);
        refusesRule(
                "rules[1].counties",
                "membership-rules-contradict",
                resident(Set.of(TestCatalog.LOS_ANGELES, TestCatalog.KERN)),
                outside(Set.of(TestCatalog.KERN), DAY));
        refusesRule("rules[0].counties", "membership-rule-counties-missing", outside(Set.of(), DAY));
        refusesRule("rules[0].validTo", "membership-rule-before-fund", income(200, DAY.minusYears(1), DAY));

        var fund = justiceFund(admitted(OrganizationKind.PROVIDER));
        invalid(
                "counties",
                "membership-rules-contradict",
                () -> desk.setRule(fund.id(), fund.version(), outside(Set.of(TestCatalog.LOS_ANGELES), later), BY));
        var changed = desk.setRule(fund.id(), fund.version(), outside(Set.of(TestCatalog.KERN), later), BY);
        assertThat(changed.rules()).hasSize(4);
    }

    @Test
    void rulesThatNeverHoldOnTheSameDayContradictNothing() {
        var until =
                new FundRule(FundRule.Kind.DETAINED, Set.of(), null, DAY, DAY.plusYears(1), "Grant letter, first year");
        var from = new FundRule(
                FundRule.Kind.NOT_DETAINED, Set.of(), null, DAY.plusYears(1), null, "Grant letter, second year");
        var fund = desk.open(new OpenFund(name(), "Payer", DAY, null, List.of(), List.of(until, from)), BY);
        assertThat(fund.rules()).hasSize(2);
    }

    @Test
    void aRuleIsNeitherSetNorEndedForADayThatIsOver() {
        var fund = justiceFund(admitted(OrganizationKind.PROVIDER));
        var yesterday = later.minusDays(2);
        invalid(
                "validFrom",
                "membership-rule-backdated",
                () -> desk.setRule(fund.id(), fund.version(), income(300, yesterday, null), BY));
        invalid(
                "validTo",
                "membership-rule-backdated",
                () -> desk.endRule(
                        fund.id(), fund.version(), fund.rules().getFirst().id(), yesterday, BY));
        assertThat(desk.fund(fund.id()).rules()).isEqualTo(fund.rules());
    }

    @Test
    void refusesSharesThatDoNotAddUp() {
        var provider = admitted(OrganizationKind.PROVIDER);
        var other = admitted(OrganizationKind.PROVIDER);
        var hotline = admitted(OrganizationKind.HOTLINE);
        var fund = justiceFund(provider);
        invalid(
                "shares",
                "membership-shares-over-100",
                () -> share(fund, new FundShare(provider.id(), 60), new FundShare(other.id(), 50)));
        invalid("shares", "membership-share-range", () -> share(fund, new FundShare(provider.id(), 0)));
        invalid(
                "shares",
                "membership-share-twice",
                () -> share(fund, new FundShare(provider.id(), 1), new FundShare(provider.id(), 2)));
        invalid("shares", "membership-share-not-provider", () -> share(fund, new FundShare(hotline.id(), 10)));
        invalid(
                "shares",
                "membership-organization-unknown",
                () -> share(fund, new FundShare(OrganizationId.create(), 10)));
        var agreed = share(fund, new FundShare(other.id(), 40));
        assertThat(agreed.shares()).extracting(FundSheet.Share::organization).containsExactly(other.id());
        assertThat(directory.fund(fund.id(), DAY).orElseThrow().holders()).containsExactly(other.id());
    }

    @Test
    void aClosedFundPaysNoMore() {
        var fund = justiceFund(admitted(OrganizationKind.PROVIDER));
        var closed = desk.close(fund.id(), fund.version(), later.plusYears(1), BY);
        assertThat(directory.funds(later.plusYears(1)))
                .extracting(Directory.FundEntry::id)
                .doesNotContain(fund.id());
        assertThat(directory.fund(fund.id(), later.plusYears(1))).isPresent();
        invalid(
                "endsOn",
                "membership-fund-ends-before-it-begins",
                () -> desk.close(fund.id(), closed.version(), DAY, BY));
        invalid(
                "endsOn",
                "membership-fund-ends-already",
                () -> desk.close(fund.id(), closed.version(), later.plusYears(2), BY));
        invalid(
                "validFrom",
                "membership-fund-ends-already",
                () -> desk.setRule(fund.id(), closed.version(), income(100, later.plusYears(1), null), BY));
    }

    private FundSheet justiceFund(OrganizationSheet holder) {
        return desk.open(
                new OpenFund(
                        name(),
                        "County of Los Angeles",
                        DAY,
                        null,
                        List.of(new FundShare(holder.id(), 100)),
                        List.of(
                                resident(Set.of(TestCatalog.LOS_ANGELES)),
                                income(200, DAY, null),
                                new FundRule(
                                        FundRule.Kind.NO_VIOLENT_FELONY,
                                        Set.of(),
                                        null,
                                        DAY,
                                        null,
                                        "County contract"))),
                BY);
    }

    private FundSheet share(FundSheet fund, FundShare... shares) {
        return desk.agreeShares(fund.id(), fund.version(), List.of(shares), BY);
    }

    private int percent(FundId fund, LocalDate on) {
        var percent = directory.fund(fund, on).orElseThrow().rules().stream()
                .filter(rule -> rule.kind() == FundRule.Kind.INCOME_BELOW_POVERTY_PERCENT)
                .findFirst()
                .orElseThrow()
                .percent();
        return percent == null ? 0 : percent;
    }

    private static FundRule resident(Set<CountyCode> counties) {
        return new FundRule(FundRule.Kind.RESIDENT_OF, counties, null, DAY, null, "County contract");
    }

    private static FundRule outside(Set<CountyCode> counties, LocalDate from) {
        return new FundRule(FundRule.Kind.NOT_RESIDENT_OF, counties, null, from, null, "County contract");
    }

    private static FundRule income(@Nullable Integer percent, LocalDate from, @Nullable LocalDate to) {
        return new FundRule(FundRule.Kind.INCOME_BELOW_POVERTY_PERCENT, Set.of(), percent, from, to, "County contract");
    }

    private void refusesRule(String field, String code, FundRule... rules) {
        invalid(field, code, () -> desk.open(new OpenFund(name(), "Payer", DAY, null, List.of(), List.of(rules)), BY));
    }

    private void refuses(String field, String code, Agreement agreement) {
        invalid(
                field,
                code,
                () -> desk.register(new RegisterOrganization(name(), OrganizationKind.HOTLINE, agreement), BY));
    }

    private static Agreement agreement(LocalDate signed, @Nullable LocalDate expires) {
        return new Agreement(signed, "Maria Director", "2026/17", expires);
    }

    private OrganizationSheet admitted(OrganizationKind kind) {
        return desk.register(new RegisterOrganization(name(), kind, SIGNED), BY);
    }

    private MemberSheet enrolled(OrganizationSheet organization, Role... roles) {
        return desk.enrol(new EnrolMember(organization.id(), "Test Person", email(), "en", Set.of(roles)), BY);
    }

    private static String name() {
        return "Organization " + UUID.randomUUID();
    }

    private static String email() {
        return UUID.randomUUID() + "@example.org";
    }

    private static void invalid(String field, String code, ThrowingCallable command) {
        assertThatThrownBy(command).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.field()).isEqualTo(field);
            assertThat(rejected.code()).isEqualTo(code);
        });
    }

    private static void conflicts(String code, ThrowingCallable command) {
        assertThatThrownBy(command).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.kind()).isEqualTo(Rejected.Kind.CONFLICT);
            assertThat(rejected.code()).isEqualTo(code);
        });
    }
}
