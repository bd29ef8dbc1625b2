package org.amparo.referrals;

import java.util.List;
import java.util.Set;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Accountable;
import org.amparo.membership.OrganizationId;

/**
 * Signal: these providers could take the case, best first. They are offered it by the route named: all at once, one after the other as declines
 * and expiries come in, those on call before the others, or by nobody but a dispatcher.
 */
public interface ProvidersProposed extends Accountable {

    CaseId caseFile();

    int round();

    List<Proposal> proposals();

    Route route();

    /** What the coalition agreed about offers. */
    default OfferTerms terms() {
        return OfferTerms.USUAL;
    }

    /** Which of the providers have somebody on call. */
    default Set<OrganizationId> onCall() {
        return Set.of();
    }

    /** Whether a person chose them, and not a rule: then they are asked whatever the hour. */
    default boolean chosen() {
        return false;
    }
}
