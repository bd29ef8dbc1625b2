package org.amparo.ledger;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was destroyed in a period.
 *
 * @param tallies how often each kind of thing was destroyed for each ground, in the whole period
 * @param lines the latest first; {@code next} leads to older ones, {@code null} at the end
 */
public record ShreddedPage(
        List<Tally> tallies,
        List<LedgerLine> lines,
        @Nullable String next) {

    /**
     * @param act what was destroyed, the name of the event
     * @param ground why: the cause, and where it was a clock, which and how long it ran, as ISO 8601 writes it
     */
    public record Tally(
            @Schema(example = "CaseShredded") String act,

            @Schema(example = "CLOCK UNREFERRED P30D") @Nullable
            String ground,

            long times) {}
}
