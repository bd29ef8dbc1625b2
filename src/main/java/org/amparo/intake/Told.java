package org.amparo.intake;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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

    /** What of it there is to see for who is shown that much. */
    Set<FieldSet> shown(ReadAs as) {
        var shown = EnumSet.noneOf(FieldSet.class);
        if (as == ReadAs.CONFLICT_ANSWER) {
            return shown;
        }
        if (as == ReadAs.SEARCH_HIT) {
            shown.add(FieldSet.NAMES);
            return shown;
        }
        add(
                shown,
                FieldSet.NAMES,
                person.name() != null
                        || !person.surnames().isEmpty()
                        || !person.aliases().isEmpty());
        add(shown, FieldSet.BIRTH, person.born() != null);
        add(shown, FieldSet.ORIGIN, person.countryOfBirth() != null || person.nationality() != null);
        add(shown, FieldSet.CALLER, caller.name() != null);
        add(shown, FieldSet.PARTIES, !parties.isEmpty());
        if (as == ReadAs.CONFLICT_PACKET) {
            return shown;
        }
        add(
                shown,
                FieldSet.PARTICULARS,
                person.variant() != null || person.gender() != null || person.pronouns() != null);
        add(shown, FieldSet.A_NUMBER, person.aNumber() != null);
        add(shown, FieldSet.PHONE, person.phone() != null);
        add(
                shown,
                FieldSet.CONTACT,
                caller.phone() != null || caller.safeContact().bestTime() != null);
        add(shown, FieldSet.INCOME, household != null || yearlyIncome != null);
        add(shown, FieldSet.STORY, !notes.isEmpty() || overrideReason != null);
        add(shown, FieldSet.LOCATOR, !attempts.isEmpty());
        return shown;
    }

    private static void add(Set<FieldSet> shown, FieldSet fields, boolean there) {
        if (there) {
            shown.add(fields);
        }
    }

    static <T> List<T> append(List<T> list, T last) {
        return Stream.concat(list.stream(), Stream.of(last)).toList();
    }

    @Override
    public String toString() {
        return SEALED;
    }
}
