package org.amparo.intake;

import org.amparo.kernel.Accountable;
import org.amparo.membership.OrganizationId;

/** Signal: a case was offered to a provider, who may from now on see its conflict packet. */
public interface CaseOffered extends Accountable {

    CaseId caseFile();

    OrganizationId provider();

    /** Which need of the case the offer is for. */
    int round();
}
