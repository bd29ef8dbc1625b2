package org.amparo.matching;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeMap;
import org.amparo.intake.CaseFacts;
import org.amparo.kernel.Code;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.FieldOfficeCode;
import org.amparo.kernel.LanguageCode;
import org.jspecify.annotations.Nullable;

/**
 * For whom the room of one week is. Where nothing is named there is no limit beyond the practice itself. What nobody knows yet of a case excludes
 * nobody.
 *
 * @param facilities places of detention
 * @param fieldOffices field offices, everywhere in them
 * @param languages of the person; Spanish includes who is fluent in it where the practice {@linkplain Arrangement#SPANISH_BRIDGE works so}
 */
public record Limits(Set<FacilityCode> facilities, Set<FieldOfficeCode> fieldOffices, Set<LanguageCode> languages) {

    public static final Limits NONE = new Limits(Set.of(), Set.of(), Set.of());

    public Limits {
        facilities = byCode(facilities);
        fieldOffices = byCode(fieldOffices);
        languages = byCode(languages);
    }

    /** @param fieldOffice of the facility the person is at, {@code null} when there is none or it is unknown */
    boolean fit(CaseFacts facts, @Nullable FieldOfficeCode fieldOffice, Offering offering) {
        return fitsPlace(facts, fieldOffice) && fitsLanguage(facts, offering);
    }

    private boolean fitsPlace(CaseFacts facts, @Nullable FieldOfficeCode fieldOffice) {
        if (facilities.isEmpty() && fieldOffices.isEmpty()) {
            return true;
        }
        if (facts.facility() == null) {
            return !ServesThePlace.atLiberty(facts.custody());
        }
        return facilities.contains(facts.facility()) || fieldOffice != null && fieldOffices.contains(fieldOffice);
    }

    private boolean fitsLanguage(CaseFacts facts, Offering offering) {
        if (languages.isEmpty() || facts.language() == null || languages.contains(facts.language())) {
            return true;
        }
        var maySpeakSpanish = switch (facts.spanish()) {
            case FLUENT, UNKNOWN -> true;
            case NONE, SOME -> false;
        };
        return maySpeakSpanish && languages.contains(Offering.SPANISH) && offering.has(Arrangement.SPANISH_BRIDGE);
    }

    private static <C extends Code> Set<C> byCode(@Nullable Collection<C> values) {
        if (values == null || values.isEmpty()) {
            return Set.of();
        }
        var sorted = new TreeMap<String, C>();
        values.forEach(code -> sorted.put(code.value(), code));
        return Collections.unmodifiableSet(new LinkedHashSet<>(sorted.values()));
    }
}
