package org.amparo.referrals;

import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Urgency;

/** A row's place in the queue; the next page starts behind it. Written {@code urgency_due_case_round} in URLs. */
@Schema(type = "string", example = "U1_1795284131000000_0192f0c1-5a00-7b02-8f4e-0a1b2c3d4e5f_1")
public record QueuePlace(Urgency urgency, Instant due, CaseId caseFile, int round) {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2500-01-01T00:00:00Z");

    /** @throws IllegalArgumentException when the text is no place */
    public static QueuePlace of(String text) {
        var parts = text.split("_", 4);
        if (parts.length != 4) {
            throw new IllegalArgumentException("not a place in the queue");
        }
        var micros = Long.parseLong(parts[1]);
        var due = Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1000L);
        if (due.isBefore(EARLIEST) || due.isAfter(LATEST)) { // more than the database can hold is no place either
            throw new IllegalArgumentException("not a place in the queue");
        }
        return new QueuePlace(Urgency.valueOf(parts[0]), due, CaseId.of(parts[2]), Integer.parseInt(parts[3]));
    }

    @JsonValue
    @Override
    public String toString() {
        var micros = due.getEpochSecond() * 1_000_000 + due.getNano() / 1000;
        return urgency + "_" + micros + "_" + caseFile + "_" + round;
    }
}
