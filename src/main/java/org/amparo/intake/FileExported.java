package org.amparo.intake;

import java.time.Instant;
import java.util.Set;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;
import org.amparo.membership.OrganizationId;

/**
 * Parts of one case file were handed out.
 *
 * @param holders the organizations that took the call or have the case
 */
public record FileExported(
        CaseId caseFile,
        HumanReference reference,
        ExportId export,
        ExportGround ground,
        Set<ExportPart> parts,
        Set<OrganizationId> holders,
        Actor actor,
        Instant at)
        implements Accountable {

    public FileExported {
        parts = Set.copyOf(parts);
        holders = Set.copyOf(holders);
    }
}
