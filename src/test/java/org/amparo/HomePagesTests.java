package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.cookie;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.util.regex.Pattern;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.MockMvc;

@SpringBootTest
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, SecurityTests.People.class})
class HomePagesTests {

    private final MockMvc mvc;

    HomePagesTests(@Autowired MockMvc mvc) {
        this.mvc = mvc;
    }

    @ParameterizedTest
    @CsvSource({
        "volunteer, /calls",
        "dispatcher, /queue",
        "attorney, /inbox",
        "lead, /dashboard",
        "steward, /organizations"
    })
    void startsEverybodyWhereTheirWorkIs(String subject, String page) throws Exception {
        mvc.perform(get("/").with(TestMembers.page(subject))).andExpect(redirectedUrl(page));
    }

    @Test
    void tellsAnybodyWhatIsProtectedAndWhatIsNotInTheirLanguage() throws Exception {
        mvc.perform(get("/privacy").header("Accept-Language", "es-MX,es;q=0.9,en;q=0.8"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("<html class=\"govuk-template\" lang=\"es\"")))
                .andExpect(content().string(containsString("Quien controla el servidor en marcha")));
        mvc.perform(get("/privacy"))
                .andExpect(content().string(containsString("Whoever controls the running server")))
                .andExpect(content().string(not(containsString("/logout"))));
    }

    @Test
    void showsHelpOfTheOwnRole() throws Exception {
        mvc.perform(get("/help").with(TestMembers.page("attorney")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Answer offers in the inbox")))
                .andExpect(content().string(not(containsString("Take a call"))))
                .andExpect(content().string(containsString("Ana Attorney")))
                .andExpect(content().string(containsString("name=\"_csrf\"")));
    }

    @Test
    void saysGoodbye() throws Exception {
        mvc.perform(get("/signed-out")).andExpect(status().isOk());
    }

    @Test
    void remembersTheChosenLanguageOnThisDevice() throws Exception {
        mvc.perform(post("/language")
                        .param("language", "es")
                        .param("back", "/queue?urgency=U0")
                        .with(csrf()))
                .andExpect(redirectedUrl("/queue?urgency=U0"))
                .andExpect(cookie().value(Languages.COOKIE, "es"))
                .andExpect(cookie().httpOnly(Languages.COOKIE, true));
        mvc.perform(get("/help").with(TestMembers.page("attorney")).cookie(new Cookie(Languages.COOKIE, "es")))
                .andExpect(content().string(containsString("lang=\"es\"")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example",
                "/\\evil.example",
                "javascript:alert(1)",
                "/a\r\nSet-Cookie: x"
            })
    void sendsNobodyElsewhere(String back) throws Exception {
        mvc.perform(post("/language")
                        .param("language", "xx")
                        .param("back", back)
                        .with(csrf()))
                .andExpect(redirectedUrl("/"))
                .andExpect(cookie().doesNotExist(Languages.COOKIE));
    }

    @Test
    void filesCarryTheirHashAndStayForAYear() throws Exception {
        var page = mvc.perform(get("/privacy")).andReturn().getResponse().getContentAsString();
        var found =
                Pattern.compile("href=\"(/assets/amparo-[0-9a-f]{32}\\.css)\"").matcher(page);
        assertThat(found.find()).isTrue();
        mvc.perform(get(found.group(1)))
                .andExpect(status().isOk())
                .andExpect(header().string("Cache-Control", containsString("max-age=31536000")))
                .andExpect(header().doesNotExist("Content-Encoding"));
        mvc.perform(get(found.group(1)).header("Accept-Encoding", "gzip, deflate, br, zstd"))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Encoding", "br"))
                .andExpect(header().string("Content-Type", "text/css;charset=UTF-8"))
                .andExpect(header().string("Vary", containsString("Accept-Encoding")));
    }

    @Test
    void saysWhetherTheSessionLivesAndGivesAFreshToken() throws Exception {
        mvc.perform(get("/session").header("HX-Request", "true")).andExpect(status().isUnauthorized());
        mvc.perform(get("/session").header("HX-Request", "true").with(TestMembers.page("volunteer")))
                .andExpect(status().isNoContent())
                .andExpect(header().exists("X-CSRF-TOKEN"));
    }

    @Test
    void pagesAreNotKeptByBrowsers() throws Exception {
        mvc.perform(get("/help").with(TestMembers.page("lead")))
                .andExpect(header().string("Cache-Control", containsString("no-store")));
    }
}
