package org.amparo.matching;

import java.time.LocalDate;
import java.util.Map;
import org.amparo.membership.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Plans who is on call, in place of all that was planned before.
 *
 * @param weeks whose turn a week is
 * @param days who stands in on a day (Pacific time), in place of whose week it is
 * @param revision the revision the person looked at; {@code null} skips the check
 */
public record PlanRota(
        Map<Week, MemberId> weeks,
        Map<LocalDate, MemberId> days,
        @Nullable Integer revision) {

    public PlanRota {
        weeks = Map.copyOf(weeks);
        days = Map.copyOf(days);
    }
}
