package org.amparo.intake;

import org.amparo.kernel.Accountable;
import org.amparo.membership.OrganizationId;

/** Signal: somebody at a provider opened an offer for the first time and saw the coded facts of the case, and no more of it. */
public interface FactsSeen extends Accountable {

    CaseId caseFile();

    OrganizationId provider();

    /** Which need of the case the offer is for. */
    int round();
}
