package org.amparo.intake;

import java.time.LocalDate;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.CourtCode;
import org.jspecify.annotations.Nullable;

/** Signal: the day of the next hearing became known or changed; null when none is set any more. Pacific time. */
public interface HearingKnown extends Accountable {

    CaseId caseFile();

    @Nullable
    LocalDate nextHearing();

    /** Where it is held, when the news says so. */
    default @Nullable CourtCode court() {
        return null;
    }
}
