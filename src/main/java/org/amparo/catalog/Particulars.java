package org.amparo.catalog;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.amparo.kernel.CountyCode;
import org.amparo.kernel.FieldOfficeCode;
import org.jspecify.annotations.Nullable;

/** What an entry of a list has beside its code, its labels and where it comes from. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Particulars.OfFacility.class, name = "FACILITY"),
    @JsonSubTypes.Type(value = Particulars.OfCourt.class, name = "COURT"),
    @JsonSubTypes.Type(value = Particulars.OfLanguage.class, name = "LANGUAGE"),
    @JsonSubTypes.Type(value = Particulars.OfRule.class, name = "RULE"),
    @JsonSubTypes.Type(value = Particulars.None.class, name = "ENTRY")
})
public sealed interface Particulars {

    /**
     * @param state two capital letters
     * @param county where it stands, {@code null} outside the counties on the list
     */
    record OfFacility(
            String city, String state, @Nullable CountyCode county, FieldOfficeCode fieldOffice, Facility.Kind type)
            implements Particulars {}

    /** @param detained whether people in custody are heard there */
    record OfCourt(boolean detained) implements Particulars {}

    /** @param eoirCode the code the immigration courts use, when they have one */
    record OfLanguage(boolean indigenous, @Nullable String eoirCode) implements Particulars {}

    /**
     * @param amount minutes for the answer times, whole US dollars a year for the poverty guideline; see {@link RuleName}
     * @param confirmed whether somebody who knows has confirmed it; an unconfirmed rule is used all the same, and shown as such
     */
    record OfRule(int amount, boolean confirmed) implements Particulars {}

    record None() implements Particulars {}
}
