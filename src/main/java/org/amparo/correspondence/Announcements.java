package org.amparo.correspondence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.amparo.intake.CaseOpened;
import org.amparo.intake.EmergencyOpened;
import org.amparo.intake.FileExported;
import org.amparo.intake.UrgencyRaised;
import org.amparo.kernel.HumanReference;
import org.amparo.matching.NoProviderFound;
import org.amparo.matching.WeekAwaited;
import org.amparo.membership.AlertRaised;
import org.amparo.membership.Directory;
import org.amparo.membership.Directory.MemberEntry;
import org.amparo.membership.MemberId;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.OrganizationKind;
import org.amparo.membership.Role;
import org.amparo.referrals.AnswerDueChanged;
import org.amparo.referrals.OfferKept;
import org.amparo.referrals.QuietHours;
import org.amparo.referrals.ReferralAccepted;
import org.amparo.referrals.ReferralDeclined;
import org.amparo.referrals.ReferralExpired;
import org.amparo.referrals.ReferralId;
import org.amparo.referrals.ReferralOffered;
import org.amparo.referrals.ReferralWithdrawn;
import org.amparo.referrals.WaitEnded;
import org.amparo.referrals.WaitsFor;
import org.amparo.representation.MatterNoticed;
import org.springframework.context.event.EventListener;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides who gets a letter about what. A letter is written in the transaction of what it tells, so that neither is without the other;
 * writing one twice, or one that was overtaken, does nothing.
 */
@Component
class Announcements {

    private static final int REMINDERS_AT_ONCE = 100;

    private final Outbox outbox;
    private final Offers offers;
    private final Directory directory;
    private final Clock clock;

    Announcements(Outbox outbox, Offers offers, Directory directory, Clock clock) {
        this.outbox = outbox;
        this.offers = offers;
        this.directory = directory;
        this.clock = clock;
    }

    @EventListener
    void keep(CaseOpened opened) {
        offers.keep(opened.caseFile(), opened.reference());
    }

    /** The letter is written with the offer it tells of, in one transaction; it leaves later, by the {@link Postman}. */
    @EventListener
    void keep(ReferralOffered offered) {
        var time = Duration.between(offered.at(), offered.answerDue());
        offers.keep(offered, offered.at().plus(time.dividedBy(2)));
        if (offered.answerDue().isAfter(clock.instant())) {
            outbox.write(
                    LetterKind.OFFER_WAITS,
                    offered.referral().value(),
                    0,
                    offered.reference(),
                    providersOf(offered.provider()),
                    offered.answerDue(),
                    QuietHours.toldAt(offered.quiet(), offered.answerDue(), clock.instant()),
                    clock.instant());
        }
    }

    @EventListener
    void keep(ReferralAccepted accepted) {
        offers.end(accepted.referral());
    }

    @EventListener
    void keep(ReferralDeclined declined) {
        offers.end(declined.referral());
    }

    @EventListener
    void keep(ReferralWithdrawn withdrawn) {
        nothingLeftToDo(withdrawn.referral());
    }

    @EventListener
    void keep(ReferralExpired expired) {
        nothingLeftToDo(expired.referral());
    }

    @EventListener
    void keep(AnswerDueChanged changed) {
        offers.due(changed);
        changed(changed.referral(), changed.reference(), changed.provider(), changed.at());
    }

    @EventListener
    void keep(OfferKept kept) {
        changed(kept.referral(), kept.reference(), kept.provider(), kept.told());
    }

    /** One letter for one change, whatever follows from it. */
    private void changed(ReferralId referral, HumanReference reference, OrganizationId provider, Instant told) {
        var now = clock.instant();
        outbox.write(
                LetterKind.OFFER_CHANGED,
                referral.value(),
                minuteOf(told),
                reference,
                providersOf(provider),
                null,
                offers.find(referral).map(offer -> offer.toldAt(now)).orElse(now),
                now);
    }

    /** To the attorney, or to everybody at the provider when the attorney is there no more. */
    @EventListener
    void keep(MatterNoticed noticed) {
        var providers = providersOf(noticed.provider());
        outbox.write(
                LetterKind.MATTER_CHANGED,
                noticed.matter().value(),
                minuteOf(noticed.at()),
                noticed.reference(),
                providers.contains(noticed.attorney()) ? List.of(noticed.attorney()) : providers,
                null,
                clock.instant());
    }

    private static int minuteOf(Instant told) {
        return Math.toIntExact(told.getEpochSecond() / Duration.ofMinutes(1).toSeconds());
    }

    /** To every steward, once for each alert. */
    @EventListener
    void keep(AlertRaised raised) {
        var stewards = directory.organizations(OrganizationKind.COALITION).stream()
                .flatMap(organization -> directory.members(organization.id(), Set.of(Role.STEWARD)).stream())
                .map(MemberEntry::id)
                .toList();
        outbox.write(LetterKind.LOOK_UPS, raised.member().value(), dayOf(raised), null, stewards, null, raised.at());
    }

    private static int dayOf(AlertRaised raised) {
        return Math.toIntExact(raised.at().getEpochSecond() / Duration.ofDays(1).toSeconds()) * 10
                + raised.kind().ordinal();
    }

    /** To everybody who answers offers there, once for each week. */
    @EventListener
    void keep(WeekAwaited awaited) {
        outbox.write(
                LetterKind.WEEK_AWAITED,
                awaited.provider().value(),
                Math.toIntExact(awaited.week().toEpochDay()),
                null,
                providersOf(awaited.provider()),
                awaited.begins(),
                awaited.at());
    }

    /** What was to wait for the morning can wait no longer. */
    @EventListener
    void keep(UrgencyRaised raised) {
        if (raised.facts().urgency().neverWaits()) {
            var woken = offers.wake(raised.caseFile());
            if (!woken.isEmpty()) {
                outbox.hasten(woken, clock.instant());
            }
        }
    }

    /** Dispatchers are told once each time a case waits longer for their choice than was agreed. */
    @EventListener
    void keep(WaitEnded ended) {
        if (ended.what() == WaitsFor.HAND) {
            outbox.write(
                    LetterKind.HAND_AWAITED,
                    ended.caseFile().value(),
                    minuteOf(ended.at()),
                    ended.reference(),
                    dispatchers(),
                    null,
                    QuietHours.toldAt(ended.quiet(), null, clock.instant()),
                    clock.instant());
        }
    }

    @ApplicationModuleListener(id = "correspondence.no-provider-found")
    void on(NoProviderFound unmet) {
        if (!unmet.urgency().neverWaits()) {
            return;
        }
        outbox.write(
                LetterKind.NO_PROVIDER_FOUND,
                unmet.caseFile().value(),
                unmet.round(),
                offers.reference(unmet.caseFile()).orElse(null),
                dispatchers(),
                null,
                clock.instant());
    }

    private List<MemberId> dispatchers() {
        return List.of(OrganizationKind.HOTLINE, OrganizationKind.COALITION).stream()
                .flatMap(kind -> directory.organizations(kind).stream())
                .flatMap(organization -> directory.members(organization.id(), Set.of(Role.DISPATCHER)).stream())
                .map(MemberEntry::id)
                .toList();
    }

    /** Both organizations are told: the one it was opened for, and those that have the case. */
    @EventListener
    void keep(EmergencyOpened opened) {
        var told = new HashSet<>(opened.holders());
        told.add(opened.openedFor());
        tell(LetterKind.EMERGENCY_OPENED, opened.emergency().value(), opened.reference(), told);
    }

    @EventListener
    void keep(FileExported exported) {
        tell(LetterKind.FILE_EXPORTED, exported.export().value(), exported.reference(), exported.holders());
    }

    private void tell(LetterKind kind, UUID subject, HumanReference reference, Set<OrganizationId> organizations) {
        var readers = organizations.stream()
                .flatMap(organization -> directory.members(organization, kind.readers()).stream())
                .map(MemberEntry::id)
                .toList();
        outbox.write(kind, subject, 0, reference, readers, null, clock.instant());
    }

    @Scheduled(
            fixedDelayString = "${amparo.correspondence.remind-every:30s}",
            initialDelayString = "${amparo.correspondence.remind-every:30s}")
    @Transactional
    public void remind() {
        var now = clock.instant();
        for (var offer : offers.takeRemindable(REMINDERS_AT_ONCE, now)) {
            if (offer.answerDue().isAfter(now)) {
                outbox.write(
                        LetterKind.OFFER_REMINDER,
                        offer.referral().value(),
                        0,
                        offer.reference(),
                        providersOf(offer.provider()),
                        offer.answerDue(),
                        offer.toldAt(now),
                        now);
            }
        }
    }

    private void nothingLeftToDo(ReferralId referral) {
        offers.end(referral);
        var now = clock.instant();
        var told = outbox.dropOffer(referral.value(), now);
        if (!told.isEmpty()) {
            offers.find(referral)
                    .ifPresent(offer -> outbox.write(
                            LetterKind.OFFER_GONE,
                            referral.value(),
                            0,
                            offer.reference(),
                            told,
                            null,
                            QuietHours.toldAt(offer.quiet(), null, now),
                            now));
        }
    }

    private List<MemberId> providersOf(OrganizationId organization) {
        return directory.members(organization, Set.of(Role.PROVIDER)).stream()
                .map(MemberEntry::id)
                .toList();
    }
}
