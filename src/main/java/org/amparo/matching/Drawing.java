package org.amparo.matching;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.amparo.catalog.Catalog;
import org.amparo.catalog.Facility;
import org.amparo.intake.CaseFacts;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Service;
import org.amparo.membership.Directory;
import org.amparo.membership.Directory.FundEntry;
import org.amparo.membership.FundId;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.OrganizationKind;
import org.amparo.referrals.DeclineReason;
import org.amparo.referrals.RoundLookedAt;
import org.amparo.referrals.Route;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Gathers what the rules need, judges all providers, and keeps the result. One drawing of a round at a time, on however many nodes. */
@Component
class Drawing {

    /** So many of those that came closest are remembered of a case nobody can take. */
    private static final int MOST_ALONE = 50;

    private final RoutedCases cases;
    private final AskedProviders asked;
    private final Shortlists shortlists;
    private final RoutingInForce settings;
    private final RotaBook rotas;
    private final RulesInForce rules;
    private final ScarcityInForce scarcity;
    private final PracticeBook book;
    private final Directory directory;
    private final Catalog catalog;
    private final UnmetNeeds unmet;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Drawing(
            RoutedCases cases,
            AskedProviders asked,
            Shortlists shortlists,
            RoutingInForce settings,
            RotaBook rotas,
            RulesInForce rules,
            ScarcityInForce scarcity,
            PracticeBook book,
            Directory directory,
            Catalog catalog,
            UnmetNeeds unmet,
            ApplicationEventPublisher events,
            Clock clock) {
        this.cases = cases;
        this.asked = asked;
        this.shortlists = shortlists;
        this.settings = settings;
        this.rotas = rotas;
        this.rules = rules;
        this.scarcity = scarcity;
        this.book = book;
        this.directory = directory;
        this.catalog = catalog;
        this.unmet = unmet;
        this.events = events;
        this.clock = clock;
    }

    /** Draws the round anew from the facts as they are now. A round that waits no more is left as it was. */
    @Transactional
    public Optional<Shortlist> draw(CaseId caseFile, int round, Actor actor) {
        return cases.lock(caseFile, round).filter(RoutedCase::waiting).map(waiting -> draw(waiting, null, actor));
    }

    /** The same because something changed: whoever is asked at this moment is looked at again as well. */
    @Transactional
    public void drawAgain(CaseId caseFile, int round, Reopened reopened) {
        cases.lock(caseFile, round)
                .filter(RoutedCase::waiting)
                .ifPresent(waiting -> draw(waiting, reopened, Actor.system()));
    }

    /** In a transaction of its own. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void drawAgainApart(CaseId caseFile, int round, Reopened reopened) {
        drawAgain(caseFile, round, reopened);
    }

    /** Looks again at who has a round, by the facts as they are now. */
    @Transactional
    public void lookAtPlacement(RoutedCase placed, CaseFacts facts, Reopened reopened) {
        var now = clock.instant();
        var before = asked.of(placed.caseFile());
        var situation = situation(placed.with(facts), before, funds(now), now);
        var accepted = before.stream()
                .filter(each -> each.round() == placed.round() && each.answer() == Asked.Answer.ACCEPTED);
        var looks = entries(situation, accepted)
                .map(entry -> new RoundLookedAt.Look(entry.provider(), Objections.of(entry, reopened.rules())))
                .toList();
        tell(placed, reopened, looks, now);
    }

    /** The same in a transaction of its own, so that one case of many that fails does not take the others with it. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void drawApart(CaseId caseFile, int round) {
        draw(caseFile, round, Actor.system());
    }

    /** Whether the provider could take the case now and is not on its shortlist yet. */
    @Transactional(readOnly = true)
    public boolean isNewlyEligible(RoutedCase waiting, OrganizationId provider) {
        var entry = judge(waiting, provider);
        return entry.isPresent()
                && entry.get().eligibility() != Eligibility.EXCLUDED
                && shortlists
                        .findById(new ShortlistId(waiting.caseFile(), waiting.round()))
                        .map(shortlist -> shortlist.proposals().stream()
                                .noneMatch(proposal -> proposal.provider().equals(provider)))
                        .orElse(true);
    }

    /** Whether one of the rules stands against somebody who is asked to take the case at this moment. */
    @Transactional(readOnly = true)
    public boolean isAgainstSomebodyAsked(RoutedCase waiting, Set<Rule> rules) {
        var situation = situation(waiting, clock.instant());
        var live = situation.asked().values().stream().filter(each -> each.answer() == Asked.Answer.LIVE);
        return entries(situation, live).anyMatch(entry -> Objections.of(entry, rules) != null);
    }

    /** How those who were asked stand now, points aside. */
    private Stream<Entry> entries(Situation situation, Stream<Asked> asked) {
        return asked.flatMap(each -> candidate(each.provider()).stream())
                .map(candidate -> new Matchmaker(Map.of()).judge(situation, candidate));
    }

    /** How one provider stands for a case, points aside. */
    Optional<Entry> judge(RoutedCase waiting, OrganizationId provider) {
        return candidate(provider)
                .map(candidate -> new Matchmaker(Map.of()).judge(situation(waiting, clock.instant()), candidate));
    }

    /** What a fund says of a case; nothing when it pays for nobody today. */
    Optional<FundCheck> check(RoutedCase routed, FundId fund) {
        var now = clock.instant();
        return directory.funds(now.atZone(OfficeHours.PACIFIC).toLocalDate()).stream()
                .filter(open -> open.id().equals(fund) && !open.holders().isEmpty())
                .findFirst()
                .map(open -> FundPays.check(open, situation(routed, now)));
    }

    private Optional<Candidate> candidate(OrganizationId provider) {
        return directory
                .organization(provider)
                .map(organization ->
                        new Candidate(organization.id(), organization.standing(), book.sheet(organization.id())));
    }

    /** The service whose room the case takes, or would take, at a provider; nothing when it offers none. */
    Optional<Service> serviceTaken(RoutedCase routed, OrganizationId provider) {
        var now = clock.instant();
        return candidate(provider).map(candidate -> WaitingDocket.serviceOf(situation(routed, now), candidate));
    }

    /** How every provider stands for a case, points aside. */
    List<Entry> entries(RoutedCase waiting) {
        var now = clock.instant();
        return new Matchmaker(Map.of()).rank(situation(waiting, now), candidates(now), providers -> Map.of());
    }

    private Shortlist draw(RoutedCase waiting, @Nullable Reopened reopened, Actor actor) {
        var now = clock.instant();
        var current = settings.get();
        var situation = situation(waiting, now);
        var candidates = candidates(now);
        var ranked = new Matchmaker(current.weights(), scarcity.get()).rank(situation, candidates, asked::lastOffered);
        if (reopened != null) {
            lookAtOffers(waiting, reopened, ranked, now);
        }
        var id = new ShortlistId(waiting.caseFile(), waiting.round());
        var shortlist = shortlists.findById(id).orElseGet(() -> new Shortlist(id));
        var before = shortlist.toldCause();
        var onCall = onCall(ranked, current.route(waiting.facts().urgency()), now);
        var drawn = shortlists.save(
                shortlist.draw(first(onCall, ranked), waiting.facts(), current, situation.rules(), onCall, actor, now));
        keepUnmetNeed(situation, waiting, before, drawn.toldCause(), ranked, candidates);
        return drawn;
    }

    /** Who of those who could take it comes first for having somebody on call, where offers go to a rota. */
    private Set<OrganizationId> onCall(List<Entry> ranked, Route route, Instant now) {
        return route == Route.ROTA
                ? rotas.onCall(
                        ranked.stream().map(Entry::provider).toList(),
                        now.atZone(OfficeHours.PACIFIC).toLocalDate())
                : Set.of();
    }

    /** Among those who could take it, those on call in their order and then the others in theirs. */
    private static List<Entry> first(Set<OrganizationId> onCall, List<Entry> ranked) {
        return onCall.isEmpty()
                ? ranked
                : ranked.stream()
                        .sorted(Comparator.comparing((Entry entry) -> entry.eligibility() == Eligibility.EXCLUDED)
                                .thenComparing(entry -> entry.eligibility() != Eligibility.EXCLUDED
                                        && !onCall.contains(entry.provider())))
                        .toList();
    }

    private void keepUnmetNeed(
            Situation situation,
            RoutedCase waiting,
            @Nullable UnmetCause before,
            @Nullable UnmetCause after,
            List<Entry> ranked,
            List<Candidate> candidates) {
        if (after != null && after != before) {
            unmet.begin(waiting, after, alone(situation, ranked, candidates), situation.now());
        } else if (after == null && before != null) {
            unmet.end(waiting.caseFile(), waiting.round(), UnmetNeed.End.FOUND, situation.now());
        }
    }

    /** What one thing stood between the case and each of those that came closest. */
    private static List<UnmetNeed.Alone> alone(Situation situation, List<Entry> ranked, List<Candidate> candidates) {
        var byProvider = new HashMap<OrganizationId, Candidate>();
        candidates.forEach(candidate -> byProvider.put(candidate.provider(), candidate));
        return ranked.stream()
                .filter(entry -> entry.against() == 1 && !entry.fails(Rule.STANDING))
                .limit(MOST_ALONE)
                .flatMap(entry -> entry.verdicts().stream()
                        .filter(Verdict::failed)
                        .map(verdict -> new UnmetNeed.Alone(
                                entry.provider(), verdict.rule(), room(situation, byProvider.get(entry.provider())))))
                .toList();
    }

    private static @Nullable Integer room(Situation situation, @Nullable Candidate candidate) {
        var service = candidate == null ? null : WaitingDocket.serviceOf(situation, candidate);
        return candidate == null || service == null
                ? null
                : candidate.practice().room(service).open();
    }

    /** A case as it was at that moment, never offered to anybody. */
    Situation then(CaseId caseFile, CaseFacts facts, Map<OrganizationId, List<FundEntry>> funds, Instant at) {
        return situation(
                new RoutedCase(caseFile, facts.round(), null, facts, RoutedCase.State.WAITING, false, at),
                List.of(),
                funds,
                at);
    }

    private void lookAtOffers(RoutedCase waiting, Reopened reopened, List<Entry> ranked, Instant now) {
        var asBefore = reopened.leavesTheCaseAsItWas();
        var nobodyElse = ranked.stream().noneMatch(Drawing::isSomebodyElse);
        var looks = new ArrayList<RoundLookedAt.Look>();
        ranked.stream().filter(UnmetCauses::isLive).forEach(entry -> {
            var objection = Objections.of(entry, reopened.rules());
            if (objection != null || !asBefore) {
                looks.add(
                        asBefore && nobodyElse
                                ? new RoundLookedAt.Look(entry.provider(), null, objection)
                                : new RoundLookedAt.Look(entry.provider(), objection));
            }
        });
        tell(waiting, reopened, looks, now);
    }

    private static boolean isSomebodyElse(Entry entry) {
        return entry.eligibility() != Eligibility.EXCLUDED || UnmetCauses.isLive(entry) && entry.against() == 1;
    }

    private void tell(RoutedCase routed, Reopened reopened, List<RoundLookedAt.Look> looks, Instant now) {
        if (!looks.isEmpty()) {
            events.publishEvent(new LookedAgain(
                    routed.caseFile(),
                    routed.round(),
                    reopened.because(),
                    reopened.told(),
                    looks,
                    Actor.system(),
                    now));
        }
    }

    /** What is the same for all cases of one moment: gathered once, for who judges many. */
    Surroundings surroundings(Instant now) {
        return new Surroundings(
                candidates(now),
                funds(now),
                AgreedShares.of(directory.funds(now.atZone(OfficeHours.PACIFIC).toLocalDate())),
                now);
    }

    /** The providers and their funds as they are at one moment. */
    final class Surroundings {

        private final List<Candidate> candidates;
        private final Map<OrganizationId, List<FundEntry>> funds;
        private final AgreedShares shares;
        private final Instant now;

        private Surroundings(
                List<Candidate> candidates,
                Map<OrganizationId, List<FundEntry>> funds,
                AgreedShares shares,
                Instant now) {
            this.candidates = candidates;
            this.funds = funds;
            this.shares = shares;
            this.now = now;
        }

        List<Candidate> candidates() {
            return candidates;
        }

        AgreedShares shares() {
            return shares;
        }

        Situation situation(RoutedCase waiting, List<Asked> before) {
            return Drawing.this.situation(waiting, before, funds, now);
        }
    }

    private List<Candidate> candidates(Instant now) {
        var week = Week.of(now);
        var sheets = book.sheets();
        var candidates = new ArrayList<Candidate>();
        for (var organization : directory.organizations(OrganizationKind.PROVIDER)) {
            var sheet = sheets.get(organization.id());
            candidates.add(new Candidate(
                    organization.id(),
                    organization.standing(),
                    sheet == null ? PracticeSheet.blank(organization.id()) : sheet.at(week)));
        }
        return candidates;
    }

    private Map<OrganizationId, List<FundEntry>> funds(Instant now) {
        var funds = new HashMap<OrganizationId, List<FundEntry>>();
        for (var fund : directory.funds(now.atZone(OfficeHours.PACIFIC).toLocalDate())) {
            fund.holders()
                    .forEach(holder -> funds.computeIfAbsent(holder, key -> new ArrayList<>())
                            .add(fund));
        }
        return funds;
    }

    private Situation situation(RoutedCase waiting, Instant now) {
        return situation(waiting, asked.of(waiting.caseFile()), funds(now), now);
    }

    private Situation situation(
            RoutedCase waiting, List<Asked> before, Map<OrganizationId, List<FundEntry>> funds, Instant now) {
        var facts = waiting.facts();
        var today = now.atZone(OfficeHours.PACIFIC).toLocalDate();
        var askedNow = new HashMap<OrganizationId, Asked>();
        var conflicted = new HashSet<OrganizationId>();
        for (var each : before) {
            if (each.reason() == DeclineReason.CONFLICT) {
                conflicted.add(each.provider());
            }
            if (each.round() == waiting.round()) {
                askedNow.put(each.provider(), each);
            }
        }
        var facility = facts.facility();
        var fieldOffice = facility == null
                ? null
                : catalog.facility(facility).map(Facility::fieldOffice).orElse(null);
        return new Situation(
                waiting.caseFile(),
                facts,
                fieldOffice,
                catalog.answerWithin(facts.urgency(), today),
                deadline(facts, now),
                funds,
                askedNow,
                conflicted,
                rules.at(now),
                waiting.overrides(),
                now);
    }

    /** The earliest of the next hearing (the start of its day, Pacific time) and the risk of removal that is still ahead. */
    static @Nullable Instant deadline(CaseFacts facts, Instant now) {
        Instant deadline = null;
        if (facts.nextHearing() != null) {
            var hearing = facts.nextHearing().atStartOfDay(OfficeHours.PACIFIC).toInstant();
            deadline = hearing.isAfter(now) ? hearing : null;
        }
        var removal = facts.removalRisk();
        if (removal != null && removal.isAfter(now) && (deadline == null || removal.isBefore(deadline))) {
            deadline = removal;
        }
        return deadline;
    }
}
