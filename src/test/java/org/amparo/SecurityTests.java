package org.amparo;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.amparo.membership.Directory;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.web.servlet.MockMvc;

@SpringBootTest
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, SecurityTests.People.class})
class SecurityTests {

    @TestConfiguration(proxyBeanMethods = false)
    static class People {

        @Bean
        @Primary
        Directory testMembers() {
            return new TestMembers();
        }
    }

    private final MockMvc mvc;

    SecurityTests(@org.springframework.beans.factory.annotation.Autowired MockMvc mvc) {
        this.mvc = mvc;
    }

    @Test
    void sendsAStrangerToSignIn() throws Exception {
        mvc.perform(get("/cases"))
                .andExpect(status().isFound())
                .andExpect(redirectedUrl("/oauth2/authorization/amparo"));
    }

    @Test
    void tellsAFragmentThatTheSessionIsOver() throws Exception {
        mvc.perform(get("/cases").header("HX-Request", "true")).andExpect(status().isUnauthorized());
    }

    @Test
    void answersTheApiWithProblemDetailsWhenThereIsNoToken() throws Exception {
        mvc.perform(get("/api/v1/cases"))
                .andExpect(status().isUnauthorized())
                .andExpect(header().string("WWW-Authenticate", "Bearer"))
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.type").value("urn:amparo:problem:sign-in-required"));
    }

    @Test
    void turnsAwayAPersonOfASuspendedOrganization() throws Exception {
        mvc.perform(get("/api/v1/referrals/inbox").with(TestMembers.api("suspended")))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.type").value("urn:amparo:problem:no-access"));
    }

    @Test
    void turnsAwaySomebodyMembershipDoesNotKnow() throws Exception {
        mvc.perform(get("/api/v1/cases").with(TestMembers.api("nobody")))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.type").value("urn:amparo:problem:no-access"));
    }

    @Test
    void refusesAPostWithoutItsToken() throws Exception {
        mvc.perform(post("/language").param("language", "es")).andExpect(status().isForbidden());
        mvc.perform(post("/cases").with(TestMembers.page("volunteer")).with(csrf().useInvalidToken()))
                .andExpect(status().isForbidden());
    }

    @Test
    void saysOfAFormSentAfterTheSessionThatItEnded() throws Exception {
        mvc.perform(post("/calls").with(csrf().useInvalidToken()))
                .andExpect(status().isForbidden())
                .andExpect(request().attribute(SecurityProblems.CODE, "session-ended"));
        mvc.perform(post("/calls").with(TestMembers.page("volunteer")).with(csrf().useInvalidToken()))
                .andExpect(status().isForbidden())
                .andExpect(request().attribute(SecurityProblems.CODE, "forbidden"));
    }

    @Test
    void setsTheHeadersThatKeepABrowserHonest() throws Exception {
        mvc.perform(get("/privacy"))
                .andExpect(header().string("Content-Security-Policy", SecurityConfiguration.contentSecurityPolicy("")))
                .andExpect(header().string("Referrer-Policy", "same-origin"))
                .andExpect(header().string("X-Frame-Options", "DENY"));
    }

    @Test
    void describesTheApiToWhoeverAsks() throws Exception {
        mvc.perform(get("/api/v1/openapi"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.openapi").value(Matchers.startsWith("3.1")))
                .andExpect(jsonPath("$.components.securitySchemes.token.scheme").value("bearer"))
                .andExpect(jsonPath("$.paths['/api/v1/events/{id}/attempts'].post.parameters[*].name")
                        .value(Matchers.hasItem("Idempotency-Key")))
                .andExpect(jsonPath("$.paths['/api/v1/events'].get.responses['401']")
                        .exists());
    }
}
