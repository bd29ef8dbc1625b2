package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.oidcLogin;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.amparo.membership.Role;
import org.amparo.support.TestInfrastructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** A password alone is not enough for everybody, nor is a sign-in of this morning for everything. */
@SpringBootTest
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, SecurityTests.People.class})
class AssuranceTests {

    private final MockMvc mvc;

    AssuranceTests(@Autowired MockMvc mvc) {
        this.mvc = mvc;
    }

    @ParameterizedTest
    @ValueSource(strings = {"dispatcher", "attorney", "lead", "steward"})
    void sendsWhoeverNeedsAPasskeyToShowIt(String subject) throws Exception {
        for (var less : List.of("password", "code")) {
            mvc.perform(get("/me/sign-ins").with(page(subject, less, now())))
                    .andExpect(redirectedUrl("/oauth2/authorization/amparo?proof=passkey"));
        }
        mvc.perform(get("/me/sign-ins").with(page(subject, "passkey", now()))).andExpect(status().isOk());
    }

    @Test
    void asksAVolunteerForACodeOrAPasskey() throws Exception {
        mvc.perform(get("/me/sign-ins").with(page("volunteer", "password", now())))
                .andExpect(redirectedUrl("/oauth2/authorization/amparo?proof=code"));
        mvc.perform(post("/calls").with(csrf()).with(page("volunteer", "password", now())))
                .andExpect(status().isForbidden())
                .andExpect(request().attribute(SecurityProblems.CODE, "code-required"));
        mvc.perform(get("/api/v1/me").with(api("volunteer", "password", now())))
                .andExpect(status().isUnauthorized())
                .andExpect(header().string("WWW-Authenticate", containsString("acr_values=\"code passkey\"")))
                .andExpect(jsonPath("$.type").value("urn:amparo:problem:code-required"));
        for (var enough : List.of("code", "passkey")) {
            mvc.perform(get("/me/sign-ins").with(page("volunteer", enough, now())))
                    .andExpect(status().isOk());
        }
    }

    @Test
    void asksForThePasskeyOnceAndThenSaysWhatIsMissing() throws Exception {
        var session = new MockHttpSession();
        session.setAttribute(SignInRequests.ASKED_FOR, "PASSKEY");
        mvc.perform(get("/me/sign-ins").session(session).with(page("steward", "password", now())))
                .andExpect(
                        result -> assertThat(result.getResponse().getStatus()).isIn(302, 403));
        mvc.perform(post("/members").with(csrf()).with(page("steward", "password", now())))
                .andExpect(status().isForbidden())
                .andExpect(request().attribute(SecurityProblems.CODE, "passkey-required"));
        mvc.perform(get("/me/sign-ins").header("HX-Request", "true").with(page("steward", "password", now())))
                .andExpect(status().isForbidden());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dispatcher", "attorney", "lead", "steward"})
    void tellsAClientOfTheApiWhichProofWouldDo(String subject) throws Exception {
        mvc.perform(get("/api/v1/me").with(api(subject, "1", now())))
                .andExpect(status().isUnauthorized())
                .andExpect(header().string(
                                "WWW-Authenticate",
                                allOf(
                                        containsString("error=\"insufficient_user_authentication\""),
                                        containsString("acr_values=\"passkey\""))))
                .andExpect(jsonPath("$.type").value("urn:amparo:problem:passkey-required"));
    }

    @Test
    void alwaysAsksForAProofOfNowAndForAPasskeyWhereItIsNeeded() throws Exception {
        var plain = location(SignInRequests.ADDRESS);
        assertThat(plain).contains("max_age=60", "code_challenge_method=S256").doesNotContain("acr_values");
        assertThat(location(SignInRequests.with(Proof.PASSKEY)))
                .contains("max_age=60", "acr_values=passkey", "\"essential\":true", "\"values\":[\"passkey\"]");
        assertThat(location(SignInRequests.with(Proof.CODE)))
                .contains("max_age=60", "acr_values=code", "\"essential\":true", "\"values\":[\"code\"]");
    }

    @Test
    void refusesASignInWhoseProofIsOld() {
        var clock = Clock.fixed(now(), ZoneOffset.UTC);
        var check = new ProvenNow(clock);
        assertThat(check.validate(token(now().minusSeconds(30))).hasErrors()).isFalse();
        assertThat(check.validate(token(now().minus(Duration.ofMinutes(10)))).hasErrors())
                .isTrue();
        assertThat(check.validate(token(null)).hasErrors())
                .as("a provider that does not say")
                .isTrue();
    }

    @Test
    void asksAgainBeforeAnExport() throws Exception {
        mvc.perform(get("/dashboard/all.csv").with(page("lead", "passkey", now())))
                .andExpect(status().isOk());
        mvc.perform(get("/dashboard/all.csv").with(page("lead", "passkey", now().minus(Duration.ofMinutes(11)))))
                .andExpect(redirectedUrl(SignInRequests.ADDRESS));
        mvc.perform(get("/dashboard").with(page("lead", "passkey", now().minus(Duration.ofMinutes(11)))))
                .andExpect(status().isOk());
    }

    @Test
    void asksAgainBeforeAFileIsHandedOut() throws Exception {
        var before = now().minus(Duration.ofMinutes(11));
        for (var person : List.of("dispatcher", "steward")) {
            mvc.perform(get("/exports").with(page(person, "passkey", now()))).andExpect(status().isOk());
            mvc.perform(get("/exports").with(page(person, "passkey", before)))
                    .andExpect(redirectedUrl(SignInRequests.ADDRESS));
        }
        mvc.perform(post("/exports/{id}/download", UUID.randomUUID())
                        .with(csrf())
                        .with(page("dispatcher", "passkey", now().minus(Duration.ofMinutes(31)))))
                .andExpect(request().attribute(SecurityProblems.CODE, "fresh-sign-in-required"));
        mvc.perform(post("/api/v1/exports/{id}/approval", UUID.randomUUID()).with(api("steward", "passkey", before)))
                .andExpect(status().isUnauthorized());
        mvc.perform(post("/api/v1/exports/{id}/download", UUID.randomUUID()).with(api("dispatcher", "passkey", before)))
                .andExpect(status().isUnauthorized());
    }

    @Test
    void givesTimeToFillInAFormThatWasOpenedWithAFreshProof() throws Exception {
        var path = "/organizations/" + UUID.randomUUID() + "/suspension";
        mvc.perform(get(path).with(page("steward", "passkey", now().minus(Duration.ofMinutes(11)))))
                .andExpect(redirectedUrl(SignInRequests.ADDRESS));
        mvc.perform(post(path).with(csrf()).with(page("steward", "passkey", now().minus(Duration.ofMinutes(11)))))
                .andExpect(status().isNotFound());
        mvc.perform(post(path).with(csrf()).with(page("steward", "passkey", now().minus(Duration.ofMinutes(31)))))
                .andExpect(status().isForbidden())
                .andExpect(request().attribute(SecurityProblems.CODE, "fresh-sign-in-required"));
    }

    @Test
    void tellsAClientOfTheApiHowFreshTheProofMustBe() throws Exception {
        mvc.perform(post("/api/v1/members")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}")
                        .with(api("steward", "passkey", now().minus(Duration.ofMinutes(11)))))
                .andExpect(status().isUnauthorized())
                .andExpect(header().string(
                                "WWW-Authenticate",
                                allOf(
                                        containsString("error=\"insufficient_user_authentication\""),
                                        containsString("max_age=\"600\""))))
                .andExpect(jsonPath("$.type").value("urn:amparo:problem:fresh-sign-in-required"));
    }

    @Test
    void doesNotLetAnInstallationGoWithoutPasskeys() {
        assertThat(new SignInSettings(null, null, null, null).trouble()).isEmpty();
        assertThat(new SignInSettings(List.of(), null, null, null).trouble()).hasSize(1);
        assertThat(new SignInSettings(null, List.of(), null, null).trouble()).hasSize(1);
        assertThat(new SignInSettings(null, null, Set.of(Role.STEWARD), null).trouble())
                .hasSize(1);
        assertThat(new SignInSettings(null, null, null, Duration.ofDays(1)).trouble())
                .hasSize(1);
    }

    private String location(String path) throws Exception {
        return URLDecoder.decode(
                mvc.perform(get(path)).andReturn().getResponse().getRedirectedUrl(), StandardCharsets.UTF_8);
    }

    private static Instant now() {
        return Instant.now();
    }

    private static Jwt token(Instant provenAt) {
        var token = Jwt.withTokenValue("t").header("alg", "none").subject("x");
        return provenAt == null
                ? token.build()
                : token.claim("auth_time", provenAt.getEpochSecond()).build();
    }

    private static RequestPostProcessor page(String subject, String acr, Instant provenAt) {
        return oidcLogin()
                .idToken(token -> token.subject(subject)
                        .claim("acr", acr)
                        .claim("auth_time", provenAt.getEpochSecond())
                        .claim("realm_access", Map.of("roles", List.of("amparo-user"))));
    }

    private static RequestPostProcessor api(String subject, String acr, Instant provenAt) {
        return jwt().jwt(token -> token.subject(subject)
                .claim("acr", acr)
                .claim("auth_time", provenAt.getEpochSecond())
                .claim("realm_access", Map.of("roles", List.of("amparo-user"))));
    }
}
