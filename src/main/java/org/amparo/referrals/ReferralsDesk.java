package org.amparo.referrals;

import static java.util.stream.Collectors.groupingBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amparo.intake.CaseId;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Reach;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Urgency;
import org.amparo.membership.Directory;
import org.amparo.membership.FundId;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where offers are made, read and answered. Whoever routes cases sees them all; a provider sees and answers its own, and another
 * provider's offer is {@link NotFound} like one that never existed.
 *
 * <p>What a rule forbids is {@link Rejected}; among the codes, {@code case-already-placed} says that another provider was faster.
 */
@Service
public class ReferralsDesk {

    private final Referrals referrals;
    private final Dockets dockets;
    private final Offers offers;
    private final Lists lists;
    private final ReferralViews views;
    private final Names names;
    private final Directory directory;
    private final Expiry expiry;
    private final Waits waits;
    private final LegalClock clockOfTheLaw;
    private final Reach reach;
    private final Clock clock;
    private final boolean meritDeclines;

    ReferralsDesk(
            Referrals referrals,
            Dockets dockets,
            Offers offers,
            Lists lists,
            ReferralViews views,
            Names names,
            Directory directory,
            Expiry expiry,
            Waits waits,
            LegalClock clockOfTheLaw,
            Reach reach,
            Clock clock,
            @Value("${amparo.merit-declines:false}") boolean meritDeclines) {
        this.referrals = referrals;
        this.dockets = dockets;
        this.offers = offers;
        this.lists = lists;
        this.views = views;
        this.names = names;
        this.directory = directory;
        this.expiry = expiry;
        this.waits = waits;
        this.clockOfTheLaw = clockOfTheLaw;
        this.reach = reach;
        this.clock = clock;
        this.meritDeclines = meritDeclines;
    }

    /**
     * Offers a round of a case to providers a dispatcher chose, asked before or not: all of them or, when one cannot be asked, none.
     *
     * @return the offers, in the order of the providers
     * @throws NotFound when there is no such round
     * @throws Rejected when nobody may be asked (placed, closed, no consent), or one of the providers may not
     */
    @Transactional
    public List<ReferralView> offer(Offer offer, SignedIn by) {
        if (offer.providers().isEmpty()) {
            throw Rejected.invalid("providers", "providers-missing");
        }
        var docket = dockets.lock(offer.caseFile(), offer.round()).orElseThrow(NotFound::new);
        var now = clock.instant();
        docket.requireOpen(now);
        var today = LocalDate.ofInstant(now, LegalClock.PACIFIC);
        var asked = referrals.lockLive(docket.caseFile(), docket.round()).stream()
                .map(Referral::getProvider)
                .toList();
        for (var provider : offer.providers()) {
            if (!offers.mayAsk(provider)) {
                throw Rejected.invalid("providers", "provider-unavailable");
            }
            if (asked.contains(provider)) {
                throw Rejected.conflict("already-offered", names.provider(provider));
            }
            requireHolder(offer.fund(), provider, today);
        }
        var made = offers.make(
                docket,
                offer.providers().stream()
                        .map(provider ->
                                new Offers.Chosen(new Proposal(provider, fund(offer, docket, provider)), Route.BY_HAND))
                        .toList(),
                docket.terms(),
                by.actor(),
                now);
        dockets.offeredByHand(docket, now);
        return made.stream().map(referral -> view(referral, docket)).toList();
    }

    private void requireHolder(@Nullable FundId fund, OrganizationId provider, LocalDate on) {
        if (fund != null
                && directory
                        .fund(fund, on)
                        .filter(entry -> entry.holders().contains(provider))
                        .isEmpty()) {
            throw Rejected.invalid("fund", "fund-not-held");
        }
    }

    private static @Nullable FundId fund(Offer offer, Docket docket, OrganizationId provider) {
        return offer.fund() != null
                ? offer.fund()
                : docket.proposedFund(provider).orElse(null);
    }

    /**
     * Takes an offer back. When nobody else is asked, the case waits for a dispatcher to choose.
     *
     * @throws Rejected when it has ended already
     */
    @Transactional
    public ReferralView withdraw(ReferralId id, SignedIn by) {
        var round = referrals.roundOf(id).orElseThrow(NotFound::new);
        var docket = dockets.lock(round.caseFile(), round.round()).orElseThrow(NotFound::new);
        var live = referrals.lockLive(round.caseFile(), round.round());
        var referral = live.stream()
                .filter(each -> each.getId().equals(id))
                .findFirst()
                .or(() -> referrals.lock(id))
                .orElseThrow(NotFound::new);
        var now = clock.instant();
        referral.withdraw(WithdrawReason.BY_DISPATCHER, by.actor(), now);
        if (docket.state() == Docket.State.OPEN && live.size() == 1) {
            dockets.awaitHand(
                    docket,
                    Waiting.begin(WaitsFor.HAND, now, clockOfTheLaw.choiceDue(docket.facts(), docket.terms(), now)));
        }
        return view(referrals.saveAndFlush(referral));
    }

    /** An offer as it stands: the provider's own, or any for who routes cases. */
    @Transactional(readOnly = true)
    public ReferralView find(ReferralId id, SignedIn by) {
        return referrals
                .findById(id)
                .filter(referral -> ReferralsPolicy.mayRead(referral.getProvider(), by))
                .map(this::view)
                .orElseThrow(NotFound::new);
    }

    /** A provider opens an offer; the first time is remembered. An offer that has ended can still be looked at. */
    @Transactional
    public ReferralView view(ReferralId id, SignedIn by) {
        var referral = mine(id, by);
        if (referral.getStatus() == ReferralStatus.OFFERED) {
            referral = referrals.saveAndFlush(referral.view(by.actor(), clock.instant()));
        }
        return view(referral);
    }

    /**
     * The provider looked at the conflict packet and found none: the file opens. Said twice, it is the same.
     *
     * @throws Rejected when the offer cannot be answered any more
     */
    @Transactional
    public ReferralView clearConflicts(ReferralId id, SignedIn by) {
        return view(referrals.saveAndFlush(mine(id, by).clearConflicts(by.actor(), clock.instant())));
    }

    /**
     * The provider found a conflict: a no with that reason.
     *
     * @throws Rejected when the offer cannot be answered any more
     */
    @Transactional
    public ReferralView reportConflict(ReferralId id, SignedIn by) {
        return decline(new Decline(id, DeclineReason.CONFLICT, null), by);
    }

    /**
     * The provider says no.
     *
     * @throws Rejected when the offer cannot be answered any more, or the reason may not be given
     */
    @Transactional
    public ReferralView decline(Decline decline, SignedIn by) {
        if (!declineReasons().contains(decline.reason())) {
            throw Rejected.invalid("reason", "merits-not-allowed");
        }
        var referral = mine(decline.referral(), by);
        return view(referrals.saveAndFlush(
                referral.decline(decline.reason(), decline.detail(), by.actor(), clock.instant())));
    }

    /**
     * The provider takes the case, and everybody else's offer of this round is taken back. Accepting twice is accepting once.
     *
     * <p>Whoever comes first is decided by the round's docket row: the second one waits for it, finds the round placed, and is told so.
     *
     * @throws Rejected {@code case-already-placed} when another provider was faster; {@code case-being-read} when another one opened its offer before and has the
     *     case to itself for some minutes; others when the offer cannot be answered any more or
     *     conflicts were not cleared
     */
    @Transactional
    public ReferralView accept(Acceptance acceptance, SignedIn by) {
        var referral =
                referrals.toAccept(acceptance.referral(), by.organization()).orElseThrow(NotFound::new);
        if (referral.getStatus().isTaken()) {
            return view(referral);
        }
        var now = clock.instant();
        referral.requireAcceptable(now);
        reach.widen(); // from here on it is about the round, and everybody who was asked
        var facts = dockets.place(referral, now).orElse(null);
        if (facts == null) {
            throw notOpen(referral, now);
        }
        var others = referrals.lockLiveExcept(referral.getCaseFile(), referral.getRound(), referral.getId());
        referrals.saveAccepted(referral.accept(acceptance.scope(), facts, by.actor(), now));
        offers.withdraw(others, WithdrawReason.PLACED_ELSEWHERE, by.actor(), now);
        return views.view(
                referral,
                referral.getStatus(),
                by.organizationName(),
                names.fund(referral.getFund()),
                views.facts(facts),
                null,
                null);
    }

    /**
     * Who has a case, or a dispatcher for them, says whether they keep it after something changed. Handed back, the service ends and what it
     * undertook is routed again by itself.
     *
     * @throws NotFound when it is not the reader's own, unless they route cases
     * @throws Rejected {@code placement-not-questioned} when nothing was asked, or it was answered already
     */
    @Transactional
    public ReferralView answer(PlacementAnswer answer, SignedIn by) {
        var referral = referrals
                .findById(answer.referral())
                .filter(found -> ReferralsPolicy.maySayWhetherItKeeps(found.getProvider(), by))
                .orElseThrow(NotFound::new);
        reach.widen(); // from here on it is about the round
        var docket = dockets.lock(referral.getCaseFile(), referral.getRound()).orElseThrow(NotFound::new);
        var question = docket.question();
        if (question == null || referral.getStatus() != ReferralStatus.ACCEPTED) {
            throw Rejected.conflict("placement-not-questioned");
        }
        var now = clock.instant();
        dockets.answered(docket);
        referrals.saveAndFlush(
                switch (answer.choice()) {
                    case KEEP -> referral.keepPlacement(by.actor(), now);
                    case HAND_BACK -> referral.handBack(question.because(), by.actor(), now);
                });
        return view(referral);
    }

    private Rejected notOpen(Referral referral, Instant now) {
        var docket = docket(referral);
        if (docket.state() == Docket.State.OPEN) {
            var reading = dockets.readByAnother(referral, now);
            if (reading.isPresent()) {
                return Rejected.conflict("case-being-read", minutesTo(reading.get(), now));
            }
            docket = docket(referral); // whoever read it has answered in between
        }
        if (referral.getProvider().equals(docket.placedWith())) {
            return Rejected.conflict("offer-accepted");
        }
        return switch (docket.state()) {
            case PLACED, CONCLUDED -> Rejected.conflict("case-already-placed");
            case OPEN -> Rejected.conflict("offer-changed");
            case NO_CONSENT, CLOSED -> Rejected.conflict("offer-withdrawn");
        };
    }

    private Docket docket(Referral referral) {
        return dockets.find(referral.getCaseFile(), referral.getRound()).orElseThrow(NotFound::new);
    }

    /** Whole minutes, the last one begun counted as one. */
    private static long minutesTo(Instant moment, Instant now) {
        return Duration.between(now, moment).plusSeconds(59).toMinutes();
    }

    /** The reasons a provider may give: the merits of a case only where the coalition's funds permit it. */
    public Set<DeclineReason> declineReasons() {
        return meritDeclines
                ? EnumSet.allOf(DeclineReason.class)
                : EnumSet.complementOf(EnumSet.of(DeclineReason.MERITS));
    }

    /**
     * The live offers of the reader's own organization, the one with the least time left first, and which of their cases are being read. Where no time to
     * read was agreed, nobody else's offers are looked at.
     */
    @Transactional(readOnly = true)
    public Inbox inbox(SignedIn by) {
        var now = clock.instant();
        var offered = lists.inbox(by.organization(), now);
        if (offered.readFirst().isEmpty()) {
            return offered.inbox();
        }
        reach.widen();
        var reading = dockets.reading(offered.readFirst(), now);
        return offered.inbox().with(reading);
    }

    /** The cases nobody has taken yet, for who routes cases. */
    @Transactional(readOnly = true)
    public Queue queue(QueueFilter filter) {
        return lists.queue(filter, clock.instant());
    }

    /**
     * The search for a provider of one case, for who routes or logged it.
     *
     * @throws NotFound when there is no such case
     */
    @Transactional(readOnly = true)
    public CaseReferrals ofCase(CaseId caseFile) {
        var rounds = dockets.find(caseFile);
        if (rounds.isEmpty()) {
            throw new NotFound();
        }
        var now = clock.instant();
        var providers = names.providers();
        var funds = names.funds();
        Map<Integer, List<Referral>> story = referrals.story(caseFile).stream().collect(groupingBy(Referral::getRound));
        return new CaseReferrals(
                caseFile,
                rounds.getFirst().reference(),
                rounds.stream()
                        .map(docket -> {
                            var asked = story.getOrDefault(docket.round(), List.of());
                            var live = asked.stream()
                                    .anyMatch(referral -> referral.statusAt(now).isLive());
                            return new CaseReferrals.Round(
                                    docket.round(),
                                    docket.routing(live),
                                    docket.facts().needs(),
                                    docket.since(),
                                    docket.due(),
                                    asked.stream()
                                            .map(referral -> views.view(
                                                    referral,
                                                    referral.statusAt(now),
                                                    providers.getOrDefault(referral.getProvider(), ""),
                                                    referral.getFund() == null ? null : funds.get(referral.getFund()),
                                                    null,
                                                    referral.getStatus() == ReferralStatus.ACCEPTED
                                                            ? docket.question()
                                                            : null,
                                                    Reserved.of(
                                                            referral,
                                                            asked,
                                                            docket.facts().urgency(),
                                                            now)))
                                            .toList(),
                                    docket.state() == Docket.State.OPEN ? docket.waiting() : null);
                        })
                        .toList());
    }

    /**
     * Lets every offer expire nobody answered in time, as the schedule does every few seconds. Harmless at any time, on any node.
     *
     * @return how many expired
     */
    public int expireOverdue() {
        return expiry.run();
    }

    /**
     * Tells of every round that has waited long enough, as the schedule does every few seconds. Harmless at any time, on any node.
     *
     * @return how many were told of
     */
    public int endWaits() {
        return waits.run();
    }

    private Referral mine(ReferralId id, SignedIn by) {
        return referrals.lock(id, by.organization()).orElseThrow(NotFound::new);
    }

    private ReferralView view(Referral referral) {
        return view(referral, docket(referral));
    }

    private ReferralView view(Referral referral, Docket docket) {
        var now = clock.instant();
        var status = referral.statusAt(now);
        return views.view(
                referral,
                status,
                names.provider(referral.getProvider()),
                names.fund(referral.getFund()),
                status.isLive() || status.isTaken() ? views.facts(docket.facts()) : null,
                status == ReferralStatus.ACCEPTED ? docket.question() : null,
                status.isLive() ? reserved(referral, docket.facts().urgency(), now) : null);
    }

    /** Who else is asked is not for a provider to know; until when somebody reads it is, and no more is looked at. */
    private @Nullable Reserved reserved(Referral referral, Urgency current, Instant now) {
        if (referral.getReadingMinutes() == 0) {
            return null;
        }
        reach.widen();
        var another = dockets.readByAnother(referral, now);
        var own = referral.getReadUntil();
        return another.map(until -> new Reserved(false, until))
                .orElse(own != null && referral.isBeingRead(current, now) ? new Reserved(true, own) : null);
    }
}
