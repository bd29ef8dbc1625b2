package org.amparo.matching;

/**
 * Nobody is asked twice for the same round: not while an offer is live, not after a decline or an expiry. A conflict holds for every
 * round of the case. An offer recalled because facts or standing had changed does not count.
 */
final class NotAskedBefore implements Policy {

    @Override
    public Verdict judge(Situation situation, Candidate candidate) {
        if (situation.conflicted().contains(candidate.provider())) {
            return Verdict.fail(Rule.ASKED, "asked.conflict");
        }
        var asked = situation.asked().get(candidate.provider());
        if (asked == null) {
            return Verdict.pass(Rule.ASKED, "asked.never");
        }
        return switch (asked.answer()) {
            case LIVE -> Verdict.fail(Rule.ASKED, "asked.live");
            case ACCEPTED, CONCLUDED -> Verdict.fail(Rule.ASKED, "asked.accepted");
            case DECLINED ->
                asked.reason() == null
                        ? Verdict.fail(Rule.ASKED, "asked.declined-unsaid")
                        : Verdict.fail(
                                Rule.ASKED,
                                "asked.declined",
                                Argument.of(Argument.Kind.DECLINE_REASON, asked.reason()));
            case EXPIRED -> Verdict.fail(Rule.ASKED, "asked.expired");
            case WITHDRAWN -> Verdict.fail(Rule.ASKED, "asked.withdrawn");
            case RECALLED -> Verdict.pass(Rule.ASKED, "asked.recalled");
        };
    }
}
