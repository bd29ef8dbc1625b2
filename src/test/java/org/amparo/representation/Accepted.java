package org.amparo.representation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import org.amparo.intake.Answer;
import org.amparo.intake.CaseFacts;
import org.amparo.intake.CaseId;
import org.amparo.intake.ConsentPurpose;
import org.amparo.intake.CustodyStatus;
import org.amparo.intake.FundFacts;
import org.amparo.intake.PersonMoved;
import org.amparo.intake.SpanishFluency;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.membership.FundId;
import org.amparo.membership.SignedIn;
import org.amparo.referrals.ReferralAccepted;
import org.amparo.referrals.ReferralId;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestMembers;
import org.jspecify.annotations.Nullable;

/** Accepted referrals for tests: {@code Accepted.by(ATTORNEY).needing(BOND, FULL_REMOVAL_DEFENSE).doing(BOND).at(NOON)}. */
record Accepted(
        CaseId caseFile,
        HumanReference reference,
        SignedIn attorney,
        Set<Service> needs,
        Set<Service> scope,
        FundId fund) {

    static Accepted by(SignedIn attorney) {
        return new Accepted(
                CaseId.create(),
                new HumanReference("K7MR-4QX"),
                attorney,
                EnumSet.of(Service.BOND),
                EnumSet.of(Service.BOND),
                FundId.create());
    }

    Accepted needing(Service first, Service... others) {
        return new Accepted(caseFile, reference, attorney, EnumSet.of(first, others), scope, fund);
    }

    Accepted doing(Service first, Service... others) {
        return new Accepted(caseFile, reference, attorney, needs, EnumSet.of(first, others), fund);
    }

    Accepted of(CaseId caseFile) {
        return new Accepted(caseFile, reference, attorney, needs, scope, fund);
    }

    Accepted called(String reference) {
        return new Accepted(caseFile, new HumanReference(reference), attorney, needs, scope, fund);
    }

    /** Accepted at that moment, offered an hour before. */
    ReferralAccepted at(Instant at) {
        return new ReferralAccepted(
                ReferralId.create(),
                caseFile,
                1,
                reference,
                attorney.organization(),
                fund,
                Urgency.U1,
                scope,
                facts(TestCatalog.ADELANTO),
                at.minusSeconds(3_600),
                attorney.actor(),
                at);
    }

    /** The hotline saw the person at another facility. */
    PersonMoved movedTo(FacilityCode facility, Instant at) {
        return new PersonMoved(caseFile, TestCatalog.ADELANTO, facts(facility), TestMembers.VOLUNTEER.actor(), at);
    }

    CaseFacts heardOn(LocalDate day) {
        return facts(TestCatalog.ADELANTO, day);
    }

    CaseFacts facts(FacilityCode facility) {
        return facts(facility, null);
    }

    private CaseFacts facts(FacilityCode facility, @Nullable LocalDate hearing) {
        return new CaseFacts(
                1,
                Urgency.U1,
                needs,
                CustodyStatus.DETAINED,
                facility,
                null,
                TestCatalog.MAM,
                SpanishFluency.SOME,
                hearing,
                null,
                null,
                null,
                LocalDate.of(2026, 3, 2),
                new FundFacts(TestCatalog.LOS_ANGELES, 120, Answer.NO),
                true,
                Set.of(ConsentPurpose.SHARE_WITH_PROVIDERS),
                null);
    }
}
