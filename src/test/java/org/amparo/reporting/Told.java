package org.amparo.reporting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.amparo.intake.Answer;
import org.amparo.intake.CaseClosed;
import org.amparo.intake.CaseFacts;
import org.amparo.intake.CaseId;
import org.amparo.intake.CaseOpened;
import org.amparo.intake.CloseReason;
import org.amparo.intake.ConsentGiven;
import org.amparo.intake.ConsentPurpose;
import org.amparo.intake.Counting;
import org.amparo.intake.CountingChanged;
import org.amparo.intake.CustodyStatus;
import org.amparo.intake.FundFacts;
import org.amparo.intake.SpanishFluency;
import org.amparo.intake.UrgencyRaised;
import org.amparo.kernel.Actor;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.matching.NoProviderFound;
import org.amparo.matching.UnmetCause;
import org.amparo.membership.FundId;
import org.amparo.membership.FundRule;
import org.amparo.membership.OrganizationId;
import org.amparo.referrals.DeclineReason;
import org.amparo.referrals.ReferralAccepted;
import org.amparo.referrals.ReferralConcluded;
import org.amparo.referrals.ReferralDeclined;
import org.amparo.referrals.ReferralId;
import org.amparo.referrals.ReferralOffered;
import org.amparo.referrals.ReferralWithdrawn;
import org.amparo.referrals.Route;
import org.amparo.referrals.WithdrawReason;
import org.amparo.representation.MatterClosed;
import org.amparo.representation.MatterId;
import org.amparo.representation.MatterReopened;
import org.amparo.representation.Outcome;
import org.amparo.representation.OutcomeRecorded;
import org.amparo.representation.ReopenReason;
import org.amparo.representation.ServiceMilestone;
import org.amparo.representation.ServiceRecorded;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestMembers;
import org.jspecify.annotations.Nullable;

/** What other modules say of one case, in the order a test tells it. */
final class Told {

    static final FundId FUND = FundId.of("01900000-0000-7002-8000-000000000001");
    private static final Random REFERENCES = new Random(1);

    final CaseId caseFile = CaseId.create();
    final HumanReference reference = HumanReference.draw(REFERENCES);
    private Urgency urgency = Urgency.U1;
    private boolean consented = true;
    private @Nullable LocalDate detainedSince;
    private @Nullable LanguageCode language = TestCatalog.MAM;
    private @Nullable FacilityCode facility = TestCatalog.ADELANTO;

    Told urgency(Urgency urgency) {
        this.urgency = urgency;
        return this;
    }

    Told withoutConsent() {
        consented = false;
        return this;
    }

    Told detainedSince(@Nullable LocalDate day) {
        detainedSince = day;
        return this;
    }

    Told speaking(@Nullable LanguageCode language) {
        this.language = language;
        return this;
    }

    Told at(@Nullable FacilityCode facility) {
        this.facility = facility;
        return this;
    }

    private CaseFacts facts() {
        return new CaseFacts(
                1,
                urgency,
                Set.of(Service.BOND),
                facility == null ? CustodyStatus.UNKNOWN : CustodyStatus.DETAINED,
                facility,
                null,
                language,
                SpanishFluency.SOME,
                null,
                null,
                ListCode.of("LOCAL_ARREST"),
                ListCode.of("LASD"),
                detainedSince,
                new FundFacts(TestCatalog.LOS_ANGELES, null, Answer.NOT_ASKED),
                consented,
                consented ? Set.of(ConsentPurpose.SHARE_WITH_PROVIDERS) : Set.of(),
                null);
    }

    CaseOpened opened(Instant at) {
        return new CaseOpened(caseFile, reference, facts(), at.minusSeconds(600), Actor.system(), at);
    }

    CountingChanged counts(Counting counting, Instant at) {
        return new CountingChanged(caseFile, counting, Actor.system(), at);
    }

    ConsentGiven consents(Instant at) {
        consented = true;
        return new ConsentGiven(caseFile, facts(), false, Actor.system(), at);
    }

    UrgencyRaised becomes(Urgency urgency, Instant at) {
        var before = this.urgency;
        this.urgency = urgency;
        return new UrgencyRaised(caseFile, before, facts(), Actor.system(), at);
    }

    CaseClosed closedAs(CloseReason reason, Instant at) {
        return new CaseClosed(caseFile, reason, Actor.system(), at);
    }

    ReferralOffered offered(ReferralId referral, Instant at) {
        return new ReferralOffered(
                referral,
                caseFile,
                1,
                reference,
                TestMembers.PROVIDER,
                FUND,
                urgency,
                Route.IN_ORDER,
                at.plusSeconds(3600),
                null,
                Actor.system(),
                at);
    }

    ReferralDeclined declined(ReferralId referral, DeclineReason reason, Instant at) {
        return new ReferralDeclined(referral, caseFile, 1, TestMembers.PROVIDER, reason, Actor.system(), at);
    }

    ReferralAccepted accepted(ReferralId referral, Instant at) {
        return accepted(referral, TestMembers.PROVIDER, FUND, at);
    }

    ReferralAccepted accepted(ReferralId referral, OrganizationId provider, @Nullable FundId fund, Instant at) {
        return new ReferralAccepted(
                referral,
                caseFile,
                1,
                reference,
                provider,
                fund,
                urgency,
                Set.of(Service.BOND, Service.CONSULT),
                facts(),
                at,
                Actor.system(),
                at);
    }

    ReferralWithdrawn withdrawn(ReferralId referral, Instant at) {
        return new ReferralWithdrawn(
                referral,
                caseFile,
                1,
                reference,
                TestMembers.PROVIDER,
                WithdrawReason.BY_DISPATCHER,
                Actor.system(),
                at);
    }

    ReferralConcluded concluded(ReferralId referral, Instant at) {
        return new ReferralConcluded(referral, caseFile, 1, TestMembers.PROVIDER, Actor.system(), at);
    }

    NoProviderFound unmet(UnmetCause cause, Instant at) {
        return new NoProviderFound(caseFile, 1, cause, Set.of(), urgency, Actor.system(), at);
    }

    NoProviderFound shutOut(Instant at, FundRule.Kind... rules) {
        return new NoProviderFound(caseFile, 1, UnmetCause.FUND_RULE, Set.of(rules), urgency, Actor.system(), at);
    }

    ServiceRecorded contacted(MatterId matter, Instant on) {
        return new ServiceRecorded(
                matter, caseFile, TestMembers.PROVIDER, ServiceMilestone.FIRST_CONTACT, on, Actor.system(), on);
    }

    OutcomeRecorded outcome(MatterId matter, Outcome outcome, LocalDate on, @Nullable Long cents, Instant at) {
        return new OutcomeRecorded(
                matter, caseFile, TestMembers.PROVIDER, FUND, outcome, on, cents, Actor.system(), at);
    }

    MatterClosed closed(MatterId matter, ReferralId referral, @Nullable Outcome legal, Outcome service, Instant at) {
        return new MatterClosed(
                matter, caseFile, 1, referral, TestMembers.PROVIDER, FUND, legal, service, Actor.system(), at);
    }

    MatterReopened reopened(MatterClosed closed, Instant at) {
        return new MatterReopened(
                closed.matter(),
                caseFile,
                1,
                closed.referral(),
                TestMembers.PROVIDER,
                FUND,
                closed.legal(),
                closed.service(),
                ReopenReason.OUTCOME_CORRECTED,
                Actor.system(),
                at);
    }

    /** A whole journey: opened, offered after an hour, accepted after two, contact the next day. */
    List<Object> contactedJourney(ReferralId referral, MatterId matter, Instant from) {
        return List.of(
                opened(from),
                offered(referral, from.plusSeconds(3_600)),
                accepted(referral, from.plusSeconds(3 * 3_600)),
                contacted(matter, from.plusSeconds(24 * 3_600)));
    }
}
