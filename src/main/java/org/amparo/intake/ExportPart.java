package org.amparo.intake;

import java.util.EnumSet;
import java.util.Set;

/** A part of a case file that can be handed out; what is not named is not handed out. */
public enum ExportPart {
    PERSON(FieldSet.NAMES, FieldSet.BIRTH, FieldSet.ORIGIN, FieldSet.PARTICULARS, FieldSet.A_NUMBER, FieldSet.PHONE),
    CALLER(FieldSet.CALLER, FieldSet.CONTACT),
    OTHERS(FieldSet.PARTIES),
    NOTES(FieldSet.STORY),
    /** Where the person was, how custody began, and the next hearing. */
    CUSTODY,
    /** How consent was asked, and what was answered. */
    CONSENT;

    private final Set<FieldSet> fields;

    ExportPart(FieldSet... fields) {
        this.fields = fields.length == 0 ? Set.of() : Set.copyOf(EnumSet.of(fields[0], fields));
    }

    /** What of people it tells. */
    Set<FieldSet> fields() {
        return fields;
    }
}
