package org.amparo.representation;

import org.amparo.kernel.ListCode;
import org.jspecify.annotations.Nullable;

/** What became of a hearing. {@code adjournment} is an entry of the list {@code ADJOURNMENT}, required when adjourned and refused otherwise. */
public record RecordHearingResult(
        MatterId matter,
        long version,
        HearingId hearing,
        HearingResult result,
        @Nullable ListCode adjournment) {}
