package org.amparo.matching.api;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Urgency;
import org.amparo.matching.ChangeRouting;
import org.amparo.matching.ScorePart;
import org.amparo.referrals.OfferTerms;
import org.amparo.referrals.Route;
import org.jspecify.annotations.Nullable;

/** How providers are ranked and offers go out, whole. */
record RoutingRequest(
        @Schema(
                example =
                        "{\"ANSWER_TIME\": 18, \"LANGUAGE\": 15, \"LOAD\": 9, \"FUND\": 6, \"PLACE\": 6, \"COVERAGE\": 6, \"SCARCITY\": 40}",
                description = "Points of 100, every part named")
        @JsonSetter(contentNulls = Nulls.FAIL)
        @Nullable
        Map<ScorePart, Integer> weights,

        @Schema(
                example =
                        "{\"U0\": \"BROADCAST\", \"U1\": \"BROADCAST\", \"U2\": \"IN_ORDER\", \"U3\": \"IN_ORDER\", \"U4\": \"IN_ORDER\"}")
        @JsonSetter(contentNulls = Nulls.FAIL)
        @Nullable
        Map<Urgency, Route> routes,

        @Schema(
                example =
                        "{\"readingMinutes\": 10, \"headStartMinutes\": 30, \"handMinutes\": 240, \"quiet\": {\"from\": \"21:00\", \"to\": \"07:00\"}}",
                description =
                        "What is agreed about offers; left out, it stays as it is. Without quiet, nothing waits for the morning; times are Pacific time")
        @Nullable
        OfferTerms terms,

        @Schema(example = "1", description = "The version you looked at") @Nullable
        Integer version) {

    ChangeRouting toCommand() {
        if (weights == null) {
            throw Rejected.invalid("weights", "required");
        }
        if (routes == null) {
            throw Rejected.invalid("routes", "required");
        }
        if (version == null) {
            throw Rejected.invalid("version", "required");
        }
        return new ChangeRouting(weights, routes, terms, version);
    }
}
