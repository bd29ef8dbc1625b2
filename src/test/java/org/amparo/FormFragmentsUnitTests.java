package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;

/** The form fragments keep what was typed, show what is wrong, and need nothing but the field's name. */
class FormFragmentsUnitTests {

    record SampleForm(
            String place,
            String why,
            List<String> needs,
            String bornMonth,
            String bornDay,
            String bornYear,
            String told) {}

    private final Rendering rendering = new Rendering();

    private String render(Object form, BindingResult binding, String fields) throws Exception {
        var model = new LinkedHashMap<String, Object>();
        model.put("sampleForm", form);
        model.put(BindingResult.MODEL_KEY_PREFIX + "sampleForm", binding);
        var places = new LinkedHashMap<String, String>();
        places.put("ADLNTCA", "Adelanto");
        places.put("OTHER", "Another place");
        model.put("places", places);
        return rendering.render(
                "<form method=\"post\" xmlns:th=\"http://www.thymeleaf.org\" th:object=\"${sampleForm}\">" + fields
                        + "</form>",
                model);
    }

    private String render(String fields) throws Exception {
        var form = new SampleForm("OTHER", "a <b> \"c\"", List.of("BOND"), "", "", "1988", "REFUSED");
        return render(form, new BeanPropertyBindingResult(form, "sampleForm"), fields);
    }

    @Test
    void keepsWhatWasTypedAndEscapesIt() throws Exception {
        assertThat(
                        render(
                                "<div th:replace=\"~{fragments/form :: text-input(name='why', label='Why', hint='In short', width=10)}\"></div>"))
                .contains("value=\"a &lt;b&gt; &quot;c&quot;\"")
                .contains("for=\"why\"")
                .contains("aria-describedby=\"why-hint\"")
                .contains("govuk-input--width-10")
                .doesNotContain("aria-invalid");
    }

    @Test
    void marksTheWrongFieldAndNamesItInTheSummary() throws Exception {
        var form = new SampleForm("", "", List.of(), "", "", "", "");
        var binding = new BeanPropertyBindingResult(form, "sampleForm");
        binding.rejectValue("why", "problem.required", "Enter an answer");
        binding.rejectValue("place", "problem.unknown-code", "x");
        binding.reject("problem.stale-version", "x");
        assertThat(
                        render(
                                form,
                                binding,
                                "<th:block th:replace=\"~{fragments/form :: errors}\"></th:block>"
                                        + "<th:block th:replace=\"~{fragments/form :: text-area(name='why', label='Why', maxlength=500)}\"></th:block>"
                                        + "<th:block th:replace=\"~{fragments/form :: radios(name='place', legend='Place', options=${places})}\"></th:block>"))
                .containsSubsequence(
                        "There is a problem",
                        "Somebody else saved",
                        "href=\"#place\"",
                        "href=\"#why\"",
                        "govuk-form-group--error",
                        "id=\"why-error\"",
                        "aria-describedby=\"why-info why-error\"",
                        "aria-describedby=\"place-error\"",
                        "id=\"place\"",
                        "id=\"place-2\"");
    }

    @Test
    void sendsThePresentVersionOnceAnotherWasFaster() throws Exception {
        record Versioned(String version) {}
        var hidden = "<th:block th:replace=\"~{fragments/form :: version(present=${7})}\"></th:block>";
        var form = new Versioned("3");
        var errors = new BeanPropertyBindingResult(form, "sampleForm");
        errors.reject("problem.required", "x");
        assertThat(render(form, errors, hidden)).contains("name=\"version\" value=\"3\"");
        errors.reject("problem.stale-version", "x");
        assertThat(render(form, errors, hidden)).contains("name=\"version\" value=\"7\"");
    }

    @Test
    void checksTheChosenRadioAndOpensWhatBelongsToIt() throws Exception {
        assertThat(
                        render(
                                "<th:block th:replace=\"~{fragments/form :: radios(name='place', legend='Place', hint='Ask twice', options=${places}, revealOn='OTHER', reveal=~{::#why-box})}\">"
                                        + "<div id=\"why-box\"><th:block th:replace=\"~{fragments/form :: text-input(name='why', label='Which')}\"></th:block></div></th:block>"))
                .containsSubsequence(
                        "value=\"OTHER\"",
                        "data-reveals=\"conditional-place-2\"",
                        "id=\"conditional-place-2\"",
                        "id=\"why-box\"",
                        "name=\"why\"")
                .doesNotContain("why-hint")
                .doesNotContain("--hidden");
    }

    @Test
    void speaksTheFiveAnswersAndChecksSeveral() throws Exception {
        assertThat(
                        render(
                                "<th:block th:replace=\"~{fragments/form :: answer(name='told', legend='Told to sign?')}\"></th:block>"
                                        + "<th:block th:replace=\"~{fragments/form :: checkboxes(name='needs', legend='Needs', options=${ {'BOND', 'HABEAS'} })}\"></th:block>"
                                        + "<th:block th:replace=\"~{fragments/form :: date-parts(name='born', legend='Born')}\"></th:block>"
                                        + "<th:block th:replace=\"~{fragments/form :: drop-down(name='place', label='Place', options=${places}, empty='Choose')}\"></th:block>"
                                        + "<th:block th:replace=\"~{fragments/form :: date(name='why', label='When')}\"></th:block>"
                                        + "<th:block th:replace=\"~{fragments/form :: hidden(name='place')}\"></th:block>"
                                        + "<th:block th:replace=\"~{fragments/form :: buttons(submit='Save', cancel='/x')}\"></th:block>"
                                        + "<th:block th:replace=\"~{fragments/form :: file(name='why', label='File', accept='.csv')}\"></th:block>"
                                        + "<th:block th:replace=\"~{fragments/form :: checkbox(name='told', label='Told')}\"></th:block>"
                                        + "<th:block th:replace=\"~{fragments/form :: group(legend='Box', content=~{::#inside})}\"><p id=\"inside\">in</p></th:block>"))
                .contains(
                        "Refused to say",
                        "govuk-radios--inline",
                        "id=\"needs-2\"",
                        "name=\"bornYear\"",
                        "value=\"1988\"")
                .contains("<option value=\"OTHER\" selected=\"selected\">Another place</option>")
                .contains("type=\"date\"", "accept=\".csv\"", "id=\"inside\"");
    }

    @Test
    void theLayoutCarriesAPage() throws Exception {
        assertThat(new Rendering(true)
                        .render(
                                "<html xmlns:th=\"http://www.thymeleaf.org\" th:replace=\"~{layout :: page(~{::title}, ~{::main})}\"><head><title th:text=\"#{common.help}\">x</title></head><body><main id=\"main\"><p>Hello</p></main></body></html>",
                                Map.of("notice", "common.save"),
                                Languages.SPANISH))
                .contains(
                        "<html",
                        "lang=\"es\"",
                        "<title>Ayuda</title>",
                        "Datos de práctica",
                        "<p>Hello</p>",
                        "Guardar",
                        "English");
    }
}
