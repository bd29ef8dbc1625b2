package org.amparo.catalog;

import org.amparo.kernel.CourtCode;

/** A hearing location of the immigration courts. Facility and court are separate: neither is derived from the other. */
public record Court(CourtCode code, String name, boolean detained) {}
