package org.amparo.referrals;

import java.time.Instant;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;
import org.jspecify.annotations.Nullable;

/**
 * The time is over for which a round was kept from being offered, or within which a dispatcher was to choose. Told once.
 *
 * @param quiet the hours of the night that are kept for the case, if any
 */
public record WaitEnded(
        CaseId caseFile,
        int round,
        HumanReference reference,
        WaitsFor what,
        @Nullable QuietHours quiet,
        Actor actor,
        Instant at)
        implements Accountable {}
