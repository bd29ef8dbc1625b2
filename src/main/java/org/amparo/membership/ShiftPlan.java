package org.amparo.membership;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When the volunteers of an organization are on the telephone.
 *
 * @param graceMinutes how long they may finish what they began; {@code null} when they may act at any time
 */
public record ShiftPlan(
        OrganizationId organization,
        String organizationName,
        @Nullable Integer graceMinutes,
        List<Weekly> weekly,
        List<Change> changes) {

    /** Every week, by the clock in California; past midnight when it ends no later than it begins. */
    public record Weekly(
            ShiftId id, MemberId member, String memberName, DayOfWeek day, LocalTime starts, LocalTime ends) {}

    /** Once; times in UTC. */
    public record Change(
            ShiftId id, MemberId member, String memberName, ShiftChangeKind kind, Instant startsAt, Instant endsAt) {}
}
