package org.amparo.intake;

import java.util.Set;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Service;

/** Signal: a limited scope of service leaves these needs; the case is routed again with them as the next round. */
public interface NeedRemains extends Accountable {

    CaseId caseFile();

    Set<Service> remaining();
}
