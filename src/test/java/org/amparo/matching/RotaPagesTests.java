package org.amparo.matching;

import static org.amparo.support.TestMembers.ATTORNEY;
import static org.amparo.support.TestMembers.OTHER_ATTORNEY;
import static org.amparo.support.TestMembers.api;
import static org.amparo.support.TestMembers.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** The rota on its pages and through the API, on a real PostgreSQL, by who may see it. */
@ApplicationModuleTest
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class, Setting.class})
class RotaPagesTests {

    private final MockMvc mvc;
    private final Setting setting;
    private final RotaDesk desk;
    private final JdbcClient jdbc;
    private final LocalDate today;
    private final Week week;

    RotaPagesTests(MockMvc mvc, Setting setting, RotaDesk desk, JdbcClient jdbc, Clock clock) {
        this.mvc = mvc;
        this.setting = setting;
        this.desk = desk;
        this.jdbc = jdbc;
        this.today = clock.instant().atZone(OfficeHours.PACIFIC).toLocalDate();
        this.week = Week.of(today);
    }

    @BeforeEach
    void noRota() {
        setting.twoProviders();
        jdbc.sql("DELETE FROM matching.rota").update();
    }

    @ParameterizedTest
    @CsvSource({"attorney, 200", "volunteer, 403", "dispatcher, 403", "lead, 403", "steward, 403"})
    void openForThoseWhoMay(String person, int status) throws Exception {
        for (var address : new String[] {"/practice/rota", "/practice/rota/today"}) {
            mvc.perform(get(address).with(page(person))).andExpect(status().is(status));
        }
        mvc.perform(get("/api/v1/practice/rota").with(api(person))).andExpect(status().is(status));
    }

    @Test
    void aRotaIsPlannedAndTheInboxNamesWhoIsOnCall() throws Exception {
        mvc.perform(get("/practice/rota").with(page("attorney")))
                .andExpect(content()
                        .string(allOf(
                                containsString("name=\"weeks[" + week + "]\""),
                                containsString(ATTORNEY.name()),
                                not(containsString(OTHER_ATTORNEY.name())),
                                not(containsString("??")))));
        mvc.perform(rota().param("weeks[" + week + "]", ATTORNEY.member().toString()))
                .andExpect(redirectedUrl("/practice/rota"));
        mvc.perform(get("/practice/rota/today").with(page("attorney")).header("HX-Request", "true"))
                .andExpect(content()
                        .string(allOf(
                                containsString("On call today: " + ATTORNEY.name()), not(containsString("<html")))));
        mvc.perform(get("/practice/rota/today").with(page("other-attorney")))
                .andExpect(content().string(not(containsString(ATTORNEY.name()))));
    }

    @Test
    void somebodyStandsInForSomeDaysAndIsTakenAwayAgain() throws Exception {
        mvc.perform(rota().param("from", today.plusDays(1).toString())
                        .param("until", today.plusDays(2).toString())
                        .param("standIn", ATTORNEY.member().toString()))
                .andExpect(redirectedUrl("/practice/rota"));
        assertThat(desk.rota(ATTORNEY).days())
                .extracting(RotaView.DayTurn::day)
                .containsExactly(today.plusDays(1), today.plusDays(2));
        mvc.perform(rota().param("days", today.plusDays(2) + " " + ATTORNEY.member()))
                .andExpect(redirectedUrl("/practice/rota"));
        assertThat(desk.rota(ATTORNEY).days()).extracting(RotaView.DayTurn::day).containsExactly(today.plusDays(2));
        mvc.perform(get("/practice/rota")
                        .with(page("attorney"))
                        .cookie(new jakarta.servlet.http.Cookie("amparo-language", "es")))
                .andExpect(content()
                        .string(allOf(
                                containsString("Quién cubre"),
                                not(containsString("??")),
                                not(containsString("matching.")))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from | soon | Enter a date",
                "until | 2020-01-01 | Choose a day after the first",
                "standIn | nobody | Choose who stands in",
                "standIn | 01900000-0000-7001-8000-000000000099 | Choose somebody who answers offers",
                "from | 2031-01-01 | Plan at most eight weeks ahead",
                "days | <script> | Choose one of the entries of the list"
            })
    void whatCannotBeIsNamed(String field, String value, String message) throws Exception {
        var typed = new LinkedHashMap<>(Map.of(
                "from",
                today.plusDays(1).toString(),
                "until",
                "",
                "standIn",
                ATTORNEY.member().toString(),
                "days",
                ""));
        typed.put(field, value);
        var request = rota();
        typed.forEach((name, text) -> {
            if (!name.equals("days") || !text.isEmpty()) {
                request.param(name, text);
            }
        });
        mvc.perform(request)
                .andExpect(status().is(422))
                .andExpect(content().string(allOf(containsString("There is a problem"), containsString(message))));
    }

    @Test
    void theApiPlansTheWhole() throws Exception {
        mvc.perform(put("/api/v1/practice/rota")
                        .with(api("attorney"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"weeks\": {\"%s\": \"%s\"}, \"days\": {\"%s\": \"%s\"}}"
                                .formatted(week, ATTORNEY.member(), today.plusDays(3), ATTORNEY.member())))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.today.name").value(ATTORNEY.name()))
                .andExpect(jsonPath("$.weeks[0].person.member")
                        .value(ATTORNEY.member().toString()))
                .andExpect(jsonPath("$.days[0].day").value(today.plusDays(3).toString()))
                .andExpect(jsonPath("$.revision").value(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"weeks\": {\"2026-11-24\": \"01900000-0000-7001-8000-000000000003\"}}",
                "{\"weeks\": {\"2026-11-23\": null}}",
                "{\"days\": {\"2035-01-01\": \"01900000-0000-7001-8000-000000000003\"}}",
                "{\"people\": []}",
                "{}"
            })
    void theApiRefusesWhatCannotBe(String body) throws Exception {
        mvc.perform(put("/api/v1/practice/rota")
                        .with(api("attorney"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .andExpect(status().is4xxClientError());
    }

    @Test
    void onAHolidayTheInboxSaysThatTheProviderIsClosed() throws Exception {
        mvc.perform(rota().param("weeks[" + week + "]", ATTORNEY.member().toString()));
        mvc.perform(post("/practice")
                        .with(page("attorney"))
                        .with(csrf())
                        .param("services", "BOND")
                        .param("facilities", "ADLNTCA")
                        .param("languages", "es")
                        .param("taking", "OPEN")
                        .param(
                                "holidays",
                                today.toString(),
                                "",
                                today.minusDays(3).toString())
                        .param("revision", practiceRevision()))
                .andExpect(redirectedUrl("/practice"));
        mvc.perform(get("/practice/rota/today").with(page("attorney")))
                .andExpect(content().string(containsString("You are closed today")));
        mvc.perform(get("/practice").with(page("attorney")))
                .andExpect(content()
                        .string(allOf(
                                containsString("value=\"" + today + "\" checked"),
                                not(containsString(today.minusDays(3).toString())))));
    }

    private String practiceRevision() {
        return jdbc.sql("SELECT revision FROM matching.practice WHERE id = :id")
                .param("id", ATTORNEY.organization().value())
                .query(Integer.class)
                .single()
                .toString();
    }

    private MockHttpServletRequestBuilder rota() {
        return post("/practice/rota")
                .with(page("attorney"))
                .with(csrf())
                .param("revision", String.valueOf(desk.rota(ATTORNEY).revision()));
    }
}
