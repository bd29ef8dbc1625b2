package org.amparo.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.Map;
import org.amparo.intake.Changes.CloseCase;
import org.amparo.kernel.LanguageCode;
import org.amparo.membership.SignedIn;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;

@ApplicationModuleTest(extraIncludes = {"vault", "ledger"})
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class})
class IntakePagesTests {

    private static final String HTML_NAME = "<script>alert('x')</script> 🦋 محمد";

    private static final SignedIn ELSEWHERE = new SignedIn(
            TestMembers.VOLUNTEER.member(),
            TestMembers.OTHER_PROVIDER,
            "Another hotline",
            "Val Visitor",
            TestMembers.VOLUNTEER.roles(),
            true,
            "en");

    private final MockMvc mvc;
    private final IntakeDesk desk;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final JdbcClient database;

    IntakePagesTests(
            MockMvc mvc,
            IntakeDesk desk,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            JdbcClient database) {
        this.mvc = mvc;
        this.desk = desk;
        this.events = events;
        this.transaction = transaction;
        this.database = database;
    }

    @Test
    void writesDownWhoAskedForAFileThatIsNotTheirs() throws Exception {
        var missing = CaseId.create();
        var file = desk.open(Stories.wifeOfAManAtAdelanto(), TestMembers.VOLUNTEER);
        mvc.perform(get("/cases/{id}", missing).with(TestMembers.page("volunteer")))
                .andExpect(status().isNotFound());
        mvc.perform(get("/cases/{id}/file", file.id()).with(TestMembers.page("attorney")))
                .andExpect(status().isNotFound());
        mvc.perform(get("/cases/{id}", file.id()).with(TestMembers.page("lead")))
                .andExpect(status().isForbidden());
        assertThat(database.sql("""
                                SELECT ground || ' ' || member FROM ledger.entry
                                WHERE kind = 'REFUSAL' AND subject IN (?, ?) ORDER BY id
                                """)
                        .params(missing.value(), file.id().value())
                        .query(String.class)
                        .list())
                .containsExactly(
                        "NOT_FOUND GET /cases/{id} " + TestMembers.VOLUNTEER.member(),
                        "NOT_FOUND GET /cases/{id}/file " + TestMembers.ATTORNEY.member(),
                        "FORBIDDEN GET /cases/{id} " + TestMembers.LEAD.member());
    }

    // Every page, in both languages

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void showsEveryPage(String language) throws Exception {
        var file = desk.caseFile(
                desk.open(Stories.wifeOfAManAtAdelanto(), TestMembers.VOLUNTEER).id(), TestMembers.VOLUNTEER);
        var draft = draft();
        desk.log(LogCall.of(CallKind.INFORMATION, TestCatalog.SPANISH), TestMembers.VOLUNTEER);
        for (var path : List.of(
                "/calls",
                "/calls/handover",
                "/drafts/new",
                "/drafts/" + draft,
                "/drafts/" + draft + "?script=en",
                "/cases",
                "/cases?list=NEWEST&urgency=U1&state=WAITING&facility=ADLNTCA&mine=true",
                "/cases?list=CLOSED",
                "/imports",
                "/cases/" + file.id(),
                "/cases/" + file.id() + "/custody",
                "/cases/" + file.id() + "/arrest",
                "/cases/" + file.id() + "/caller",
                "/cases/" + file.id() + "/hearing",
                "/cases/" + file.id() + "/person",
                "/cases/" + file.id() + "/facts",
                "/cases/" + file.id() + "/urgency",
                "/cases/" + file.id() + "/consent",
                "/cases/" + file.id() + "/closure",
                "/cases/" + file.id() + "/conflict-packet",
                "/cases/" + file.id() + "/file")) {
            mvc.perform(volunteer(get(path)).cookie(new Cookie("amparo-language", language)))
                    .andExpect(status().isOk())
                    .andExpect(content()
                            .string(allOf(
                                    containsString("lang=\"" + language + "\""),
                                    containsString("</html>"),
                                    not(containsString("??")),
                                    not(containsString("intake.")))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/calls", "/calls/handover", "/drafts/new", "/cases"})
    void hasNoSuchPagesForOthers(String path) throws Exception {
        for (var stranger : List.of("attorney", "lead", "steward")) {
            mvc.perform(get(path).with(TestMembers.page(stranger))).andExpect(status().isForbidden());
        }
        mvc.perform(get(path)).andExpect(status().is3xxRedirection());
    }

    @Test
    void showsALeadNothingOfACase() throws Exception {
        var id =
                desk.open(Stories.wifeOfAManAtAdelanto(), TestMembers.VOLUNTEER).id();
        for (var path : List.of("", "/file", "/conflict-packet", "/custody", "/closure")) {
            mvc.perform(get("/cases/" + id + path).with(TestMembers.page("lead")))
                    .andExpect(status().isForbidden())
                    .andExpect(content().string(not(containsString("Mateo"))));
        }
    }

    @Test
    void showsAProviderWhatWasDisclosedAndNoMore() throws Exception {
        var id =
                desk.open(Stories.wifeOfAManAtAdelanto(), TestMembers.VOLUNTEER).id();
        var foreign = mvc.perform(get("/cases/" + id + "/conflict-packet").with(TestMembers.page("attorney")))
                .andExpect(status().isNotFound())
                .andReturn()
                .getResponse()
                .getContentAsString();
        var missing = mvc.perform(
                        get("/cases/" + CaseId.create() + "/conflict-packet").with(TestMembers.page("attorney")))
                .andExpect(status().isNotFound())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(withoutIds(foreign)).isEqualTo(withoutIds(missing));

        transaction.executeWithoutResult(
                status -> events.publishEvent(new IntakeModuleTests.Offered(id, TestMembers.PROVIDER, 1)));
        mvc.perform(get("/cases/" + id + "/conflict-packet").with(TestMembers.page("attorney")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Mateo Pérez Ramírez")));
        mvc.perform(get("/cases/" + id + "/conflict-packet")
                        .header("HX-Request", "true")
                        .with(TestMembers.page("attorney")))
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString("<html"))));
        mvc.perform(get("/cases/" + id + "/file").with(TestMembers.page("attorney")))
                .andExpect(status().isNotFound());
        mvc.perform(get("/cases/" + id + "/conflict-packet").with(TestMembers.page("other-attorney")))
                .andExpect(status().isNotFound());

        transaction.executeWithoutResult(
                status -> events.publishEvent(new IntakeModuleTests.Cleared(id, TestMembers.PROVIDER, 1)));
        mvc.perform(get("/cases/" + id + "/file").with(TestMembers.page("attorney")))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("Taken from his truck."),
                                not(containsString("/cases/" + id + "/person")))));
    }

    // The intake

    @Test
    void takesAnIntakeFromTheFirstWordToTheReference() throws Exception {
        var started = mvc.perform(volunteer(post("/drafts").param("language", "es")))
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        assertThat(started).startsWith("/drafts/");

        mvc.perform(volunteer(post(started + "/sections/URGENCY"))
                        .header("HX-Request", "true")
                        .param("version.URGENCY", "0")
                        .param("field[answers.TOLD_TO_SIGN]", "YES"))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("Told to sign papers"),
                                containsString("hx-swap-oob=\"true\""),
                                containsString("value=\"1\""))));

        mvc.perform(volunteer(filled(post(started)).param("then", "check").param("version.URGENCY", "1")))
                .andExpect(redirectedUrl(started + "/check"));
        mvc.perform(volunteer(get(started + "/check")))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("Mateo Pérez Ramírez"),
                                containsString("ICE ERO: made the arrest; Los Angeles County Sheriff: took part"),
                                containsString("Adelanto ICE Processing Center"))));

        var first = mvc.perform(volunteer(post(started + "/submission")))
                .andExpect(redirectedUrlPattern("/cases/*"))
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        mvc.perform(volunteer(post(started + "/submission"))).andExpect(redirectedUrl(first));
        mvc.perform(volunteer(get(started))).andExpect(redirectedUrl(first));
        mvc.perform(volunteer(get(first)))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("hx-trigger=\"every 1s\""),
                                containsString("Told to sign papers"),
                                containsString("Mam"))));
    }

    @Test
    void namesWhatIsMissingAndKeepsWhatWasTyped() throws Exception {
        var draft = "/drafts/" + draft();
        mvc.perform(volunteer(post(draft))
                        .param("then", "check")
                        .param("field[person.aNumber]", "12-34")
                        .param("field[person.born.year]", "2190")
                        .param("field[hearing.on]", "2026-02-30")
                        .param("field[custody.facility]", "NOWHERE")
                        .param("field[caller.phone]", "12")
                        .param("field[arrest.agencies.0.agency]", "LASD")
                        .param("field[arrest.agencies.1.part]", "HOLDS")
                        .param("field[caller.name]", HTML_NAME)
                        .param("field[note]", "x".repeat(20_001)))
                .andExpect(status().is(422))
                .andExpect(content()
                        .string(allOf(
                                containsString("href=\"#field-person-name\""),
                                containsString("Enter an A-number of 7 to 9 digits"),
                                containsString("A birth date cannot be in the future"),
                                containsString("Enter a day that is in the calendar"),
                                containsString("Choose one of the entries of the list"),
                                containsString("Enter a telephone number such as"),
                                containsString("href=\"#field-arrest-agencies-0-part\""),
                                containsString("Say what part the agency had"),
                                containsString("href=\"#field-arrest-agencies-1-agency\""),
                                containsString("shorten it to 20,000 characters"),
                                containsString("value=\"12-34\""),
                                containsString("&lt;script&gt;"),
                                not(containsString("<script>alert")))));
        mvc.perform(volunteer(get(draft)))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("value=\"12-34\"")));
        mvc.perform(volunteer(get(draft + "/check"))).andExpect(status().is(422));
    }

    @Test
    void keepsALongNoteANameInHtmlAndOneFromRightToLeft() throws Exception {
        var draft = "/drafts/" + draft();
        var note = "Lo que dijo. ".repeat(800);
        mvc.perform(volunteer(filled(post(draft)))
                        .param("then", "check")
                        .param("field[person.aliases]", HTML_NAME)
                        .param("field[note]", note))
                .andExpect(redirectedUrl(draft + "/check"));
        var file = mvc.perform(volunteer(post(draft + "/submission")))
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        mvc.perform(volunteer(get(file)))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("محمد"),
                                containsString("🦋"),
                                not(containsString("<script>alert")),
                                containsString(note.strip().substring(0, 5_000)))));
    }

    @Test
    void showsBothValuesWhenSomebodyElseSavedFirst() throws Exception {
        var draft = "/drafts/" + draft();
        mvc.perform(post(draft + "/sections/PERSON")
                        .with(TestMembers.page("dispatcher"))
                        .with(csrf())
                        .header("HX-Request", "true")
                        .param("version.PERSON", "0")
                        .param("field[person.name]", "Ana Ordóñez"))
                .andExpect(status().isOk());
        mvc.perform(volunteer(post(draft + "/sections/PERSON"))
                        .header("HX-Request", "true")
                        .param("version.PERSON", "0")
                        .param("field[person.name]", "Anna Ordonez"))
                .andExpect(status().isConflict())
                .andExpect(content().string(allOf(containsString("Ana Ordóñez"), containsString("Anna Ordonez"))));
        mvc.perform(volunteer(post(draft)).param("version.PERSON", "0").param("field[person.name]", "Anna Ordonez"))
                .andExpect(status().isConflict())
                .andExpect(content()
                        .string(allOf(containsString("Ana Ordóñez"), containsString("value=\"Anna Ordonez\""))));
    }

    @Test
    void showsPossibleDuplicatesWithoutNames() throws Exception {
        desk.open(
                Stories.story().of("Ximena Quetzal Ixchel", null, "1977-02-02").tell(), TestMembers.VOLUNTEER);
        var draft = "/drafts/" + draft();
        mvc.perform(volunteer(post(draft + "/sections/PERSON"))
                        .header("HX-Request", "true")
                        .param("version.PERSON", "0")
                        .param("field[person.name]", "Jimena Quetzal Ixchel"))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("Perhaps known already"),
                                containsString("like name"),
                                not(containsString("Ximena")))));
    }

    @Test
    void refusesANameInAnAddress() throws Exception {
        mvc.perform(volunteer(get("/cases").param("q", "Mateo Pérez")))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(allOf(containsString("search box"), not(containsString("Mateo")))));
        mvc.perform(volunteer(get("/cases").param("q", "K7MR-4QX"))).andExpect(status().isOk());
    }

    @Test
    void findsADraftAgainAndDiscardsIt() throws Exception {
        var draft = draft();
        mvc.perform(volunteer(get("/drafts/new"))).andExpect(content().string(containsString("/drafts/" + draft)));
        mvc.perform(volunteer(post("/drafts/" + draft + "/discard"))).andExpect(redirectedUrl("/drafts/new"));
        mvc.perform(volunteer(get("/drafts/" + draft))).andExpect(status().isNotFound());
        mvc.perform(volunteer(get("/drafts/not-an-id"))).andExpect(status().isNotFound());
    }

    // Cases

    @Test
    void findsACaseByWhateverIsAtHand() throws Exception {
        var opened = desk.open(
                Stories.story()
                        .of("María de la Cruz López Hernández", "A000-777-123", "1988-08-08")
                        .tell(),
                TestMembers.VOLUNTEER);
        var reference = opened.reference().value();
        for (var typed : List.of(
                reference.toLowerCase(java.util.Locale.ROOT).replace("-", " "), "000777123", "hernandez lopez maria")) {
            mvc.perform(volunteer(post("/cases/search").param("q", typed)))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString(reference)));
        }
        mvc.perform(volunteer(post("/cases/search").param("q", "Zzyzx Qwerty")))
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString(reference))));
    }

    @Test
    void aPlaceThatHasClosedIsNamedAndStaysChosen() throws Exception {
        var page = "/cases/"
                + desk.open(Stories.wifeOfAManAtAdelanto(), TestMembers.VOLUNTEER)
                        .id();
        mvc.perform(volunteer(post(page + "/custody"))
                        .param("version", "0")
                        .param("field[custody.custody]", "DETAINED")
                        .param("field[custody.facility]", TestCatalog.CLOSED_FACILITY.value())
                        .param("field[custody.source]", "LOCATOR"))
                .andExpect(status().is(422))
                .andExpect(
                        content()
                                .string(
                                        allOf(
                                                containsString(
                                                        "Old Adelanto Annex has closed: choose a place that is open"),
                                                containsString(
                                                        "<option value=\"CLOSEDCA\" selected=\"selected\">Old Adelanto Annex (has closed)"))));
    }

    @Test
    void changesPartsOfACase() throws Exception {
        var file = desk.caseFile(
                desk.open(Stories.wifeOfAManAtAdelanto(), TestMembers.VOLUNTEER).id(), TestMembers.VOLUNTEER);
        var page = "/cases/" + file.id();
        mvc.perform(volunteer(post(page + "/custody"))
                        .param("version", "0")
                        .param("field[custody.custody]", "DETAINED")
                        .param("field[custody.facility]", "CACTYCA")
                        .param("field[custody.source]", "LOCATOR"))
                .andExpect(redirectedUrl(page));
        mvc.perform(volunteer(post(page + "/hearing")).param("version", "0").param("field[hearing.on]", "2026-12-24"))
                .andExpect(status().isConflict())
                .andExpect(content()
                        .string(allOf(
                                containsString("Somebody else saved this"), containsString("value=\"2026-12-24\""))));
        mvc.perform(volunteer(post(page + "/urgency")).param("version", "1").param("field[override.urgency]", "U0"))
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("Give a reason for your judgement")));
        mvc.perform(volunteer(post(page + "/notes")).param("text", "He called from inside."))
                .andExpect(redirectedUrl(page));
        mvc.perform(volunteer(post(page + "/locator-attempts"))
                        .param("spelling", "PEREZ RAMIREZ, MATEO")
                        .param("result", "NOT_FOUND"))
                .andExpect(redirectedUrl(page));
        mvc.perform(volunteer(get(page)))
                .andExpect(content()
                        .string(allOf(
                                containsString("California City"),
                                containsString("He called from inside."),
                                containsString("PEREZ RAMIREZ, MATEO"))));
        mvc.perform(volunteer(post(page + "/consent/withdrawal"))).andExpect(redirectedUrl(page));
        mvc.perform(volunteer(post(page + "/consent/withdrawal"))).andExpect(status().isConflict());
        mvc.perform(volunteer(post(page + "/closure")).param("version", "4")).andExpect(status().is(422));
        mvc.perform(volunteer(post(page + "/closure")).param("version", "4").param("reason", "CLIENT_DECLINED"))
                .andExpect(redirectedUrl(page));
        mvc.perform(volunteer(get(page))).andExpect(content().string(containsString("Does not want help")));
    }

    @Test
    void correctsTheArrestAndTheCaller() throws Exception {
        var file = desk.caseFile(
                desk.open(Stories.wifeOfAManAtAdelanto(), TestMembers.VOLUNTEER).id(), TestMembers.VOLUNTEER);
        var page = "/cases/" + file.id();
        mvc.perform(volunteer(get(page + "/caller")))
                .andExpect(content()
                        .string(allOf(
                                containsString("value=\"(213) 555-0123\""), containsString("value=\"after six\""))));
        mvc.perform(volunteer(post(page + "/caller"))
                        .param("version", "0")
                        .param("field[caller.name]", "Rosa Ramírez")
                        .param("field[caller.phone]", "12"))
                .andExpect(status().is(422))
                .andExpect(content()
                        .string(allOf(
                                containsString("href=\"#field-caller-phone\""),
                                containsString("value=\"12\""),
                                containsString("Rosa Ramírez"))));
        mvc.perform(volunteer(post(page + "/caller"))
                        .param("version", "0")
                        .param("field[caller.name]", "Rosa Ramírez")
                        .param("field[caller.phone]", "818-555-0188")
                        .param("field[caller.safeContact.message]", "NO"))
                .andExpect(redirectedUrl(page));
        mvc.perform(volunteer(post(page + "/caller"))
                        .param("version", "0")
                        .param("field[caller.phone]", "818-555-0189"))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("value=\"818-555-0189\"")));
        mvc.perform(volunteer(post(page + "/arrest"))
                        .param("version", "1")
                        .param("field[arrest.how]", "STREET")
                        .param("field[arrest.agencies.0.agency]", "LASD")
                        .param("field[arrest.agencies.0.part]", "HANDED_OVER"))
                .andExpect(redirectedUrl(page));
        mvc.perform(volunteer(get(page)))
                .andExpect(content()
                        .string(allOf(
                                containsString("(818) 555-0188"),
                                containsString("Los Angeles County Sheriff: handed them over"),
                                containsString(page + "/caller"),
                                containsString(page + "/arrest"))));

        var foreign =
                "/cases/" + desk.open(Stories.wifeOfAManAtAdelanto(), ELSEWHERE).id();
        mvc.perform(volunteer(get(foreign)))
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString(foreign + "/caller"))));
        mvc.perform(volunteer(get(foreign + "/caller"))).andExpect(status().isNotFound());
        mvc.perform(volunteer(post(foreign + "/caller")).param("version", "0")).andExpect(status().isNotFound());
    }

    @Test
    void keepsANoteThatIsTooLongAndALookWithoutAResult() throws Exception {
        var page = "/cases/"
                + desk.open(Stories.wifeOfAManAtAdelanto(), TestMembers.VOLUNTEER)
                        .id();
        mvc.perform(volunteer(post(page + "/notes")).param("text", "Dijo. ".repeat(4_000)))
                .andExpect(status().is(422))
                .andExpect(content()
                        .string(allOf(
                                containsString("href=\"#text\""),
                                containsString("shorten it to 20,000 characters"),
                                containsString("Dijo. ".repeat(3_999)),
                                containsString("Mateo Pérez Ramírez"))));
        mvc.perform(volunteer(post(page + "/notes")).param("text", " \r\n "))
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("href=\"#text\"")));
        mvc.perform(volunteer(post(page + "/notes"))).andExpect(status().is(422));
        mvc.perform(volunteer(post(page + "/locator-attempts"))
                        .param("spelling", "PEREZ, MATEO")
                        .param("result", "PERHAPS"))
                .andExpect(status().is(422))
                .andExpect(content()
                        .string(allOf(
                                containsString("href=\"#result\""),
                                not(containsString("href=\"#spelling\"")),
                                containsString("value=\"PEREZ, MATEO\""))));
        mvc.perform(volunteer(post(page + "/locator-attempts"))
                        .param("spelling", "X".repeat(301))
                        .param("result", "NOT_FOUND"))
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("href=\"#spelling\"")));
        mvc.perform(volunteer(get(page))).andExpect(content().string(not(containsString("govuk-error-summary"))));
    }

    @Test
    void savesAgainAfterSomebodyWasFasterAndHavingSeenBoth() throws Exception {
        var file = desk.caseFile(
                desk.open(Stories.wifeOfAManAtAdelanto(), TestMembers.VOLUNTEER).id(), TestMembers.VOLUNTEER);
        var page = "/cases/" + file.id();
        mvc.perform(volunteer(post(page + "/person"))
                        .param("version", "0")
                        .param("field[person.name]", "Mateo Tum")
                        .param("field[person.aNumber]", "A000-555-111"))
                .andExpect(redirectedUrl(page));
        var mine = volunteer(post(page + "/person")).param("field[person.name]", "Mateo Tum Ajpop");
        mvc.perform(mine.param("version", "0"))
                .andExpect(status().isConflict())
                .andExpect(content()
                        .string(allOf(
                                containsString("name=\"version\" value=\"1\""),
                                containsString("A000-555-111"),
                                containsString("value=\"Mateo Tum Ajpop\""))));
    }

    @Test
    void saysWhatIsWrongWithASpreadsheetBesideTheField() throws Exception {
        for (var wrong : Map.of(
                        new byte[0], "The file is empty",
                        new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1}, "This is no CSV file",
                        new byte[UploadSpreadsheet.LARGEST + 1], "5 MB")
                .entrySet()) {
            mvc.perform(multipart("/imports")
                            .file(new MockMultipartFile("file", "calls.csv", "text/csv", wrong.getKey()))
                            .with(TestMembers.page("volunteer"))
                            .with(csrf()))
                    .andExpect(status().is(422))
                    .andExpect(content()
                            .string(allOf(
                                    containsString("There is a problem"),
                                    containsString("id=\"file-error\""),
                                    containsString(wrong.getValue()))));
        }
    }

    @Test
    void hidesTheDeedsOfAClosedCase() throws Exception {
        var file = desk.caseFile(
                desk.open(Stories.wifeOfAManAtAdelanto(), TestMembers.VOLUNTEER).id(), TestMembers.VOLUNTEER);
        desk.close(new CloseCase(file.id(), file.version(), CloseReason.OTHER), TestMembers.VOLUNTEER);
        mvc.perform(volunteer(get("/cases/" + file.id())))
                .andExpect(content().string(not(containsString("/cases/" + file.id() + "/custody"))));
    }

    // Calls

    @Test
    void takesNonsenseForALanguageWithoutFailing() throws Exception {
        var draft = "/drafts/" + draft();
        mvc.perform(volunteer(post("/drafts").param("language", ""))).andExpect(redirectedUrlPattern("/drafts/*"));
        mvc.perform(volunteer(post("/drafts").param("language", "x".repeat(99))))
                .andExpect(redirectedUrlPattern("/drafts/*"));
        mvc.perform(volunteer(post("/drafts").param("language", "xx"))).andExpect(status().is(422));
        mvc.perform(volunteer(get(draft).param("script", "<b>"))).andExpect(status().isOk());
        mvc.perform(volunteer(get(draft + "/script").param("language", "<b>"))).andExpect(status().isOk());
        for (var nonsense : List.of("<b>", "x".repeat(99))) {
            mvc.perform(volunteer(post("/calls")).param("kind", "RUMOUR").param("language", nonsense))
                    .andExpect(status().is(422))
                    .andExpect(content().string(containsString("href=\"#language\"")));
        }
    }

    @Test
    void logsACallAndKeepsAPromise() throws Exception {
        mvc.perform(volunteer(post("/calls")).param("language", "es"))
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("Choose what the call was")));
        mvc.perform(volunteer(post("/calls")).param("kind", "WRONG_NUMBER")).andExpect(redirectedUrl("/calls"));
        mvc.perform(volunteer(post("/calls"))
                        .param("kind", "FOLLOW_UP")
                        .param("reference", "KKKK-KKK")
                        .param("promise", "Call her after work"))
                .andExpect(status().is(422))
                .andExpect(content()
                        .string(allOf(
                                containsString("No case has this reference"),
                                containsString("Say when the call back was promised for"),
                                containsString("Call her after work"))));
        mvc.perform(volunteer(post("/calls"))
                        .param("kind", "INFORMATION")
                        .param("callBackBy", "2026-11-22T10:00")
                        .param("callBackPhone", "213-555-0177")
                        .param("promise", "Tell her the address"))
                .andExpect(redirectedUrl("/calls"));
        mvc.perform(volunteer(get("/calls/handover")))
                .andExpect(content().string(containsString("Tell her the address")));
    }

    private String draft() {
        var draft = desk.startDraft(LanguageCode.of("es"), TestMembers.VOLUNTEER);
        desk.save(
                new SaveSection(draft.id(), DraftSection.CALLER, 0, Map.of("caller.name", List.of("Rosa"))),
                TestMembers.VOLUNTEER);
        return draft.id().toString();
    }

    private static MockHttpServletRequestBuilder filled(MockHttpServletRequestBuilder request) {
        return request.param("field[person.name]", "Mateo Pérez Ramírez")
                .param("field[person.language]", "mam")
                .param("field[person.spanish]", "SOME")
                .param("field[custody.custody]", "DETAINED")
                .param("field[custody.facility]", "ADLNTCA")
                .param("field[arrest.on]", "2026-11-20")
                .param("field[arrest.at]", "06:30")
                .param("field[arrest.agencies.0.agency]", "ICE_ERO")
                .param("field[arrest.agencies.0.part]", "ARRESTED")
                .param("field[arrest.agencies.3.agency]", "LASD")
                .param("field[arrest.agencies.3.part]", "TOOK_PART")
                .param("field[answers.TOLD_TO_SIGN]", "YES")
                .param("field[needs]", "BOND", "FULL_REMOVAL_DEFENSE")
                .param("field[consent.answer]", "GIVEN")
                .param("field[consent.who]", "FAMILY")
                .param("field[consent.script]", "2026-1")
                .param("field[consent.language]", "es")
                .param("field[consent.purposes]", "SHARE_WITH_PROVIDERS", "CONTACT");
    }

    private static MockHttpServletRequestBuilder volunteer(MockHttpServletRequestBuilder request) {
        return request.with(TestMembers.page("volunteer")).with(csrf());
    }

    private static String withoutIds(String page) {
        return page.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "id").replaceAll("value=\"[A-Za-z0-9_-]{40,}\"", "");
    }
}
