package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;
import org.jspecify.annotations.Nullable;

/**
 * What a case file told of people was destroyed, together with the key that opened it. Coded facts stay.
 *
 * @param clock which clock ran out; {@code null} when somebody did it by hand
 * @param term how long it ran; {@code null} when somebody did it by hand
 */
public record CaseShredded(
        CaseId caseFile,
        HumanReference reference,
        ShredCause cause,
        @Nullable RecordKind clock,
        @Nullable Term term,
        Actor actor,
        Instant at)
        implements Accountable {}
