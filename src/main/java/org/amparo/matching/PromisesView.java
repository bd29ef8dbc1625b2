package org.amparo.matching;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.amparo.kernel.Service;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * What a provider promised week by week.
 *
 * @param rooming whether it says a standing room or promises week by week, if only from the next on
 * @param revision counts what people said; sent back with a change, so that nobody overwrites another's words unseen
 * @param weeks those of which something is known, and this one and the next in any case; the latest first
 */
public record PromisesView(
        OrganizationId provider,
        @Schema(example = "Valley Defenders") String name,
        Rooming rooming,
        @Schema(example = "3") int revision,
        Offering offering,
        List<WeekView> weeks) {

    /** @throws java.util.NoSuchElementException when nothing is known of that week, and it is neither this one nor the next */
    public WeekView week(LocalDate begins) {
        return weeks.stream()
                .filter(each -> each.begins().equals(begins))
                .findFirst()
                .orElseThrow();
    }

    /** What would be said by saying the same again for a week; nothing when no week before it was answered for. */
    public Optional<WeekView> lastBefore(LocalDate week) {
        return weeks.stream()
                .filter(each -> each.saidAt() != null && each.begins().isBefore(week))
                .findFirst();
    }

    /** Where a week lies, seen from today. */
    public enum Phase {
        PAST,
        CURRENT,
        NEXT
    }

    /**
     * One week.
     *
     * @param begins its Monday, Pacific time
     * @param saidAt when it was last said, in UTC; {@code null} when nobody has said anything of it
     * @param promises one row for each service offered or in use
     */
    public record WeekView(
            @Schema(example = "2026-11-23") LocalDate begins,
            @Schema(example = "2026-11-29") LocalDate ends,
            Phase phase,
            @Nullable Instant saidAt,
            List<PromiseView> promises) {}

    /**
     * The room of one service in one week.
     *
     * @param promised {@code null} when not said
     * @param used accepted in that week and not concluded
     * @param open cases it could still take, {@code null} when not said
     * @param fullSince when it answered that there is no room, which counts until it says otherwise or the week ends
     */
    public record PromiseView(
            Service service,
            @Schema(example = "2") @Nullable Integer promised,
            @Schema(example = "1") int used,
            @Schema(example = "1") @Nullable Integer open,
            Limits limits,
            @Nullable Instant fullSince) {}
}
