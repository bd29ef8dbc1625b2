package org.amparo.matching.api;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.amparo.kernel.Rejected;
import org.amparo.matching.PlanRota;
import org.amparo.matching.Week;
import org.amparo.membership.MemberId;
import org.jspecify.annotations.Nullable;

/** Who is on call, in place of all that was planned before. */
record RotaRequest(
        @Schema(
                example = "{\"2026-11-23\": \"01900000-0000-7001-8000-000000000003\"}",
                description = "Whose turn a week is, by its Monday")
        @JsonSetter(contentNulls = Nulls.FAIL)
        @Nullable
        Map<LocalDate, MemberId> weeks,

        @Schema(
                example = "{\"2026-11-26\": \"01900000-0000-7001-8000-000000000003\"}",
                description = "Who stands in on a day")
        @JsonSetter(contentNulls = Nulls.FAIL)
        @Nullable
        Map<LocalDate, MemberId> days,

        @Schema(example = "3", description = "The revision you looked at; left out, nobody is protected from you")
        @Nullable
        Integer revision) {

    PlanRota toCommand() {
        if (weeks == null) {
            throw Rejected.invalid("weeks", "required");
        }
        var turns = new LinkedHashMap<Week, MemberId>();
        weeks.forEach((begins, member) -> {
            if (begins.getDayOfWeek() != DayOfWeek.MONDAY) {
                throw Rejected.invalid("weeks", "week-begins-on-monday");
            }
            turns.put(new Week(begins), member);
        });
        return new PlanRota(turns, days == null ? Map.of() : days, revision);
    }
}
