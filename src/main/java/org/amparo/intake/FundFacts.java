package org.amparo.intake;

import org.amparo.kernel.CountyCode;
import org.jspecify.annotations.Nullable;

/**
 * What funds ask about, coded. Decides who pays, never who is helped.
 *
 * @param residence county the person lives in, or lived in before detention; {@code null} when not known
 * @param incomePercent household income in percent of the federal poverty guideline, rounded to tens; {@code null} when not known
 * @param violentFelony whether there is a violent-felony conviction
 */
public record FundFacts(
        @Nullable CountyCode residence, @Nullable Integer incomePercent, Answer violentFelony) {}
