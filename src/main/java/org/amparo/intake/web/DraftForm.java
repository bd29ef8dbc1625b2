package org.amparo.intake.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amparo.intake.DraftSection;
import org.amparo.intake.FieldProblem;
import org.springframework.util.MultiValueMap;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;

/** What stands in the fields of the intake page, as typed. A field is called {@code field[person.name]} on the page. */
public class DraftForm {

    static final String NAME = "draftForm";

    private static final String OPEN = "field[";

    private final Map<String, Object> field = new HashMap<>();
    private String version = "";

    DraftForm() {}

    static DraftForm of(Map<String, List<String>> typed) {
        var form = new DraftForm();
        typed.forEach(form::put);
        return form;
    }

    /** Reads the parameters of a request; what is not a field of the page is left out. */
    static DraftForm of(MultiValueMap<String, String> parameters) {
        var form = new DraftForm();
        for (var section : DraftSection.values()) {
            for (var name : section.fields()) {
                form.put(name, parameters.getOrDefault(OPEN + name + "]", List.of()));
            }
        }
        form.version = parameters.getFirst("version") == null ? "" : parameters.getFirst("version");
        return form;
    }

    private void put(String name, List<String> values) {
        if (DraftSection.holdsMany(name)) {
            field.put(name, new ArrayList<>(values));
        } else {
            field.put(name, values.isEmpty() ? "" : values.getFirst());
        }
    }

    DraftForm with(String name, String value) {
        put(name, value.isEmpty() ? List.of() : List.of(value));
        return this;
    }

    /** All fields of one section, empty ones included. */
    Map<String, List<String>> typed(DraftSection section) {
        Map<String, List<String>> typed = new LinkedHashMap<>();
        section.fields().forEach(name -> typed.put(name, values(name)));
        return typed;
    }

    Map<String, List<String>> typed() {
        Map<String, List<String>> typed = new LinkedHashMap<>();
        for (var section : DraftSection.values()) {
            typed.putAll(typed(section));
        }
        return typed;
    }

    private List<String> values(String name) {
        var value = field.get(name);
        if (value instanceof List<?> many) {
            return many.stream().map(String::valueOf).toList();
        }
        return value == null || value.toString().isEmpty() ? List.of() : List.of(value.toString());
    }

    /** What is wrong, for the fields of the page; trouble elsewhere is told above the form. */
    BindingResult result(List<FieldProblem> problems) {
        var result = new BeanPropertyBindingResult(this, NAME);
        for (var problem : problems) {
            var code = "problem." + problem.code();
            if (field.containsKey(problem.field())) {
                result.rejectValue(
                        OPEN + problem.field() + "]", code, problem.arguments().toArray(), problem.code());
            } else {
                result.reject(code, problem.arguments().toArray(), problem.code());
            }
        }
        return result;
    }

    public Map<String, Object> getField() {
        return field;
    }

    public String getVersion() {
        return version;
    }

    void setVersion(String seen) {
        version = seen;
    }

    /** The version of the case file the page was made from; something impossible when it is missing. */
    long seen() {
        try {
            return Long.parseLong(version);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
