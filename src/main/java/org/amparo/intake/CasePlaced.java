package org.amparo.intake;

import org.amparo.kernel.Accountable;
import org.amparo.membership.OrganizationId;

/** Signal: a provider took the case. */
public interface CasePlaced extends Accountable {

    CaseId caseFile();

    OrganizationId provider();

    int round();
}
