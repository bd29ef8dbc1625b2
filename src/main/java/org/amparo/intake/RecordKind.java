package org.amparo.intake;

import org.jspecify.annotations.Nullable;

/**
 * A kind of record with a clock of its own. When the clock has run out, what the record tells of a person is destroyed; the coded facts that
 * figures are made of stay. The defaults are the coalition's, and a steward can change each within its bounds.
 */
public enum RecordKind {
    /** A case file that was never offered to a provider; from when somebody last worked on it. */
    UNREFERRED(30, 7, 3650),
    /** A case file no provider has taken; from the last answer, or from when somebody last worked on it. */
    DECLINED(30, 7, 3650),
    /** A case file a provider has taken; from the hand-over. The provider keeps its own file of its client. */
    HANDED_OVER(90, 30, 3650),
    /** Whom to call back and what was promised, of calls that became no case; from the end of the call, or the day promised. */
    PROMISES(30, 1, 365),
    /** Intakes nobody finished and spreadsheets nobody confirmed; from when somebody last wrote in them. */
    UNFINISHED(30, 1, 365),
    /** A provider's own words in a matter; from when the matter was closed. */
    NOTES(365, 90, 3650),
    /** E-mails that have been sent or dropped: to which member, about which reference; from when they were. */
    LETTERS(90, 7, 3650);

    private final int days;
    private final int shortest;
    private final int longest;

    RecordKind(int days, int shortest, int longest) {
        this.days = days;
        this.shortest = shortest;
        this.longest = longest;
    }

    public Term byDefault() {
        return Term.ofDays(days);
    }

    /** In days. */
    public int shortest() {
        return shortest;
    }

    /** In days. */
    public int longest() {
        return longest;
    }

    /** Whether it is a case file. */
    public boolean isCaseFile() {
        return this == UNREFERRED || this == DECLINED || this == HANDED_OVER;
    }

    static @Nullable RecordKind ofNullable(@Nullable String name) {
        return name == null ? null : valueOf(name);
    }
}
