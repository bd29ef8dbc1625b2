package org.amparo.benchmark;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.amparo.benchmark.RecordedStatements.Statement;
import org.amparo.intake.ConsentAnswer;
import org.amparo.kernel.HumanReference;

/** The intake of the journey: a man held at Adelanto who speaks Mam, told to sign papers, his wife on the phone. */
final class Submission {

    private static final int CREATED = 201;

    @SuppressWarnings("InlineFormatString") // too long to stand in the method
    private static final String BODY = """
            {"caller":{"name":"Rosa Tum","relation":"SPOUSE","authority":"FAMILY","phone":"+12135550%03d","language":"es",
              "safeContact":{"call":"YES","message":"NO","text":"UNKNOWN","bestTime":null}},
             "person":{"name":"Invented %s Tum Ixcoy","surnames":["Tum","Ixcoy"],"aliases":[],"born":"~19%02d","countryOfBirth":"GT","nationality":"GT",
              "language":"mam","variant":"Todos Santos","spanish":"SOME","gender":null,"pronouns":null,"aNumber":null,"phone":null},
             "custody":{"custody":"DETAINED","facility":"ADLNTCA","seenAt":null,"source":"FAMILY"},
             "arrest":{"on":null,"at":null,"county":"06037","agencies":[{"agency":"ICE_ERO","part":"ARRESTED"}],"stage":"ICE_ARREST","how":"WORKPLACE","detainedSince":null},
             "hearing":null,"answers":{"TOLD_TO_SIGN":"YES"},"removalFeared":null,"needs":["BOND"],"override":null,
             "fund":{"residence":"06037","household":3,"yearlyIncome":28000,"violentFelony":"NO"},"parties":[],"note":"An invented call.",
             "consent":{"answer":"%s","script":"2026-1","language":"es","interpreter":"NO","who":"FAMILY",
              "purposes":["SHARE_WITH_PROVIDERS","CONTACT","STATISTICS"],"ratifyBy":null}}
            """;

    private final Benchmark benchmark;
    private final ConsentAnswer consent;
    private final AtomicInteger number = new AtomicInteger();

    /** @param consent whether the caller agrees that the case is offered; without, nothing follows the intake */
    Submission(Benchmark benchmark, boolean consent) {
        this.benchmark = benchmark;
        this.consent = consent ? ConsentAnswer.GIVEN : ConsentAnswer.REFUSED;
    }

    String json() {
        var next = number.incrementAndGet();
        return String.format(Locale.ROOT, BODY, 100 + next % 100, letters(next), 60 + next % 40, consent);
    }

    /** The same on the caller's own thread, so that it can be recorded. */
    void once() throws Exception {
        benchmark.inProcess().post("/api/v1/cases", json(), benchmark.token("valeria"), CREATED);
    }

    /** What must be new each time: ids this very submission made up, and the reference of its case. */
    Floor.Renewal renewal(List<Statement> statements) {
        var known = Set.of(
                benchmark.person("valeria").member().value(),
                benchmark.person("valeria").organization().value());
        var ids = statements.stream()
                .filter(statement -> statement.sql().regionMatches(true, 0, "insert", 0, 6))
                .flatMap(statement -> statement.parameters().stream())
                .flatMap(value ->
                        value instanceof Object[] elements ? Arrays.stream(elements) : Stream.ofNullable(value))
                .filter(UUID.class::isInstance)
                .map(UUID.class::cast)
                .filter(id -> !known.contains(id))
                .distinct()
                .toList();
        var texts = new HashMap<String, String>();
        statements.stream()
                .flatMap(statement -> statement.parameters().stream())
                .filter(value -> value instanceof String text && isReference(text))
                .forEach(value -> texts.put((String) value, "left(encode(int8send(:random), 'base64'), 8)"));
        return Floor.renewing(ids, texts);
    }

    private static boolean isReference(String text) {
        try {
            return new HumanReference(text).value().equals(text);
        } catch (IllegalArgumentException other) {
            return false;
        }
    }

    private static String letters(int number) {
        return Integer.toString(number, 36).replaceAll("[0-9]", "o");
    }
}
