package org.amparo.reporting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.UUID;
import org.amparo.catalog.Catalog;
import org.amparo.catalog.Facility;
import org.amparo.intake.CallLogged;
import org.amparo.intake.CaseClosed;
import org.amparo.intake.CaseFacts;
import org.amparo.intake.CaseId;
import org.amparo.intake.CaseOpened;
import org.amparo.intake.ConsentGiven;
import org.amparo.intake.CountingChanged;
import org.amparo.intake.CustodyStatus;
import org.amparo.intake.NeedsChanged;
import org.amparo.intake.PersonMoved;
import org.amparo.intake.PersonReleased;
import org.amparo.intake.UrgencyRaised;
import org.amparo.kernel.Code;
import org.amparo.kernel.Identifier;
import org.amparo.kernel.Service;
import org.amparo.matching.CapacityChanged;
import org.amparo.matching.NoProviderFound;
import org.amparo.referrals.ReferralAccepted;
import org.amparo.referrals.ReferralConcluded;
import org.amparo.referrals.ReferralDeclined;
import org.amparo.referrals.ReferralExpired;
import org.amparo.referrals.ReferralOffered;
import org.amparo.referrals.ReferralWithdrawn;
import org.amparo.reporting.Fact.Kind;
import org.amparo.reporting.Fact.Traits;
import org.amparo.representation.MatterClosed;
import org.amparo.representation.MatterReopened;
import org.amparo.representation.OutcomeRecorded;
import org.amparo.representation.ServiceMilestone;
import org.amparo.representation.ServiceRecorded;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Keeps what modules say, inside the transaction of the deed: a fact is there exactly when the deed is, with one insert and no event
 * publication. What it means for the figures is worked out later, by the roll-up.
 */
@Component
class Chronicle {

    private final Facts facts;
    private final Catalog catalog;

    Chronicle(Facts facts, Catalog catalog) {
        this.facts = facts;
        this.catalog = catalog;
    }

    @EventListener
    void on(CallLogged event) {
        facts.keep(new Note(Kind.CALL, event.call().value(), event.at())
                .coded(event.kind())
                .fact());
    }

    @EventListener
    void on(CaseOpened event) {
        facts.keep(of(Kind.OPENED, event.caseFile(), event.facts(), event.at()));
    }

    @EventListener
    void on(ConsentGiven event) {
        facts.keep(of(Kind.CONSENTED, event.caseFile(), event.facts(), event.at()));
    }

    @EventListener
    void on(CountingChanged event) {
        facts.keep(new Note(Kind.COUNTING, event.caseFile().value(), event.at())
                .coded(event.counting())
                .fact());
    }

    @EventListener
    void on(NeedsChanged event) {
        facts.keep(of(Kind.CHANGED, event.caseFile(), event.facts(), event.at()));
    }

    @EventListener
    void on(UrgencyRaised event) {
        facts.keep(of(Kind.CHANGED, event.caseFile(), event.facts(), event.at()));
    }

    @EventListener
    void on(PersonMoved event) {
        facts.keep(of(Kind.CHANGED, event.caseFile(), event.facts(), event.at()));
    }

    @EventListener
    void on(PersonReleased event) {
        facts.keep(of(Kind.CHANGED, event.caseFile(), event.facts(), event.at()));
    }

    @EventListener
    void on(CaseClosed event) {
        facts.keep(new Note(Kind.CLOSED, event.caseFile().value(), event.at())
                .coded(event.reason())
                .fact());
    }

    @EventListener
    void on(ReferralOffered event) {
        facts.keep(referral(Kind.OFFERED, event.caseFile(), event.round(), event.referral(), event.at())
                .by(event.provider(), event.fund())
                .fact());
    }

    @EventListener
    void on(ReferralAccepted event) {
        facts.keep(referral(Kind.ACCEPTED, event.caseFile(), event.round(), event.referral(), event.at())
                .by(event.provider(), event.fund())
                .number(bits(event.scope()))
                .fact());
    }

    @EventListener
    void on(ReferralDeclined event) {
        facts.keep(referral(Kind.DECLINED, event.caseFile(), event.round(), event.referral(), event.at())
                .by(event.provider(), null)
                .coded(event.reason())
                .fact());
    }

    @EventListener
    void on(ReferralExpired event) {
        facts.keep(referral(Kind.EXPIRED, event.caseFile(), event.round(), event.referral(), event.at())
                .by(event.provider(), null)
                .fact());
    }

    @EventListener
    void on(ReferralWithdrawn event) {
        facts.keep(referral(Kind.WITHDRAWN, event.caseFile(), event.round(), event.referral(), event.at())
                .by(event.provider(), null)
                .coded(event.reason())
                .fact());
    }

    @EventListener
    void on(ReferralConcluded event) {
        facts.keep(referral(Kind.CONCLUDED, event.caseFile(), event.round(), event.referral(), event.at())
                .by(event.provider(), null)
                .fact());
    }

    @EventListener
    void on(NoProviderFound event) {
        facts.keep(new Note(Kind.UNMET, event.caseFile().value(), event.at())
                .round(event.round())
                .coded(event.cause())
                .detail(carveOut(event))
                .fact());
    }

    /** The rule of a fund that alone shut the person out; not told where it was none, {@code several} where there were more. */
    private static @Nullable String carveOut(NoProviderFound event) {
        return switch (event.shutOutBy().size()) {
            case 0 -> null;
            case 1 -> event.shutOutBy().iterator().next().name();
            default -> Journey.SEVERAL;
        };
    }

    @EventListener
    void on(ServiceRecorded event) {
        if (event.milestone() == ServiceMilestone.FIRST_CONTACT) {
            facts.keep(new Note(Kind.CONTACT, event.caseFile().value(), event.at())
                    .matter(event.matter())
                    .by(event.provider(), null)
                    .happened(event.on())
                    .fact());
        }
    }

    @EventListener
    void on(OutcomeRecorded event) {
        var cents = event.amountCents();
        var note = new Note(Kind.OUTCOME, event.caseFile().value(), event.at())
                .matter(event.matter())
                .by(event.provider(), event.fund())
                .coded(event.outcome())
                .detail(event.outcome().track())
                .day(event.on());
        facts.keep(
                cents == null
                        ? note.fact()
                        : note.number(Math.toIntExact(cents / 100)).fact());
    }

    @EventListener
    void on(MatterClosed event) {
        var note = new Note(Kind.ENDED, event.caseFile().value(), event.at())
                .round(event.round())
                .ref(event.referral())
                .matter(event.matter())
                .by(event.provider(), event.fund())
                .detail(event.service());
        facts.keep(
                event.legal() == null ? note.fact() : note.coded(event.legal()).fact());
    }

    @EventListener
    void on(MatterReopened event) {
        facts.keep(new Note(Kind.REOPENED, event.caseFile().value(), event.at())
                .round(event.round())
                .ref(event.referral())
                .matter(event.matter())
                .by(event.provider(), event.fund())
                .fact());
    }

    @EventListener
    void on(CapacityChanged event) {
        var note = new Note(Kind.CAPACITY, event.provider().value(), event.at()).coded(event.service());
        facts.keep(
                event.promised() == null
                        ? note.fact()
                        : note.number(event.promised()).fact());
    }

    private Fact of(Kind kind, CaseId caseFile, CaseFacts told, Instant at) {
        return new Note(kind, caseFile.value(), at)
                .round(told.round())
                .traits(new Traits(
                        told.urgency().name(),
                        text(told.language()),
                        text(told.stage()),
                        text(told.arrestingAgency()),
                        text(told.facility()),
                        office(told)))
                .day(told.detainedSince())
                .agreed(told.consented())
                .fact();
    }

    /** The field office as the list has it today: the fact keeps it, whatever becomes of the list. */
    private @Nullable String office(CaseFacts told) {
        if (told.facility() != null) {
            return catalog.facility(told.facility())
                    .map(Facility::fieldOffice)
                    .map(Code::value)
                    .orElse(Journey.ELSEWHERE);
        }
        return told.custody() == CustodyStatus.NOT_DETAINED || told.custody() == CustodyStatus.RELEASED
                ? Journey.NOT_DETAINED
                : null;
    }

    private static Note referral(Kind kind, CaseId caseFile, int round, Identifier referral, Instant at) {
        return new Note(kind, caseFile.value(), at).round(round).ref(referral);
    }

    private static @Nullable String text(@Nullable Code code) {
        return code == null ? null : code.value();
    }

    private static int bits(Collection<Service> services) {
        return services.stream().mapToInt(service -> 1 << service.ordinal()).reduce(0, (a, b) -> a | b);
    }

    /** A fact in the making. */
    private static final class Note {

        private final Kind kind;
        private final UUID subject;
        private final Instant at;
        private int round = 1;
        private @Nullable UUID ref;
        private @Nullable UUID matter;
        private @Nullable UUID provider;
        private @Nullable UUID fund;
        private @Nullable String code;
        private @Nullable String detail;
        private @Nullable Traits traits;
        private @Nullable LocalDate day;
        private @Nullable Instant happened;
        private @Nullable Integer number;
        private boolean agreed;

        private Note(Kind kind, UUID subject, Instant at) {
            this.kind = kind;
            this.subject = subject;
            this.at = at;
        }

        private Note round(int round) {
            this.round = round;
            return this;
        }

        private Note ref(Identifier ref) {
            this.ref = ref.value();
            return this;
        }

        private Note matter(Identifier matter) {
            this.matter = matter.value();
            return this;
        }

        private Note by(Identifier provider, @Nullable Identifier fund) {
            this.provider = provider.value();
            this.fund = fund == null ? null : fund.value();
            return this;
        }

        private Note coded(Enum<?> code) {
            this.code = code.name();
            return this;
        }

        private Note detail(Enum<?> detail) {
            return detail(detail.name());
        }

        private Note detail(@Nullable String detail) {
            this.detail = detail;
            return this;
        }

        private Note traits(Traits traits) {
            this.traits = traits;
            return this;
        }

        private Note day(@Nullable LocalDate day) {
            this.day = day;
            return this;
        }

        private Note happened(Instant happened) {
            this.happened = happened;
            return this;
        }

        private Note number(int number) {
            this.number = number;
            return this;
        }

        private Note agreed(boolean agreed) {
            this.agreed = agreed;
            return this;
        }

        private Fact fact() {
            return new Fact(
                    0, subject, kind, at, round, ref, matter, provider, fund, code, detail, traits, day, happened,
                    number, agreed);
        }
    }
}
