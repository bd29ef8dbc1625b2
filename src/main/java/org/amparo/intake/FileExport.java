package org.amparo.intake;

import java.time.Instant;
import java.util.Map;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.Personal;

/** The parts of one case file that were approved, and nothing else of it. */
public record FileExport(
        ExportId export, HumanReference reference, ExportGround ground, Instant at, Map<ExportPart, Object> parts)
        implements Personal {

    @Override
    public String toString() {
        return SEALED;
    }
}
