package org.amparo.holding;

import static org.amparo.support.TestMembers.ATTORNEY;
import static org.amparo.support.TestMembers.PROVIDER;
import static org.amparo.support.TestMembers.VOLUNTEER;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amparo.intake.Answer;
import org.amparo.intake.ArrestDetails;
import org.amparo.intake.CallerDetails;
import org.amparo.intake.CaseFacts;
import org.amparo.intake.CaseId;
import org.amparo.intake.CaseOffered;
import org.amparo.intake.ConsentAnswer;
import org.amparo.intake.ConsentEvidence;
import org.amparo.intake.ConsentPurpose;
import org.amparo.intake.Consenter;
import org.amparo.intake.CustodyStatus;
import org.amparo.intake.FundDetails;
import org.amparo.intake.FundFacts;
import org.amparo.intake.IntakeDesk;
import org.amparo.intake.ObservationSource;
import org.amparo.intake.OpenCase;
import org.amparo.intake.PersonDetails;
import org.amparo.intake.Sighting;
import org.amparo.intake.SpanishFluency;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.membership.OrganizationId;
import org.amparo.referrals.ConflictsCleared;
import org.amparo.referrals.ReferralAccepted;
import org.amparo.referrals.ReferralId;
import org.amparo.support.TestCatalog;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/** A case that the first provider took, as intake and referrals tell of it. */
final class Taken {

    private Taken() {}

    static CaseId taken(
            String name,
            IntakeDesk intake,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        var opened = intake.open(
                new OpenCase(
                        null,
                        CallerDetails.unknown(),
                        PersonDetails.named(name),
                        new Sighting(CustodyStatus.DETAINED, TestCatalog.ADELANTO, null, ObservationSource.FAMILY),
                        ArrestDetails.unknown(),
                        null,
                        Map.of(),
                        null,
                        Set.of(Service.BOND),
                        null,
                        FundDetails.notAsked(),
                        List.of(),
                        null,
                        new ConsentEvidence(
                                ConsentAnswer.GIVEN,
                                ListCode.of("2026-1"),
                                TestCatalog.SPANISH,
                                Answer.NO,
                                Consenter.PERSON,
                                Set.of(ConsentPurpose.values()),
                                null)),
                VOLUNTEER);
        var file = opened.id();
        happens(events, transaction, new Offered(file, PROVIDER, 1, Actor.system(), clock.instant()));
        happens(
                events,
                transaction,
                new ConflictsCleared(ReferralId.create(), file, 1, PROVIDER, ATTORNEY.actor(), clock.instant()));
        var facts = new CaseFacts(
                1,
                Urgency.U3,
                Set.of(Service.BOND),
                CustodyStatus.DETAINED,
                TestCatalog.ADELANTO,
                null,
                null,
                SpanishFluency.UNKNOWN,
                null,
                null,
                null,
                null,
                null,
                new FundFacts(null, null, Answer.NOT_ASKED),
                true,
                Set.of(ConsentPurpose.SHARE_WITH_PROVIDERS),
                null);
        happens(
                events,
                transaction,
                new ReferralAccepted(
                        ReferralId.create(),
                        file,
                        1,
                        opened.reference(),
                        PROVIDER,
                        null,
                        Urgency.U3,
                        Set.of(Service.BOND),
                        facts,
                        clock.instant(),
                        ATTORNEY.actor(),
                        clock.instant()));
        return file;
    }

    private static void happens(ApplicationEventPublisher events, TransactionTemplate transaction, Accountable event) {
        transaction.executeWithoutResult(status -> events.publishEvent(event));
    }

    record Offered(CaseId caseFile, OrganizationId provider, int round, Actor actor, Instant at)
            implements CaseOffered {}
}
