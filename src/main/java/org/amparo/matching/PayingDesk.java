package org.amparo.matching;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.amparo.intake.CaseId;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.amparo.membership.Directory;
import org.amparo.membership.Directory.FundEntry;
import org.amparo.membership.FundId;
import org.amparo.membership.SignedIn;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where a dispatcher decides that a fund pays all the same, and sees who waits for nothing but money. Anybody else finds nothing here.
 */
@Component
public class PayingDesk {

    /** So many are shown at once, the most urgent and longest waiting first. */
    public static final int MOST = 200;

    private final RoutedCases cases;
    private final Shortlists shortlists;
    private final Drawing drawing;
    private final Directory directory;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PayingDesk(
            RoutedCases cases,
            Shortlists shortlists,
            Drawing drawing,
            Directory directory,
            ApplicationEventPublisher events,
            Clock clock) {
        this.cases = cases;
        this.shortlists = shortlists;
        this.drawing = drawing;
        this.directory = directory;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Decides that a fund pays for a case; every round that waits is drawn again at once.
     *
     * @throws Rejected when the fund is not open or nobody holds it, it pays by its rules, or the case waits no more
     */
    @Transactional
    public void override(OverrideFund command, SignedIn by) {
        MatchingPolicy.requireDrawing(by);
        var waiting = lock(command.caseFile());
        var check =
                drawing.check(waiting.getFirst(), command.fund()).orElseThrow(() -> Rejected.conflict("fund-not-open"));
        var own = new ArrayList<>(waiting.getFirst().overrides());
        if (check.finding() == Finding.PASS) {
            throw Rejected.conflict("fund-pays-already");
        }
        own.removeIf(each -> each.fund().equals(command.fund()));
        var now = clock.instant();
        own.add(new FundOverride(command.fund(), command.reason(), now));
        cases.override(command.caseFile(), own);
        events.publishEvent(new FundOverridden(
                command.caseFile(), command.fund(), ruled(check), command.reason(), by.actor(), now));
        draw(waiting, by);
    }

    /**
     * The rules of the fund count again. What was offered with it stays offered.
     *
     * @throws NotFound when nothing was decided of that fund
     */
    @Transactional
    public void takeBack(CaseId caseFile, FundId fund, SignedIn by) {
        MatchingPolicy.requireDrawing(by);
        var waiting = lock(caseFile);
        var own = new ArrayList<>(waiting.getFirst().overrides());
        if (!own.removeIf(each -> each.fund().equals(fund))) {
            throw new NotFound();
        }
        cases.override(caseFile, own);
        events.publishEvent(new FundOverrideTakenBack(caseFile, fund, by.actor(), clock.instant()));
        draw(waiting, by);
    }

    /** Everybody who waits for nothing but money, the most urgent and longest waiting first. */
    @Transactional(readOnly = true)
    public List<UnfundedView> unfunded(SignedIn by) {
        MatchingPolicy.requireDrawing(by);
        var waiting = cases.unfunded(MOST);
        var lists = shortlists.findByIdIn(waiting.stream().map(PayingDesk::id).toList()).stream()
                .collect(Collectors.toMap(Shortlist::id, Function.identity()));
        var names = directory.funds(clock.instant().atZone(OfficeHours.PACIFIC).toLocalDate()).stream()
                .collect(Collectors.toMap(FundEntry::id, FundEntry::name));
        var views = new ArrayList<UnfundedView>();
        for (var routed : waiting) {
            var shortlist = lists.get(id(routed));
            var how = shortlist == null ? null : shortlist.unfunded();
            if (shortlist != null && how != null) {
                views.add(new UnfundedView(
                        routed.caseFile(),
                        routed.round(),
                        routed.reference(),
                        routed.facts().urgency(),
                        routed.facts().needs(),
                        routed.waitingSince(),
                        how,
                        funds(shortlist.entries(), names)));
            }
        }
        return views;
    }

    /** The funds of those with whom nothing but money is missing, those with the fewest rules against the case first. */
    private static List<UnfundedView.FundView> funds(List<Entry> entries, Map<FundId, String> names) {
        var byFund = new LinkedHashMap<FundId, UnfundedView.FundView>();
        for (var entry : entries) {
            if (entry.eligibility() != Eligibility.EXCLUDED || Unfunded.isOnlyMoney(entry)) {
                for (var check : entry.funds()) {
                    byFund.computeIfAbsent(
                            check.fund(),
                            fund -> new UnfundedView.FundView(
                                    fund,
                                    names.getOrDefault(fund, ""),
                                    check.rules().stream()
                                            .filter(rule -> rule.finding() == Finding.FAIL)
                                            .map(FundCheck.RuleCheck::kind)
                                            .toList()));
                }
            }
        }
        return byFund.values().stream()
                .sorted(Comparator.comparingInt(
                                (UnfundedView.FundView fund) -> fund.against().size())
                        .thenComparing(UnfundedView.FundView::name))
                .toList();
    }

    /** What the rules of the fund say, whatever was decided before. */
    private static Finding ruled(FundCheck check) {
        return check.rules().stream().anyMatch(rule -> rule.finding() == Finding.FAIL) ? Finding.FAIL : Finding.UNKNOWN;
    }

    private List<RoutedCase> lock(CaseId caseFile) {
        var rounds = cases.rounds(caseFile);
        if (rounds.isEmpty()) {
            throw new NotFound();
        }
        var waiting = rounds.stream()
                .sorted(Comparator.comparingInt(RoutedCase::round))
                .flatMap(each -> cases.lock(caseFile, each.round()).stream())
                .filter(RoutedCase::waiting)
                .toList();
        if (waiting.isEmpty()) {
            throw Rejected.conflict("case-waits-no-more");
        }
        return waiting;
    }

    private void draw(List<RoutedCase> waiting, SignedIn by) {
        waiting.forEach(each -> drawing.draw(each.caseFile(), each.round(), by.actor()));
    }

    private static ShortlistId id(RoutedCase routed) {
        return new ShortlistId(routed.caseFile(), routed.round());
    }
}
