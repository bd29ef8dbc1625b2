package org.amparo.intake;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The five sections of the intake page, written in any order, each saved on its own. */
public enum DraftSection {
    /** The caller and how to reach them safely. */
    CALLER(
            "caller.name",
            "caller.relation",
            "caller.authority",
            "caller.phone",
            "caller.language",
            "caller.safeContact.call",
            "caller.safeContact.message",
            "caller.safeContact.text",
            "caller.safeContact.bestTime"),
    PERSON(
            "person.name",
            "person.notGiven",
            "person.surnames",
            "person.aliases",
            "person.born.month",
            "person.born.day",
            "person.born.year",
            "person.born.about",
            "person.aNumber",
            "person.countryOfBirth",
            "person.nationality",
            "person.language",
            "person.variant",
            "person.spanish",
            "person.gender",
            "person.pronouns",
            "person.phone",
            "fund.residence",
            "fund.household",
            "fund.yearlyIncome",
            "fund.violentFelony"),
    /** Custody now, the arrest, the agencies, the next hearing. */
    PLACE(place()),
    /** What is urgent and what is needed. */
    URGENCY(urgent()),
    /** What was said, other people in the case, and consent. */
    STORY(story());

    /** How many other people the page has room for. */
    public static final int PARTIES = 4;

    /** How many agencies the page has room for. */
    public static final int AGENCIES = 6;

    private static final Set<String> MANY = Set.of("needs", "consent.purposes");

    private final Set<String> fields;

    DraftSection(String... fields) {
        this.fields = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(fields)));
    }

    /** Paths of the section's fields, in the order of the page. */
    public Set<String> fields() {
        return fields;
    }

    /** Whether a field holds several values. */
    public static boolean holdsMany(String field) {
        return MANY.contains(field);
    }

    private static String[] place() {
        var fields = new LinkedHashSet<String>(List.of(
                "custody.custody",
                "custody.facility",
                "custody.seenOn",
                "custody.seenTime",
                "custody.source",
                "arrest.on",
                "arrest.at",
                "arrest.county",
                "arrest.how",
                "arrest.stage",
                "arrest.detainedSince"));
        for (var i = 0; i < AGENCIES; i++) {
            fields.add("arrest.agencies." + i + ".agency");
            fields.add("arrest.agencies." + i + ".part");
        }
        fields.addAll(List.of("hearing.on", "hearing.court", "hearing.source", "hearing.verifiedOn"));
        return fields.toArray(String[]::new);
    }

    private static String[] urgent() {
        var fields = new LinkedHashSet<String>();
        UrgencyReason.questions().forEach(question -> fields.add("answers." + question.name()));
        fields.addAll(List.of("removalFeared", "needs", "override.urgency", "override.reason"));
        return fields.toArray(String[]::new);
    }

    private static String[] story() {
        var fields = new LinkedHashSet<String>();
        fields.add("note");
        for (var i = 0; i < PARTIES; i++) {
            fields.add("parties." + i + ".name");
            fields.add("parties." + i + ".role");
        }
        fields.addAll(List.of(
                "consent.answer",
                "consent.who",
                "consent.script",
                "consent.language",
                "consent.interpreter",
                "consent.purposes",
                "consent.ratifyBy"));
        return fields.toArray(String[]::new);
    }
}
