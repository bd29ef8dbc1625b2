package org.amparo.intake;

import java.time.Instant;
import java.util.Set;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;

/** A dispatcher asked to hand out parts of one case file. Nothing is handed out yet. */
public record ExportAsked(
        CaseId caseFile,
        HumanReference reference,
        ExportId export,
        ExportGround ground,
        Set<ExportPart> parts,
        Actor actor,
        Instant at)
        implements Accountable {

    public ExportAsked {
        parts = Set.copyOf(parts);
    }
}
