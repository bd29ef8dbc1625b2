package org.amparo.correspondence;

import static org.amparo.support.TestMembers.ATTORNEY;
import static org.amparo.support.TestMembers.api;
import static org.amparo.support.TestMembers.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.http.MediaType.APPLICATION_JSON;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.amparo.kernel.HumanReference;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;
import org.springframework.test.web.servlet.MockMvc;

@ApplicationModuleTest
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class})
@TestConstructor(autowireMode = AutowireMode.ALL)
class CorrespondencePagesTests {

    private final MockMvc mvc;
    private final CorrespondenceDesk desk;
    private final Outbox outbox;
    private final JdbcClient jdbc;
    private final Clock clock;

    CorrespondencePagesTests(MockMvc mvc, CorrespondenceDesk desk, Outbox outbox, JdbcClient jdbc, Clock clock) {
        this.mvc = mvc;
        this.desk = desk;
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeEach
    void empty() {
        jdbc.sql("DELETE FROM correspondence.letter").update();
        jdbc.sql("DELETE FROM correspondence.calendar_feed").update();
    }

    @Test
    void tellsTheAddressOfACalendarOnce() throws Exception {
        mvc.perform(get("/calendar").with(page("attorney")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Make a calendar")));
        var made = mvc.perform(
                        post("/calendar").with(page("attorney")).with(csrf()).param("scope", "MINE"))
                .andExpect(redirectedUrl("/calendar"))
                .andExpect(flash().attributeExists("calendarAddress"))
                .andReturn();
        var address = String.valueOf(made.getFlashMap().get("calendarAddress"));
        mvc.perform(get("/calendar")
                        .with(page("attorney"))
                        .cookie(made.getResponse().getCookies()))
                .andExpect(content().string(containsString(address)));
        mvc.perform(get("/calendar").with(page("attorney")).cookie(new Cookie("amparo-language", "es")))
                .andExpect(content().string(containsString("Anular la dirección")))
                .andExpect(content().string(not(containsString(".ics"))));
    }

    @Test
    void givesTheCalendarToWhoeverHasItsAddress() throws Exception {
        var path = desk.openCalendar(CalendarScope.MINE, ATTORNEY).address().replaceAll("^https?://[^/]*", "");

        mvc.perform(get(path))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Type", "text/calendar;charset=UTF-8"))
                .andExpect(header().string("Cache-Control", containsString("no-store")))
                .andExpect(content().string(containsString("BEGIN:VCALENDAR")));
        mvc.perform(post("/calendar/revocation").with(page("attorney")).with(csrf()))
                .andExpect(redirectedUrl("/calendar"));
        mvc.perform(get(path)).andExpect(status().isNotFound());
    }

    @Test
    void refusesACalendarOfNobody() throws Exception {
        mvc.perform(post("/calendar").with(page("attorney")).with(csrf()).param("scope", "EVERYBODY"))
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("Give an answer")));
    }

    @Test
    void showsTheStewardWhatDidNotArriveAndTriesItAgain() throws Exception {
        var letter = giveUp();

        for (var language : new String[] {"en", "es"}) {
            mvc.perform(get("/correspondence").with(page("steward")).cookie(new Cookie("amparo-language", language)))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("K7MR-4QX")))
                    .andExpect(content().string(containsString(ATTORNEY.name())))
                    .andExpect(content().string(not(containsString("@example.org"))));
        }
        mvc.perform(post("/correspondence/" + letter + "/redelivery")
                        .with(page("steward"))
                        .with(csrf()))
                .andExpect(redirectedUrl("/correspondence"))
                .andExpect(flash().attribute("notice", "correspondence.letters.retried"));
        assertThat(desk.delivery().undelivered()).isZero();
        mvc.perform(post("/correspondence/" + LetterId.create() + "/redelivery")
                        .with(page("steward"))
                        .with(csrf()))
                .andExpect(flash().attribute("notice", "problem.letter-settled"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"volunteer", "dispatcher", "lead", "attorney", "suspended"})
    void keepsThePostForTheSteward(String reader) throws Exception {
        mvc.perform(get("/correspondence").with(page(reader))).andExpect(status().isForbidden());
        mvc.perform(get("/api/v1/correspondence").with(api(reader))).andExpect(status().isForbidden());
    }

    @ParameterizedTest
    @ValueSource(strings = {"volunteer", "dispatcher", "lead", "steward", "suspended"})
    void keepsCalendarsForProviders(String reader) throws Exception {
        mvc.perform(get("/calendar").with(page(reader))).andExpect(status().isForbidden());
        mvc.perform(get("/api/v1/calendar").with(api(reader))).andExpect(status().isForbidden());
    }

    @Test
    void worksOverTheApiToo() throws Exception {
        mvc.perform(get("/api/v1/calendar").with(api("attorney"))).andExpect(status().isNotFound());
        mvc.perform(post("/api/v1/calendar")
                        .with(api("attorney"))
                        .contentType(APPLICATION_JSON)
                        .content("{\"scope\": \"ORGANIZATION\"}"))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.address").value(containsString("/calendar/")));
        mvc.perform(get("/api/v1/calendar").with(api("attorney")))
                .andExpect(jsonPath("$.scope").value("ORGANIZATION"))
                .andExpect(jsonPath("$.address").doesNotExist());
        mvc.perform(delete("/api/v1/calendar").with(api("attorney"))).andExpect(status().isNoContent());
        var letter = giveUp();
        mvc.perform(get("/api/v1/correspondence").with(api("steward")))
                .andExpect(jsonPath("$.undelivered").value(1))
                .andExpect(jsonPath("$.troubled[0].trouble").value("ADDRESS_REFUSED"));
        mvc.perform(post("/api/v1/correspondence/" + letter + "/redelivery").with(api("steward")))
                .andExpect(status().isAccepted());
        mvc.perform(post("/api/v1/correspondence/" + LetterId.create() + "/redelivery")
                        .with(api("steward")))
                .andExpect(status().isConflict());
    }

    private LetterId giveUp() {
        outbox.write(
                LetterKind.OFFER_WAITS,
                UUID.randomUUID(),
                0,
                new HumanReference("K7MR-4QX"),
                List.of(ATTORNEY.member()),
                null,
                clock.instant());
        var letter = new LetterId(jdbc.sql("SELECT id FROM correspondence.letter")
                .query(UUID.class)
                .single());
        outbox.failed(letter, DeliveryTrouble.ADDRESS_REFUSED, null);
        return letter;
    }
}
