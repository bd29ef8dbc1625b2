package org.amparo.membership;

import java.time.LocalDate;
import java.util.Set;
import org.amparo.kernel.CountyCode;
import org.jspecify.annotations.Nullable;

/**
 * One dated rule of a fund. Eligibility decides who pays, not who is helped. In force from {@code validFrom} up to and without
 * {@code validTo}, Pacific time.
 *
 * @param source the contract, ordinance or statute the rule comes from
 */
public record FundRule(
        Kind kind,
        Set<CountyCode> counties,
        @Nullable Integer percent,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        String source) {

    public enum Kind {
        /** Lives, or lived before detention, in one of the counties. */
        RESIDENT_OF,
        /** Lives, or lived before detention, in none of the counties. */
        NOT_RESIDENT_OF,
        /** Household income below that percentage of the federal poverty guideline. */
        INCOME_BELOW_POVERTY_PERCENT,
        /** No violent-felony conviction. */
        NO_VIOLENT_FELONY,
        /** In immigration detention. */
        DETAINED,
        /** Not in immigration detention. */
        NOT_DETAINED;

        /** Whether a rule of this kind names counties. */
        public boolean isOfCounties() {
            return this == RESIDENT_OF || this == NOT_RESIDENT_OF;
        }
    }

    /** Whether both are in force on some day. */
    boolean holdsWith(FundRule other) {
        return (other.validTo == null || validFrom.isBefore(other.validTo))
                && (validTo == null || other.validFrom.isBefore(validTo));
    }
}
