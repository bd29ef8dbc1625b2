package org.amparo.holding;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.amparo.intake.CaseId;
import org.amparo.kernel.HumanReference;
import org.jspecify.annotations.Nullable;

/**
 * The key of the reader's own organization, and the files it opens. All times are in UTC.
 *
 * @param kit names the recovery sheets that count
 * @param mayConfirm whether the reader is the one to confirm the recovery sheets: not who made them, unless they work alone
 * @param waiting case files that will be handed over, the next one first
 * @param held case files the organization alone opens, the latest first
 */
public record KeyView(
        KeyState state,
        int graceDays,
        @Nullable Instant madeAt,
        @Nullable Instant changedAt,
        @Nullable String kit,
        boolean mayConfirm,
        List<File> waiting,
        List<File> held) {

    /**
     * @param due when the coalition's key will be destroyed, at the earliest
     * @param since when it was
     * @param needed another need of the case looks for a provider, who can't see the file as long as it is held
     */
    public record File(
            @Schema(type = "string", format = "uuid") CaseId caseFile,
            @Schema(type = "string") HumanReference reference,
            Instant due,
            @Nullable Instant since,
            boolean needed) {}
}
