package org.amparo.intake;

import org.amparo.kernel.Accountable;
import org.amparo.membership.OrganizationId;

/** Signal: a provider cleared conflicts and may from now on see the full file. */
public interface FileOpened extends Accountable {

    CaseId caseFile();

    OrganizationId provider();

    /** Which need of the case it is about. */
    int round();
}
