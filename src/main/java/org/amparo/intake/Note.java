package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Personal;
import org.amparo.kernel.PersonalText;
import org.amparo.membership.MemberId;
import org.jspecify.annotations.Nullable;

/** What was said, by whom it was written down, and when. */
record Note(Instant at, @Nullable MemberId by, PersonalText text) implements Personal {

    @Override
    public String toString() {
        return SEALED;
    }
}
