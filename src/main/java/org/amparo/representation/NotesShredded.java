package org.amparo.representation;

import java.time.Instant;
import org.amparo.intake.RecordKind;
import org.amparo.intake.ShredCause;
import org.amparo.intake.Term;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;

/** What a provider had written in a closed matter was destroyed, together with the key that opened it. */
public record NotesShredded(
        MatterId matter,
        HumanReference reference,
        ShredCause cause,
        RecordKind clock,
        Term term,
        Actor actor,
        Instant at)
        implements Accountable {}
