package org.amparo.representation.web;

import java.time.LocalDate;
import java.util.List;
import org.amparo.catalog.Catalog;
import org.amparo.catalog.Court;
import org.amparo.catalog.Entry;
import org.amparo.catalog.Facility;
import org.amparo.catalog.ListName;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.ListCode;
import org.jspecify.annotations.Nullable;

/** What codes stand for, for templates: the entry of the list, or the code itself when no list knows it. */
record Lists(Catalog catalog, LocalDate today) {

    public @Nullable Object facility(@Nullable FacilityCode code) {
        return code == null
                ? null
                : catalog.facility(code).<Object>map(known -> known).orElse(code);
    }

    public @Nullable Object court(@Nullable CourtCode code) {
        return code == null
                ? null
                : catalog.court(code).<Object>map(known -> known).orElse(code);
    }

    public @Nullable Object hearingType(@Nullable ListCode code) {
        return entry(ListName.HEARING_TYPE, code);
    }

    public @Nullable Object adjournment(@Nullable ListCode code) {
        return entry(ListName.ADJOURNMENT, code);
    }

    public List<Facility> facilities() {
        return catalog.facilities(today);
    }

    public List<Court> courts() {
        return catalog.courts(today);
    }

    public List<Entry> hearingTypes() {
        return catalog.entries(ListName.HEARING_TYPE, today);
    }

    public List<Entry> adjournments() {
        return catalog.entries(ListName.ADJOURNMENT, today);
    }

    private @Nullable Object entry(ListName list, @Nullable ListCode code) {
        return code == null
                ? null
                : catalog.entry(list, code).<Object>map(known -> known).orElse(code);
    }
}
