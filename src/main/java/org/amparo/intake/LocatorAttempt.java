package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.CountryCode;
import org.amparo.kernel.Personal;
import org.amparo.kernel.PersonalText;
import org.amparo.membership.MemberId;
import org.jspecify.annotations.Nullable;

/** One look into the ICE locator: the exact spelling, since the locator forgives none. */
record LocatorAttempt(
        Instant at,
        @Nullable MemberId by,
        PersonalText spelling,
        @Nullable CountryCode countryOfBirth,
        LocatorResult result)
        implements Personal {

    @Override
    public String toString() {
        return SEALED;
    }
}
