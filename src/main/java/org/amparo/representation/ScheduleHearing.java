package org.amparo.representation;

import java.time.Instant;
import java.time.LocalDate;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.ListCode;

/** A hearing is on the calendar. {@code hearingAt} in UTC, may be past; {@code lastVerified} is the day somebody last checked it, Pacific time, not in the future. */
public record ScheduleHearing(
        MatterId matter,
        long version,
        ListCode type,
        CourtCode court,
        Instant hearingAt,
        HearingSource source,
        LocalDate lastVerified) {}
