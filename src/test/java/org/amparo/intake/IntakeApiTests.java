package org.amparo.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.amparo.membership.SignedIn;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.transaction.support.TransactionTemplate;

@ApplicationModuleTest(extraIncludes = {"vault", "ledger"})
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class})
class IntakeApiTests {

    private static final String INTAKE = """
            {"person": {"name": "Mateo Pérez Ramírez", "language": "mam", "spanish": "SOME", "aNumber": "A 000-333.444"},
             "custody": {"custody": "DETAINED", "facility": "ADLNTCA", "source": "FAMILY"},
             "answers": {"TOLD_TO_SIGN": "YES"}, "needs": ["BOND"],
             "consent": {"answer": "GIVEN", "who": "FAMILY", "script": "2026-1", "language": "es",
                         "purposes": ["SHARE_WITH_PROVIDERS"]}}
            """;

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

    IntakeApiTests(MockMvc mvc, IntakeDesk desk, ApplicationEventPublisher events, TransactionTemplate transaction) {
        this.mvc = mvc;
        this.desk = desk;
        this.events = events;
        this.transaction = transaction;
    }

    @Test
    void opensACaseAndShowsIt() throws Exception {
        var id = open(INTAKE);
        mvc.perform(get("/api/v1/cases/" + id).with(TestMembers.api("volunteer")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.person.name").value("Mateo Pérez Ramírez"))
                .andExpect(jsonPath("$.person.aNumber").value("A000-333-444"))
                .andExpect(jsonPath("$.facility").value("ADLNTCA"))
                .andExpect(jsonPath("$.urgency.urgency").value("U1"))
                .andExpect(jsonPath("$.urgency.reasons", hasItem("TOLD_TO_SIGN")))
                .andExpect(jsonPath("$.state").value("WAITING"))
                .andExpect(jsonPath("$.version").value(0))
                .andExpect(content().string(not(containsString("[sealed]"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"person\": {\"name\": \"A\", \"aNumber\": \"12\"}} | person.aNumber | mistyped",
                "{\"person\": {\"name\": \"A\", \"born\": \"1990-02-30\"}} | person.born | mistyped",
                "{\"person\": {\"name\": \"A\", \"phone\": \"12\"}} | person.phone | mistyped",
                "{\"person\": {\"name\": \"A\"}, \"custody\": {\"custody\": \"JAILED\"}} | custody.custody | mistyped",
                "{\"person\": {\"name\": \"A\", \"ssn\": \"1\"}} | person.… | unknown-property",
                "{\"person\": {\"name\": \"A\"}, \"needs\": \"BOND\"} | needs | mistyped",
                "{\"person\": {\"name\": \"A\", \"born\": \"2190\"}} | person.born | birth-in-future",
                "{\"person\": {\"name\": \"A\", \"language\": \"xx\"}} | person.language | unknown-code",
                "{\"custody\": {\"custody\": \"DETAINED\"}} | person | required",
                "{\"person\": {\"name\": \"A\"}, \"consent\": {\"answer\": \"GIVEN\"}} | consent.who | required",
                "{\"person\": {\"name\": \"A\"}, \"override\": {\"urgency\": \"U0\", \"reason\": \"\"}} | override.reason | override-needs-reason",
            })
    void namesTheFieldAndWhatWouldBeRight(String body, String field, String code) throws Exception {
        mvc.perform(post("/api/v1/cases")
                        .with(TestMembers.api("volunteer"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .andExpect(status().is(422))
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.errors[0].field").value(field))
                .andExpect(jsonPath("$.errors[0].code").value(code))
                .andExpect(jsonPath("$.errors[0].message").isNotEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"person\": {\"name\": \"A\", \"aNumber\": \"12\"}} | 7 to 9 digits",
                "{\"person\": {\"name\": \"A\", \"phone\": \"12\"}} | such as 213-555-0123",
                "{\"person\": {\"name\": \"A\", \"born\": \"1990-02-30\"}} | 1990-04-23",
                "{\"person\": {\"name\": \"A\"}, \"arrest\": {\"on\": \"2026-02-30\"}} | a day that is in the calendar",
                "{\"person\": {\"name\": \"A\"}, \"custody\": {\"custody\": \"JAILED\"}} | Choose one of: DETAINED",
                "{\"person\": {\"name\": \"A\"}, \"fund\": {\"household\": \"four\"}} | Send a number",
                "{\"person\": {\"name\": \"A\"}, \"needs\": \"BOND\"} | Send a list",
                "{\"person\": {\"name\": \"A\"}, \"callStarted\": \"today\"} | a moment in UTC",
            })
    void saysWhatAMistypedValueWouldHaveToLookLike(String body, String right) throws Exception {
        send("/api/v1/cases", body)
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.errors[0].code").value("mistyped"))
                .andExpect(jsonPath("$.errors[0].message", containsString(right)));
        mvc.perform(get("/api/v1/cases?list=WRONG").with(TestMembers.api("volunteer")))
                .andExpect(jsonPath("$.errors[0].message").value("Choose one of: URGENT, NEWEST, CLOSED"));
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() throws Exception {
        send("/api/v1/cases", """
                        {"caller": {"language": "xx"},
                         "person": {"name": "A", "born": "2190"},
                         "custody": {"custody": "DETAINED", "facility": "NOWHERE"},
                         "fund": {"household": 99},
                         "consent": {"answer": "GIVEN", "who": "FAMILY", "script": "2026-1", "language": "es"}}
                        """)
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.type").value("urn:amparo:problem:invalid-input"))
                .andExpect(jsonPath(
                        "$.errors[*].field",
                        contains(
                                "caller.language",
                                "person.born",
                                "custody.facility",
                                "fund.household",
                                "consent.purposes")))
                .andExpect(jsonPath("$.errors[3].code").value("number-out-of-range"))
                .andExpect(jsonPath("$.errors[3].message").value("Enter a number from 1 to 30"));
    }

    @Test
    void findsACaseByItsReferenceAndRefusesANameInAnAddress() throws Exception {
        var id = open(INTAKE);
        var reference = JsonPath.<String>read(
                mvc.perform(get("/api/v1/cases/" + id).with(TestMembers.api("volunteer")))
                        .andReturn()
                        .getResponse()
                        .getContentAsString(),
                "$.reference");
        for (var typed : List.of(reference, reference.toLowerCase(Locale.ROOT).replace("-", " "))) {
            mvc.perform(get("/api/v1/cases").param("q", typed).with(TestMembers.api("dispatcher")))
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$.rows[*].id", contains(id)));
        }
        mvc.perform(get("/api/v1/cases").param("q", "XXXX-XXX").with(TestMembers.api("dispatcher")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.rows", hasSize(0)));
        for (var typed : List.of("Mateo", "Pérez Ramírez", "A000-333-444", "213-555-0123")) {
            mvc.perform(get("/api/v1/cases").param("q", typed).with(TestMembers.api("dispatcher")))
                    .andExpect(status().isBadRequest())
                    .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                    .andExpect(jsonPath("$.type").value("urn:amparo:problem:text-in-address"))
                    .andExpect(jsonPath("$.errors[0].field").value("q"))
                    .andExpect(jsonPath("$.errors[0].message", containsString("POST /api/v1/cases/search")))
                    .andExpect(content().string(not(containsString(typed))));
        }
    }

    @Test
    void changesACaseByItsVersion() throws Exception {
        var id = open(INTAKE);
        send("/api/v1/cases/" + id + "/custody", """
                        {"version": 0, "sighting": {"custody": "DETAINED", "facility": "CACTYCA", "source": "LOCATOR"}}
                        """)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.version").value(1))
                .andExpect(jsonPath("$.timeline", hasSize(2)));
        mvc.perform(
                        put("/api/v1/cases/" + id + "/urgency")
                                .with(TestMembers.api("dispatcher"))
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(
                                        "{\"version\": 0, \"override\": {\"urgency\": \"U0\", \"reason\": \"Flight tonight\"}}"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.type", containsString("stale-version")));
        mvc.perform(
                        put("/api/v1/cases/" + id + "/urgency")
                                .with(TestMembers.api("dispatcher"))
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(
                                        "{\"version\": 1, \"override\": {\"urgency\": \"U0\", \"reason\": \"Flight tonight\"}}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.urgency.urgency").value("U0"));
        mvc.perform(put("/api/v1/cases/" + id + "/facts")
                        .with(TestMembers.api("dispatcher"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"version\": 2, \"needs\": []}"))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.errors[0].field").value("needs"));
        mvc.perform(
                        put("/api/v1/cases/" + id + "/hearing")
                                .with(TestMembers.api("dispatcher"))
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(
                                        "{\"version\": 2, \"hearing\": {\"on\": \"2020-01-01\", \"court\": \"ADL\", \"source\": \"COURT\"}}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.hearing.court").value("ADL"));
        send("/api/v1/cases/" + id + "/notes", "{\"text\": \"He called.\"}").andExpect(status().isOk());
        send("/api/v1/cases/" + id + "/notes", "{}").andExpect(status().is(422));
        send("/api/v1/cases/" + id + "/locator-attempts", "{\"spelling\": \"PEREZ, MATEO\", \"result\": \"NOT_FOUND\"}")
                .andExpect(jsonPath("$.attempts[0].spelling").value("PEREZ, MATEO"));
        send("/api/v1/cases/" + id + "/consent/withdrawal", "{}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value("NO_CONSENT"));
        var version = JsonPath.<Integer>read(
                mvc.perform(get("/api/v1/cases/" + id).with(TestMembers.api("volunteer")))
                        .andReturn()
                        .getResponse()
                        .getContentAsString(),
                "$.version");
        send("/api/v1/cases/" + id + "/closure", "{\"version\": " + version + ", \"reason\": \"UNREACHABLE\"}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value("CLOSED"));
    }

    @Test
    void listsSearchesAndHints() throws Exception {
        var id = open(INTAKE);
        mvc.perform(get("/api/v1/cases?list=NEWEST").with(TestMembers.api("dispatcher")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.rows[0].id").value(id));
        send("/api/v1/cases/search", "{\"text\": \"ramirez perez mateo\"}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.rows[*].id", hasItem(id)));
        send("/api/v1/cases/duplicates", "{\"aNumber\": \"000333444\"}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.duplicates[0].matches", hasItem("A_NUMBER")))
                .andExpect(content().string(not(containsString("Mateo"))));
        mvc.perform(get("/api/v1/cases?list=WRONG").with(TestMembers.api("dispatcher")))
                .andExpect(status().is(422));
        mvc.perform(get("/api/v1/cases?after=nowhere").with(TestMembers.api("dispatcher")))
                .andExpect(status().is(422));
    }

    @Test
    void answersAlikeForAForeignCaseAndForNone() throws Exception {
        var id = open(INTAKE);
        for (var path : List.of("/conflict-packet", "/file")) {
            var foreign = mvc.perform(get("/api/v1/cases/" + id + path).with(TestMembers.api("attorney")))
                    .andExpect(status().isNotFound())
                    .andReturn()
                    .getResponse()
                    .getContentAsString();
            var none = mvc.perform(
                            get("/api/v1/cases/" + CaseId.create() + path).with(TestMembers.api("attorney")))
                    .andExpect(status().isNotFound())
                    .andReturn()
                    .getResponse()
                    .getContentAsString();
            assertThat(foreign.replace(id, "")).isEqualTo(none.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", ""));
        }
        transaction.executeWithoutResult(
                status -> events.publishEvent(new IntakeModuleTests.Offered(CaseId.of(id), TestMembers.PROVIDER, 1)));
        mvc.perform(get("/api/v1/cases/" + id + "/conflict-packet").with(TestMembers.api("attorney")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.name").value("Mateo Pérez Ramírez"));
        for (var stranger : List.of("attorney", "lead", "steward")) {
            mvc.perform(get("/api/v1/cases/" + id).with(TestMembers.api(stranger)))
                    .andExpect(status().isForbidden());
        }
        mvc.perform(get("/api/v1/cases/" + id)).andExpect(status().isUnauthorized());
    }

    @Test
    void keepsAgenciesAndCorrectsTheArrestAndTheCaller() throws Exception {
        var id = open(
                INTAKE.replace(
                        "\"answers\"",
                        "\"arrest\": {\"how\": \"JAIL_TRANSFER\", \"agencies\": [{\"agency\": \"LASD\", \"part\": \"HANDED_OVER\"}]}, \"answers\""));
        mvc.perform(get("/api/v1/cases/" + id).with(TestMembers.api("volunteer")))
                .andExpect(jsonPath("$.arrest.agencies[0].agency").value("LASD"))
                .andExpect(jsonPath("$.arrest.agencies[0].part").value("HANDED_OVER"));
        change(id, "arrest", """
                        {"version": 0, "arrest": {"agencies": [{"agency": "ICE_ERO"}, {"part": "HOLDS"}, {"agency": "X", "part": "OTHER"}]}}
                        """)
                .andExpect(status().is(422))
                .andExpect(jsonPath(
                        "$.errors[*].field",
                        contains("arrest.agencies[0].part", "arrest.agencies[1].agency", "arrest.agencies[2].agency")));
        change(id, "arrest", """
                        {"version": 0, "arrest": {"how": "STREET", "agencies": [{"agency": "ICE_ERO", "part": "ARRESTED"}, {"agency": "LASD", "part": "TOOK_PART"}]}}
                        """)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.version").value(1))
                .andExpect(jsonPath("$.arrest.agencies", hasSize(2)));

        change(id, "caller", """
                        {"version": 0, "caller": {"name": "Rosa"}}""").andExpect(status().isConflict());
        change(id, "caller", """
                        {"version": 1, "caller": {"name": "Rosa", "relation": "SPOUSE", "phone": "818-555-0147", "language": "es",
                         "safeContact": {"call": "YES", "text": "NO", "bestTime": "after six"}}}
                        """)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.version").value(2))
                .andExpect(jsonPath("$.caller.phone").value("(818) 555-0147"))
                .andExpect(jsonPath("$.caller.safeContact.text").value("NO"))
                .andExpect(jsonPath("$.caller.safeContact.message").value("NOT_ASKED"));
        change(id, "caller", "{\"version\": 2, \"caller\": {\"language\": \"xx\"}}")
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.errors[0].field").value("caller.language"));
        change(id, "caller", "{\"version\": 2}").andExpect(status().is(422));
        var foreign = desk.open(Stories.wifeOfAManAtAdelanto(), ELSEWHERE).id();
        change(foreign.toString(), "caller", "{\"version\": 0, \"caller\": {}}").andExpect(status().isNotFound());
        for (var stranger : List.of("attorney", "lead", "steward")) {
            mvc.perform(put("/api/v1/cases/" + id + "/caller")
                            .with(TestMembers.api(stranger))
                            .contentType(MediaType.APPLICATION_JSON)
                            .content("{\"version\": 2, \"caller\": {}}"))
                    .andExpect(status().isForbidden());
        }
    }

    // Intakes being written

    @Test
    void writesAnIntakePieceByPieceAndSubmitsIt() throws Exception {
        var draft = draft();
        save("volunteer", draft, "URGENCY", 0, """
                        {"answers.TOLD_TO_SIGN": "YES", "needs": ["BOND", "HABEAS"]}""")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.version").value(1))
                .andExpect(jsonPath("$.fields['answers.TOLD_TO_SIGN']").value("YES"));
        save("dispatcher", draft, "PERSON", 0, """
                        {"person.name": "Ximena Borrador Uno", "person.aNumber": "12", "person.language": null}""").andExpect(status().isOk());
        mvc.perform(get(draft).with(TestMembers.api("dispatcher")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.language").value("es"))
                .andExpect(jsonPath("$.sections.URGENCY.version").value(1))
                .andExpect(jsonPath("$.sections.URGENCY.fields.needs", contains("BOND", "HABEAS")))
                .andExpect(
                        jsonPath("$.sections.PERSON.fields['person.aNumber']").value("12"))
                .andExpect(jsonPath("$.sections.STORY.version").value(0));
        mvc.perform(get("/api/v1/drafts/fields").with(TestMembers.api("volunteer")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.PERSON[0]").value("person.name"))
                .andExpect(jsonPath("$.PLACE", hasItem("arrest.agencies.5.part")));
        mvc.perform(get("/api/v1/drafts").with(TestMembers.api("volunteer")))
                .andExpect(jsonPath("$[*].id", hasItem(draft.substring(draft.lastIndexOf('/') + 1))));
        mvc.perform(get(draft + "/assessment").with(TestMembers.api("volunteer")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.urgency").value("U1"))
                .andExpect(jsonPath("$.reasons", hasItem("TOLD_TO_SIGN")))
                .andExpect(jsonPath("$.problems[0].field").value("person.aNumber"))
                .andExpect(jsonPath("$.problems[0].message", containsString("7 to 9 digits")));
        send(draft + "/submission", "")
                .andExpect(status().is(422))
                .andExpect(jsonPath(
                        "$.errors[*].field", contains("person.aNumber", "custody.facility", "consent.answer")));

        save("volunteer", draft, "PERSON", 1, "{\"person.aNumber\": \"\"}").andExpect(status().isOk());
        save("volunteer", draft, "PLACE", 0, """
                        {"custody.custody": "DETAINED", "custody.facility": "UNKNOWN"}""").andExpect(status().isOk());
        save("volunteer", draft, "STORY", 0, "{\"consent.answer\": \"NOT_ASKED\"}")
                .andExpect(status().isOk());
        var first = send(draft + "/submission", "")
                .andExpect(status().isCreated())
                .andExpect(header().string("Location", containsString("/api/v1/cases/")))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(send(draft + "/submission", "")
                        .andExpect(status().isCreated())
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .isEqualTo(first);
        mvc.perform(get(draft).with(TestMembers.api("volunteer")))
                .andExpect(jsonPath("$.submittedAs").value(JsonPath.<String>read(first, "$.id")))
                .andExpect(content().string(not(containsString("Ximena"))));
        save("volunteer", draft, "PERSON", 2, "{\"person.name\": \"Too late\"}")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.type").value("urn:amparo:problem:draft-submitted"));
        mvc.perform(delete(draft).with(TestMembers.api("volunteer"))).andExpect(status().isConflict());
    }

    @Test
    void keepsBothValuesWhenTwoVolunteersTypeInOneField() throws Exception {
        var draft = draft();
        save("dispatcher", draft, "PERSON", 0, "{\"person.name\": \"Ana Ordóñez\"}")
                .andExpect(status().isOk());
        save("volunteer", draft, "PERSON", 0, """
                        {"person.name": "Anna Ordonez", "person.countryOfBirth": "GT"}""")
                .andExpect(status().isConflict())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.type").value("urn:amparo:problem:stale-version"))
                .andExpect(jsonPath("$.title").isNotEmpty())
                .andExpect(jsonPath("$.version").value(2))
                .andExpect(jsonPath("$.conflicts", hasSize(1)))
                .andExpect(jsonPath("$.conflicts[0].field").value("person.name"))
                .andExpect(jsonPath("$.conflicts[0].saved", contains("Ana Ordóñez")))
                .andExpect(jsonPath("$.conflicts[0].yours", contains("Anna Ordonez")));
        mvc.perform(get(draft).with(TestMembers.api("volunteer")))
                .andExpect(jsonPath("$.sections.PERSON.fields['person.name']").value("Ana Ordóñez"))
                .andExpect(jsonPath("$.sections.PERSON.fields['person.countryOfBirth']")
                        .value("GT"));
        save("volunteer", draft, "PERSON", 2, "{\"person.name\": \"Anna Ordonez\"}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.fields['person.name']").value("Anna Ordonez"));
    }

    @Test
    void namesFieldsASectionDoesNotHave() throws Exception {
        var draft = draft();
        save("volunteer", draft, "PERSON", 0, """
                        {"person.ssn": "1", "caller.name": "Ana", "person.name": ["A", "B"], "person.gender": 3}""")
                .andExpect(status().is(422))
                .andExpect(jsonPath(
                        "$.errors[*].field",
                        contains("fields.…", "fields.caller.name", "fields.person.name", "fields.person.gender")))
                .andExpect(jsonPath(
                        "$.errors[*].code", contains("unknown-property", "unknown-property", "mistyped", "mistyped")));
        save("volunteer", draft, "NOWHERE", 0, "{}").andExpect(status().isNotFound());
        mvc.perform(put(draft + "/sections/PERSON")
                        .with(TestMembers.api("volunteer"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"version\": 0}"))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.errors[0].field").value("fields"));
    }

    @Test
    void startsInALanguageTheCatalogKnows() throws Exception {
        send("/api/v1/drafts", "{}")
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.language").value("es"));
        send("/api/v1/drafts", "").andExpect(status().isCreated());
        send("/api/v1/drafts", "{\"language\": \"mul\"}").andExpect(status().isCreated());
        send("/api/v1/drafts", "{\"language\": \"xx\"}")
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.errors[0].field").value("language"))
                .andExpect(jsonPath("$.errors[0].code").value("unknown-code"));
    }

    @Test
    void discardsAnIntake() throws Exception {
        var draft = draft();
        mvc.perform(delete(draft).with(TestMembers.api("volunteer"))).andExpect(status().isNoContent());
        mvc.perform(get(draft).with(TestMembers.api("volunteer"))).andExpect(status().isNotFound());
    }

    @ParameterizedTest
    @ValueSource(strings = {"attorney", "lead", "steward"})
    void hasNoDraftsForOthers(String stranger) throws Exception {
        var draft = draft();
        mvc.perform(get("/api/v1/drafts").with(TestMembers.api(stranger))).andExpect(status().isForbidden());
        mvc.perform(get(draft).with(TestMembers.api(stranger))).andExpect(status().isForbidden());
        save(stranger, draft, "PERSON", 0, "{}").andExpect(status().isForbidden());
    }

    @Test
    void answersAlikeForADraftOfAnotherOrganizationAndForNone() throws Exception {
        var foreign = desk.startDraft(TestCatalog.SPANISH, ELSEWHERE).id();
        for (var id : List.of(foreign, DraftId.create())) {
            for (var path : List.of("", "/assessment")) {
                mvc.perform(get("/api/v1/drafts/" + id + path).with(TestMembers.api("volunteer")))
                        .andExpect(status().isNotFound());
            }
            save("volunteer", "/api/v1/drafts/" + id, "PERSON", 0, "{\"person.name\": \"A\"}")
                    .andExpect(status().isNotFound());
            send("/api/v1/drafts/" + id + "/submission", "").andExpect(status().isNotFound());
            mvc.perform(delete("/api/v1/drafts/" + id).with(TestMembers.api("volunteer")))
                    .andExpect(status().isNotFound());
        }
        mvc.perform(get("/api/v1/drafts").with(TestMembers.api("volunteer")))
                .andExpect(jsonPath("$[*].id", not(hasItem(foreign.toString()))));
    }

    @Test
    void logsCalls() throws Exception {
        send("/api/v1/calls", "{\"kind\": \"RUMOUR\", \"language\": \"es\"}")
                .andExpect(status().isCreated())
                .andExpect(header().string("Location", containsString("/api/v1/calls/")));
        send("/api/v1/calls", "{\"kind\": \"RUMOUR\", \"language\": \"xx\"}")
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.errors[0].field").value("language"));
        send("/api/v1/calls", "{\"kind\": \"INTAKE\"}")
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.errors[0].field").value("kind"));
        mvc.perform(get("/api/v1/calls").with(TestMembers.api("volunteer")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[*].kind", hasItem("RUMOUR")));
        mvc.perform(get("/api/v1/calls/handover").with(TestMembers.api("volunteer")))
                .andExpect(status().isOk());
    }

    @Test
    void importsASpreadsheetOnce() throws Exception {
        var csv = """
                person_name,born,a_number,custody,facility,agencies,needs,consent
                Lucía Import Uno,~1991,,DETAINED,ADLNTCA,LASD:HANDED_OVER; ICE_ERO : HOLDS,BOND;HABEAS,
                Pedro Import Dos,1990-13-01,123,DETAINED,NOWHERE,LASD,BOND,
                Juana Import Tres,,,DETAINED,,LASD:WAVED,,MAYBE
                """;
        var uploaded = upload("calls.csv", csv.getBytes(StandardCharsets.UTF_8))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.rows").value(3))
                .andExpect(jsonPath("$.good").value(1))
                .andExpect(jsonPath("$.wrong").value(2))
                .andExpect(jsonPath("$.problems[*].row", hasItem(3)))
                .andExpect(jsonPath("$.problems[*].column", hasItem("a_number")))
                .andExpect(jsonPath("$.problems[*].column", hasItem("facility")))
                .andExpect(jsonPath("$.problems[*].code", hasItem("birth-form")))
                .andExpect(jsonPath("$.problems[?(@.column == 'agencies')].row", contains(3, 4)))
                .andExpect(
                        jsonPath("$.problems[?(@.column == 'agencies')].code", contains("agency-part", "unknown-code")))
                .andReturn()
                .getResponse()
                .getContentAsString();
        var id = JsonPath.<String>read(uploaded, "$.id");
        for (var time = 0; time < 2; time++) {
            send("/api/v1/imports/" + id + "/confirmation", "{}")
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$.good").value(1));
        }
        send("/api/v1/cases/search", "{\"text\": \"Lucía Import Uno\"}")
                .andExpect(jsonPath("$.rows[?(@.name == 'Lucía Import Uno')]", hasSize(1)))
                .andExpect(jsonPath("$.rows[0].state").value("NO_CONSENT"));
        var imported =
                desk.found("Lucía Import Uno", TestMembers.VOLUNTEER).rows().getFirst();
        assertThat(desk.caseFile(imported.id(), TestMembers.VOLUNTEER).arrest().agencies())
                .extracting(AgencyInvolved::part)
                .containsExactly(AgencyPart.HANDED_OVER, AgencyPart.HOLDS);
        upload("again.csv", csv.getBytes(StandardCharsets.UTF_8))
                .andExpect(jsonPath("$.good").value(0))
                .andExpect(jsonPath("$.known").value(1));
    }

    @ParameterizedTest
    @CsvSource({
        "'',csv-empty",
        "'person_name\n',csv-empty",
        "'name\nAna\n',csv-unknown-column",
        "'born\n1990\n',csv-missing-column"
    })
    void saysWhatIsWrongWithAFile(String content, String code) throws Exception {
        upload("x.csv", content.getBytes(StandardCharsets.UTF_8))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.errors[0].code").value(code));
    }

    @Test
    void refusesPicturesOtherEncodingsAndHugeFiles() throws Exception {
        upload("x.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0})
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.errors[0].code").value("csv-not-text"));
        upload("x.csv", "person_name\nMaría\n".getBytes(StandardCharsets.ISO_8859_1))
                .andExpect(jsonPath("$.errors[0].code").value("csv-not-text"));
        upload("x.csv", ("person_name\n" + "Ana\n".repeat(5_001)).getBytes(StandardCharsets.UTF_8))
                .andExpect(jsonPath("$.errors[0].code").value("csv-too-many-rows"));
        upload("x.csv", new byte[UploadSpreadsheet.LARGEST + 1])
                .andExpect(jsonPath("$.errors[0].code").value("csv-too-large"));
    }

    @Test
    void hidesSpreadsheetsOfOthers() throws Exception {
        for (var stranger : List.of("attorney", "lead")) {
            mvc.perform(get("/api/v1/imports").with(TestMembers.api(stranger))).andExpect(status().isForbidden());
        }
    }

    @Test
    void documentsItself() throws Exception {
        mvc.perform(get("/api/v1/openapi").with(TestMembers.api("volunteer")))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(containsString("/api/v1/cases/{id}/custody"), containsString("TOLD_TO_SIGN"))));
    }

    private ResultActions change(String id, String part, String body) throws Exception {
        return mvc.perform(put("/api/v1/cases/" + id + "/" + part)
                .with(TestMembers.api("dispatcher"))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    private String draft() throws Exception {
        return String.valueOf(send("/api/v1/drafts", "{\"language\": \"es\"}")
                .andExpect(status().isCreated())
                .andReturn()
                .getResponse()
                .getHeader("Location"));
    }

    private ResultActions save(String subject, String draft, String section, long version, String fields)
            throws Exception {
        return mvc.perform(put(draft + "/sections/" + section)
                .with(TestMembers.api(subject))
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"version\": " + version + ", \"fields\": " + fields + "}"));
    }

    private String open(String body) throws Exception {
        return JsonPath.read(
                send("/api/v1/cases", body)
                        .andExpect(status().isCreated())
                        .andExpect(jsonPath("$.reference").isNotEmpty())
                        .andReturn()
                        .getResponse()
                        .getContentAsString(),
                "$.id");
    }

    private ResultActions send(String path, String body) throws Exception {
        return mvc.perform(post(path)
                .with(TestMembers.api("volunteer"))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    private ResultActions upload(String name, byte[] content) throws Exception {
        return mvc.perform(multipart("/api/v1/imports")
                .file(new MockMultipartFile("file", name, "text/csv", content))
                .with(TestMembers.api("volunteer")));
    }
}
