package org.amparo.representation;

import static org.amparo.representation.Track.CUSTODY;
import static org.amparo.representation.Track.LEGAL;
import static org.amparo.representation.Track.SERVICE;

/** What came of a matter, on one of its tracks. Words follow the practice reports of publicly funded deportation defense. */
public enum Outcome {
    BOND_SET(CUSTODY, false),
    BOND_GRANTED(CUSTODY, false),
    BOND_DENIED(CUSTODY, false),
    BOND_POSTED(CUSTODY, false),
    OWN_RECOGNIZANCE(CUSTODY, false),
    PAROLED(CUSTODY, false),
    ALTERNATIVES_TO_DETENTION(CUSTODY, false),
    RELEASED_BY_HABEAS(CUSTODY, false),
    TRANSFERRED(CUSTODY, false),
    REMOVED(CUSTODY, false),
    DEPARTED(CUSTODY, false),

    ASYLUM(LEGAL, true),
    WITHHOLDING(LEGAL, true),
    CAT_WITHHOLDING(LEGAL, true),
    CAT_DEFERRAL(LEGAL, true),
    CANCELLATION_42A(LEGAL, true),
    CANCELLATION_42B(LEGAL, true),
    VAWA(LEGAL, true),
    ADJUSTMENT(LEGAL, true),
    WAIVER(LEGAL, true),
    SPECIAL_IMMIGRANT_JUVENILE(LEGAL, true),
    U_STATUS(LEGAL, true),
    T_STATUS(LEGAL, true),
    TPS(LEGAL, true),
    NACARA(LEGAL, true),
    CITIZENSHIP_RECOGNISED(LEGAL, true),
    TERMINATION(LEGAL, true),
    DISMISSAL(LEGAL, true),
    ADMINISTRATIVE_CLOSURE(LEGAL, true),
    VOLUNTARY_DEPARTURE(LEGAL, false),
    REMOVAL_ORDER(LEGAL, false),
    APPEALED_TO_BIA(LEGAL, false),
    REMANDED(LEGAL, false),
    PETITION_FOR_REVIEW_FILED(LEGAL, false),
    HABEAS_GRANTED(LEGAL, false),
    HABEAS_DENIED(LEGAL, false),

    COMPLETED(SERVICE, false),
    WITHDREW(SERVICE, false),
    RETAINED_PRIVATE_COUNSEL(SERVICE, false),
    LOST_CONTACT(SERVICE, false),
    VENUE_MOVED(SERVICE, false),
    GRANT_ENDED(SERVICE, false),
    CLIENT_DIED(SERVICE, false);

    private final Track track;
    private final boolean remained;

    Outcome(Track track, boolean remained) {
        this.track = track;
        this.remained = remained;
    }

    public Track track() {
        return track;
    }

    /** Whether the person remained: relief, termination, dismissal or administrative closure. Rates are over completed matters only. */
    public boolean remained() {
        return remained;
    }
}
