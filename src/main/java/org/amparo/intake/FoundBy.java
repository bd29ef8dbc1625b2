package org.amparo.intake;

import jakarta.persistence.Embeddable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.amparo.kernel.Personal;
import org.amparo.kernel.PersonalText;
import org.jspecify.annotations.Nullable;

/** What a case file is found by. None of it is unique, and nothing ever says that it exists already. */
@Embeddable
record FoundBy(
        @Nullable String names,
        @Nullable String aNumber,
        @Nullable String personPhone,
        @Nullable String callerPhone,
        @Nullable LocalDate born)
        implements Personal {

    static FoundBy of(PersonDetails person, CallerDetails caller) {
        return new FoundBy(
                namesOf(person),
                person.aNumber() == null ? null : person.aNumber().digits(),
                person.phone() == null ? null : person.phone().e164(),
                caller.phone() == null ? null : caller.phone().e164(),
                person.born() == null ? null : person.born().exact().orElse(null));
    }

    static @Nullable String namesOf(PersonDetails person) {
        List<String> names = new ArrayList<>();
        if (person.name() != null) {
            names.add(person.name().reveal());
        }
        person.surnames().stream().map(PersonalText::reveal).forEach(names::add);
        person.aliases().stream().map(PersonalText::reveal).forEach(names::add);
        var plain = Names.plain(names);
        return plain.isEmpty() ? null : plain;
    }

    @Override
    public String toString() {
        return SEALED;
    }
}
