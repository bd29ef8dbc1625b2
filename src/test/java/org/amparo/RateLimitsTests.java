package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.amparo.kernel.Actor;
import org.amparo.membership.Agreement;
import org.amparo.membership.EnrolMember;
import org.amparo.membership.LookUp;
import org.amparo.membership.MemberId;
import org.amparo.membership.MembershipDesk;
import org.amparo.membership.OrganizationKind;
import org.amparo.membership.RegisterOrganization;
import org.amparo.membership.Role;
import org.amparo.referrals.MovableClock;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/** Whoever goes through everybody is slowed down, and a steward hears of it. */
@SpringBootTest(
        properties = {"amparo.limits.hourly.search=20", "amparo.limits.hourly.export=20", "amparo.limits.sign-ins=20"})
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, SessionsTests.Time.class})
class RateLimitsTests {

    private final MockMvc mvc;
    private final MembershipDesk membership;
    private final MovableClock clock;
    private final JdbcClient jdbc;
    private String volunteer;
    private String steward;
    private MemberId curious;

    RateLimitsTests(
            @Autowired MockMvc mvc,
            @Autowired MembershipDesk membership,
            @Autowired MovableClock clock,
            @Autowired JdbcClient jdbc) {
        this.mvc = mvc;
        this.membership = membership;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void aNewDay() {
        clock.pass(Duration.ofDays(2));
        var day = Long.toString(clock.instant().getEpochSecond(), 36).replaceAll("[0-9]", "x");
        volunteer = "curious-" + day;
        steward = "steward-" + day;
        curious = enrol(volunteer, OrganizationKind.HOTLINE, Role.VOLUNTEER);
        enrol(steward, OrganizationKind.COALITION, Role.STEWARD);
    }

    @Test
    void answersTheApiWithTheTimeToWait() throws Exception {
        search(200);
        search(200);
        mvc.perform(post("/api/v1/cases/search")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"text\":\"Lopez\"}")
                        .with(TestMembers.api(volunteer)))
                .andExpect(status().isTooManyRequests())
                .andExpect(header().string("Retry-After", "31"))
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.type").value("urn:amparo:problem:too-many-requests"));
        clock.pass(Duration.ofSeconds(31));
        search(200);
    }

    @Test
    void saysItOnAPageInBothLanguages() throws Exception {
        mvc.perform(get("/cases").with(TestMembers.page(volunteer))).andExpect(status().isOk());
        mvc.perform(get("/cases").with(TestMembers.page(volunteer))).andExpect(status().isOk());
        mvc.perform(get("/cases").with(TestMembers.page(volunteer)))
                .andExpect(status().isTooManyRequests())
                .andExpect(header().exists("Retry-After"))
                .andExpect(content().string(containsString("Too much at once")));
        mvc.perform(get("/cases")
                        .cookie(new jakarta.servlet.http.Cookie("amparo-language", "es"))
                        .with(TestMembers.page(volunteer)))
                .andExpect(content().string(containsString("Demasiado a la vez")));
    }

    @Test
    void keepsTheLimitOfAnHourWhenTheMinuteIsKept() throws Exception {
        var refused = 0;
        for (int i = 0; i < 60; i++) {
            refused += answer() == 429 ? 1 : 0;
            clock.pass(Duration.ofSeconds(30));
        }
        assertThat(refused).as("of 60 searches within half an hour").isBetween(28, 32);
    }

    @Test
    void tellsStewardsWhoButNeverForWhom() throws Exception {
        for (int i = 0; i < 5; i++) {
            answer();
        }
        var alerts = membership.alerts().stream()
                .filter(alert -> alert.member().equals(curious))
                .toList();
        assertThat(alerts).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo(LookUp.SEARCH);
            assertThat(alert.settledAt()).isNull();
        });
        assertThat(jdbc.sql("SELECT count(*) FROM correspondence.letter WHERE kind = 'LOOK_UPS' AND subject = ?")
                        .param(curious.value())
                        .query(Integer.class)
                        .single())
                .isPositive();
        assertThat(jdbc.sql("SELECT count(*) FROM ledger.entry WHERE act = 'AlertRaised' AND row(entry.*)::text LIKE ?")
                        .param("%" + curious + "%")
                        .query(Integer.class)
                        .single())
                .isOne();
        mvc.perform(get("/alerts").with(TestMembers.page(steward)))
                .andExpect(content().string(containsString(volunteer)))
                .andExpect(content().string(not(containsString("Lopez"))));

        var alert = alerts.getFirst().id();
        mvc.perform(post("/alerts/{id}/settlement", alert).with(csrf()).with(TestMembers.page(steward)))
                .andExpect(redirectedUrl("/alerts"));
        mvc.perform(post("/api/v1/alerts/{id}/settlement", alert).with(TestMembers.api(steward)))
                .andExpect(status().isConflict());
        mvc.perform(get("/alerts").with(TestMembers.page(volunteer))).andExpect(status().isForbidden());
    }

    @Test
    void noticesWhoStaysBelowTheLimitAllDay() throws Exception {
        for (int i = 0; i < 61; i++) {
            assertThat(answer()).isEqualTo(200);
            clock.pass(Duration.ofMinutes(4));
        }
        assertThat(membership.alerts().stream().filter(alert -> alert.member().equals(curious)))
                .as("three times an hour's work, spread over four hours and more")
                .isEmpty();
        for (int i = 0; i < 30; i++) {
            assertThat(answer()).isEqualTo(200);
            clock.pass(Duration.ofSeconds(182));
        }
        assertThat(membership.alerts().stream().filter(alert -> alert.member().equals(curious)))
                .singleElement()
                .satisfies(alert -> assertThat(alert.hours()).isEqualTo(24));
    }

    @Test
    void doesNotCountOnePersonForAnother() throws Exception {
        for (int i = 0; i < 5; i++) {
            answer();
        }
        var other = "other-" + volunteer;
        enrol(other, OrganizationKind.HOTLINE, Role.VOLUNTEER);
        mvc.perform(get("/cases").with(TestMembers.page(other))).andExpect(status().isOk());
    }

    @Test
    void slowsDownSignInsOfOneAddress() throws Exception {
        for (int i = 0; i < 2; i++) {
            mvc.perform(get(SignInRequests.ADDRESS).with(from("192.0.2.7"))).andExpect(status().isFound());
        }
        mvc.perform(get(SignInRequests.ADDRESS).with(from("192.0.2.7")))
                .andExpect(status().isTooManyRequests())
                .andExpect(header().exists("Retry-After"))
                .andExpect(request().attribute(SecurityProblems.CODE, "too-many-requests"));
        mvc.perform(get(SignInRequests.ADDRESS).with(from("192.0.2.8"))).andExpect(status().isFound());
        mvc.perform(get(SignInRequests.ADDRESS).with(from("2001:db8:1:2::1"))).andExpect(status().isFound());
        mvc.perform(get(SignInRequests.ADDRESS).with(from("2001:db8:1:2::2"))).andExpect(status().isFound());
        mvc.perform(get(SignInRequests.ADDRESS).with(from("2001:db8:1:2::3"))).andExpect(status().isTooManyRequests());
    }

    @Test
    void slowsDownExports() throws Exception {
        var lead = "lead-" + volunteer;
        enrol(lead, OrganizationKind.COALITION, Role.LEAD);
        mvc.perform(get("/dashboard/all.csv").with(TestMembers.page(lead))).andExpect(status().isOk());
        mvc.perform(get("/dashboard/all.csv").with(TestMembers.page(lead))).andExpect(status().isOk());
        mvc.perform(get("/dashboard/all.csv").with(TestMembers.page(lead))).andExpect(status().isTooManyRequests());
    }

    /** What is limited exists, and what searches or opens is limited. */
    @Test
    void knowsEveryRouteByWhichPeopleAreLookedUp() throws IOException {
        var routes = Files.readAllLines(Path.of("docs/security/routes.csv")).stream()
                .skip(1)
                .map(row -> row.split(",", -1))
                .map(row -> row[0] + " " + row[1])
                .collect(Collectors.toSet());
        assertThat(routes).containsAll(RateLimits.ROUTES.keySet());
        assertThat(routes.stream()
                        .filter(route -> route.matches(
                                ".*/(search|duplicates|conflict-packet|file|sheet|download|[^/]+\\.csv)$"))
                        // people of the coalition, and an organization's own list of its clients
                        .filter(route -> !route.contains("/members/") && !route.contains("/conflicts/")))
                .allSatisfy(route -> assertThat(RateLimits.ROUTES).containsKey(route));
    }

    @Test
    void doesNotLetAnInstallationTurnThemOff() {
        assertThat(new LimitSettings(null, 0).trouble()).isEmpty();
        assertThat(new LimitSettings(Map.of(LookUp.SEARCH, 1_000_000), 0).trouble())
                .hasSize(1);
        assertThat(new LimitSettings(null, 1).trouble()).hasSize(1);
    }

    private void search(int status) throws Exception {
        assertThat(answer()).isEqualTo(status);
    }

    private int answer() throws Exception {
        return mvc.perform(post("/api/v1/cases/search")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"text\":\"Lopez\"}")
                        .with(TestMembers.api(volunteer)))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    private static org.springframework.test.web.servlet.request.RequestPostProcessor from(String address) {
        return request -> {
            request.setRemoteAddr(address);
            return request;
        };
    }

    private MemberId enrol(String name, OrganizationKind kind, Role role) {
        var organization = membership.register(
                new RegisterOrganization(
                        "Organization of " + name,
                        kind,
                        new Agreement(LocalDate.of(2026, 1, 5), "A signatory", "A document", null)),
                Actor.system());
        return membership
                .enrol(
                        new EnrolMember(organization.id(), name, name + "@example.org", "en", Set.of(role)),
                        Actor.system())
                .id();
    }
}
