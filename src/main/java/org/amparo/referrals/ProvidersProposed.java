package org.amparo.referrals;

import java.util.List;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Accountable;

/** Signal: these providers could take the case, best first. They are offered it by the route named: all at once, or one after the other as declines and expiries come in. */
public interface ProvidersProposed extends Accountable {

    CaseId caseFile();

    int round();

    List<Proposal> proposals();

    Route route();
}
