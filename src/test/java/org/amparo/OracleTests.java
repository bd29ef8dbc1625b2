package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.jayway.jsonpath.JsonPath;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/**
 * Whether an answer, or the time it takes, tells that somebody is known. A thousand pairs each, known and unknown by turns, so that what
 * slows the machine slows both; compared by their medians.
 */
@SpringBootTest
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, SecurityTests.People.class})
@TestInstance(Lifecycle.PER_CLASS)
class OracleTests {

    private static final int PAIRS = 1_000;
    private static final int TO_WARM_UP = 100;
    private static final double MOST_MILLISECONDS = 5;
    private static final int KNOWN = 40;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}");
    private static final String LETTERS = "bdfghklmnprstwya";

    private final MockMvc mvc;
    private final List<String> cases = new ArrayList<>();

    OracleTests(@Autowired MockMvc mvc) {
        this.mvc = mvc;
    }

    private record Asked(String who, HttpMethod method, String path, String body) {}

    @BeforeAll
    void somebodyIsKnown() throws Exception {
        for (int number = 0; number < KNOWN; number++) {
            cases.add(JsonPath.read(
                    perform(new Asked("volunteer", HttpMethod.POST, "/api/v1/cases", intake(number)))
                            .getContentAsString(),
                    "$.id"));
        }
    }

    @Test
    void theTimeOfASearchByANumberTellsNothing() throws Exception {
        alikeInTime(pair -> search(aNumber(pair % KNOWN)), pair -> search(aNumber(5000 + pair)));
    }

    @Test
    void theTimeOfASearchByTelephoneTellsNothing() throws Exception {
        alikeInTime(pair -> search(phone(pair % KNOWN)), pair -> search(phone(5000 + pair)));
    }

    @Test
    void theTimeOfASearchByNameTellsNothing() throws Exception {
        alikeInTime(pair -> search(name(pair % KNOWN)), pair -> search(name(5000 + pair)));
    }

    @Test
    void theTimeOfHintsAtTheSamePersonTellsNothing() throws Exception {
        alikeInTime(pair -> hints(pair % KNOWN), pair -> hints(5000 + pair));
    }

    @Test
    void aForeignCaseAndNoneAreAlikeInTimeAndWords() throws Exception {
        for (var part : List.of("/file", "/conflict-packet", "/reveals")) {
            alikeInWords(
                    new Asked("attorney", HttpMethod.GET, "/api/v1/cases/" + cases.getFirst() + part, ""),
                    new Asked("attorney", HttpMethod.GET, "/api/v1/cases/" + UUID.randomUUID() + part, ""));
        }
        alikeInTime(
                pair -> new Asked("attorney", HttpMethod.GET, "/api/v1/cases/" + cases.get(pair % KNOWN) + "/file", ""),
                pair -> new Asked("attorney", HttpMethod.GET, "/api/v1/cases/" + UUID.randomUUID() + "/file", ""));
    }

    @Test
    void aCheckOfConflictsOfAForeignCaseAndOfNoneAreAlikeInTimeAndWords() throws Exception {
        perform(new Asked(
                "attorney",
                HttpMethod.POST,
                "/api/v1/conflicts",
                "{\"name\": \"" + name(1) + "\", \"kind\": \"ADVERSE\"}"));
        alikeInWords(check(cases.get(1)), check(UUID.randomUUID().toString()));
        alikeInTime(
                pair -> check(cases.get(pair % KNOWN)),
                pair -> check(UUID.randomUUID().toString()));
    }

    @Test
    void aSecondFileAboutSomebodyIsOpenedWithoutAWord() throws Exception {
        var known = perform(new Asked("volunteer", HttpMethod.POST, "/api/v1/cases", intake(7)));
        var unknown = perform(new Asked("volunteer", HttpMethod.POST, "/api/v1/cases", intake(9000)));

        assertThat(known.getStatus()).isEqualTo(201).isEqualTo(unknown.getStatus());
        assertThat(withoutIds(known.getContentAsString())).isEqualTo(withoutIds(unknown.getContentAsString()));
    }

    private void alikeInWords(Asked one, Asked other) throws Exception {
        var first = perform(one);
        var second = perform(other);

        assertThat(first.getStatus()).as(one.path()).isEqualTo(second.getStatus());
        assertThat(ID.matcher(first.getContentAsString(StandardCharsets.UTF_8)).replaceAll(""))
                .as(one.path())
                .isEqualTo(ID.matcher(second.getContentAsString(StandardCharsets.UTF_8))
                        .replaceAll(""));
        assertThat(first.getHeaderNames()).as(one.path()).isEqualTo(second.getHeaderNames());
    }

    private void alikeInTime(IntFunction<Asked> known, IntFunction<Asked> unknown) throws Exception {
        var knownTook = new long[PAIRS];
        var unknownTook = new long[PAIRS];
        for (int pair = -TO_WARM_UP; pair < PAIRS; pair++) {
            var number = pair + TO_WARM_UP;
            long one;
            long other;
            if (number % 2 == 0) {
                one = took(known.apply(number));
                other = took(unknown.apply(number));
            } else {
                other = took(unknown.apply(number));
                one = took(known.apply(number));
            }
            if (pair >= 0) {
                knownTook[pair] = one;
                unknownTook[pair] = other;
            }
        }

        assertThat(median(knownTook))
                .as("milliseconds, known and unknown")
                .isCloseTo(median(unknownTook), within(MOST_MILLISECONDS));
    }

    private long took(Asked asked) throws Exception {
        var started = System.nanoTime();
        var answer = perform(asked);
        var ended = System.nanoTime();
        assertThat(answer.getStatus()).isIn(200, 404);
        return ended - started;
    }

    private static double median(long[] nanoseconds) {
        Arrays.sort(nanoseconds);
        return nanoseconds[nanoseconds.length / 2] / 1e6;
    }

    private MockHttpServletResponse perform(Asked asked) throws Exception {
        return mvc.perform(MockMvcRequestBuilders.request(asked.method(), URI.create(asked.path()))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(asked.body().getBytes(StandardCharsets.UTF_8))
                        .with(TestMembers.api(asked.who())))
                .andReturn()
                .getResponse();
    }

    private static Asked search(String text) {
        return new Asked("volunteer", HttpMethod.POST, "/api/v1/cases/search", "{\"text\": \"" + text + "\"}");
    }

    private static Asked hints(int person) {
        return new Asked(
                "volunteer",
                HttpMethod.POST,
                "/api/v1/cases/duplicates",
                String.format(
                        Locale.ROOT,
                        "{\"name\": \"%s\", \"aNumber\": \"%s\", \"phones\": [\"%s\"]}",
                        name(person),
                        aNumber(person),
                        phone(person)));
    }

    private static Asked check(String caseFile) {
        return new Asked("attorney", HttpMethod.GET, "/api/v1/cases/" + caseFile + "/conflict-check", "");
    }

    private static String intake(int person) {
        return String.format(
                Locale.ROOT,
                "{\"caller\": {\"name\": \"Rosa Invented\", \"phone\": \"%s\"}, \"person\": {\"name\": \"%s\", \"aNumber\": \"%s\"},"
                        + " \"custody\": {\"custody\": \"DETAINED\", \"facility\": \"ADLNTCA\"}, \"needs\": [\"BOND\"],"
                        + " \"consent\": {\"answer\": \"NOT_ASKED\"}}",
                phone(person),
                name(person),
                aNumber(person));
    }

    private static String aNumber(int person) {
        return String.format(Locale.ROOT, "A000%06d", 300_000 + person);
    }

    private static String phone(int person) {
        return String.format(Locale.ROOT, "213-55%d-%04d", person / 5000 % 10, person % 5000);
    }

    /** Two words that share neither spelling nor sound with those of others. */
    private static String name(int person) {
        var name = new StringBuilder();
        for (int word = 0; word < 2; word++) {
            var number = person * 2_654_435_761L + word * 40_503L;
            for (int letter = 0; letter < 4; letter++) {
                name.append(LETTERS.charAt((int) (number >>> 4 * letter & 0xF)))
                        .append("aeiou".charAt((int) (number >>> 4 * letter & 3)));
            }
            name.append(' ');
        }
        return name.toString().strip();
    }

    private static String withoutIds(String body) {
        return ID.matcher(body)
                .replaceAll("")
                .replaceAll("[346789A-Z]{4}-[346789A-Z]{3}", "")
                .replaceAll("\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z", "");
    }
}
