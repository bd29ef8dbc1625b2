package org.amparo.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
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
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.transaction.support.TransactionTemplate;

@ApplicationModuleTest
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

    private final MockMvc mvc;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    IntakeApiTests(MockMvc mvc, ApplicationEventPublisher events, TransactionTemplate transaction) {
        this.mvc = mvc;
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
                "{\"person\": {\"name\": \"A\", \"ssn\": \"1\"}} | person.ssn | unknown-property",
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
    void logsCalls() throws Exception {
        send("/api/v1/calls", "{\"kind\": \"RUMOUR\", \"language\": \"es\"}")
                .andExpect(status().isCreated())
                .andExpect(header().string("Location", containsString("/api/v1/calls/")));
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
                person_name,born,a_number,custody,facility,needs,consent
                Lucía Import Uno,~1991,,DETAINED,ADLNTCA,BOND;HABEAS,
                Pedro Import Dos,1990-13-01,123,DETAINED,NOWHERE,BOND,
                Juana Import Tres,,,DETAINED,,,MAYBE
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
