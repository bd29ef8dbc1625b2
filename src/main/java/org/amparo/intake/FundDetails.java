package org.amparo.intake;

import io.swagger.v3.oas.annotations.media.Schema;
import org.amparo.kernel.CountyCode;
import org.amparo.kernel.Personal;
import org.jspecify.annotations.Nullable;

/**
 * What funds ask about. Decides who pays, never who is helped.
 *
 * @param residence county the person lives in, or lived in before detention
 * @param household persons in the household, at least one
 * @param yearlyIncome of the household, in whole US dollars
 */
public record FundDetails(
        @Schema(type = "string", example = "06037") @Nullable
        CountyCode residence,

        @Nullable Integer household,
        @Nullable Integer yearlyIncome,
        Answer violentFelony)
        implements Personal {

    public FundDetails {
        violentFelony = violentFelony == null ? Answer.NOT_ASKED : violentFelony;
    }

    public static FundDetails notAsked() {
        return new FundDetails(null, null, null, Answer.NOT_ASKED);
    }

    @Override
    public String toString() {
        return SEALED;
    }
}
