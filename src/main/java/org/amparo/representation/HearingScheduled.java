package org.amparo.representation;

import java.time.Instant;
import java.time.LocalDate;
import org.amparo.intake.CaseId;
import org.amparo.intake.HearingKnown;
import org.amparo.kernel.Actor;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.ListCode;
import org.amparo.membership.MemberId;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * A hearing was set or changed, or something became of it.
 *
 * @param reference the reference of the case, as people say it
 * @param attorney whose hearing it is now
 * @param type entry of the list {@code HEARING_TYPE}
 * @param hearingAt in UTC
 * @param result what became of it, {@code null} while it is on the calendar
 * @param nextHearing day of the earliest hearing ahead of the matter, Pacific time; {@code null} when none is
 */
public record HearingScheduled(
        MatterId matter,
        CaseId caseFile,
        HearingId hearing,
        HumanReference reference,
        OrganizationId provider,
        MemberId attorney,
        ListCode type,
        CourtCode court,
        Instant hearingAt,
        @Nullable HearingResult result,
        @Nullable LocalDate nextHearing,
        Actor actor,
        Instant at)
        implements HearingKnown {}
