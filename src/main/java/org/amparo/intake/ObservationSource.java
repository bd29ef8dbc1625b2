package org.amparo.intake;

/** Who or what told where a person is, or when a hearing is. */
public enum ObservationSource {
    PERSON,
    FAMILY,
    WITNESS,
    /** The ICE detainee locator. */
    LOCATOR,
    FACILITY,
    ATTORNEY,
    /** A notice, or the court's automated information. */
    COURT,
    HOTLINE,
    SPREADSHEET,
    OTHER
}
