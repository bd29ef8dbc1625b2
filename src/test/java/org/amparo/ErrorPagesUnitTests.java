package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;

class ErrorPagesUnitTests {

    private static final Pattern INVALID =
            Pattern.compile("Rejected\\s*\\.invalid\\(\\s*\"[^\"]*\"\\s*,\\s*\"([^\"]+)\"");
    private static final Pattern CONFLICT = Pattern.compile("Rejected\\s*\\.conflict\\(\\s*\"([^\"]+)\"");

    private final Rendering rendering = new Rendering();

    @ParameterizedTest
    @CsvSource({
        "FORBIDDEN, You may not do this",
        "NOT_FOUND, There is nothing here for you",
        "CONFLICT, This has changed since you looked",
        "INTERNAL_SERVER_ERROR, Something failed on our side",
        "CONTENT_TOO_LARGE, This is too large",
        "BAD_REQUEST, This request could not be taken"
    })
    void saysWhatHappenedAndWhatToDoNow(HttpStatus status, String words) throws Exception {
        var page = new ErrorPages().resolveErrorView(new MockHttpServletRequest(), status, Map.of("trace", "at org.x"));
        assertThat(page.getStatus()).isEqualTo(status);
        for (var language : Languages.ALL) {
            assertThat(rendering.render("root/problem", page.getModel(), language))
                    .doesNotContain("??", "at org.x", ">problem.", "{0}");
        }
        assertThat(rendering.render("root/problem", page.getModel())).contains(words);
    }

    @Test
    void tellsSomebodyMembershipDoesNotLetInWhomToAsk() throws Exception {
        var request = new MockHttpServletRequest();
        request.setAttribute(SecurityProblems.CODE, "no-access");
        var page = new ErrorPages().resolveErrorView(request, HttpStatus.FORBIDDEN, Map.of());
        assertThat(rendering.render("root/problem", page.getModel()))
                .contains("You may not use Amparo at the moment", "steward");
    }

    @Test
    void everyRefusalHasWordsInBothLanguages() throws IOException {
        var messages = new IcuMessages();
        var missing = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                var source = Files.readString(file);
                for (var refusal : new Pattern[] {INVALID, CONFLICT}) {
                    var codes = refusal.matcher(source);
                    while (codes.find()) {
                        for (var language : Languages.ALL) {
                            var text = messages.getMessage("problem." + codes.group(1), null, "", language);
                            if (text == null || text.isEmpty()) {
                                missing.add(file.getFileName() + ": problem." + codes.group(1) + " (" + language + ")");
                            }
                        }
                    }
                }
            }
        }
        assertThat(missing).as("refusals without words").isEmpty();
    }
}
