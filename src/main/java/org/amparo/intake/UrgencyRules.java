package org.amparo.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amparo.kernel.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * How urgent a case is, and why: every reason that applies counts, the gravest decides. Whatever is not known never makes a case
 * less urgent than a known one would be.
 */
final class UrgencyRules {

    static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");

    private static final Duration FIRST_HOURS = Duration.ofHours(72);

    private UrgencyRules() {}

    /** All that urgency depends on. */
    record Situation(
            CustodyStatus custody,
            @Nullable LocalDate arrestedOn,
            @Nullable Instant arrestedAt,
            @Nullable LocalDate nextHearing,
            @Nullable Instant removalFeared,
            Map<UrgencyReason, Answer> answers) {}

    /** The grade and what led to it, the gravest reason first. */
    record Judgement(Urgency urgency, List<UrgencyReason> reasons) {}

    static Judgement judge(Situation situation, Clock clock) {
        var reasons = EnumSet.noneOf(UrgencyReason.class);
        for (var question : UrgencyReason.questions()) {
            if (situation.answers().get(question) == Answer.YES) {
                reasons.add(question);
            }
        }
        dates(situation, clock, reasons);
        custody(situation, reasons);
        var gravest = reasons.iterator().next().grade();
        return new Judgement(gravest, List.copyOf(reasons));
    }

    private static void dates(Situation situation, Clock clock, Set<UrgencyReason> reasons) {
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, ZONE);
        if (situation.removalFeared() != null && situation.removalFeared().isBefore(now.plus(FIRST_HOURS))) {
            reasons.add(UrgencyReason.REMOVAL_DATE_NEAR);
        }
        if (held(situation.custody()) && inFirstHours(situation, now, today)) {
            reasons.add(UrgencyReason.FIRST_72_HOURS);
        }
        var hearing = situation.nextHearing();
        if (hearing != null && !hearing.isBefore(today)) {
            var days = ChronoUnit.DAYS.between(today, hearing);
            if (days <= 2) {
                reasons.add(UrgencyReason.HEARING_WITHIN_2_DAYS);
            } else if (days <= 10) {
                reasons.add(UrgencyReason.HEARING_WITHIN_10_DAYS);
            }
        }
    }

    private static boolean inFirstHours(Situation situation, Instant now, LocalDate today) {
        if (situation.arrestedAt() != null) {
            return now.isBefore(situation.arrestedAt().plus(FIRST_HOURS));
        }
        return situation.arrestedOn() != null
                && today.isBefore(situation.arrestedOn().plusDays(4));
    }

    private static void custody(Situation situation, Set<UrgencyReason> reasons) {
        switch (situation.custody()) {
            case NOT_DETAINED, RELEASED, OUTSIDE_COUNTRY -> reasons.add(UrgencyReason.NOT_DETAINED);
            case UNKNOWN -> {
                if (reasons.isEmpty()) {
                    reasons.add(UrgencyReason.CUSTODY_UNKNOWN);
                }
            }
            case DETAINED, LOCAL_CUSTODY -> {
                if (reasons.isEmpty()) {
                    reasons.add(UrgencyReason.DETAINED_NO_DATE);
                }
            }
        }
    }

    private static boolean held(CustodyStatus custody) {
        return switch (custody) {
            case DETAINED, LOCAL_CUSTODY, UNKNOWN -> true;
            case NOT_DETAINED, RELEASED, OUTSIDE_COUNTRY -> false;
        };
    }
}
