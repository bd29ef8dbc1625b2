package org.amparo.intake;

import org.amparo.kernel.Accountable;
import org.amparo.membership.OrganizationId;

/** Signal: the organization that held a case file alone gave it back. */
public interface FileFreed extends Accountable {

    CaseId caseFile();

    OrganizationId organization();
}
