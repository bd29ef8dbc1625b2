package org.amparo.intake;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.Instant;
import org.amparo.kernel.Code;

/** How long a clock runs, in days, written as ISO 8601 does: {@code P30D}. */
public record Term(String value) implements Code {

    /** @throws IllegalArgumentException when the text is not a number of days */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Term {
        Code.check(value);
        if (!value.matches("P[1-9]\\d{0,4}D")) {
            throw new IllegalArgumentException("not a term in days");
        }
    }

    public static Term ofDays(int days) {
        return new Term("P" + days + "D");
    }

    public int days() {
        return Integer.parseInt(value.substring(1, value.length() - 1));
    }

    /** What began before that moment has run out. Days are of 24 hours. */
    Instant before(Instant now) {
        return now.minusSeconds(days() * 86_400L);
    }

    Instant from(Instant begin) {
        return begin.plusSeconds(days() * 86_400L);
    }

    @Override
    public String toString() {
        return value;
    }
}
