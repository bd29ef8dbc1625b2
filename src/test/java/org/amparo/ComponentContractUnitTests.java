package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.validation.BindingResult;
import org.springframework.validation.MapBindingResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our fragments write what the components they stand for write: the library's own fixtures say so. */
class ComponentContractUnitTests {

    /**
     * What we write differently, on purpose: the name of a field is its id; a wrong field is {@code aria-invalid} too; counts speak the
     * reader's language and start near the limit.
     */
    private static final Set<String> OURS = Set.of(
            "name",
            "aria-invalid",
            "data-threshold",
            "data-i18n.characters-under-limit.one",
            "data-i18n.characters-under-limit.other",
            "data-i18n.characters-over-limit.one",
            "data-i18n.characters-over-limit.other",
            "data-i18n.characters-at-limit");

    private final Rendering rendering = new Rendering();

    static Stream<Arguments> fixtures() {
        JsonNode fixtures;
        try (var file = new ClassPathResource("govuk-frontend/fixtures.json").getInputStream()) {
            fixtures = JsonMapper.builder().build().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var all = new ArrayList<Arguments>();
        fixtures.properties()
                .forEach(component -> component
                        .getValue()
                        .forEach(fixture -> all.add(Arguments.of(
                                component.getKey(), fixture.path("name").asString(), fixture))));
        return all.stream();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("fixtures")
    void writesWhatTheComponentWrites(String component, String name, JsonNode fixture) throws Exception {
        var options = fixture.path("options");
        var ours = Markup.read(rendering.render(call(component, options), model(component, options)));
        var theirs = Markup.read(monthFirst(component, fixture.path("html").asString()));
        assertThat(ours.normal(OURS).stream()
                        .filter(line -> !line.startsWith("<form"))
                        .map(String::strip))
                .containsExactlyElementsOf(
                        theirs.normal(OURS).stream().map(String::strip).toList());
    }

    /** Americans write the month first; the parts are the same. */
    private static String monthFirst(String component, String html) {
        if (!component.equals("date-input")) {
            return html;
        }
        var item = "<div class=\"govuk-date-input__item\">";
        var parts = html.split(item, -1);
        return parts[0] + item + parts[2] + item + parts[1] + item + parts[3];
    }

    private static String call(String component, JsonNode options) {
        var fragment = switch (component) {
            case "input" -> "form :: text-input";
            case "textarea", "character-count" -> "form :: text-area";
            case "select" -> "form :: drop-down";
            case "date-input" -> "form :: date-parts";
            case "error-summary" -> "form :: errors";
            case "notification-banner" -> "ui :: notice";
            case "warning-text" -> "ui :: warning";
            case "inset-text" -> "ui :: inset";
            case "tag" -> "ui :: tag";
            default -> "form :: " + component;
        };
        var parameters = new ArrayList<String>();
        parameters(component, options).keySet().forEach(key -> parameters.add(key + "=${given_" + key + "}"));
        return "<form xmlns:th=\"http://www.thymeleaf.org\" th:object=\"${sampleForm}\"><th:block th:replace=\"~{fragments/"
                + fragment
                + (parameters.isEmpty() ? "" : "(" + String.join(", ", parameters) + ")") + "}\"></th:block></form>";
    }

    private static String field(JsonNode options) {
        return options.has("name")
                ? options.path("name").asString()
                : options.path("id").asString("field");
    }

    private static Map<String, Object> parameters(String component, JsonNode options) {
        var parameters = new TreeMap<String, Object>();
        if (Set.of("tag", "notification-banner", "warning-text", "inset-text").contains(component)) {
            parameters.put("text", options.path("text").asString());
            if (component.equals("tag") && options.has("classes")) {
                parameters.put("colour", options.path("classes").asString().replace("govuk-tag--", ""));
            }
            if (options.has("type")) {
                parameters.put("kind", options.path("type").asString());
            }
            return parameters;
        }
        if (component.equals("error-summary")) {
            return parameters;
        }
        parameters.put("name", field(options));
        text(options.path("label").path("text"), "label", parameters);
        text(options.path("fieldset").path("legend").path("text"), "legend", parameters);
        text(options.path("hint").path("text"), "hint", parameters);
        text(options.path("prefix").path("text"), "prefix", parameters);
        text(options.path("suffix").path("text"), "suffix", parameters);
        for (var key : List.of("type", "inputmode", "autocomplete", "spellcheck")) {
            text(options.path(key), key, parameters);
        }
        if (options.has("maxlength")) {
            parameters.put("maxlength", options.path("maxlength").asInt());
        }
        var classes = options.path("classes").asString("");
        if (classes.contains("--inline")) {
            parameters.put("inline", true);
        }
        if (classes.contains("--small")) {
            parameters.put("small", true);
        }
        if (classes.contains("--width-")) {
            parameters.put("width", classes.replaceAll(".*--width-(\\d+).*", "$1"));
        }
        if (options.has("items")) {
            var choices = new LinkedHashMap<String, String>();
            options.path("items")
                    .forEach(item -> choices.put(
                            item.path("value").asString(), item.path("text").asString()));
            parameters.put("options", choices);
        }
        return parameters;
    }

    private static void text(JsonNode node, String key, Map<String, Object> parameters) {
        if (!node.isMissingNode()) {
            parameters.put(key, node.asString());
        }
    }

    private static Map<String, Object> model(String component, JsonNode options) {
        var typed = new LinkedHashMap<String, Object>();
        var field = field(options);
        if (options.has("value")) {
            typed.put(field, options.path("value").asString());
        }
        options.path("items").forEach(item -> {
            if (item.path("checked").asBoolean(false)) {
                typed.put(field, item.path("value").asString());
            }
        });
        options.path("values").properties().forEach(part -> {
            var name = part.getKey();
            typed.put(
                    field + Character.toUpperCase(name.charAt(0)) + name.substring(1),
                    part.getValue().asString());
        });
        var binding = new MapBindingResult(typed, "sampleForm");
        if (options.has("errorMessage")) {
            binding.rejectValue(
                    field, "none", options.path("errorMessage").path("text").asString());
        }
        options.path("errorList").forEach(error -> {
            var text = error.path("text").asString();
            if (error.has("href")) {
                binding.rejectValue(error.path("href").asString().substring(1), "none", text);
            } else {
                binding.reject("none", text);
            }
        });
        var model = new LinkedHashMap<String, Object>();
        model.put("sampleForm", typed);
        model.put(BindingResult.MODEL_KEY_PREFIX + "sampleForm", binding);
        parameters(component, options).forEach((key, value) -> model.put("given_" + key, value));
        return model;
    }
}
