package org.amparo.matching.web;

import java.util.Objects;
import org.amparo.forms.Reading;
import org.amparo.intake.CaseId;
import org.amparo.matching.OverrideFund;
import org.amparo.matching.OverrideReason;
import org.amparo.membership.FundId;
import org.jspecify.annotations.Nullable;

/** Why a fund pays all the same, as it was chosen. */
record OverrideForm(@Nullable String reason) {

    OverrideFund command(CaseId caseFile, FundId fund, Reading reading) {
        return new OverrideFund(
                caseFile,
                fund,
                reading.code(
                        "reason",
                        Objects.requireNonNullElse(reason, ""),
                        OverrideReason::valueOf,
                        OverrideReason.PAYER_AGREED));
    }
}
