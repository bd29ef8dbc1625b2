package org.amparo.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.amparo.catalog.Catalog;
import org.amparo.catalog.Facility;
import org.amparo.catalog.ListName;
import org.amparo.kernel.Code;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.PersonalText;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Typing;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What no page and no program may tell us: dates that cannot be, codes nobody knows, texts without end. */
@Component
class IntakeCheck {

    static final int NAME = 300;
    static final int LINE = 500;
    static final int NOTE = 20_000;
    static final int MANY = 20;

    private static final int OLDEST = 120;
    private static final int LARGEST_HOUSEHOLD = 30;
    private static final int LARGEST_INCOME = 10_000_000;
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);

    private final Catalog catalog;
    private final Clock clock;

    IntakeCheck(Catalog catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    List<FieldProblem> problems(OpenCase command) {
        var found = new Found();
        if (command.callStarted() != null && isAhead(command.callStarted())) {
            found.add("callStarted", "date-in-future");
        }
        caller(command.caller(), found);
        person(command.person(), found);
        parties(command.parties(), found);
        sighting("custody.", command.custody(), found);
        arrest(command.arrest(), found);
        if (command.hearing() != null) {
            hearing("hearing.", command.hearing(), found);
        }
        fund("fund.", command.fund(), found);
        found.length("note", command.note(), NOTE);
        if (command.override() != null) {
            override("override.", command.override(), found);
        }
        consent("consent.", command.consent(), found);
        return found.problems;
    }

    void check(OpenCase command) {
        refuse(problems(command));
    }

    void check(Sighting sighting) {
        present("sighting", sighting);
        var found = new Found();
        sighting("sighting.", sighting, found);
        refuse(found.problems);
    }

    void check(HearingDetails hearing) {
        var found = new Found();
        hearing("hearing.", hearing, found);
        refuse(found.problems);
    }

    void check(ConsentEvidence evidence) {
        present("evidence", evidence);
        var found = new Found();
        consent("evidence.", evidence, found);
        refuse(found.problems);
    }

    void check(UrgencyOverride override) {
        var found = new Found();
        override("override.", override, found);
        refuse(found.problems);
    }

    void check(ChangeFacts change) {
        var found = new Found();
        if (change.needs().isEmpty()) {
            found.add("needs", "required");
        }
        fund("fund.", change.fund(), found);
        refuse(found.problems);
    }

    void check(PersonDetails person, List<Party> parties) {
        var found = new Found();
        person(person, found);
        parties(parties, found);
        refuse(found.problems);
    }

    void check(CallerDetails caller) {
        present("caller", caller);
        var found = new Found();
        caller(caller, found);
        refuse(found.problems);
    }

    void check(ArrestDetails arrest) {
        present("arrest", arrest);
        var found = new Found();
        arrest(arrest, found);
        refuse(found.problems);
    }

    void checkLanguage(String field, @Nullable LanguageCode language) {
        var found = new Found();
        if (language != null && catalog.language(language).isEmpty()) {
            found.unknown(field, language);
        }
        refuse(found.problems);
    }

    void checkText(String field, PersonalText text, int limit) {
        present(field, text);
        var found = new Found();
        if (text.reveal().isBlank()) {
            found.add(field, "required");
        }
        found.length(field, text, limit);
        refuse(found.problems);
    }

    private void caller(CallerDetails caller, Found found) {
        found.length("caller.name", caller.name(), NAME);
        found.length("caller.safeContact.bestTime", caller.safeContact().bestTime(), LINE);
        if (caller.language() != null && catalog.language(caller.language()).isEmpty()) {
            found.unknown("caller.language", caller.language());
        }
    }

    private void person(@Nullable PersonDetails person, Found found) {
        if (person == null) {
            found.add("person", "required");
            return;
        }
        found.length("person.name", person.name(), NAME);
        found.lengths("person.surnames", person.surnames());
        found.lengths("person.aliases", person.aliases());
        found.length("person.variant", person.variant(), LINE);
        found.length("person.gender", person.gender(), LINE);
        found.length("person.pronouns", person.pronouns(), LINE);
        if (person.born() != null) {
            if (person.born().earliest().isAfter(today())) {
                found.add("person.born", "birth-in-future");
            } else if (person.born().year() < today().getYear() - OLDEST) {
                found.add("person.born", "birth-too-long-ago", OLDEST);
            }
        }
        found.entry("person.countryOfBirth", ListName.COUNTRY, listCode(person.countryOfBirth()));
        found.entry("person.nationality", ListName.COUNTRY, listCode(person.nationality()));
        if (person.language() != null && catalog.language(person.language()).isEmpty()) {
            found.unknown("person.language", person.language());
        }
    }

    private void parties(List<Party> parties, Found found) {
        if (parties.size() > MANY) {
            found.add("parties", "too-many", MANY);
        }
        for (var i = 0; i < Math.min(parties.size(), MANY); i++) {
            found.length("parties[" + i + "].name", parties.get(i).name(), NAME);
        }
    }

    private void sighting(String path, Sighting sighting, Found found) {
        if (sighting.facility() != null && catalog.facility(sighting.facility()).isEmpty()) {
            found.unknown(path + "facility", sighting.facility());
        } else if (sighting.facility() != null && hasClosed(sighting.facility(), sighting.seenAt())) {
            found.add(
                    path + "facility",
                    "facility-closed",
                    catalog.facility(sighting.facility())
                            .map(Facility::name)
                            .orElse(sighting.facility().value()));
        }
        if (sighting.facility() != null
                && (sighting.custody() == CustodyStatus.NOT_DETAINED
                        || sighting.custody() == CustodyStatus.RELEASED
                        || sighting.custody() == CustodyStatus.OUTSIDE_COUNTRY)) {
            found.add(path + "facility", "facility-without-custody");
        }
        if (sighting.seenAt() != null && isAhead(sighting.seenAt())) {
            found.add(path + "seenAt", "date-in-future");
        }
    }

    /** Who was seen there while it was open was there, whatever became of it. */
    private boolean hasClosed(FacilityCode facility, @Nullable Instant seenAt) {
        return !isOpen(facility, clock.instant()) && (seenAt == null || !isOpen(facility, seenAt));
    }

    private boolean isOpen(FacilityCode facility, Instant at) {
        return catalog.isOpen(facility, LocalDate.ofInstant(at, UrgencyRules.ZONE));
    }

    private void arrest(ArrestDetails arrest, Found found) {
        found.past("arrest.on", arrest.on());
        found.past("arrest.detainedSince", arrest.detainedSince());
        if (arrest.at() != null && arrest.on() == null) {
            found.add("arrest.on", "time-without-day");
        }
        found.entry("arrest.county", ListName.COUNTY, listCode(arrest.county()));
        agencies(arrest.agencies(), found);
        found.entry("arrest.stage", ListName.PIPELINE_STAGE, arrest.stage());
    }

    private void agencies(List<AgencyInvolved> agencies, Found found) {
        if (agencies.size() > DraftSection.AGENCIES) {
            found.add("arrest.agencies", "too-many", DraftSection.AGENCIES);
        }
        for (var i = 0; i < Math.min(agencies.size(), DraftSection.AGENCIES); i++) {
            var path = "arrest.agencies[" + i + "].";
            found.needed(path + "agency", agencies.get(i).agency());
            found.entry(path + "agency", ListName.AGENCY, agencies.get(i).agency());
            if (agencies.get(i).part() == null) {
                found.add(path + "part", "agency-part");
            }
        }
    }

    private void hearing(String path, HearingDetails hearing, Found found) {
        if (hearing.court() != null && catalog.court(hearing.court()).isEmpty()) {
            found.unknown(path + "court", hearing.court());
        }
        if (hearing.on() != null && hearing.on().isAfter(today().plusYears(10))) {
            found.add(path + "on", "date-too-far");
        }
        found.past(path + "verifiedOn", hearing.verifiedOn());
    }

    private void fund(String path, FundDetails fund, Found found) {
        found.entry(path + "residence", ListName.COUNTY, listCode(fund.residence()));
        found.within(path + "household", fund.household(), 1, LARGEST_HOUSEHOLD);
        found.within(path + "yearlyIncome", fund.yearlyIncome(), 0, LARGEST_INCOME);
    }

    private void override(String path, UrgencyOverride override, Found found) {
        if (override.urgency() == null) {
            found.add(path + "urgency", "required");
        }
        if (override.reason() == null || override.reason().reveal().isBlank()) {
            found.add(path + "reason", "override-needs-reason");
        } else {
            found.length(path + "reason", override.reason(), LINE);
        }
    }

    private void consent(String path, ConsentEvidence consent, Found found) {
        if (consent.answer() == null || !consent.answer().isGiven()) {
            found.add(path + "answer", "required");
            return;
        }
        if (consent.language() != null && catalog.language(consent.language()).isEmpty()) {
            found.unknown(path + "language", consent.language());
        }
        found.entry(path + "script", ListName.CALL_SCRIPT, consent.script());
        if (consent.answer() == ConsentAnswer.GIVEN) {
            found.needed(path + "who", consent.who());
            found.needed(path + "script", consent.script());
            found.needed(path + "language", consent.language());
            if (consent.purposes().isEmpty()) {
                found.add(path + "purposes", "required");
            }
        } else if (consent.answer() == ConsentAnswer.REFUSED) {
            found.needed(path + "who", consent.who());
        }
        if (consent.ratifyBy() != null && consent.ratifyBy().isBefore(today())) {
            found.add(path + "ratifyBy", "date-in-past");
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), UrgencyRules.ZONE);
    }

    private boolean isAhead(Instant at) {
        return at.isAfter(clock.instant().plus(CLOCKS_DIFFER));
    }

    private static @Nullable ListCode listCode(@Nullable Code code) {
        return code == null ? null : new ListCode(code.value());
    }

    /** What a page always sends and a program may leave out. */
    private static void present(String field, @Nullable Object value) {
        if (value == null) {
            throw Rejected.invalid(field, "required");
        }
    }

    private static void refuse(List<FieldProblem> problems) {
        if (!problems.isEmpty()) {
            throw FieldProblem.rejected(problems);
        }
    }

    private final class Found {

        private final List<FieldProblem> problems = new ArrayList<>();

        void add(String field, String code, java.io.Serializable... arguments) {
            problems.add(FieldProblem.of(field, code, arguments));
        }

        void unknown(String field, Code code) {
            add(field, "unknown-code", code.value());
        }

        void entry(String field, ListName list, @Nullable ListCode code) {
            if (code != null && catalog.entry(list, code).isEmpty()) {
                unknown(field, code);
            }
        }

        void needed(String field, @Nullable Object value) {
            if (value == null) {
                add(field, "required");
            }
        }

        void length(String field, @Nullable PersonalText text, int limit) {
            if (text != null && !Typing.isClean(text.reveal())) {
                add(field, "unreadable-characters");
            } else if (text != null
                    && text.reveal().codePointCount(0, text.reveal().length()) > limit) {
                add(
                        field,
                        "too-long",
                        limit,
                        text.reveal().codePointCount(0, text.reveal().length()));
            }
        }

        void lengths(String field, List<PersonalText> texts) {
            if (texts.size() > MANY) {
                add(field, "too-many", MANY);
            }
            texts.forEach(text -> length(field, text, NAME));
        }

        void past(String field, @Nullable LocalDate date) {
            if (date != null && date.isAfter(today())) {
                add(field, "date-in-future");
            } else if (date != null && date.getYear() < today().getYear() - OLDEST) {
                add(field, "date-too-long-ago");
            }
        }

        void within(String field, @Nullable Integer number, int least, int most) {
            if (number != null && (number < least || number > most)) {
                add(field, "number-out-of-range", least, most);
            }
        }
    }
}
