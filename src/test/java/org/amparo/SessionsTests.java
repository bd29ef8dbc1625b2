package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Set;
import org.amparo.kernel.Actor;
import org.amparo.membership.Agreement;
import org.amparo.membership.EnrolMember;
import org.amparo.membership.MemberId;
import org.amparo.membership.MembershipDesk;
import org.amparo.membership.OrganizationKind;
import org.amparo.membership.OrganizationSheet;
import org.amparo.membership.RegisterOrganization;
import org.amparo.membership.Role;
import org.amparo.membership.SuspensionReason;
import org.amparo.referrals.MovableClock;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.test.web.servlet.MockMvc;

/** How long people stay signed in, and what ends it, with membership as it is. */
@SpringBootTest
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, SessionsTests.Time.class})
class SessionsTests {

    @TestConfiguration(proxyBeanMethods = false)
    static class Time {

        @Bean
        @Primary
        MovableClock movableClock() {
            return new MovableClock();
        }
    }

    private final MockMvc mvc;
    private final MembershipDesk membership;
    private final WebSessions sessions;
    private final MovableClock clock;
    private String name;

    SessionsTests(
            @Autowired MockMvc mvc,
            @Autowired MembershipDesk membership,
            @Autowired WebSessions sessions,
            @Autowired MovableClock clock) {
        this.mvc = mvc;
        this.membership = membership;
        this.sessions = sessions;
        this.clock = clock;
    }

    @BeforeEach
    void anotherName() {
        clock.pass(Duration.ofDays(1));
        name = "person-" + Long.toString(clock.instant().getEpochSecond(), 36).replaceAll("[0-9]", "x");
    }

    @Test
    void endsASessionThatRests() throws Exception {
        enrol(OrganizationKind.COALITION, Role.STEWARD);
        var cookie = signIn();
        seen(cookie);

        clock.pass(Duration.ofMinutes(14));
        seen(cookie);
        clock.pass(Duration.ofMinutes(17));
        mvc.perform(get("/me").cookie(cookie)).andExpect(redirectedUrl("/oauth2/authorization/amparo"));
        mvc.perform(get("/me").cookie(cookie).header("HX-Request", "true")).andExpect(status().isUnauthorized());
    }

    @Test
    void endsASessionAfterAWorkingDayHoweverBusy() throws Exception {
        enrol(OrganizationKind.COALITION, Role.STEWARD);
        var cookie = signIn();
        for (int minutes = 0; minutes < 4 * 60; minutes += 10) {
            seen(cookie);
            clock.pass(Duration.ofMinutes(10));
        }
        mvc.perform(get("/me").cookie(cookie)).andExpect(redirectedUrl("/oauth2/authorization/amparo"));
    }

    @Test
    void givesTheStrictestLimitsOfAllRoles() throws Exception {
        var organization = organization(OrganizationKind.COALITION);
        enrol(organization, Role.STEWARD, Role.LEAD);
        var cookie = signIn();
        mvc.perform(get("/session").cookie(cookie))
                .andExpect(header().string("Amparo-Session-Idle", "900"))
                .andExpect(header().string("Amparo-Session-Most", "14400"));
        clock.pass(Duration.ofMinutes(5));
        mvc.perform(get("/session").cookie(cookie)).andExpect(header().string("Amparo-Session-Most", "14100"));
    }

    @Test
    void tellsThePageWhenItsSessionEnds() throws Exception {
        enrol(OrganizationKind.HOTLINE, Role.VOLUNTEER);
        mvc.perform(get("/me").cookie(signIn()))
                .andExpect(content().string(containsString("data-session-idle=\"1800\"")))
                .andExpect(content().string(containsString("id=\"session-ending\"")));
        mvc.perform(get("/privacy")).andExpect(content().string(not(containsString("data-session-idle"))));
    }

    @Test
    void endsEverySessionAndEveryTokenAtOnceWhenSomebodySignsOutEverywhere() throws Exception {
        enrol(OrganizationKind.HOTLINE, Role.VOLUNTEER);
        var here = signIn();
        var elsewhere = signIn();
        seen(elsewhere);
        var script = oldToken();
        mvc.perform(get("/me/sign-ins").cookie(here))
                .andExpect(content().string(containsString("This browser")))
                .andExpect(content().string(containsString("Sign out on all devices")));

        mvc.perform(post("/me/sign-ins/end").cookie(here).with(csrf())).andExpect(status().isFound());

        mvc.perform(get("/me").cookie(here)).andExpect(redirectedUrl("/oauth2/authorization/amparo"));
        mvc.perform(get("/me").cookie(elsewhere)).andExpect(redirectedUrl("/oauth2/authorization/amparo"));
        assertThat(sessions.of(name)).isEmpty();
        mvc.perform(get("/api/v1/me").with(script)).andExpect(status().isUnauthorized());
        clock.pass(Duration.ofSeconds(2));
        seen(signIn());
    }

    @Test
    void letsAStewardSignSomebodyOut() throws Exception {
        var member = enrol(OrganizationKind.HOTLINE, Role.VOLUNTEER);
        var cookie = signIn();
        seen(cookie);
        var kept = sessions.of(name);
        var volunteer = name;
        anotherName();
        enrol(OrganizationKind.COALITION, Role.STEWARD);
        mvc.perform(post("/members/{id}/sign-out", member).cookie(signIn()).with(csrf()))
                .andExpect(redirectedUrl("/members/" + member));

        assertThat(kept).hasSize(1);
        assertThat(sessions.of(volunteer)).isEmpty();
        mvc.perform(get("/me").cookie(cookie)).andExpect(redirectedUrl("/oauth2/authorization/amparo"));
    }

    @Test
    void shutsOutASuspendedOrganizationAtTheNextRequestWhateverIsRemembered() throws Exception {
        var organization = organization(OrganizationKind.PROVIDER);
        enrol(organization, Role.PROVIDER);
        var cookie = signIn();
        seen(cookie);
        mvc.perform(get("/api/v1/me").with(TestMembers.api(name)))
                .andExpect(status().isOk()); // remembered from here on

        membership.suspend(
                organization.id(),
                membership.organization(organization.id()).version(),
                SuspensionReason.OTHER,
                Actor.system());

        mvc.perform(get("/me").cookie(cookie)).andExpect(status().isForbidden());
        mvc.perform(get("/api/v1/me").with(TestMembers.api(name))).andExpect(status().isForbidden());
    }

    @Test
    void endsTheSessionsOfWhoeverIsReleased() throws Exception {
        var member = enrol(OrganizationKind.HOTLINE, Role.VOLUNTEER);
        var cookie = signIn();
        seen(cookie);

        membership.release(member, membership.member(member).version(), Actor.system());

        assertThat(sessions.of(name)).isEmpty();
        mvc.perform(get("/me").cookie(cookie)).andExpect(redirectedUrl("/oauth2/authorization/amparo"));
    }

    /** The token of a test is issued at the real time, months after the time of this test: here is one that is not. */
    private org.springframework.test.web.servlet.request.RequestPostProcessor oldToken() {
        return org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt()
                .jwt(token -> token.subject(name)
                        .claim("auth_time", clock.instant().getEpochSecond())
                        .claim("realm_access", java.util.Map.of("roles", java.util.List.of("amparo-user"))));
    }

    private void seen(Cookie cookie) throws Exception {
        mvc.perform(get("/me").cookie(cookie)).andExpect(status().isOk());
    }

    private Cookie signIn() {
        var session = sessions.createSession();
        session.setAttribute(
                HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
                WebSessionsQueryTests.identity(name, "sid-of-" + name, clock.instant()));
        sessions.save(session);
        return new Cookie(
                "amparo", Base64.getEncoder().encodeToString(session.getId().getBytes(StandardCharsets.UTF_8)));
    }

    private MemberId enrol(OrganizationKind kind, Role role) {
        return enrol(organization(kind), role);
    }

    private OrganizationSheet organization(OrganizationKind kind) {
        return membership.register(
                new RegisterOrganization(
                        "Organization of " + name,
                        kind,
                        new Agreement(LocalDate.of(2026, 1, 5), "A signatory", "A document", null)),
                Actor.system());
    }

    private MemberId enrol(OrganizationSheet organization, Role... roles) {
        return membership
                .enrol(
                        new EnrolMember(organization.id(), name, name + "@example.org", "en", Set.of(roles)),
                        Actor.system())
                .id();
    }
}
