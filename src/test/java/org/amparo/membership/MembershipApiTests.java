package org.amparo.membership;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@ApplicationModuleTest
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, TestCatalog.class})
class MembershipApiTests {

    private final MockMvc mvc;
    private final MembershipDesk desk;

    MembershipApiTests(MockMvc mvc, MembershipDesk desk) {
        this.mvc = mvc;
        this.desk = desk;
    }

    @BeforeEach
    void people() {
        MembershipFixture.of(desk);
    }

    @ParameterizedTest
    @ValueSource(strings = {"volunteer", "dispatcher", "provider", "lead", "nobody"})
    void nobodyButAStewardMayAsk(String subject) throws Exception {
        var id = UUID.randomUUID();
        for (var path : List.of(
                "/organizations", "/organizations/" + id, "/members", "/members/" + id, "/funds", "/funds/" + id)) {
            mvc.perform(get("/api/v1" + path).with(TestMembers.api(subject))).andExpect(status().isForbidden());
        }
        var signing = """
                {"version": 0, "agreement": {"signedOn": "2026-01-01", "signatory": "x", "document": "x"}}""";
        var rule = """
                {"version": 0, "rule": {"kind": "DETAINED", "validFrom": "2026-01-01", "source": "x"}}""";
        for (var request : new MockHttpServletRequestBuilder[] {
            json(post("/api/v1/organizations"), "{\"name\": \"x\", \"kind\": \"PROVIDER\"}"),
            json(post("/api/v1/organizations/" + id + "/admission"), signing),
            json(post("/api/v1/organizations/" + id + "/agreement"), signing),
            json(post("/api/v1/organizations/" + id + "/suspension"), "{\"version\": 0, \"reason\": \"OTHER\"}"),
            json(post("/api/v1/organizations/" + id + "/reinstatement"), "{\"version\": 0}"),
            json(post("/api/v1/organizations/" + id + "/departure"), "{\"version\": 0}"),
            json(post("/api/v1/members"), enrolment(id.toString(), "a@example.org", "VOLUNTEER")),
            json(put("/api/v1/members/" + id + "/roles"), "{\"version\": 0, \"roles\": [\"VOLUNTEER\"]}"),
            json(post("/api/v1/members/" + id + "/release"), "{\"version\": 0}"),
            json(post("/api/v1/funds"), "{\"name\": \"x\", \"payer\": \"x\", \"startsOn\": \"2026-01-01\"}"),
            json(post("/api/v1/funds/" + id + "/rules"), rule),
            json(post("/api/v1/funds/" + id + "/rules/" + id + "/end"), "{\"version\": 0, \"on\": \"2027-01-01\"}"),
            json(put("/api/v1/funds/" + id + "/shares"), "{\"version\": 0, \"shares\": []}"),
            json(post("/api/v1/funds/" + id + "/closure"), "{\"version\": 0, \"on\": \"2027-01-01\"}")
        }) {
            mvc.perform(request.with(TestMembers.api(subject))).andExpect(status().isForbidden());
        }
    }

    @Test
    void aStewardAdmitsEnrolsSuspendsAndReinstates() throws Exception {
        var name = "Api " + UUID.randomUUID();
        var organization = read("$.id", json(post("/api/v1/organizations"), """
                        {"name": "%s", "kind": "HOTLINE",
                         "agreement": {"signedOn": "2026-01-02", "signatory": "Rosa Delgado", "document": "MOU 17"}}""".formatted(name)));
        var path = "/api/v1/organizations/" + organization;
        mvc.perform(steward(get(path)))
                .andExpect(jsonPath("$.standing").value("ADMITTED"))
                .andExpect(jsonPath("$.agreement.signatory").value("Rosa Delgado"));
        var email = UUID.randomUUID() + "@example.org";
        var member = read("$.id", json(post("/api/v1/members"), enrolment(organization, email, "VOLUNTEER")));
        mvc.perform(steward(json(put("/api/v1/members/" + member + "/roles"), """
                        {"version": %d, "roles": ["VOLUNTEER", "DISPATCHER"]}""".formatted(
                                desk.member(MemberId.of(member)).version()))))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.roles", Matchers.hasSize(2)));
        mvc.perform(steward(get("/api/v1/members?organization=" + organization)))
                .andExpect(jsonPath("$[0].email").value(email));
        mvc.perform(steward(json(post(path + "/suspension"), "{\"version\": 0, \"reason\": \"AGREEMENT_EXPIRED\"}")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.standing").value("SUSPENDED"))
                .andExpect(jsonPath("$.version").value(1));
        mvc.perform(steward(json(post(path + "/suspension"), "{\"version\": 1, \"reason\": \"OTHER\"}")))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.type").value("urn:amparo:problem:membership-standing"));
        mvc.perform(steward(json(post(path + "/reinstatement"), "{\"version\": 1}")))
                .andExpect(status().isOk());
        mvc.perform(steward(json(post(path + "/departure"), "{\"version\": 2}")))
                .andExpect(jsonPath("$.standing").value("LEFT"));
        mvc.perform(steward(json(
                        post("/api/v1/members/" + member + "/release"),
                        "{\"version\": %d}"
                                .formatted(desk.member(MemberId.of(member)).version()))))
                .andExpect(jsonPath("$.releasedAt").exists());
    }

    @Test
    void aStewardOpensAFundAndChangesItsRules() throws Exception {
        var tomorrow = LocalDate.now(ZoneId.of("America/Los_Angeles")).plusDays(1);
        var fund = read("$.id", json(post("/api/v1/funds"), """
                {"name": "Api fund", "payer": "County of Los Angeles", "startsOn": "2026-01-01", "shares": [],
                 "rules": [{"kind": "RESIDENT_OF", "counties": ["06037"], "validFrom": "2026-01-01", "source": "Contract"},
                           {"kind": "INCOME_BELOW_POVERTY_PERCENT", "percent": 200, "validFrom": "2026-01-01",
                            "source": "Contract"}]}"""));
        mvc.perform(steward(json(post("/api/v1/funds/" + fund + "/rules"), """
                        {"version": %d, "rule": {"kind": "INCOME_BELOW_POVERTY_PERCENT", "percent": 300,
                         "validFrom": "%s", "source": "Amendment"}}""".formatted(
                                desk.fund(FundId.of(fund)).version(), tomorrow))))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.rules", Matchers.hasSize(3)))
                .andExpect(jsonPath("$.rules[2].rule.validTo").value(tomorrow.toString()));
        mvc.perform(steward(json(post("/api/v1/funds"), """
                        {"name": "Bad fund", "payer": "x", "startsOn": "2026-01-01",
                         "rules": [{"kind": "DETAINED", "validFrom": "2026-01-01", "source": "x"},
                                   {"kind": "INCOME_BELOW_POVERTY_PERCENT", "percent": 0, "validFrom": "2026-01-01",
                                    "source": "x"}]}""")))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.errors[0].field").value("rules[1].percent"))
                .andExpect(jsonPath("$.errors[0].code").value("membership-rule-percent-range"));
    }

    @Test
    void namesTheFieldThatIsWrong() throws Exception {
        mvc.perform(steward(json(post("/api/v1/organizations"), "{\"kind\": \"CIRCUS\", \"name\": \"x\"}")))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.errors[0].field").value("kind"));
        mvc.perform(steward(json(post("/api/v1/organizations"), "{}")))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.errors[*].field", Matchers.containsInAnyOrder("name", "kind")));
        mvc.perform(steward(json(post("/api/v1/organizations"), "{\"nom\": \"x\"}")))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.errors[0].field").value("…"));
        mvc.perform(steward(get("/api/v1/members/" + UUID.randomUUID()))).andExpect(status().isNotFound());
        mvc.perform(steward(get("/api/v1/members/nonsense"))).andExpect(status().isNotFound());
    }

    @ParameterizedTest
    @ValueSource(strings = {"volunteer", "dispatcher", "provider", "lead", "steward"})
    void everybodyAsksAboutThemselves(String subject) throws Exception {
        mvc.perform(get("/api/v1/me").with(TestMembers.api(subject)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.roles[0]").value(subject.toUpperCase(java.util.Locale.ROOT)));
        mvc.perform(json(put("/api/v1/me/language"), "{\"language\": \"es\"}").with(TestMembers.api(subject)))
                .andExpect(status().isNoContent());
        mvc.perform(json(put("/api/v1/me/language"), "{\"language\": \"xx\"}").with(TestMembers.api(subject)))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.errors[0].field").value("language"));
    }

    private String read(String path, MockHttpServletRequestBuilder request) throws Exception {
        var body = mvc.perform(steward(request))
                .andExpect(status().isCreated())
                .andReturn()
                .getResponse()
                .getContentAsString();
        return JsonPath.read(body, path);
    }

    private static String enrolment(String organization, String email, String role) {
        return """
                {"organization": "%s", "name": "Ana Ríos", "email": "%s", "language": "es", "roles": ["%s"]}""".formatted(organization, email, role);
    }

    private static MockHttpServletRequestBuilder json(MockHttpServletRequestBuilder request, String body) {
        return request.contentType(MediaType.APPLICATION_JSON).content(body);
    }

    private static MockHttpServletRequestBuilder steward(MockHttpServletRequestBuilder request) {
        return request.with(TestMembers.api("steward"));
    }
}
