package org.amparo.intake;

import org.amparo.kernel.Accountable;
import org.amparo.membership.OrganizationId;

/** Signal: an organization holds a case file alone. Nobody else opens it, and nothing tells any more whom it is about. */
public interface FileHeld extends Accountable {

    CaseId caseFile();

    OrganizationId organization();
}
