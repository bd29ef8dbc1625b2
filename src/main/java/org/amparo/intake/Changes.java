package org.amparo.intake;

import java.util.List;
import org.amparo.kernel.CountryCode;
import org.amparo.kernel.PersonalText;
import org.jspecify.annotations.Nullable;

/** The small commands on an open case file. {@code version} is that of the file the change was based on. */
public final class Changes {

    private Changes() {}

    /** Somebody told where the person is. */
    public record ObserveCustody(CaseId caseFile, long version, Sighting sighting) {}

    /** What is known of the next hearing changed; {@code null} when none is set any more. */
    public record RecordHearing(
            CaseId caseFile, long version, @Nullable HearingDetails hearing) {}

    /** A person judges the urgency otherwise; {@code null} goes back to the rules. */
    public record OverrideUrgency(
            CaseId caseFile, long version, @Nullable UrgencyOverride override) {}

    /** Somebody was asked for consent again. */
    public record AnswerConsent(CaseId caseFile, long version, ConsentEvidence evidence) {}

    /** The person ratifies what somebody else had said yes to. */
    public record RatifyConsent(CaseId caseFile, long version) {}

    /** Consent is taken back. It takes effect whatever else has changed, so it has no version. */
    public record WithdrawConsent(CaseId caseFile) {}

    /** Who the person is, and who else is in the case, was told more exactly. */
    public record CorrectPerson(CaseId caseFile, long version, PersonDetails person, List<Party> parties) {

        public CorrectPerson {
            parties = parties == null ? List.of() : List.copyOf(parties);
        }
    }

    /** Who called, and how to reach them safely, was told more exactly. Only the organization that took the call may say so. */
    public record CorrectCaller(CaseId caseFile, long version, CallerDetails caller) {}

    /** How custody began, and which agencies had a part in it, was told more exactly. */
    public record CorrectArrest(CaseId caseFile, long version, ArrestDetails arrest) {}

    /** More was said. Nothing is overwritten, so it has no version. */
    public record AddNote(CaseId caseFile, PersonalText text) {}

    /** Somebody looked into the ICE locator with this exact spelling. Nothing is overwritten, so it has no version. */
    public record LogLocatorAttempt(
            CaseId caseFile,
            PersonalText spelling,
            @Nullable CountryCode countryOfBirth,
            LocatorResult result) {}

    public record CloseCase(CaseId caseFile, long version, CloseReason reason) {}
}
