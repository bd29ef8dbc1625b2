package org.amparo.reporting;

import static org.amparo.support.TestMembers.api;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.LocalDate;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.web.servlet.MockMvc;

@ApplicationModuleTest
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class})
class FiguresApiTests {

    private final MockMvc mvc;
    private final JdbcTemplate jdbc;

    FiguresApiTests(MockMvc mvc, JdbcTemplate jdbc) {
        this.mvc = mvc;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void figures() {
        FiguresFixture.fill(jdbc, 2_000, LocalDate.of(2026, 10, 31));
    }

    @Test
    void givesAllFiguresOfAPeriod() throws Exception {
        mvc.perform(get("/api/v1/figures").queryParam("period", "2026-Q3").with(api("lead")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.period").value("2026-Q3"))
                .andExpect(jsonPath("$.from").value("2026-07-01"))
                .andExpect(jsonPath("$.to").value("2026-10-01"))
                .andExpect(jsonPath("$.figures", hasSize(FigureName.values().length)))
                .andExpect(jsonPath("$.figures[0].name").value("funnel"))
                .andExpect(jsonPath("$.figures[0].version").value(2));
    }

    @Test
    void givesWithheldCellsWithoutAValue() throws Exception {
        FiguresFixture.fill(jdbc, 100, LocalDate.of(2026, 10, 31));
        mvc.perform(get("/api/v1/figures/languages")
                        .queryParam("period", "2026-07")
                        .with(api("lead")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.figures", hasSize(1)))
                .andExpect(
                        jsonPath("$.figures[0].lines[*].cells[?(@.withheld == true)].value", hasItem((Object) null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"volunteer", "dispatcher", "attorney", "suspended"})
    void isForLeadsAndStewardsOnly(String subject) throws Exception {
        mvc.perform(get("/api/v1/figures").with(api(subject))).andExpect(status().isForbidden());
        mvc.perform(get("/api/v1/figures/funnel").with(api(subject))).andExpect(status().isForbidden());
        mvc.perform(post("/api/v1/figures/recounts").with(api(subject))).andExpect(status().isForbidden());
    }

    @Test
    void namesTheFieldOfABadPeriod() throws Exception {
        mvc.perform(get("/api/v1/figures").queryParam("period", "last week").with(api("lead")))
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.type").value("urn:amparo:problem:not-a-period"));
    }

    @Test
    void knowsNoOtherFigure() throws Exception {
        mvc.perform(get("/api/v1/figures/people").with(api("lead"))).andExpect(status().isNotFound());
    }

    @Test
    void letsAStewardCountAnew() throws Exception {
        mvc.perform(post("/api/v1/figures/recounts").with(api("lead"))).andExpect(status().isForbidden());
        mvc.perform(post("/api/v1/figures/recounts").with(api("steward")))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.facts").value(0));
    }
}
