package org.amparo.catalog;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.Urgency;

/**
 * The lists as they stand, to read from any module to the right of this one. Answers come from memory and are at most a second old on
 * another node; a code that was valid once is still found, so that old records keep their words.
 */
public interface Catalog {

    Optional<Facility> facility(FacilityCode code);

    /** Facilities in use on that day (Pacific time), by name. */
    List<Facility> facilities(LocalDate on);

    /** Whether a facility is in use on that day (Pacific time); one that has closed is still found by its code. */
    default boolean isOpen(FacilityCode code, LocalDate on) {
        return facilities(on).stream().anyMatch(facility -> facility.code().equals(code));
    }

    Optional<Court> court(CourtCode code);

    List<Court> courts(LocalDate on);

    Optional<Language> language(LanguageCode code);

    List<Language> languages(LocalDate on);

    Optional<Entry> entry(ListName list, ListCode code);

    /** Entries of a list in use on that day (Pacific time), in the order the steward gave them. */
    List<Entry> entries(ListName list, LocalDate on);

    /** How long an answer to an offer may take, by the coalition's rule in force on that day. */
    Duration answerWithin(Urgency urgency, LocalDate on);

    /**
     * The federal poverty guideline for a household of that size (persons, at least one), in whole US dollars a year, for the 48 states.
     * Source: HHS, kept as dated rows of the list of rules.
     */
    int povertyGuideline(int household, LocalDate on);
}
