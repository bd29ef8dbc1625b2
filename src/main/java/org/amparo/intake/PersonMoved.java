package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.FacilityCode;
import org.jspecify.annotations.Nullable;

/** The person was seen at another facility. Re-opens every live offer and matter. */
public record PersonMoved(CaseId caseFile, @Nullable FacilityCode before, CaseFacts facts, Actor actor, Instant at)
        implements Accountable {}
