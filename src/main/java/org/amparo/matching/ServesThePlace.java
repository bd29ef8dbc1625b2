package org.amparo.matching;

import org.amparo.intake.CustodyStatus;

/**
 * The facility, or everywhere in its field office, must be served, and the court as well where the provider named courts. An unknown
 * place excludes nobody; a person at liberty needs a provider that takes people who are not detained.
 */
final class ServesThePlace implements Policy {

    @Override
    public Verdict judge(Situation situation, Candidate candidate) {
        var facts = situation.facts();
        var offering = candidate.offering();
        if (facts.court() != null
                && !offering.courts().isEmpty()
                && !offering.courts().contains(facts.court())) {
            return Verdict.fail(Rule.PLACE, "place.court-not-served", Argument.of(Argument.Kind.COURT, facts.court()));
        }
        if (atLiberty(facts.custody())) {
            return offering.has(Arrangement.NOT_DETAINED)
                    ? Verdict.pass(Rule.PLACE, "place.not-detained")
                    : Verdict.fail(Rule.PLACE, "place.detained-only");
        }
        if (facts.facility() == null) {
            return facts.court() != null && offering.courts().contains(facts.court())
                    ? Verdict.pass(Rule.PLACE, "place.court", Argument.of(Argument.Kind.COURT, facts.court()))
                    : Verdict.unknown(Rule.PLACE, "place.unknown");
        }
        if (offering.facilities().contains(facts.facility())) {
            return Verdict.pass(Rule.PLACE, "place.facility", Argument.of(Argument.Kind.FACILITY, facts.facility()));
        }
        if (situation.fieldOffice() != null && offering.fieldOffices().contains(situation.fieldOffice())) {
            return Verdict.pass(
                    Rule.PLACE, "place.field-office", Argument.of(Argument.Kind.FIELD_OFFICE, situation.fieldOffice()));
        }
        var facility = Argument.of(Argument.Kind.FACILITY, facts.facility());
        return situation.fieldOffice() == null
                ? Verdict.fail(Rule.PLACE, "place.not-served", facility)
                : Verdict.fail(
                        Rule.PLACE,
                        "place.not-served",
                        facility,
                        Argument.of(Argument.Kind.FIELD_OFFICE, situation.fieldOffice()));
    }

    static boolean atLiberty(CustodyStatus custody) {
        return switch (custody) {
            case NOT_DETAINED, RELEASED, OUTSIDE_COUNTRY -> true;
            case DETAINED, LOCAL_CUSTODY, UNKNOWN -> false;
        };
    }
}
