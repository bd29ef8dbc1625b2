package org.amparo.matching;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.amparo.kernel.Code;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.FieldOfficeCode;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * What a provider can take, where, in which languages and how fast it answers. Sets are in a fixed order, so that the same offering
 * always reads and serializes the same.
 *
 * @param services scopes of service offered
 * @param facilities places of detention served
 * @param courts hearing locations served; none named means any
 * @param fieldOffices field offices everywhere in which the provider serves
 * @param languages languages spoken with clients without an interpreter
 * @param relays languages reached by relay through Spanish (for example Mam to Spanish to English); works when the provider speaks
 *     Spanish or has an {@linkplain Arrangement#INTERPRETER interpreter}
 * @param answerMinutes within how many minutes an offer is answered, by urgency; an absent urgency is not said. For a provider
 *     that is not there {@linkplain Arrangement#AROUND_THE_CLOCK around the clock} the time starts at the next office hour (Monday to
 *     Friday, 9 to 17 Pacific time, but for its holidays) and an end outside office hours waits for the next one.
 * @param holidays days on which it is closed, Pacific time
 */
public record Offering(
        Set<Service> services,
        Set<FacilityCode> facilities,
        Set<CourtCode> courts,
        Set<FieldOfficeCode> fieldOffices,
        Set<LanguageCode> languages,
        Set<LanguageCode> relays,
        Map<Urgency, Integer> answerMinutes,
        Set<Arrangement> arrangements,
        Set<LocalDate> holidays) {

    static final LanguageCode SPANISH = LanguageCode.of("es");

    @SuppressWarnings("java:S2583") // offerings that were written down before there were holidays have none
    public Offering {
        services = sorted(services);
        facilities = byCode(facilities);
        courts = byCode(courts);
        fieldOffices = byCode(fieldOffices);
        languages = byCode(languages);
        relays = byCode(relays);
        answerMinutes = byUrgency(answerMinutes);
        arrangements = sorted(arrangements);
        holidays = holidays == null || holidays.isEmpty()
                ? Set.of()
                : Collections.unmodifiableSet(new TreeSet<>(holidays));
    }

    /** With no holidays. */
    public Offering(
            Set<Service> services,
            Set<FacilityCode> facilities,
            Set<CourtCode> courts,
            Set<FieldOfficeCode> fieldOffices,
            Set<LanguageCode> languages,
            Set<LanguageCode> relays,
            Map<Urgency, Integer> answerMinutes,
            Set<Arrangement> arrangements) {
        this(services, facilities, courts, fieldOffices, languages, relays, answerMinutes, arrangements, Set.of());
    }

    /** Nothing said yet. */
    public static Offering nothing() {
        return new Offering(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Map.of(), Set.of());
    }

    /** The same without certain holidays. */
    Offering without(Predicate<LocalDate> holidays) {
        return new Offering(
                services,
                facilities,
                courts,
                fieldOffices,
                languages,
                relays,
                answerMinutes,
                arrangements,
                this.holidays.stream().filter(holidays.negate()).collect(Collectors.toSet()));
    }

    boolean has(Arrangement arrangement) {
        return arrangements.contains(arrangement);
    }

    boolean speaksSpanish() {
        return languages.contains(SPANISH);
    }

    /** A relay ends in Spanish: somebody must take it from there. */
    boolean canRelay() {
        return speaksSpanish() || has(Arrangement.INTERPRETER);
    }

    private static <E extends Enum<E>> Set<E> sorted(@Nullable Collection<E> values) {
        return values == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(values));
    }

    private static <C extends Code> Set<C> byCode(@Nullable Collection<C> values) {
        if (values == null) {
            return Set.of();
        }
        var sorted = new TreeMap<String, C>();
        values.forEach(code -> sorted.put(code.value(), code));
        return Collections.unmodifiableSet(new java.util.LinkedHashSet<>(sorted.values()));
    }

    private static Map<Urgency, Integer> byUrgency(@Nullable Map<Urgency, Integer> values) {
        if (values == null || values.isEmpty()) {
            return Map.of();
        }
        return Collections.unmodifiableMap(new EnumMap<>(values));
    }
}
