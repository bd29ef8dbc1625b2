package org.amparo.referrals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
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
import org.amparo.intake.ConsentWithdrawn;
import org.amparo.intake.CustodyStatus;
import org.amparo.intake.FundFacts;
import org.amparo.intake.PersonMoved;
import org.amparo.intake.SpanishFluency;
import org.amparo.kernel.Actor;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.membership.FundId;
import org.amparo.membership.OrganizationId;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestMembers;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells referrals what intake and matching would tell it, in a transaction as they do. */
public class Cases {

    public static final FundId FUND = FundId.of("01900000-0000-7002-8000-000000000001");

    private static final Random RANDOM = new Random(7);

    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final MovableClock clock;

    public Cases(ApplicationEventPublisher events, PlatformTransactionManager transactions, MovableClock clock) {
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    public void happens(Object event) {
        transaction.executeWithoutResult(status -> events.publishEvent(event));
    }

    /** Lets happen what is heard after the commit, and waits for what comes of it. */
    public void happensAndWait(Object event, java.util.function.BooleanSupplier done) {
        happens(event);
        org.awaitility.Awaitility.await().until(done::getAsBoolean);
    }

    public void moved(CaseId caseFile) {
        happens(new PersonMoved(
                caseFile,
                TestCatalog.ADELANTO,
                facts().at(TestCatalog.OTAY_MESA).build(),
                TestMembers.VOLUNTEER.actor(),
                clock.instant()));
    }

    /** What matching tells when it looked again at one provider after a move. */
    public static RoundLookedAt looked(
            CaseId caseFile, OrganizationId provider, @Nullable Objection objection, Instant told) {
        return new Looked(
                caseFile,
                1,
                Reopening.MOVED,
                told,
                List.of(new RoundLookedAt.Look(provider, objection)),
                Actor.system(),
                told);
    }

    public record Looked(
            CaseId caseFile, int round, Reopening because, Instant told, List<Look> looks, Actor actor, Instant at)
            implements RoundLookedAt {}

    public void within(Runnable deed) {
        transaction.executeWithoutResult(status -> deed.run());
    }

    public CaseId opened() {
        return opened(facts().build());
    }

    public CaseId opened(CaseFacts facts) {
        var caseFile = CaseId.create();
        var now = clock.instant();
        happens(new CaseOpened(caseFile, reference(), facts, now, TestMembers.VOLUNTEER.actor(), now));
        return caseFile;
    }

    public void consentWithdrawn(CaseId caseFile) {
        happens(new ConsentWithdrawn(caseFile, TestMembers.VOLUNTEER.actor(), clock.instant()));
    }

    public void consentGiven(CaseId caseFile, CaseFacts facts) {
        happens(new ConsentGiven(caseFile, facts, false, TestMembers.VOLUNTEER.actor(), clock.instant()));
    }

    public void closed(CaseId caseFile) {
        happens(new CaseClosed(caseFile, CloseReason.DUPLICATE, TestMembers.VOLUNTEER.actor(), clock.instant()));
    }

    public static Proposed proposed(CaseId caseFile, Route route, OrganizationId... providers) {
        return new Proposed(
                caseFile,
                1,
                java.util.Arrays.stream(providers)
                        .map(provider -> new Proposal(provider, null))
                        .toList(),
                route,
                Actor.system(),
                MovableClock.START);
    }

    /** A shortlist by terms of the test's own. */
    public static ProposedByTerms proposed(
            CaseId caseFile, Route route, OfferTerms terms, List<OrganizationId> onCall, OrganizationId... providers) {
        return new ProposedByTerms(proposed(caseFile, route, providers), terms, Set.copyOf(onCall), false);
    }

    public static synchronized HumanReference reference() {
        return HumanReference.draw(RANDOM);
    }

    public static Facts facts() {
        return new Facts();
    }

    /** A shortlist as matching draws it. */
    public record Proposed(CaseId caseFile, int round, List<Proposal> proposals, Route route, Actor actor, Instant at)
            implements ProvidersProposed {}

    public record ProposedByTerms(Proposed shortlist, OfferTerms terms, Set<OrganizationId> onCall, boolean chosen)
            implements ProvidersProposed {

        /** The same, as a person chose. */
        public ProposedByTerms byAPerson() {
            return new ProposedByTerms(shortlist, terms, onCall, true);
        }

        @Override
        public CaseId caseFile() {
            return shortlist.caseFile();
        }

        @Override
        public int round() {
            return shortlist.round();
        }

        @Override
        public List<Proposal> proposals() {
            return shortlist.proposals();
        }

        @Override
        public Route route() {
            return shortlist.route();
        }

        @Override
        public Actor actor() {
            return shortlist.actor();
        }

        @Override
        public Instant at() {
            return shortlist.at();
        }
    }

    /** The end of a service as representation tells it. */
    public record Ended(ReferralId referral, Actor actor, Instant at) implements ServiceEnded {}

    /** Facts of a case: detained at Adelanto, speaks Mam, needs a bond hearing and a full defense; U1 and consented unless said otherwise. */
    public static class Facts {

        private int round = 1;
        private Urgency urgency = Urgency.U1;
        private Set<Service> needs = EnumSet.of(Service.BOND, Service.FULL_REMOVAL_DEFENSE);
        private FacilityCode facility = TestCatalog.ADELANTO;
        private @Nullable LocalDate hearing;
        private @Nullable Instant removalRisk;
        private boolean consented = true;
        private @Nullable LocalDate consentUntil;

        public Facts round(int round) {
            this.round = round;
            return this;
        }

        public Facts urgency(Urgency urgency) {
            this.urgency = urgency;
            return this;
        }

        public Facts needs(Service... needs) {
            this.needs = Set.of(needs);
            return this;
        }

        public Facts at(FacilityCode facility) {
            this.facility = facility;
            return this;
        }

        public Facts hearing(LocalDate day) {
            this.hearing = day;
            return this;
        }

        public Facts removalFrom(Instant moment) {
            this.removalRisk = moment;
            return this;
        }

        /** Given by family; the last day on which it counts unless the person ratifies it. */
        public Facts consentUntil(LocalDate day) {
            this.consentUntil = day;
            return this;
        }

        public Facts withoutConsent() {
            this.consented = false;
            return this;
        }

        public CaseFacts build() {
            return new CaseFacts(
                    round,
                    urgency,
                    needs,
                    CustodyStatus.DETAINED,
                    facility,
                    CourtCode.of("ADL"),
                    TestCatalog.MAM,
                    SpanishFluency.SOME,
                    hearing,
                    removalRisk,
                    null,
                    null,
                    LocalDate.of(2026, 3, 9),
                    new FundFacts(TestCatalog.LOS_ANGELES, 120, Answer.NO),
                    consented,
                    consented ? EnumSet.allOf(ConsentPurpose.class) : EnumSet.noneOf(ConsentPurpose.class),
                    consentUntil);
        }
    }
}
