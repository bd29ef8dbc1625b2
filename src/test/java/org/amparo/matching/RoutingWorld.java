package org.amparo.matching;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amparo.intake.CaseFacts;
import org.amparo.intake.CaseId;
import org.amparo.kernel.FieldOfficeCode;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.membership.Directory.FundEntry;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.Standing;
import org.jspecify.annotations.Nullable;

/**
 * What ways of routing are tried on: who asks and when, and what providers promise, period by period. What is not used of a period is lost.
 *
 * @param days how long a period is
 * @param history who asked, from before the start until the end: what a forecast may look back on, never ahead
 * @param known from when on that is known
 */
record RoutingWorld(
        Instant start,
        int periods,
        int days,
        List<Provider> providers,
        List<Arrival> arrivals,
        List<Arrival> history,
        Instant known) {

    private static final Map<Urgency, Duration> WAITS = Map.of(
            Urgency.U0, Duration.ofDays(1),
            Urgency.U1, Duration.ofDays(3),
            Urgency.U2, Duration.ofDays(5),
            Urgency.U3, Duration.ofDays(8),
            Urgency.U4, Duration.ofDays(10));

    static final Map<Urgency, Duration> ANSWERS = Map.of(
            Urgency.U0, Duration.ofHours(2),
            Urgency.U1, Duration.ofHours(24),
            Urgency.U2, Duration.ofHours(72),
            Urgency.U3, Duration.ofDays(7),
            Urgency.U4, Duration.ofDays(7));

    Duration period() {
        return Duration.ofDays(days);
    }

    int places() {
        return providers.stream().mapToInt(Provider::places).sum();
    }

    /** @param room for each service promised, the places of every period */
    record Provider(OrganizationId id, Offering offering, Map<Service, int[]> room) {

        int places() {
            return room.values().stream()
                    .mapToInt(places -> Arrays.stream(places).sum())
                    .sum();
        }

        /** As it stands in a period with so many places left. */
        Candidate candidate(int period, Map<Service, Integer> left, Instant since) {
            var capacity = new EnumMap<Service, Capacity>(Service.class);
            room.forEach((service, places) -> capacity.put(
                    service, new Capacity(places[period], places[period] - left.getOrDefault(service, 0), since)));
            return candidate(capacity, since);
        }

        /** As it stands while it has said nothing of its room. */
        Candidate candidate(Instant since) {
            return candidate(Map.of(), since);
        }

        private Candidate candidate(Map<Service, Capacity> capacity, Instant since) {
            return new Candidate(
                    id, Standing.ADMITTED, new PracticeSheet(id, 1, 1, offering, Taking.OPEN, capacity, since));
        }

        /** When the answer is there, if it takes that share of the time promised; of the time allowed where nothing was promised. */
        Instant answeredBy(Urgency urgency, double share, Instant asked) {
            var allowed =
                    (int) ANSWERS.getOrDefault(urgency, Duration.ofDays(7)).toMinutes();
            var minutes = offering.answerMinutes().getOrDefault(urgency, allowed);
            return OfficeHours.answeredBy(offering, (int) (minutes * share), asked);
        }
    }

    record Arrival(
            CaseId id,
            CaseFacts facts,
            @Nullable FieldOfficeCode office,
            Map<OrganizationId, List<FundEntry>> funds,
            Instant at) {

        /** Until then somebody must have been asked who says yes. */
        Instant lost() {
            return at.plus(WAITS.getOrDefault(facts.urgency(), Duration.ofDays(7)));
        }

        Duration answerWithin() {
            return ANSWERS.getOrDefault(facts.urgency(), Duration.ofDays(7));
        }

        Situation situation(Instant now) {
            return new Situation(
                    id,
                    facts,
                    office,
                    answerWithin(),
                    Drawing.deadline(facts, now),
                    funds,
                    Map.of(),
                    Set.of(),
                    RulesOfDay.ALL,
                    List.of(),
                    now);
        }
    }
}
