package org.amparo.intake;

import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.Urgency;
import org.amparo.membership.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Which case files to list.
 *
 * @param openedBy only those this member opened
 * @param after where the page before ended, as {@link CasePage#next()} gave it
 */
public record CaseQuery(
        Listing listing,
        @Nullable Urgency urgency,
        @Nullable CaseState state,
        @Nullable FacilityCode facility,
        @Nullable MemberId openedBy,
        @Nullable String after) {

    /** Which list, and in which order. */
    public enum Listing {
        /** Open, the most urgent first, and among equals who waits longest. */
        URGENT,
        /** Open, the newest first. */
        NEWEST,
        CLOSED
    }

    public static CaseQuery of(Listing listing) {
        return new CaseQuery(listing, null, null, null, null, null);
    }
}
