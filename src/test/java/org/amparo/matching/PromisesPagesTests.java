package org.amparo.matching;

import static org.amparo.support.TestMembers.ATTORNEY;
import static org.amparo.support.TestMembers.DISPATCHER;
import static org.amparo.support.TestMembers.OTHER_PROVIDER;
import static org.amparo.support.TestMembers.PROVIDER;
import static org.amparo.support.TestMembers.STEWARD;
import static org.amparo.support.TestMembers.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Service;
import org.amparo.referrals.DeclineReason;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;

/** The grid of a week, by who may see it and what it says. */
@ApplicationModuleTest
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class, Setting.class})
class PromisesPagesTests {

    private final MockMvc mvc;
    private final Setting setting;
    private final PromisesDesk desk;
    private final MatchingDesk matching;
    private final Practices practices;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Week week;

    PromisesPagesTests(
            MockMvc mvc,
            Setting setting,
            PromisesDesk desk,
            MatchingDesk matching,
            Practices practices,
            TransactionTemplate transactions,
            Clock clock) {
        this.mvc = mvc;
        this.setting = setting;
        this.desk = desk;
        this.matching = matching;
        this.practices = practices;
        this.transactions = transactions;
        this.clock = clock;
        this.week = Week.of(clock.instant());
    }

    @BeforeEach
    void twoProviders() {
        setting.twoProviders();
    }

    @ParameterizedTest
    @CsvSource({
        "attorney, /practice/promises, 200",
        "volunteer, /practice/promises, 403",
        "dispatcher, /practice/promises, 403",
        "steward, /practices/{other}/promises, 200",
        "dispatcher, /practices/{other}/promises, 200",
        "attorney, /practices/{other}/promises, 403",
        "lead, /practices/{other}/promises, 403",
        "steward, /practices/01900000-0000-7000-8000-000000000001/promises, 404"
    })
    void openForThoseWhoMay(String person, String address, int status) throws Exception {
        mvc.perform(get(address.replace("{other}", OTHER_PROVIDER.toString())).with(page(person)))
                .andExpect(status().is(status));
    }

    @Test
    void aWeekIsPromisedInOneForm() throws Exception {
        mvc.perform(get("/practice/promises").with(page("attorney")))
                .andExpect(content()
                        .string(allOf(
                                containsString("name=\"cases[BOND]\""),
                                containsString("name=\"languages[BOND]\""),
                                containsString("Nothing has been said of this week yet."),
                                containsString("So far you say a standing room"),
                                not(containsString("The same again")),
                                not(containsString("??")),
                                not(containsString("matching.")))));
        mvc.perform(grid("2").param("languages[BOND]", "es", "mam"))
                .andExpect(redirectedUrl("/practice/promises?week=" + week));
        var said = desk.promises(PROVIDER, ATTORNEY).week(week.begins()).promises();
        assertThat(said).singleElement().satisfies(bond -> {
            assertThat(bond.promised()).isEqualTo(2);
            assertThat(bond.limits().languages()).containsExactly(TestCatalog.SPANISH, TestCatalog.MAM);
        });
        mvc.perform(get("/practice/promises").with(page("attorney")))
                .andExpect(content()
                        .string(allOf(
                                containsString("value=\"2\""),
                                containsString("value=\"mam\" checked"),
                                not(containsString("So far you say a standing room")))));
    }

    @Test
    void thePageSpeaksSpanish() throws Exception {
        promise(week.plus(0), 1);
        mvc.perform(get("/practice/promises?week=" + week.next())
                        .with(page("attorney"))
                        .cookie(new jakarta.servlet.http.Cookie("amparo-language", "es")))
                .andExpect(content()
                        .string(allOf(
                                containsString("¿Lo mismo otra vez?"),
                                containsString("La próxima semana"),
                                not(containsString("??")),
                                not(containsString("matching.")))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cases[BOND] | many | Enter a number",
                "cases[BOND] | -1 | Enter zero or more for Bond hearing",
                "cases[HABEAS] | 1 | Tick Habeas",
                "places[BOND] | facility-CLOSEDCA | Old Adelanto Annex has closed",
                "places[BOND] | facility-CCASDCA | your practice does not serve Otay Mesa Detention Center",
                "places[BOND] | <script> | Choose one of the entries of the list",
                "languages[BOND] | en | your practice does not reach English",
                "languages[HABEAS] | es | Say how many, or remove the places and languages"
            })
    void whatCannotBeIsNamedAndNothingTypedIsLost(String field, String value, String message) throws Exception {
        var request = field.equals("cases[BOND]") ? grid(value) : grid("7").param(field, value);
        mvc.perform(request)
                .andExpect(status().is(422))
                .andExpect(content()
                        .string(allOf(
                                containsString("There is a problem"),
                                containsString(message),
                                containsString(
                                        field.equals("cases[BOND]") ? "value=\"" + value + "\"" : "value=\"7\""))));
    }

    @Test
    void allThatIsWrongIsToldAtOnce() throws Exception {
        mvc.perform(grid("-1").param("languages[BOND]", "en"))
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("your practice does not reach English")));
    }

    @Test
    void theSlowerOfTwoIsToldAndSavesAgain() throws Exception {
        var seen = seen();
        promise(week, 1);
        mvc.perform(post("/practice/promises")
                        .with(page("attorney"))
                        .with(csrf())
                        .param("week", week.toString())
                        .param("cases[BOND]", "7")
                        .param("revision", seen))
                .andExpect(status().is(422))
                .andExpect(content()
                        .string(allOf(
                                containsString("Somebody else saved this while you were working"),
                                containsString("value=\"7\""),
                                containsString("name=\"revision\" value=\"" + seen() + "\""))));
    }

    /** Else the slower of two would overwrite the other after putting a mistake of their own right. */
    @Test
    void aMistakeOfOnesOwnDoesNotHideThatSomebodyElseWasFaster() throws Exception {
        var seen = seen();
        promise(week, 1);
        mvc.perform(post("/practice/promises")
                        .with(page("attorney"))
                        .with(csrf())
                        .param("week", week.toString())
                        .param("cases[BOND]", "many")
                        .param("revision", seen))
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("name=\"revision\" value=\"" + seen + "\"")));
    }

    @Test
    void theSameAgainIsOneTap() throws Exception {
        desk.promise(
                new PromiseWeek(
                        PROVIDER,
                        week,
                        Map.of(
                                Service.BOND,
                                new PromisedRoom(2, new Limits(Set.of(TestCatalog.ADELANTO), Set.of(), Set.of()))),
                        null),
                ATTORNEY);
        mvc.perform(get("/practice/promises?week=" + week.next()).with(page("attorney")))
                .andExpect(content()
                        .string(allOf(
                                containsString("2 × Bond hearing (Adelanto ICE Processing Center)"),
                                containsString("name=\"week\" value=\"" + week.next() + "\""),
                                containsString("action=\"/practice/promises/repetition\""))));
        mvc.perform(again("/practice", "attorney")).andExpect(redirectedUrl("/practice/promises?week=" + week.next()));
        assertThat(desk.promises(PROVIDER, ATTORNEY).week(week.next().begins()).promises())
                .singleElement()
                .satisfies(bond -> {
                    assertThat(bond.promised()).isEqualTo(2);
                    assertThat(bond.limits().facilities()).containsExactly(TestCatalog.ADELANTO);
                });
    }

    @Test
    void lookingChangesNothing() throws Exception {
        promise(week, 1);
        mvc.perform(get("/practice/promises?week=" + week.next()).with(page("attorney")));
        mvc.perform(get("/practice/promises/repetition").with(page("attorney"))).andExpect(status().is4xxClientError());
        assertThat(desk.promises(PROVIDER, ATTORNEY).week(week.next().begins()).saidAt())
                .isNull();
    }

    @Test
    void nothingCanBeSaidAgainThatNeverWasSaid() throws Exception {
        mvc.perform(again("/practice", "attorney"))
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("Nothing has been promised for a week before")));
    }

    @Test
    void aStewardPromisesForAProvider() throws Exception {
        promise(week, 3);
        mvc.perform(again("/practices/" + PROVIDER, "steward"))
                .andExpect(redirectedUrl("/practices/" + PROVIDER + "/promises?week=" + week.next()));
        mvc.perform(again("/practices/" + PROVIDER, "attorney")).andExpect(status().isForbidden());
        mvc.perform(get("/practices").with(page("steward"))).andExpect(content().string(containsString("3 this week")));
    }

    @Test
    void savingThePracticeKeepsWhatWasPromisedAndASwitchGoesBackToAStandingRoom() throws Exception {
        promise(week, 1);
        mvc.perform(get("/practice").with(page("attorney")))
                .andExpect(content().string(containsString("value=\"BY_WEEK\" checked")));
        mvc.perform(practice("BY_WEEK")).andExpect(redirectedUrl("/practice"));
        assertThat(desk.promises(PROVIDER, ATTORNEY).rooming()).isEqualTo(Rooming.BY_WEEK);
        mvc.perform(practice("STANDING")).andExpect(redirectedUrl("/practice"));
        assertThat(desk.promises(PROVIDER, STEWARD).rooming()).isEqualTo(Rooming.STANDING);
    }

    @Test
    void aShortlistTellsWhatOneMorePlaceOfTheWeekWouldChange() throws Exception {
        promise(week, 0);
        var caseFile = setting.waiting(Given.facts().build());
        matching.redraw(caseFile, 1, DISPATCHER);
        mvc.perform(get("/cases/{id}/shortlist", caseFile).with(page("dispatcher")))
                .andExpect(content()
                        .string(allOf(
                                containsString("All it promised for this week is in use."),
                                containsString("with one more place for Bond hearing this week"),
                                not(containsString("??")))));
    }

    @Test
    void aNoForWantOfRoomIsShownWithAButtonThatCorrectsIt() throws Exception {
        promise(week, 3);
        closed();
        mvc.perform(get("/practice").with(page("attorney")))
                .andExpect(content()
                        .string(allOf(
                                containsString("Is this still right?"),
                                containsString("Bond hearing counts as used up"),
                                containsString("action=\"/practice/room\""))));
        for (var person : new String[] {"dispatcher", "volunteer", "lead"}) {
            mvc.perform(post("/practice/room").with(page(person)).with(csrf()).param("service", "BOND"))
                    .andExpect(status().isForbidden());
        }
        mvc.perform(post("/practice/room").with(page("attorney")).with(csrf()).param("service", "BOND"))
                .andExpect(redirectedUrl("/practice"));
        mvc.perform(get("/practice").with(page("attorney")))
                .andExpect(content().string(not(containsString("Is this still right?"))));
    }

    @Test
    void aQuestionIsShownUntilItIsAnsweredAndDeclinesAreCounted() throws Exception {
        setting.declined(setting.offered(setting.waiting(Given.facts().build()), PROVIDER), DeclineReason.LANGUAGE);
        questioned();
        mvc.perform(get("/practice").with(page("attorney")))
                .andExpect(content()
                        .string(allOf(
                                containsString("because of the language, though by your practice you reach it: Mam."),
                                containsString("What you declined, and why"),
                                not(containsString("??")))));
        mvc.perform(post("/practice/confirmations")
                        .with(page("attorney"))
                        .with(csrf())
                        .param("kind", "LANGUAGE")
                        .param("code", "mam"))
                .andExpect(redirectedUrl("/practice"));
        mvc.perform(get("/practice").with(page("attorney")))
                .andExpect(content().string(not(containsString("Is this still right?"))));
    }

    private void closed() {
        change(practice -> practice.declinedForRoom(Service.BOND, clock.instant(), Actor.system(), clock.instant()));
    }

    private void questioned() {
        change(practice ->
                practice.question(new PracticeQuestion(PracticeQuestion.Kind.LANGUAGE, "mam", clock.instant())));
    }

    private void change(UnaryOperator<Practice> verb) {
        transactions.executeWithoutResult(
                status -> practices.save(verb.apply(practices.lock(PROVIDER).orElseThrow())));
    }

    private void promise(Week of, int bond) {
        desk.promise(
                new PromiseWeek(PROVIDER, of, Map.of(Service.BOND, new PromisedRoom(bond, Limits.NONE)), null),
                ATTORNEY);
    }

    private String seen() {
        return String.valueOf(desk.promises(PROVIDER, ATTORNEY).revision());
    }

    private MockHttpServletRequestBuilder grid(String bond) {
        return post("/practice/promises")
                .with(page("attorney"))
                .with(csrf())
                .param("week", week.toString())
                .param("cases[BOND]", bond)
                .param("revision", seen());
    }

    private MockHttpServletRequestBuilder again(String practice, String person) {
        return post(practice + "/promises/repetition")
                .with(page(person))
                .with(csrf())
                .param("week", week.next().toString())
                .param("revision", seen());
    }

    private MockHttpServletRequestBuilder practice(String rooming) {
        return post("/practice")
                .with(page("attorney"))
                .with(csrf())
                .param("services", "BOND")
                .param("facilities", "ADLNTCA")
                .param("languages", "es", "mam")
                .param("capacity[BOND]", "4")
                .param("taking", "OPEN")
                .param("rooming", rooming)
                .param("revision", seen());
    }
}
