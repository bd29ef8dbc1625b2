package org.amparo;

import static org.amparo.support.TestMembers.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.amparo.support.TestInfrastructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.MockMvc;

/** What the page says is held is what the list of columns says, in words, for everybody signed in. */
@SpringBootTest
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, SecurityTests.People.class})
class HeldColumnsTests {

    private final MockMvc mvc;

    HeldColumnsTests(@Autowired MockMvc mvc) {
        this.mvc = mvc;
    }

    @Test
    void everyColumnAboutPeopleHasItsWords() {
        var columns = new HeldColumns();
        var messages = new IcuMessages();
        var missing = new TreeSet<String>();
        for (var column : Stream.of(columns.sealed(), columns.fingerprints())
                .flatMap(List::stream)
                .toList()) {
            for (var key : List.of("root.held." + column.name(), "root.held." + column.name() + ".what")) {
                missing(messages, key, missing);
            }
        }
        columns.members().forEach(column -> missing(messages, "root.held." + column.name(), missing));
        columns.codes().keySet().forEach(module -> missing(messages, "root.held.module." + module, missing));
        assertThat(missing).isEmpty();
    }

    private static void missing(IcuMessages messages, String key, TreeSet<String> missing) {
        for (var language : Languages.ALL) {
            var text = messages.getMessage(key, null, "", language);
            if (text == null || text.isEmpty()) {
                missing.add(key + " (" + language + ")");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"volunteer,en", "dispatcher,es", "attorney,en", "lead,es", "steward,en"})
    void showsEveryColumnToEverybody(String who, String language) throws Exception {
        var text = mvc.perform(
                        get("/what-we-hold").header("Accept-Language", language).with(page(who)))
                .andReturn()
                .getResponse()
                .getContentAsString();
        var columns = new HeldColumns();
        assertThat(columns.sealed()).hasSizeGreaterThan(5);
        for (var column : columns.sealed()) {
            assertThat(text).contains(">" + column.name() + "<");
        }
        assertThat(text).contains(language.equals("en") ? "90 days" : "90 d").doesNotContain("??");
    }
}
