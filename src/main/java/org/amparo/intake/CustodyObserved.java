package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.FacilityCode;
import org.jspecify.annotations.Nullable;

/** Signal: somebody who knows told where the person is now. {@code observedOn} is in UTC; {@code facility} is null when not detained or unknown. */
public interface CustodyObserved extends Accountable {

    CaseId caseFile();

    CustodyStatus custody();

    @Nullable
    FacilityCode facility();

    Instant observedOn();
}
