package org.amparo.representation;

import java.util.List;
import java.util.Optional;
import org.amparo.intake.CaseId;
import org.amparo.referrals.ReferralId;
import org.springframework.data.jpa.repository.JpaRepository;

interface Matters extends JpaRepository<Matter, MatterId> {

    boolean existsByReferral(ReferralId referral);

    Optional<Matter> findByReferral(ReferralId referral);

    /** All matters of a case, the youngest first. */
    List<Matter> findByCaseFileOrderByOpenedAtDesc(CaseId caseFile);

    List<Matter> findByCaseFileAndClosedAtIsNull(CaseId caseFile);
}
