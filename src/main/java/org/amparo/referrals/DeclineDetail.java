package org.amparo.referrals;

/** A little more about a reason to decline: coded, so that nothing about a person is written down. Each belongs to one reason. */
public enum DeclineDetail {
    FULL_THIS_WEEK(DeclineReason.NO_CAPACITY),
    FULL_THIS_MONTH(DeclineReason.NO_CAPACITY),
    FULL_UNTIL_FURTHER_NOTICE(DeclineReason.NO_CAPACITY),
    FACILITY_TOO_FAR(DeclineReason.GEOGRAPHY),
    FACILITY_DENIES_ACCESS(DeclineReason.GEOGRAPHY),
    COURT_NOT_SERVED(DeclineReason.GEOGRAPHY),
    NO_SPEAKER(DeclineReason.LANGUAGE),
    NO_INTERPRETER_IN_TIME(DeclineReason.LANGUAGE),
    CRIMINAL_IMMIGRATION(DeclineReason.EXPERTISE),
    APPELLATE(DeclineReason.EXPERTISE),
    FEDERAL_COURT(DeclineReason.EXPERTISE),
    HEARING_TOO_SOON(DeclineReason.DEADLINE_TOO_SHORT),
    FILING_TOO_SOON(DeclineReason.DEADLINE_TOO_SHORT);

    private final DeclineReason reason;

    DeclineDetail(DeclineReason reason) {
        this.reason = reason;
    }

    public DeclineReason reason() {
        return reason;
    }
}
