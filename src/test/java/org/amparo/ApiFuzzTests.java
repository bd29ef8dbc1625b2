package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.amparo.RequestGenerator.Kind;
import org.amparo.RequestGenerator.Request;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.boot.webmvc.test.autoconfigure.SpringBootMockMvcBuilderCustomizer;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the API, in the words of its own description, for what is nearly right, wrong and hostile, as everybody. Whatever is sent, nothing
 * fails, nothing unknown is accepted, nothing that was sent comes back in a refusal or is logged, and every answer is one the description
 * names. {@code -Damparo.fuzz.requests=50000} sends more, {@code -Damparo.fuzz.seed=…} others.
 */
@SpringBootTest
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, SecurityTests.People.class})
@ExtendWith(OutputCaptureExtension.class)
class ApiFuzzTests {

    private static final int REQUESTS = Integer.getInteger("amparo.fuzz.requests", 2_000);
    private static final long SEED = Long.getLong("amparo.fuzz.seed", 20_261_122L);
    private static final List<String> ROLES =
            List.of("volunteer", "dispatcher", "attorney", "other-attorney", "lead", "steward");
    private static final List<String> STRANGERS = List.of("suspended", "nobody", "", "Not-A-Token");
    private static final int SHOWN = 80;

    private final MockMvc mvc;
    private final JsonMapper json;

    /** What was wrong, by operation and kind of fault, with the first request that showed it. */
    private final Map<String, String> faults = new TreeMap<>();

    /** Who was refused by an operation before is asked less often again. */
    private final Map<String, Set<String>> refused = new LinkedHashMap<>();

    private final Map<Integer, Integer> answers = new TreeMap<>();

    /** As the context's own, but it keeps no account of every request for the case of a failure. */
    ApiFuzzTests(@Autowired WebApplicationContext context, @Autowired JsonMapper json) {
        var quiet = new SpringBootMockMvcBuilderCustomizer(context);
        quiet.setPrint(MockMvcPrint.NONE);
        var builder = MockMvcBuilders.webAppContextSetup(context);
        quiet.customize(builder);
        this.mvc = builder.build();
        this.json = json;
    }

    @Test
    void standsWhateverIsSent(CapturedOutput output) throws Exception {
        var description = json.readTree(
                mvc.perform(get("/api/v1/openapi")).andReturn().getResponse().getContentAsByteArray());
        var generator = new RequestGenerator(description, json);
        assertThat(generator.operations()).hasSizeGreaterThan(50);
        generator.remember("organizations", TestMembers.PROVIDER.toString());
        generator.remember("organizations", TestMembers.OTHER_PROVIDER.toString());
        generator.remember("to", TestMembers.ATTORNEY.member().toString());

        assertThat(generator.operations().stream()
                        .filter(operation ->
                                operation.answers().keySet().stream().noneMatch(status -> status.startsWith("2")))
                        .map(RequestGenerator.Operation::name))
                .as("operations that do not say how they answer when all is well")
                .isEmpty();

        var random = new Random(SEED);
        begin(generator, random);
        for (var number = 0; number < REQUESTS; number++) {
            var operation = generator
                    .operations()
                    .get(random.nextInt(generator.operations().size()));
            send(generator, generator.request(operation, random, number), somebody(operation.name(), random), number);
        }

        System.out.println("answers of the API to " + REQUESTS + " requests: " + answers);
        if (output.getAll().contains(RequestGenerator.CANARY)) {
            faults.put("a text that was sent is in the log", line(output.getAll()));
        }
        assertThat(faults.values().stream().limit(SHOWN))
                .as("seed " + SEED + ", " + faults.size() + " faults")
                .isEmpty();
        assertThat(answers.keySet()).contains(200, 201, 401, 403, 404, 422);
        assertThat(answers.entrySet().stream()
                        .filter(answer -> answer.getKey() / 100 == 2)
                        .mapToInt(Map.Entry::getValue)
                        .sum())
                .as("enough of what was sent was right")
                .isGreaterThan(REQUESTS / 20);
    }

    /** Something to be read and changed: whole intakes, and offers of them by hand which a provider takes. */
    private void begin(RequestGenerator generator, Random random) throws Exception {
        for (var number = 0; number < 6; number++) {
            var opened = act(generator, "volunteer", "POST /api/v1/cases", "", random);
            var id = opened.path("id").asString("");
            var offered = act(
                    generator,
                    "dispatcher",
                    "POST /api/v1/referrals",
                    "{\"caseFile\":\"" + id + "\",\"round\":1,\"providers\":[\"" + TestMembers.PROVIDER + "\"]}",
                    random);
            generator.remember("referrals", offered.path(0).path("id").asString(""));
        }
    }

    private JsonNode act(RequestGenerator generator, String subject, String name, String body, Random random)
            throws Exception {
        var operation = generator.operation(name);
        var request = generator.example(operation, random);
        var answer = send(generator, body.isEmpty() ? request : request.withBody(body), subject, -1);
        var content = answer.getContentAsByteArray();
        return content.length == 0 ? json.nullNode() : json.readTree(content);
    }

    private String somebody(String operation, Random random) {
        if (random.nextInt(20) == 0) {
            return STRANGERS.get(random.nextInt(STRANGERS.size()));
        }
        var some = ROLES.get(random.nextInt(ROLES.size()));
        for (var tries = 0;
                tries < 4 && refused.getOrDefault(operation, Set.of()).contains(some);
                tries++) {
            some = ROLES.get(random.nextInt(ROLES.size()));
        }
        return some;
    }

    private MockHttpServletResponse send(RequestGenerator generator, Request request, String subject, int number) {
        var what = request.operation().name();
        try {
            var built = request.build();
            if (!subject.isEmpty()) {
                built.with(TestMembers.api(subject));
            }
            var response = mvc.perform(built).andReturn().getResponse();
            look(request, subject, number, response);
            if (response.getStatus() == 403) {
                refused.computeIfAbsent(what, name -> new TreeSet<>()).add(subject);
            } else if (response.getStatus() / 100 == 2) {
                generator.learn(request.operation(), response.getContentAsByteArray());
            }
            return response;
        } catch (Exception | AssertionError trouble) {
            fault(request, subject, number, "threw " + trouble.getClass().getSimpleName(), String.valueOf(trouble));
            return new MockHttpServletResponse();
        }
    }

    private void look(Request request, String subject, int number, MockHttpServletResponse response) throws Exception {
        var status = response.getStatus();
        var body = response.getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
        answers.merge(status, 1, Integer::sum);
        if (status >= 500) {
            fault(request, subject, number, "answered " + status, body);
        }
        if (request.kind() == Kind.UNKNOWN_PROPERTY && status / 100 != 4) {
            fault(request, subject, number, "accepted an unknown property with " + status, body);
        }
        if (status >= 400 && body.contains(RequestGenerator.CANARY)) {
            fault(request, subject, number, "echoed what was sent with " + status, body);
        }
        if (String.valueOf(response.getHeader(HttpHeaders.LOCATION)).contains(RequestGenerator.CANARY)) {
            fault(request, subject, number, "has what was sent in a Location", "");
        }
        var documented = request.operation().answers().get(String.valueOf(status));
        if (documented == null) {
            fault(request, subject, number, "answered " + status + ", which is not described", body);
            return;
        }
        if (status >= 400 && !MediaType.APPLICATION_PROBLEM_JSON_VALUE.equals(response.getContentType())) {
            fault(request, subject, number, "answered " + status + " as " + response.getContentType(), body);
        }
        if (status < 400 && !body.isEmpty() && !isDescribed(documented, String.valueOf(response.getContentType()))) {
            fault(
                    request,
                    subject,
                    number,
                    "answered " + status + " as " + response.getContentType() + " and not as " + documented,
                    body);
        }
    }

    private static boolean isDescribed(Set<String> types, String sent) {
        var type = MediaType.parseMediaType(sent);
        return types.stream()
                .map(MediaType::parseMediaType)
                .anyMatch(described -> described.equalsTypeAndSubtype(type));
    }

    private void fault(Request request, String subject, int number, String what, String body) {
        var key = request.operation().name() + " " + what.replaceAll("\\s+", " ");
        faults.putIfAbsent(
                key,
                "\n" + key + "\n   request " + number + " as \"" + subject + "\", " + request + "\n   answer "
                        + shortly(body));
    }

    private static String line(String output) {
        return output.lines()
                .filter(line -> line.contains(RequestGenerator.CANARY))
                .limit(3)
                .map(ApiFuzzTests::shortly)
                .toList()
                .toString();
    }

    static String shortly(String text) {
        return text.length() <= 900 ? text : text.substring(0, 900) + "… (" + text.length() + ")";
    }
}
