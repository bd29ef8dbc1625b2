package org.amparo.matching;

import static org.amparo.support.TestMembers.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.time.Clock;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.web.servlet.MockMvc;

@ApplicationModuleTest
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class WhatIfPagesTests {

    private final MockMvc mvc;
    private final Clock clock;

    WhatIfPagesTests(MockMvc mvc, Clock clock) {
        this.mvc = mvc;
        this.clock = clock;
    }

    @ParameterizedTest
    @CsvSource({"lead, 200", "steward, 200", "dispatcher, 403", "volunteer, 403", "attorney, 403"})
    void isForLeadsAndStewards(String person, int status) throws Exception {
        mvc.perform(get("/what-if").with(page(person))).andExpect(status().is(status));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    PLACES, en, Nobody more, What is taken for granted
                    PLACES, es, Nadie más, Qué se da por supuesto
                    INTERPRETER, en, Nobody more, On which day the interpreter comes makes no difference
                    INTERPRETER, es, Nadie más, No importa qué día venga""")
    void answersAndSaysWhatIsTakenForGranted(String kind, String language, String answer, String limits)
            throws Exception {
        assertThat(mvc.perform(get("/what-if")
                                .param("asked", "true")
                                .param("kind", kind)
                                .param("quarter", quarter())
                                .param("service", "BOND")
                                .param("language", kind.equals("PLACES") ? "" : "mam")
                                .param("perWeek", "1")
                                .cookie(new Cookie("amparo-language", language))
                                .with(page("lead")))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .contains(answer, limits)
                .doesNotContain("??", "matching.what-if", "style=\"");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    PLACES, '', 1, Choose the service
                    PLACES, MAGIC, 1, Choose one of the entries of the list
                    PLACES, BOND, lots, 'Choose 1, 2, 3, 5 or 10 a week'
                    INTERPRETER, '', 1, Choose the language
                    FUND, '', 1, Choose the fund""")
    void saysWhatIsWrongAndKeepsWhatWasChosen(String kind, String service, String perWeek, String problem)
            throws Exception {
        mvc.perform(get("/what-if")
                        .param("asked", "true")
                        .param("kind", kind)
                        .param("quarter", quarter())
                        .param("service", service)
                        .param("perWeek", perWeek)
                        .with(page("lead")))
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString(problem)))
                .andExpect(content().string(containsString("value=\"" + quarter() + "\" selected")));
    }

    @Test
    void takesNonsenseInTheAddressForTheFirstQuestion() throws Exception {
        mvc.perform(get("/what-if")
                        .param("kind", "MAGIC")
                        .param("quarter", "soon")
                        .with(page("lead")))
                .andExpect(status().isOk());
        mvc.perform(get("/what-if").param("asked", "true").with(page("lead")))
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString("Choose a quarter that is over")));
    }

    private String quarter() {
        return Quarter.of(clock.instant().atZone(OfficeHours.PACIFIC).toLocalDate())
                .before()
                .toString();
    }
}
