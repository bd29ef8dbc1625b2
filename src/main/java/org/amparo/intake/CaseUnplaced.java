package org.amparo.intake;

import org.amparo.kernel.Accountable;
import org.amparo.membership.OrganizationId;

/** Signal: an offer or a placement ended; the provider sees the file no more, unless another offer or placement of the case is still theirs. */
public interface CaseUnplaced extends Accountable {

    CaseId caseFile();

    OrganizationId provider();

    int round();
}
