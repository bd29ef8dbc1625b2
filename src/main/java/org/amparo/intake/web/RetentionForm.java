package org.amparo.intake.web;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.amparo.intake.Duties.SetTerms;
import org.amparo.intake.RecordKind;
import org.amparo.intake.RetentionSheet;
import org.springframework.validation.Errors;

/** How long each kind is kept, as a steward typed it, right or wrong. */
class RetentionForm {

    private Map<String, String> days = new LinkedHashMap<>();
    private String version = "";

    static RetentionForm of(RetentionSheet sheet) {
        var form = new RetentionForm();
        sheet.chosen().forEach((kind, term) -> form.days.put(kind.name(), String.valueOf(term.days())));
        form.version = String.valueOf(sheet.version());
        return form;
    }

    void check(Errors errors) {
        for (var kind : RecordKind.values()) {
            if (!typed(kind).matches("\\d{1,6}")) {
                errors.rejectValue("days[" + kind + "]", "problem.not-a-number");
            }
        }
        if (!version.matches("\\d{1,9}")) {
            errors.reject("problem.stale-version");
        }
    }

    SetTerms command() {
        Map<RecordKind, Integer> set = new EnumMap<>(RecordKind.class);
        for (var kind : RecordKind.values()) {
            set.put(kind, Integer.valueOf(typed(kind)));
        }
        return new SetTerms(set, Integer.parseInt(version));
    }

    private String typed(RecordKind kind) {
        return days.getOrDefault(kind.name(), "").strip();
    }

    public Map<String, String> getDays() {
        return days;
    }

    public void setDays(Map<String, String> days) {
        this.days = days;
    }

    public String getVersion() {
        return version;
    }

    public void setVersion(String version) {
        this.version = version;
    }
}
