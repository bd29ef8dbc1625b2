package org.amparo.intake;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The columns a spreadsheet of intakes may have, by their heading in lower case. All but the name may be left out. */
public enum ImportColumn {
    PERSON_NAME("person.name", "Mateo Pérez Ramírez"),
    ALIASES("person.aliases", "Mateo Perez;Teo"),
    BORN("person.born.year", "~1990"),
    COUNTRY_OF_BIRTH("person.countryOfBirth", "GT"),
    LANGUAGE("person.language", "mam"),
    A_NUMBER("person.aNumber", "A000-123-456"),
    CUSTODY("custody.custody", "DETAINED"),
    FACILITY("custody.facility", "ADLNTCA"),
    ARREST_DATE("arrest.on", "2026-11-20"),
    AGENCIES("arrest.agencies", "LASD:HANDED_OVER;ICE_ERO:HOLDS"),
    HEARING_DATE("hearing.on", "2026-12-15"),
    COURT("hearing.court", "ADL"),
    CALLER_NAME("caller.name", "Rosa Ramírez"),
    CALLER_RELATION("caller.relation", "SPOUSE"),
    CALLER_PHONE("caller.phone", "213-555-0123"),
    COUNTY("fund.residence", "06037"),
    NEEDS("needs", "BOND;FULL_REMOVAL_DEFENSE"),
    NOTE("note", "Taken from his truck."),
    CONSENT("consent.answer", "NOT_ASKED"),
    CONSENT_WHO("consent.who", ""),
    CONSENT_SCRIPT("consent.script", ""),
    CONSENT_LANGUAGE("consent.language", "");

    private final String field;
    private final String example;

    ImportColumn(String field, String example) {
        this.field = field;
        this.example = example;
    }

    /** As it stands in the first row of the file. */
    public String heading() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a cell may hold; the person is invented. */
    public String example() {
        return example;
    }

    String field() {
        return field;
    }

    static Optional<ImportColumn> of(String heading) {
        var plain = heading.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
        return Arrays.stream(values())
                .filter(column -> column.heading().equals(plain))
                .findFirst();
    }

    /** The column a problem of the intake belongs to; the name when no column asks for it. */
    static ImportColumn asking(String field) {
        return Arrays.stream(values())
                .filter(column -> column.field.equals(field))
                .findFirst()
                .orElse(
                        field.startsWith("person.born")
                                ? BORN
                                : field.startsWith("arrest.agencies")
                                        ? AGENCIES
                                        : field.startsWith("consent.") ? CONSENT : PERSON_NAME);
    }
}
