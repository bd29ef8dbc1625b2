package org.amparo.matching;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import org.amparo.membership.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Who of a provider's people is on call.
 *
 * @param revision counts what people planned; sent back with a change, so that nobody overwrites another's words unseen
 * @param today who is on call today (Pacific time), {@code null} when nobody is
 * @param closedToday whether today is a holiday of the provider
 * @param weeks this one and the next few; those nobody's turn it is as well
 * @param days on which somebody stands in, from today on
 * @param people who may be on call
 */
public record RotaView(
        @Schema(example = "3") int revision,
        @Nullable Person today,
        boolean closedToday,
        List<WeekTurn> weeks,
        List<DayTurn> days,
        List<Person> people) {

    public record Person(
            MemberId member,
            @Schema(example = "Alma Quispe") String name) {}

    /** @param begins its Monday, Pacific time */
    public record WeekTurn(
            @Schema(example = "2026-11-23") LocalDate begins,
            @Schema(example = "2026-11-29") LocalDate ends,
            @Nullable Person person) {}

    public record DayTurn(@Schema(example = "2026-11-26") LocalDate day, Person person) {}

    /** Whether anybody's turn is planned at all. */
    public boolean planned() {
        return !days.isEmpty() || weeks.stream().anyMatch(week -> week.person() != null);
    }
}
