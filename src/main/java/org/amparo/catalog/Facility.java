package org.amparo.catalog;

import org.amparo.kernel.CountyCode;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.FieldOfficeCode;
import org.jspecify.annotations.Nullable;

/** A place of detention. The county is where it stands, not every county its ZIP code touches. */
public record Facility(
        FacilityCode code,
        String name,
        String city,
        String state,
        @Nullable CountyCode county,
        FieldOfficeCode fieldOffice,
        Kind kind) {

    public enum Kind {
        DETENTION_CENTER,
        HOLD_ROOM,
        LOCAL_JAIL
    }
}
