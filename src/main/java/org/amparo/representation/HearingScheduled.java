package org.amparo.representation;

import java.time.Instant;
import java.time.LocalDate;
import org.amparo.intake.CaseId;
import org.amparo.intake.HearingKnown;
import org.amparo.kernel.Actor;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.ListCode;
import org.jspecify.annotations.Nullable;

/** A hearing was set or changed. {@code type} is an entry of the list {@code HEARING_TYPE}; {@code hearingAt} in UTC; {@code nextHearing} is the day of the earliest hearing ahead, Pacific time. */
public record HearingScheduled(
        MatterId matter,
        CaseId caseFile,
        ListCode type,
        CourtCode court,
        Instant hearingAt,
        @Nullable LocalDate nextHearing,
        Actor actor,
        Instant at)
        implements HearingKnown {}
