package org.amparo.representation;

import java.time.Instant;
import java.time.LocalDate;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.ListCode;

/** A hearing on the calendar has another date, place or type, or was verified again. Same rules as {@link ScheduleHearing}. */
public record ChangeHearing(
        MatterId matter,
        long version,
        HearingId hearing,
        ListCode type,
        CourtCode court,
        Instant hearingAt,
        HearingSource source,
        LocalDate lastVerified) {}
