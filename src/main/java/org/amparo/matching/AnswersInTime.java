package org.amparo.matching;

import java.time.Duration;
import java.time.Instant;

/** The promised answer must come before the legal clock runs out. Without a promise the coalition's answer time is assumed, and unknown. */
final class AnswersInTime implements Policy {

    @Override
    public Verdict judge(Situation situation, Candidate candidate) {
        var deadline = situation.deadline();
        var promised =
                candidate.offering().answerMinutes().get(situation.facts().urgency());
        if (promised == null) {
            return Verdict.unknown(Rule.DEADLINE, "deadline.not-said");
        }
        var answeredBy = OfficeHours.answeredBy(candidate.offering(), promised, situation.now());
        if (deadline != null && answeredBy.isAfter(deadline)) {
            return Verdict.fail(
                    Rule.DEADLINE,
                    "deadline.too-late",
                    Argument.of(Argument.Kind.MOMENT, answeredBy),
                    Argument.of(Argument.Kind.MOMENT, deadline),
                    Argument.of(
                            Argument.Kind.MINUTES, slowestInTime(candidate.offering(), promised, deadline, situation)));
        }
        var minutes = Duration.between(situation.now(), answeredBy).toMinutes();
        return Verdict.pass(Rule.DEADLINE, "deadline.in-time", Argument.of(Argument.Kind.MINUTES, minutes));
    }

    /** The longest answer time it could promise and still be in time; 0 when none would do. */
    private static int slowestInTime(Offering offering, int promised, Instant deadline, Situation situation) {
        var inTime = 0;
        var tooLate = promised;
        while (tooLate - inTime > 1) {
            var middle = (inTime + tooLate) / 2;
            if (OfficeHours.answeredBy(offering, middle, situation.now()).isAfter(deadline)) {
                tooLate = middle;
            } else {
                inTime = middle;
            }
        }
        return inTime;
    }
}
