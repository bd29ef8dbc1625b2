package org.amparo.matching;

import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.FieldOfficeCode;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.Service;
import org.amparo.membership.FundId;
import org.amparo.membership.FundRule;
import org.jspecify.annotations.Nullable;

/**
 * Command: for how many more people somebody would have been found in a quarter, had there been this as well.
 *
 * @param service for {@code PLACES}: of which service
 * @param facility for {@code PLACES}: at which facility; neither this nor a field office means anywhere
 * @param language for {@code INTERPRETER}: of which language; for {@code PLACES} the language they reach beside Spanish and English, none
 *     for any
 * @param fund for {@code FUND}: which fund, had it not had the {@code rule}
 * @param perWeek how many places a week; for {@code INTERPRETER} how many people a week it lets providers take
 */
public record WhatIf(
        Quarter quarter,
        Wished kind,
        @Nullable Service service,
        @Nullable FacilityCode facility,
        @Nullable FieldOfficeCode fieldOffice,
        @Nullable LanguageCode language,
        @Nullable FundId fund,
        FundRule.@Nullable Kind rule,
        int perWeek) {

    /** What there might have been as well. */
    public enum Wished {
        /** Places of a service, every week. */
        PLACES,
        /** An interpreter, for so many new people every week. */
        INTERPRETER,
        /** A fund without one of its rules. */
        FUND
    }
}
