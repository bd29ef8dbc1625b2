package org.amparo.matching;

/** A coded value a reason speaks of; a page turns it into words of the reader's language. */
public record Argument(Kind kind, String value) {

    /** What the value is a code of. */
    public enum Kind {
        FACILITY,
        COURT,
        FIELD_OFFICE,
        LANGUAGE,
        SERVICE,
        FUND,
        /** A length of time in whole minutes. */
        MINUTES,
        /** An instant in UTC, ISO 8601. */
        MOMENT,
        NUMBER,
        DECLINE_REASON,
        /** A kind of rule a fund has. */
        FUND_RULE
    }

    static Argument of(Kind kind, Object value) {
        return new Argument(kind, value.toString());
    }
}
