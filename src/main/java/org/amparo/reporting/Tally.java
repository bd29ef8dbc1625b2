package org.amparo.reporting;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amparo.kernel.Service;
import org.jspecify.annotations.Nullable;

/**
 * How figures change. Every subject adds what its facts tell now and takes away what they told before: so a case that turns out to be a
 * duplicate, a withdrawn acceptance, or a case whose person does not want to be counted, leaves every figure it was in. The definitions, with their versions, are in
 * {@code docs/figures.md}.
 */
final class Tally {

    /** The month of what is counted as it stands now, in no period. */
    static final LocalDate NOW = LocalDate.EPOCH;

    static final String UNFUNDED = "unfunded";

    /** What is counted. Its name in the figures is at most 20 characters. */
    enum Measure {
        CALLS,
        /** Cases opened, by the furthest step reached. */
        CASES,
        /** Cases opened that count in nothing else, because somebody said no to it. */
        LEFT_OUT,
        LANGUAGE,
        STAGE,
        AGENCY,
        PLACE,
        /** Nobody was found, by cause. */
        UNMET,
        UNMET_URGENCY,
        UNMET_LANGUAGE,
        UNMET_PLACE,
        /** Nobody was found, by the rule of a fund that alone stood in the way. */
        UNMET_RULE,
        /** Answers to offers, by provider. */
        ANSWERS,
        MATTERS,
        OUTCOMES,
        /** First offers of cases, by urgency. */
        OFFERS,
        /** Acceptances that stand, by urgency. */
        ACCEPTANCES,
        /** First contacts, by urgency. */
        CONTACTS,
        /** First contacts, by days in custody. */
        CUSTODY,
        LOAD,
        PROMISED
    }

    /** What is measured. */
    enum Spread {
        /** Opened to first offer, minutes, by urgency. */
        OFFER,
        /** First offer to acceptance, minutes, by urgency. */
        ACCEPTANCE,
        /** Opened to first contact, minutes, by urgency. */
        CONTACT,
        /** First day in custody to first contact, days. */
        CUSTODY,
        /** Bond, US dollars, by outcome. */
        BOND
    }

    record Count(LocalDate month, Measure measure, String row, String column) {}

    record Bucket(LocalDate month, Spread spread, String row, int bucket) {}

    private final Map<Count, Long> counts = new HashMap<>();
    private final Map<Bucket, Long> buckets = new HashMap<>();

    Map<Count, Long> counts() {
        return counts;
    }

    Map<Bucket, Long> buckets() {
        return buckets;
    }

    boolean isEmpty() {
        return counts.isEmpty() && buckets.isEmpty();
    }

    void add(List<Fact> facts) {
        count(facts, 1);
    }

    void takeAway(List<Fact> facts) {
        count(facts, -1);
    }

    private void count(List<Fact> facts, long sign) {
        if (facts.isEmpty()) {
            return;
        }
        switch (facts.getFirst().kind()) {
            case CALL ->
                facts.forEach(call -> put(Period.monthOf(call.at()), Measure.CALLS, orNone(call.code()), "", sign));
            case CAPACITY -> promises(facts, sign);
            default -> Journey.told(facts).ifPresent(journey -> count(journey, sign));
        }
    }

    private void promises(Collection<Fact> facts, long sign) {
        var last = new HashMap<String, Fact>();
        facts.forEach(fact -> last.put(orNone(fact.code()), fact));
        last.forEach((service, fact) -> {
            if (fact.number() != null) {
                put(NOW, Measure.PROMISED, fact.subject().toString(), service, sign * fact.number());
            }
        });
    }

    void count(Journey journey, long sign) {
        if (journey.duplicate()) {
            return;
        }
        var opened = Period.monthOf(journey.openedAt());
        if (journey.refused()) {
            put(opened, Measure.LEFT_OUT, "", "", sign);
            return;
        }
        put(opened, Measure.CASES, journey.step().name(), "", sign);
        put(opened, Measure.LANGUAGE, journey.language(), "", sign);
        put(opened, Measure.STAGE, journey.stage(), "", sign);
        put(opened, Measure.AGENCY, journey.agency(), "", sign);
        put(opened, Measure.PLACE, journey.office(), journey.facility(), sign);
        step(Measure.OFFERS, Spread.OFFER, journey, journey.openedAt(), journey.offeredAt(), sign);
        step(Measure.ACCEPTANCES, Spread.ACCEPTANCE, journey, journey.offeredAt(), journey.acceptedAt(), sign);
        step(Measure.CONTACTS, Spread.CONTACT, journey, journey.openedAt(), journey.contactedAt(), sign);
        if (journey.contactedAt() != null) {
            custody(journey, journey.contactedAt(), sign);
        }
        if (journey.unmetCause() != null && journey.unmetAt() != null) {
            var unmet = Period.monthOf(journey.unmetAt());
            put(unmet, Measure.UNMET, journey.unmetCause(), "", sign);
            put(unmet, Measure.UNMET_URGENCY, journey.urgency(), "", sign);
            put(unmet, Measure.UNMET_LANGUAGE, journey.language(), "", sign);
            put(unmet, Measure.UNMET_PLACE, journey.office(), "", sign);
            put(unmet, Measure.UNMET_RULE, journey.carveOut(), "", sign);
        }
        journey.answers()
                .forEach(answer -> put(
                        Period.monthOf(answer.at()),
                        Measure.ANSWERS,
                        answer.provider() == null
                                ? Journey.UNKNOWN
                                : answer.provider().toString(),
                        answer.kind() == Journey.Answer.Kind.DECLINED
                                ? answer.kind() + "/" + answer.reason()
                                : answer.kind().name(),
                        sign));
        for (var placement : journey.placements()) {
            var fund = placement.fund() == null ? UNFUNDED : placement.fund().toString();
            put(
                    Period.monthOf(placement.at()),
                    Measure.MATTERS,
                    fund,
                    placement.result().name(),
                    sign);
            if (placement.serving()) {
                for (var service : Service.values()) {
                    if ((placement.scope() & 1 << service.ordinal()) != 0) {
                        put(NOW, Measure.LOAD, placement.provider().toString(), service.name(), sign);
                    }
                }
            }
        }
        for (var outcome : journey.outcomes()) {
            var month = outcome.on().withDayOfMonth(1);
            put(month, Measure.OUTCOMES, outcome.track(), outcome.outcome(), sign);
            if (outcome.dollars() != null) {
                put(new Bucket(month, Spread.BOND, outcome.outcome(), Buckets.of(outcome.dollars())), sign);
            }
        }
    }

    private void custody(Journey journey, Instant at, long sign) {
        var month = Period.monthOf(at);
        var days = daysInCustody(journey, at);
        put(
                month,
                Measure.CUSTODY,
                days.map(CustodyDays::of).map(CustodyDays::name).orElse(Journey.UNKNOWN),
                "",
                sign);
        days.ifPresent(number -> put(new Bucket(month, Spread.CUSTODY, "", Buckets.of(number)), sign));
    }

    private static Optional<Long> daysInCustody(Journey journey, Instant contact) {
        return Optional.ofNullable(journey.detainedOn())
                .map(since -> ChronoUnit.DAYS.between(
                        since, contact.atZone(Period.ZONE).toLocalDate()))
                .filter(days -> days >= 0);
    }

    /** A step counts in the month it was taken, and so do the minutes it took: what a finished period tells changes no more. */
    private void step(
            Measure measure, Spread spread, Journey journey, @Nullable Instant from, @Nullable Instant to, long sign) {
        if (to == null) {
            return;
        }
        var month = Period.monthOf(to);
        put(month, measure, journey.urgency(), "", sign);
        if (from != null) {
            var minutes = Math.max(0, Duration.between(from, to).toSeconds() / 60.0);
            put(new Bucket(month, spread, journey.urgency(), Buckets.of(minutes)), sign);
        }
    }

    private void put(LocalDate month, Measure measure, String row, String column, long n) {
        counts.merge(new Count(month, measure, row, column), n, Tally::sumOrNothing);
    }

    private void put(Bucket bucket, long n) {
        buckets.merge(bucket, n, Tally::sumOrNothing);
    }

    private static @Nullable Long sumOrNothing(long a, long b) {
        return a + b == 0 ? null : a + b;
    }

    private static String orNone(@Nullable String code) {
        return code == null ? Journey.UNKNOWN : code;
    }

    /** Days from the first day in custody to the first contact. */
    enum CustodyDays {
        D0_2(2),
        D3_7(7),
        D8_14(14),
        D15_30(30),
        D31_60(60),
        D61(Long.MAX_VALUE);

        private final long last;

        CustodyDays(long last) {
            this.last = last;
        }

        static CustodyDays of(long days) {
            for (var one : values()) {
                if (days <= one.last) {
                    return one;
                }
            }
            return D61;
        }
    }
}
