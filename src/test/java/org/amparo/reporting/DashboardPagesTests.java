package org.amparo.reporting;

import static org.amparo.support.TestMembers.page;
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

import java.time.LocalDate;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.web.servlet.MockMvc;

@ApplicationModuleTest
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class})
class DashboardPagesTests {

    private final MockMvc mvc;
    private final JdbcTemplate jdbc;

    DashboardPagesTests(MockMvc mvc, JdbcTemplate jdbc) {
        this.mvc = mvc;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void figures() {
        FiguresFixture.fill(jdbc, 2_000, LocalDate.of(2026, 10, 31));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dashboard", "/dashboard/all.csv", "/dashboard/funnel.csv", "/figures"})
    void areForLeadsAndStewardsOnly(String path) throws Exception {
        for (var may : new String[] {"lead", "steward"}) {
            mvc.perform(get(path).with(page(may))).andExpect(status().isOk());
        }
        for (var mayNot : new String[] {"volunteer", "dispatcher", "attorney"}) {
            mvc.perform(get(path).with(page(mayNot))).andExpect(status().isForbidden());
        }
    }

    @Test
    void showsFiguresWithTheirTablesAndWhatIsWithheld() throws Exception {
        var html = mvc.perform(get("/dashboard").queryParam("period", "2026-Q3").with(page("lead")))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(html)
                .contains("Figures for Quarter 3 of 2026", ">withheld<", "<svg", "figures-fill")
                .doesNotContain("style=\"", "<script>", "??");
        for (var name : FigureName.values()) {
            assertThat(html)
                    .contains("id=\"" + name.path() + "\"", "/dashboard/" + name.path() + ".csv?period=2026-Q3");
        }
    }

    @Test
    void tellsOfAMonthTheSumsAndLinksToItsQuarter() throws Exception {
        mvc.perform(get("/dashboard").queryParam("period", "2026-07").with(page("lead")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Figures for July 2026")))
                .andExpect(content().string(containsString("quarters and years")))
                .andExpect(content().string(containsString("/dashboard?period=2026-Q3")))
                .andExpect(content().string(not(containsString("id=\"languages\""))))
                .andExpect(content().string(not(containsString("??"))));
    }

    @Test
    void saysWhatAChartShows() throws Exception {
        mvc.perform(get("/dashboard").queryParam("period", "2026").with(page("lead")))
                .andExpect(content().string(containsString("people were taken on by a provider")))
                .andExpect(content().string(containsString("Half of the first offers were made within")));
    }

    @Test
    void speaksSpanish() throws Exception {
        mvc.perform(get("/dashboard")
                        .queryParam("period", "2026-Q3")
                        .cookie(new jakarta.servlet.http.Cookie("amparo-language", "es"))
                        .with(page("lead")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Cifras: trimestre 3 de 2026")))
                .andExpect(content().string(containsString("oculto")))
                .andExpect(content().string(not(containsString(">withheld<"))));
    }

    @Test
    void showsAPeriodWithoutAnything() throws Exception {
        mvc.perform(get("/dashboard").queryParam("period", "2019").with(page("lead")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Nobody asked for a lawyer in this period")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-13", "2098", "'; DROP TABLE"})
    void refusesWhatIsNoFixedPeriod(String period) throws Exception {
        mvc.perform(get("/dashboard").queryParam("period", period).with(page("lead")))
                .andExpect(status().isUnprocessableContent());
        mvc.perform(get("/dashboard/all.csv").queryParam("period", period).with(page("lead")))
                .andExpect(status().isUnprocessableContent());
    }

    @ParameterizedTest
    @EnumSource
    void downloadsEachTable(FigureName name) throws Exception {
        mvc.perform(get("/dashboard/{name}.csv", name.path())
                        .queryParam("period", "2026-Q3")
                        .with(page("lead")))
                .andExpect(status().isOk())
                .andExpect(content().contentTypeCompatibleWith("text/csv"))
                .andExpect(header().string(
                                "Content-Disposition",
                                "attachment; filename=\"amparo-" + name.path() + "-2026-Q3.csv\""))
                .andExpect(content().string(containsString(name.path() + "," + name.version() + ",")));
    }

    @Test
    void downloadsAllFiguresWithholdingTheSame() throws Exception {
        mvc.perform(get("/dashboard/all.csv").queryParam("period", "2026-Q3").with(page("steward")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("figure,version,period,code,line,level,measure,unit,value")))
                .andExpect(content().string(containsString(",withheld")));
    }

    @Test
    void knowsNoOtherFigure() throws Exception {
        mvc.perform(get("/dashboard/names.csv").with(page("lead"))).andExpect(status().isNotFound());
    }

    @Test
    void letsAStewardCountAnewAndNobodyElse() throws Exception {
        mvc.perform(post("/figures/recounts").with(page("lead")).with(csrf())).andExpect(status().isForbidden());
        mvc.perform(post("/figures/recounts").with(page("steward")).with(csrf()))
                .andExpect(redirectedUrl("/figures"));
    }
}
