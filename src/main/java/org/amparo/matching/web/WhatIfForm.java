package org.amparo.matching.web;

import java.util.function.Function;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.FieldOfficeCode;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.Service;
import org.amparo.matching.Quarter;
import org.amparo.matching.WhatIf;
import org.amparo.membership.FundId;
import org.amparo.membership.FundRule;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/** A question as it was typed, right or wrong. */
class WhatIfForm {

    private String kind = WhatIf.Wished.PLACES.name();
    private String quarter = "";
    private String service = "";
    private String facility = "";
    private String fieldOffice = "";
    private String language = "";
    private String fund = "";
    private String rule = "";
    private String perWeek = "1";

    /** @return the question, or {@code null} when something typed cannot be read, and is named in the errors */
    @Nullable
    WhatIf command(Errors errors) {
        var chosen = read("quarter", quarter, Quarter::of, "what-if-quarter", errors);
        if (quarter.isBlank()) {
            errors.rejectValue("quarter", "problem.what-if-quarter");
        }
        var wish = new Typed(
                read("service", service, Service::valueOf, "unknown-code", errors),
                read("facility", facility, FacilityCode::of, "unknown-code", errors),
                read("fieldOffice", fieldOffice, FieldOfficeCode::of, "unknown-code", errors),
                read("language", language, LanguageCode::of, "unknown-code", errors),
                read("fund", fund, FundId::of, "unknown-code", errors),
                read("rule", rule, FundRule.Kind::valueOf, "unknown-code", errors),
                read("perWeek", perWeek, Integer::valueOf, "what-if-per-week", errors));
        if (errors.hasErrors() || chosen == null) {
            return null;
        }
        return new WhatIf(
                chosen,
                chosenKind(),
                wish.service(),
                wish.facility(),
                wish.fieldOffice(),
                wish.language(),
                wish.fund(),
                wish.rule(),
                wish.perWeek() == null ? 0 : wish.perWeek());
    }

    private record Typed(
            @Nullable Service service,
            @Nullable FacilityCode facility,
            @Nullable FieldOfficeCode fieldOffice,
            @Nullable LanguageCode language,
            @Nullable FundId fund,
            FundRule.@Nullable Kind rule,
            @Nullable Integer perWeek) {}

    private static <T> @Nullable T read(
            String field, String typed, Function<String, T> reader, String problem, Errors errors) {
        if (typed.isBlank()) {
            return null;
        }
        try {
            return reader.apply(typed.strip());
        } catch (IllegalArgumentException unreadable) {
            errors.rejectValue(field, "problem." + problem);
            return null;
        }
    }

    /** What an address says; nonsense is places. */
    WhatIf.Wished chosenKind() {
        try {
            return WhatIf.Wished.valueOf(kind);
        } catch (IllegalArgumentException nonsense) {
            return WhatIf.Wished.PLACES;
        }
    }

    public String getKind() {
        return kind;
    }

    public void setKind(String kind) {
        this.kind = kind;
    }

    public String getQuarter() {
        return quarter;
    }

    public void setQuarter(String quarter) {
        this.quarter = quarter;
    }

    public String getService() {
        return service;
    }

    public void setService(String service) {
        this.service = service;
    }

    public String getFacility() {
        return facility;
    }

    public void setFacility(String facility) {
        this.facility = facility;
    }

    public String getFieldOffice() {
        return fieldOffice;
    }

    public void setFieldOffice(String fieldOffice) {
        this.fieldOffice = fieldOffice;
    }

    public String getLanguage() {
        return language;
    }

    public void setLanguage(String language) {
        this.language = language;
    }

    public String getFund() {
        return fund;
    }

    public void setFund(String fund) {
        this.fund = fund;
    }

    public String getRule() {
        return rule;
    }

    public void setRule(String rule) {
        this.rule = rule;
    }

    public String getPerWeek() {
        return perWeek;
    }

    public void setPerWeek(String perWeek) {
        this.perWeek = perWeek;
    }
}
