package org.amparo.representation;

import java.time.Instant;
import org.amparo.intake.CaseId;
import org.amparo.intake.CustodyObserved;
import org.amparo.intake.CustodyStatus;
import org.amparo.kernel.Actor;
import org.amparo.kernel.FacilityCode;
import org.jspecify.annotations.Nullable;

/** The provider learned where the person is now. */
public record CustodyChanged(
        MatterId matter,
        CaseId caseFile,
        CustodyStatus custody,
        @Nullable FacilityCode facility,
        Instant observedOn,
        Actor actor,
        Instant at)
        implements CustodyObserved {}
