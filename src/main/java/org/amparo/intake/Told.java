package org.amparo.intake;

import java.util.List;
import java.util.stream.Stream;
import org.amparo.kernel.Personal;
import org.amparo.kernel.PersonalText;
import org.jspecify.annotations.Nullable;

/** All that a case file knows of people: one document, so that one key can seal it. */
record Told(
        PersonDetails person,
        CallerDetails caller,
        List<Party> parties,
        List<Note> notes,
        List<LocatorAttempt> attempts,
        @Nullable Integer household,
        @Nullable Integer yearlyIncome,
        @Nullable PersonalText overrideReason)
        implements Personal {

    Told with(PersonDetails corrected) {
        return new Told(corrected, caller, parties, notes, attempts, household, yearlyIncome, overrideReason);
    }

    Told with(CallerDetails corrected) {
        return new Told(person, corrected, parties, notes, attempts, household, yearlyIncome, overrideReason);
    }

    Told with(List<Party> known) {
        return new Told(person, caller, known, notes, attempts, household, yearlyIncome, overrideReason);
    }

    Told with(Note note) {
        return new Told(
                person, caller, parties, append(notes, note), attempts, household, yearlyIncome, overrideReason);
    }

    Told with(LocatorAttempt attempt) {
        return new Told(
                person, caller, parties, notes, append(attempts, attempt), household, yearlyIncome, overrideReason);
    }

    Told withFund(FundDetails fund) {
        return new Told(
                person, caller, parties, notes, attempts, fund.household(), fund.yearlyIncome(), overrideReason);
    }

    Told withReason(@Nullable PersonalText reason) {
        return new Told(person, caller, parties, notes, attempts, household, yearlyIncome, reason);
    }

    static <T> List<T> append(List<T> list, T last) {
        return Stream.concat(list.stream(), Stream.of(last)).toList();
    }

    @Override
    public String toString() {
        return SEALED;
    }
}
