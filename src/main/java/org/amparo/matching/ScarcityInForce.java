package org.amparo.matching;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.amparo.kernel.Remembered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The prices of the last plan's forecast, from memory: every drawing asks. Prices older than the time to the next plan say nothing any more;
 * what another node planned is seen within a second.
 */
@Component
class ScarcityInForce {

    private final Remembered<Priced> last;
    private final PlanSettings settings;
    private final Clock clock;

    ScarcityInForce(JdbcClient database, JsonMapper json, PlanSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.last = new Remembered<>(
                () -> database.sql(
                                "SELECT made_at, scarcity FROM matching.docket_plan ORDER BY made_at DESC, id DESC LIMIT 1")
                        .query((row, number) -> new Priced(
                                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                                Scarcity.of(
                                        List.of(json.readValue(row.getString("scarcity"), Scarcity.Place[].class)))))
                        .optional()
                        .orElse(Priced.NEVER),
                () -> database.sql(
                                "SELECT coalesce(extract(epoch FROM max(made_at)) * 1000000, 0)::bigint FROM matching.docket_plan")
                        .query(Long.class)
                        .single(),
                Duration.ofSeconds(1));
    }

    Scarcity get() {
        var priced = last.get();
        return priced.at().plus(settings.nextPlan()).isBefore(clock.instant()) ? Scarcity.UNKNOWN : priced.scarcity();
    }

    private record Priced(Instant at, Scarcity scarcity) {

        static final Priced NEVER = new Priced(Instant.EPOCH, Scarcity.UNKNOWN);
    }
}
