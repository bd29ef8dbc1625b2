package org.amparo.catalog.web;

import static java.util.Objects.requireNonNullElse;

import org.amparo.catalog.Facility;
import org.amparo.catalog.ItemDraft;
import org.amparo.catalog.ListItem;
import org.amparo.catalog.ListKey;
import org.amparo.catalog.Particulars;
import org.amparo.catalog.Provenance;
import org.amparo.forms.Reading;
import org.amparo.kernel.CountyCode;
import org.amparo.kernel.FieldOfficeCode;
import org.jspecify.annotations.Nullable;

/** An entry of a list as it was typed. Which fields count depends on the list. */
record ItemForm(
        String code,
        String english,
        String spanish,
        String city,
        String state,
        String county,
        String fieldOffice,
        String type,
        String detained,
        String indigenous,
        String eoirCode,
        String amount,
        String confirmed,
        String validFrom,
        String validTo,
        String source,
        String version) {

    ItemForm {
        code = typed(code);
        english = typed(english);
        spanish = typed(spanish);
        city = typed(city);
        state = typed(state);
        county = typed(county);
        fieldOffice = typed(fieldOffice);
        type = typed(type);
        detained = typed(detained);
        indigenous = typed(indigenous);
        eoirCode = typed(eoirCode);
        amount = typed(amount);
        confirmed = typed(confirmed);
        validFrom = typed(validFrom);
        validTo = typed(validTo);
        source = typed(source);
        version = typed(version);
    }

    static ItemForm empty(String validFrom) {
        return new ItemForm("", "", "", "", "CA", "", "", "", "", "", "", "", "", validFrom, "", "", "0");
    }

    static ItemForm of(ListItem item) {
        var particulars = item.particulars();
        var facility = particulars instanceof Particulars.OfFacility known ? known : null;
        var language = particulars instanceof Particulars.OfLanguage known ? known : null;
        var rule = particulars instanceof Particulars.OfRule known ? known : null;
        return new ItemForm(
                item.code(),
                item.english(),
                item.spanish(),
                facility == null ? "" : facility.city(),
                facility == null ? "" : facility.state(),
                facility == null || facility.county() == null
                        ? ""
                        : facility.county().value(),
                facility == null ? "" : facility.fieldOffice().value(),
                facility == null ? "" : facility.type().name(),
                String.valueOf(particulars instanceof Particulars.OfCourt court && court.detained()),
                String.valueOf(language != null && language.indigenous()),
                language == null ? "" : requireNonNullElse(language.eoirCode(), ""),
                rule == null ? "" : String.valueOf(rule.amount()),
                String.valueOf(rule != null && rule.confirmed()),
                item.provenance().validFrom().toString(),
                item.provenance().validTo() == null
                        ? ""
                        : item.provenance().validTo().toString(),
                item.provenance().source(),
                String.valueOf(item.version()));
    }

    /** The same entry with other facts from another day on. */
    ItemForm fromAnotherDay() {
        return new ItemForm(
                code,
                english,
                spanish,
                city,
                state,
                county,
                fieldOffice,
                type,
                detained,
                indigenous,
                eoirCode,
                amount,
                confirmed,
                "",
                "",
                "",
                version);
    }

    /** What it says; whatever is not what it should be is noted in {@code reading}. */
    ItemDraft toDraft(ListKey list, Reading reading) {
        return new ItemDraft(
                list,
                reading.text("code", code),
                reading.text("english", english),
                hasOneName(list) ? english.strip() : reading.text("spanish", spanish),
                particulars(list, reading),
                new Provenance(
                        reading.date("validFrom", validFrom),
                        reading.optionalDate("validTo", validTo),
                        reading.text("source", source)));
    }

    long seenVersion() {
        try {
            return Long.parseLong(version);
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }

    /** Facilities and courts have a proper name, which is the same in every language. */
    static boolean hasOneName(ListKey list) {
        return list.equals(ListKey.FACILITY) || list.equals(ListKey.COURT);
    }

    private Particulars particulars(ListKey list, Reading reading) {
        if (list.equals(ListKey.FACILITY)) {
            return new Particulars.OfFacility(
                    reading.text("city", city),
                    reading.text("state", state),
                    county.isBlank() ? null : reading.code("county", county, CountyCode::of, new CountyCode("-")),
                    reading.code("fieldOffice", fieldOffice, FieldOfficeCode::of, new FieldOfficeCode("-")),
                    reading.code("type", type, Facility.Kind::valueOf, Facility.Kind.DETENTION_CENTER));
        }
        if (list.equals(ListKey.COURT)) {
            return new Particulars.OfCourt(Boolean.parseBoolean(detained));
        }
        if (list.equals(ListKey.LANGUAGE)) {
            return new Particulars.OfLanguage(
                    Boolean.parseBoolean(indigenous), eoirCode.isBlank() ? null : eoirCode.strip());
        }
        return list.equals(ListKey.RULE)
                ? new Particulars.OfRule(reading.number("amount", amount), Boolean.parseBoolean(confirmed))
                : new Particulars.None();
    }

    private static String typed(@Nullable String text) {
        return text == null ? "" : text;
    }
}
