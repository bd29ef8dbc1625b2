package org.amparo.matching;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the answer to a {@link WhatIf} tells. No number is exact: see {@link Roughly}.
 *
 * @param left people for whom at some time of the quarter nobody could be found
 * @param more of those for whom nobody was found until today, for whom somebody would have been
 * @param sooner of those for whom somebody was found later, for whom somebody would have been at once
 */
@Schema(example = """
                {"quarter":"2026-Q3","kind":"PLACES","left":{"atLeast":80,"withheld":false},\
                "more":{"atLeast":20,"withheld":false},"sooner":{"atLeast":null,"withheld":true}}""")
public record WhatIfView(
        @Schema(type = "string", example = "2026-Q3") String quarter,
        WhatIf.Wished kind,
        Roughly left,
        Roughly more,
        Roughly sooner) {

    /**
     * A count of people as it may be told to anybody who may ask again with other words: nothing of 1 to 10, and full tens from there, so that two
     * answers next to each other do not give away a few people between them.
     *
     * @param atLeast {@code null} when withheld
     */
    public record Roughly(@Nullable Integer atLeast, boolean withheld) {

        static final int SMALLEST_TOLD = 11;

        static Roughly of(int count) {
            return count > 0 && count < SMALLEST_TOLD ? new Roughly(null, true) : new Roughly(count / 10 * 10, false);
        }
    }
}
