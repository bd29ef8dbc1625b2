package org.amparo.representation.web;

import org.jspecify.annotations.Nullable;

/** What a person typed about a matter, readable or not. */
final class Forms {

    private Forms() {}

    record MilestoneForm(
            @Nullable String version,
            @Nullable String milestone,
            @Nullable String on,
            @Nullable String how) {}

    record HearingForm(
            @Nullable String version,
            @Nullable String type,
            @Nullable String court,
            @Nullable String at,
            @Nullable String source,
            @Nullable String lastVerified) {}

    record HearingResultForm(
            @Nullable String version,
            @Nullable String result,
            @Nullable String adjournment) {}

    record DeadlineForm(
            @Nullable String version,
            @Nullable String kind,
            @Nullable String due) {}

    record CustodyForm(
            @Nullable String version,
            @Nullable String happened,
            @Nullable String on,
            @Nullable String amount,
            @Nullable String facility) {}

    record OutcomeForm(
            @Nullable String version,
            @Nullable String happened,
            @Nullable String on) {}

    record NoteForm(@Nullable String version, @Nullable String text) {

        /** A note may be about a person. */
        @Override
        public String toString() {
            return "NoteForm[sealed]";
        }
    }

    record TransferForm(@Nullable String version, @Nullable String to) {}

    record ClosingForm(
            @Nullable String version,
            @Nullable String service,
            @Nullable String legal,
            @Nullable String on) {}

    record ReopeningForm(@Nullable String version, @Nullable String reason) {}
}
