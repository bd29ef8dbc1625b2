package org.amparo.intake;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.amparo.kernel.PersonalText;
import org.amparo.vault.Fingerprints;

/**
 * What a case file is found by: keyed fingerprints of the A-number, the telephones, the day of birth, and of each word of the names as it is
 * written and as it sounds, all in one set. None of it is unique, and nothing ever says that it exists already.
 */
final class FoundBy {

    private FoundBy() {}

    static long[] of(PersonDetails person, CallerDetails caller, Fingerprints fingerprints) {
        Set<Long> found = new TreeSet<>();
        if (person.aNumber() != null) {
            found.add(number(person.aNumber(), fingerprints));
        }
        if (person.phone() != null) {
            found.add(phone(person.phone(), fingerprints));
        }
        if (caller.phone() != null) {
            found.add(phone(caller.phone(), fingerprints));
        }
        if (person.born() != null) {
            person.born().exact().ifPresent(day -> found.add(born(day, fingerprints)));
        }
        for (var word : fingerprints.words(names(person))) {
            found.add(word.spelt());
            found.addAll(word.sounds());
        }
        return found.stream().mapToLong(Long::longValue).toArray();
    }

    static long number(ANumber number, Fingerprints fingerprints) {
        return fingerprints.of("a-number", number.digits());
    }

    static long phone(PhoneNumber phone, Fingerprints fingerprints) {
        return fingerprints.of("phone", phone.e164());
    }

    static long born(LocalDate day, Fingerprints fingerprints) {
        return fingerprints.of("born", day.toString());
    }

    private static List<String> names(PersonDetails person) {
        List<String> names = new ArrayList<>();
        if (person.name() != null) {
            names.add(person.name().reveal());
        }
        person.surnames().stream().map(PersonalText::reveal).forEach(names::add);
        person.aliases().stream().map(PersonalText::reveal).forEach(names::add);
        return names;
    }
}
