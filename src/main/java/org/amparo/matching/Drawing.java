package org.amparo.matching;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amparo.catalog.Catalog;
import org.amparo.catalog.Facility;
import org.amparo.intake.CaseFacts;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Service;
import org.amparo.membership.Directory;
import org.amparo.membership.Directory.FundEntry;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.OrganizationKind;
import org.amparo.referrals.DeclineReason;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Gathers what the rules need, judges all providers, and keeps the result. One drawing of a round at a time, on however many nodes. */
@Component
class Drawing {

    private final RoutedCases cases;
    private final AskedProviders asked;
    private final Shortlists shortlists;
    private final RoutingInForce settings;
    private final ScarcityInForce scarcity;
    private final PracticeBook book;
    private final Directory directory;
    private final Catalog catalog;
    private final Clock clock;

    Drawing(
            RoutedCases cases,
            AskedProviders asked,
            Shortlists shortlists,
            RoutingInForce settings,
            ScarcityInForce scarcity,
            PracticeBook book,
            Directory directory,
            Catalog catalog,
            Clock clock) {
        this.cases = cases;
        this.asked = asked;
        this.shortlists = shortlists;
        this.settings = settings;
        this.scarcity = scarcity;
        this.book = book;
        this.directory = directory;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** Draws the round anew from the facts as they are now. A round that waits no more is left as it was. */
    @Transactional
    public Optional<Shortlist> draw(CaseId caseFile, int round, Actor actor) {
        return cases.lock(caseFile, round).filter(RoutedCase::waiting).map(waiting -> draw(waiting, actor));
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

    /** How one provider stands for a case, points aside. */
    Optional<Entry> judge(RoutedCase waiting, OrganizationId provider) {
        return directory
                .organization(provider)
                .map(organization ->
                        new Candidate(organization.id(), organization.standing(), book.sheet(organization.id())))
                .map(candidate -> new Matchmaker(Map.of()).judge(situation(waiting, clock.instant()), candidate));
    }

    /** The service whose room the case takes, or would take, at a provider; nothing when it offers none. */
    Optional<Service> serviceTaken(RoutedCase routed, OrganizationId provider) {
        var now = clock.instant();
        return directory
                .organization(provider)
                .map(organization ->
                        new Candidate(organization.id(), organization.standing(), book.sheet(organization.id())))
                .map(candidate -> WaitingDocket.serviceOf(situation(routed, now), candidate));
    }

    /** How every provider stands for a case, points aside. */
    List<Entry> entries(RoutedCase waiting) {
        var now = clock.instant();
        return new Matchmaker(Map.of()).rank(situation(waiting, now), candidates(now), providers -> Map.of());
    }

    private Shortlist draw(RoutedCase waiting, Actor actor) {
        var now = clock.instant();
        var current = settings.get();
        var situation = situation(waiting, now);
        var ranked =
                new Matchmaker(current.weights(), scarcity.get()).rank(situation, candidates(now), asked::lastOffered);
        var id = new ShortlistId(waiting.caseFile(), waiting.round());
        var shortlist = shortlists.findById(id).orElseGet(() -> new Shortlist(id));
        return shortlists.save(shortlist.draw(ranked, waiting.facts(), current, actor, now));
    }

    /** What is the same for all cases of one moment: gathered once, for who judges many. */
    Surroundings surroundings(Instant now) {
        return new Surroundings(candidates(now), funds(now), now);
    }

    /** The providers and their funds as they are at one moment. */
    final class Surroundings {

        private final List<Candidate> candidates;
        private final Map<OrganizationId, List<FundEntry>> funds;
        private final Instant now;

        private Surroundings(List<Candidate> candidates, Map<OrganizationId, List<FundEntry>> funds, Instant now) {
            this.candidates = candidates;
            this.funds = funds;
            this.now = now;
        }

        List<Candidate> candidates() {
            return candidates;
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
