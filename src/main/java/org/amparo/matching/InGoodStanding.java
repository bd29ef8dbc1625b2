package org.amparo.matching;

/** Only an admitted organization is asked. */
final class InGoodStanding implements Policy {

    @Override
    public Verdict judge(Situation situation, Candidate candidate) {
        return switch (candidate.standing()) {
            case ADMITTED -> Verdict.pass(Rule.STANDING, "standing.admitted");
            case SUSPENDED -> Verdict.fail(Rule.STANDING, "standing.suspended");
            case APPLICANT, LEFT -> Verdict.fail(Rule.STANDING, "standing.no-member");
        };
    }
}
