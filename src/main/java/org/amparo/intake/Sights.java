package org.amparo.intake;

import org.amparo.membership.OrganizationId;

/** Who can see a case at this moment, to read from modules to the right of this one. */
public interface Sights {

    /**
     * Whether every need of the case is placed, the organization sees all of the file, and no other organization sees any of it or may be
     * about to: only then nobody misses the coalition's key to it. Never while a legal hold stands on the file, which the coalition must be
     * able to keep.
     */
    boolean seesAlone(CaseId caseFile, OrganizationId organization);

    /** Whether a need of the case waits for a provider. */
    boolean isNeeded(CaseId caseFile);
}
