package org.amparo.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.amparo.kernel.Actor;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@ApplicationModuleTest
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, TestCatalog.class})
class MembershipPagesTests {

    private final LocalDate tomorrow =
            LocalDate.now(ZoneId.of("America/Los_Angeles")).plusDays(1);

    private final MockMvc mvc;
    private final MembershipDesk desk;
    private MembershipFixture fixture;

    MembershipPagesTests(MockMvc mvc, MembershipDesk desk) {
        this.mvc = mvc;
        this.desk = desk;
        this.fixture = MembershipFixture.of(desk);
    }

    @BeforeEach
    void people() {
        this.fixture = MembershipFixture.of(desk);
    }

    @Test
    void showsEveryPageInBothLanguages() throws Exception {
        var provider = organization(OrganizationKind.PROVIDER);
        var applicant = desk.register(new RegisterOrganization(name(), OrganizationKind.HOTLINE, null), Actor.system());
        var fund = fund();
        var rule = fund.rules().getFirst().id();
        for (var path : List.of(
                "/organizations",
                "/organizations/new",
                "/organizations/" + provider.id(),
                "/organizations/" + provider.id() + "/agreement",
                "/organizations/" + provider.id() + "/suspension",
                "/organizations/" + provider.id() + "/departure",
                "/organizations/" + applicant.id(),
                "/organizations/" + applicant.id() + "/agreement",
                "/members",
                "/members/new",
                "/members/new?organization=" + provider.id(),
                "/members/" + member(Role.PROVIDER).id(),
                "/members/" + member(Role.PROVIDER).id() + "/release",
                "/funds",
                "/funds/new",
                "/funds/" + fund.id(),
                "/funds/" + fund.id() + "/rules/new",
                "/funds/" + fund.id() + "/rules/" + rule + "/end",
                "/funds/" + fund.id() + "/shares",
                "/funds/" + fund.id() + "/closure",
                "/me")) {
            for (var language : List.of("en", "es")) {
                mvc.perform(steward(get(path)).cookie(new Cookie("amparo-language", language)))
                        .andExpect(status().isOk())
                        .andExpect(content().string(containsString("lang=\"" + language + "\"")))
                        .andExpect(content().string(not(containsString("??"))));
            }
        }
    }

    @Test
    void searchesForPeopleWithoutPuttingTheirNamesIntoAnAddress() throws Exception {
        var member = member(Role.PROVIDER);
        mvc.perform(steward(post("/members/search")).param("q", member.name()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("/members/" + member.id())));
        mvc.perform(steward(post("/members/search"))
                        .param("q", "Nobody of this name")
                        .header("HX-Request", "true"))
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString("/members/" + member.id()))))
                .andExpect(content().string(not(containsString("<html"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"volunteer", "dispatcher", "provider", "lead", "nobody"})
    void nobodyButAStewardSeesThePages(String subject) throws Exception {
        var provider = organization(OrganizationKind.PROVIDER);
        var member = member(Role.PROVIDER);
        var fund = fund();
        for (var path : List.of(
                "/organizations",
                "/organizations/new",
                "/organizations/" + provider.id(),
                "/members",
                "/members/" + member.id(),
                "/funds",
                "/funds/" + fund.id())) {
            mvc.perform(get(path).with(TestMembers.page(subject))).andExpect(status().isForbidden());
        }
        for (var path : List.of(
                "/organizations",
                "/organizations/" + provider.id() + "/agreement",
                "/organizations/" + provider.id() + "/suspension",
                "/organizations/" + provider.id() + "/reinstatement",
                "/organizations/" + provider.id() + "/departure",
                "/members",
                "/members/search",
                "/members/" + member.id() + "/roles",
                "/members/" + member.id() + "/release",
                "/funds",
                "/funds/" + fund.id() + "/rules",
                "/funds/" + fund.id() + "/shares",
                "/funds/" + fund.id() + "/closure")) {
            mvc.perform(post(path).with(TestMembers.page(subject)).with(csrf())).andExpect(status().isForbidden());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"volunteer", "dispatcher", "provider", "lead", "steward"})
    void everybodySeesThemselvesAndChoosesALanguage(String subject) throws Exception {
        mvc.perform(get("/me").with(TestMembers.page(subject))).andExpect(status().isOk());
        mvc.perform(post("/me/language")
                        .with(TestMembers.page(subject))
                        .with(csrf())
                        .param("language", "es"))
                .andExpect(redirectedUrl("/me"));
        mvc.perform(get("/me").with(TestMembers.page(subject)))
                .andExpect(content().string(containsString("Usted en Amparo")));
        mvc.perform(post("/me/language")
                        .with(TestMembers.page(subject))
                        .with(csrf())
                        .param("language", "xx"))
                .andExpect(status().is(422));
        mvc.perform(post("/me/language")
                .with(TestMembers.page(subject))
                .with(csrf())
                .param("language", "en"));
    }

    @Test
    void aSuspensionEndsAccessToThePagesAtTheNextRequest() throws Exception {
        var provider = organization(OrganizationKind.PROVIDER);
        mvc.perform(get("/me").with(TestMembers.page("provider"))).andExpect(status().isOk());
        mvc.perform(steward(post("/organizations/" + provider.id() + "/suspension"))
                        .param("reason", "UNRESPONSIVE")
                        .param("version", version(provider)))
                .andExpect(redirectedUrl("/organizations/" + provider.id()));
        mvc.perform(get("/me").with(TestMembers.page("provider"))).andExpect(status().isForbidden());
        mvc.perform(steward(post("/organizations/" + provider.id() + "/reinstatement"))
                        .param("version", version(provider)))
                .andExpect(status().isFound());
        mvc.perform(get("/me").with(TestMembers.page("provider"))).andExpect(status().isOk());
    }

    @Test
    void admitsAnOrganizationAndEnrolsAPerson() throws Exception {
        var name = name();
        var location = mvc.perform(steward(post("/organizations"))
                        .param("name", name)
                        .param("kind", "PROVIDER")
                        .param("signed", "yes")
                        .param("signedOn", "2026-01-02")
                        .param("signatory", "Rosa Delgado")
                        .param("document", "MOU 2026/17"))
                .andExpect(redirectedUrlPattern("/organizations/*"))
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        mvc.perform(steward(get(String.valueOf(location)))).andExpect(content().string(containsString("Rosa Delgado")));
        var id = String.valueOf(location).substring("/organizations/".length());
        var email = UUID.randomUUID() + "@example.org";
        mvc.perform(steward(post("/members"))
                        .param("organization", id)
                        .param("name", "Ana Ríos")
                        .param("email", email)
                        .param("language", "es")
                        .param("roles", "PROVIDER"))
                .andExpect(redirectedUrlPattern("/members/*"));
        assertThat(desk.members(OrganizationId.of(id)))
                .extracting(MemberSheet::email)
                .containsExactly(email);
    }

    @Test
    void tellsEverythingThatIsWrongAndKeepsWhatWasTyped() throws Exception {
        mvc.perform(steward(post("/organizations"))
                        .param("name", "Typed <i>name</i>")
                        .param("signed", "yes"))
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("href=\"#kind\"")))
                .andExpect(content().string(containsString("href=\"#signedOn\"")))
                .andExpect(content().string(containsString("href=\"#signatory\"")))
                .andExpect(content().string(containsString("Typed &lt;i&gt;name&lt;/i&gt;")));
        mvc.perform(steward(post("/members"))
                        .param(
                                "organization",
                                organization(OrganizationKind.HOTLINE).id().toString())
                        .param("name", "Somebody")
                        .param("email", "not an address")
                        .param("language", "es")
                        .param("roles", "VOLUNTEER"))
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("href=\"#email\"")))
                .andExpect(content().string(containsString("not an address")));
        mvc.perform(steward(post("/members"))
                        .param(
                                "organization",
                                organization(OrganizationKind.HOTLINE).id().toString())
                        .param("name", "Somebody")
                        .param("email", "a@example.org")
                        .param("language", "es")
                        .param("roles", "STEWARD"))
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("href=\"#roles\"")));
        mvc.perform(steward(post("/members"))
                        .param(
                                "organization",
                                organization(OrganizationKind.HOTLINE).id().toString())
                        .param("name", "")
                        .param("email", "a@example.org")
                        .param("language", "es")
                        .param("roles", "VOLUNTEER", "LEAD", "PROVIDER"))
                .andExpect(status().is(422))
                .andExpect(content()
                        .string(allOf(
                                containsString("href=\"#name\""),
                                containsString("“Provider” is a role of legal providers: choose roles of a hotline"),
                                containsString("“Coalition lead” is a role of coalitions: choose roles of a hotline"),
                                not(containsString("“Hotline volunteer” is a role")))));
        mvc.perform(steward(post("/members"))
                        .param(
                                "organization",
                                organization(OrganizationKind.PROVIDER).id().toString())
                        .param("name", "Somebody")
                        .param("email", "not an address")
                        .param("language", "es")
                        .param("roles", "STEWARD")
                        .cookie(new Cookie("amparo-language", "es")))
                .andExpect(status().is(422))
                .andExpect(
                        content()
                                .string(
                                        allOf(
                                                containsString("href=\"#email\""),
                                                containsString(
                                                        "“Administración” es función de las coaliciones: escoja funciones de una organización legal"))));
        mvc.perform(steward(post("/funds/" + fund().id() + "/rules"))
                        .param("kind", "INCOME_BELOW_POVERTY_PERCENT")
                        .param("percent", "2000")
                        .param("validFrom", "2027-01-01")
                        .param("source", "x")
                        .param("version", "0"))
                .andExpect(status().is(422));
    }

    @Test
    void keepsTheLastSteward() throws Exception {
        var steward = member(Role.STEWARD);
        desk.members(null).stream()
                .filter(other -> other.roles().contains(Role.STEWARD)
                        && other.releasedAt() == null
                        && !other.id().equals(steward.id()))
                .forEach(other -> desk.release(other.id(), other.version(), Actor.system()));
        mvc.perform(steward(post("/members/" + steward.id() + "/release"))
                        .param("version", "" + desk.member(steward.id()).version()))
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("without a steward")));
    }

    @Test
    void namesTheFieldOfTwoRulesThatContradictEachOtherAndKeepsWhatWasTyped() throws Exception {
        var fund = fund();
        mvc.perform(steward(post("/funds/" + fund.id() + "/rules"))
                        .param("kind", "NOT_RESIDENT_OF")
                        .param("excluded", "06037")
                        .param("validFrom", tomorrow.toString())
                        .param("source", "Amendment 2")
                        .param("version", "" + fund.version()))
                .andExpect(status().is(422))
                .andExpect(content()
                        .string(allOf(
                                containsString("href=\"#excluded\""),
                                containsString("says the opposite of Los Angeles"),
                                containsString("Amendment 2"))));
        mvc.perform(steward(post("/funds/" + fund.id() + "/rules"))
                        .param("kind", "NOT_RESIDENT_OF")
                        .param("excluded", "06037", "06029")
                        .param("validFrom", tomorrow.toString())
                        .param("source", "Amendment 2")
                        .param("version", "" + fund.version()))
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("nobody could be charged to this fund")));
        assertThat(desk.fund(fund.id()).rules()).isEqualTo(fund.rules());
    }

    @Test
    void keepsAFund() throws Exception {
        var location = mvc.perform(steward(post("/funds"))
                        .param("name", name())
                        .param("payer", "County of Los Angeles")
                        .param("startsOn", "2026-07-01"))
                .andExpect(redirectedUrlPattern("/funds/*"))
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        var fund = FundId.of(String.valueOf(location).substring("/funds/".length()));
        mvc.perform(steward(post(location + "/rules"))
                        .param("kind", "RESIDENT_OF")
                        .param("counties", "06037", "06029")
                        .param("percent", "")
                        .param("validFrom", tomorrow.toString())
                        .param("source", "County contract")
                        .param("version", "" + desk.fund(fund).version()))
                .andExpect(redirectedUrl(location));
        mvc.perform(steward(post(location + "/shares"))
                        .param(
                                "organization",
                                organization(OrganizationKind.PROVIDER).id().toString())
                        .param("percent", "40")
                        .param("version", "" + desk.fund(fund).version()))
                .andExpect(redirectedUrl(location));
        mvc.perform(steward(post(location + "/shares"))
                        .param(
                                "organization",
                                organization(OrganizationKind.PROVIDER).id().toString())
                        .param("percent", "140")
                        .param("version", "" + desk.fund(fund).version()))
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("1 to 100 percent")))
                .andExpect(content().string(containsString("href=\"#percent\"")));
        var rule = desk.fund(fund).rules().getFirst();
        assertThat(rule.rule().counties()).hasSize(2);
        mvc.perform(steward(post(location + "/rules/" + rule.id() + "/end"))
                        .param("validTo", tomorrow.plusMonths(1).toString())
                        .param("version", "" + desk.fund(fund).version()))
                .andExpect(redirectedUrl(location));
        mvc.perform(steward(post(location + "/closure"))
                        .param("endsOn", tomorrow.plusMonths(6).toString())
                        .param("version", "" + desk.fund(fund).version()))
                .andExpect(redirectedUrl(location));
        mvc.perform(steward(get(String.valueOf(location)))).andExpect(status().isOk());
        assertThat(desk.fund(fund).shares())
                .extracting(FundSheet.Share::percent)
                .containsExactly(40);
    }

    @Test
    void refusesAStaleVersionAndKeepsTheForm() throws Exception {
        var provider = organization(OrganizationKind.PROVIDER);
        mvc.perform(steward(post("/organizations/" + provider.id() + "/suspension"))
                        .param("reason", "OTHER")
                        .param("version", "999"))
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("Somebody else saved")));
        mvc.perform(steward(get("/organizations/" + OrganizationId.create()))).andExpect(status().isNotFound());
        mvc.perform(steward(get("/members/nonsense"))).andExpect(status().isNotFound());
    }

    private OrganizationSheet organization(OrganizationKind kind) {
        var known = fixture.organizations.get(kind);
        if (known == null) {
            throw new IllegalStateException();
        }
        return desk.organization(known.id());
    }

    private MemberSheet member(Role role) {
        var known = fixture.people.get(role);
        if (known == null) {
            throw new IllegalStateException();
        }
        return known;
    }

    private String version(OrganizationSheet organization) {
        return String.valueOf(desk.organization(organization.id()).version());
    }

    private FundSheet fund() {
        return desk.open(
                new OpenFund(
                        name(),
                        "Payer",
                        MembershipFixture.DAY,
                        null,
                        List.of(new FundShare(
                                organization(OrganizationKind.PROVIDER).id(), 50)),
                        List.of(
                                new FundRule(
                                        FundRule.Kind.RESIDENT_OF,
                                        Set.of(TestCatalog.LOS_ANGELES),
                                        null,
                                        MembershipFixture.DAY,
                                        null,
                                        "Contract"),
                                new FundRule(
                                        FundRule.Kind.INCOME_BELOW_POVERTY_PERCENT,
                                        Set.of(),
                                        200,
                                        MembershipFixture.DAY,
                                        null,
                                        "Contract"))),
                Actor.system());
    }

    private static String name() {
        return "Page " + UUID.randomUUID();
    }

    private static MockHttpServletRequestBuilder steward(MockHttpServletRequestBuilder request) {
        return request.with(TestMembers.page("steward")).with(csrf());
    }
}
