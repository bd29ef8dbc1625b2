package org.amparo.matching;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.amparo.intake.CaseId;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.amparo.membership.Directory;
import org.amparo.membership.Directory.OrganizationEntry;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.OrganizationKind;
import org.amparo.membership.SignedIn;
import org.amparo.referrals.Proposal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where the docket is planned: made, looked at, changed by wishes, turned into offers. For dispatchers; anybody else finds nothing
 * here.
 */
@Component
public class PlanDesk {

    private final DocketPlans plans;
    private final Planning planning;
    private final WaitingDocket waiting;
    private final RoutedCases cases;
    private final Drawing drawing;
    private final RoutingInForce routing;
    private final RulesInForce rules;
    private final Directory directory;
    private final MatchingViews views;
    private final Clock clock;

    PlanDesk(
            DocketPlans plans,
            Planning planning,
            WaitingDocket waiting,
            RoutedCases cases,
            Drawing drawing,
            RoutingInForce routing,
            RulesInForce rules,
            Directory directory,
            MatchingViews views,
            Clock clock) {
        this.plans = plans;
        this.planning = planning;
        this.waiting = waiting;
        this.cases = cases;
        this.drawing = drawing;
        this.routing = routing;
        this.rules = rules;
        this.directory = directory;
        this.views = views;
        this.clock = clock;
    }

    /** The plan made last, or nothing when there never was one. */
    @Transactional(readOnly = true)
    public Optional<PlanView> latest(SignedIn by) {
        MatchingPolicy.requirePlan(by);
        return plans.findFirstByOrderByMadeAtDescIdDesc().map(this::view);
    }

    /** Plans the docket as it is now. Wishes of the last draft are kept to; the draft itself is replaced. */
    @Transactional
    public PlanView make(SignedIn by) {
        MatchingPolicy.requirePlan(by);
        var now = clock.instant();
        var wishes = plans.findFirstByOrderByMadeAtDescIdDesc()
                .filter(last -> last.state() == PlanState.DRAFT)
                .map(DocketPlan::wishes)
                .orElse(List.of());
        var madeUnder = rules.at(now);
        var found = planning.plan(wishes, now);
        plans.forgetDrafts();
        return view(plans.save(new DocketPlan(found, wishes, madeUnder, by.actor(), now)));
    }

    /** A case of the latest plan, with all providers that could take it. */
    @Transactional(readOnly = true)
    public PlanCaseView choices(CaseId caseFile, int round, SignedIn by) {
        MatchingPolicy.requirePlan(by);
        var plan = plans.findFirstByOrderByMadeAtDescIdDesc().orElseThrow(NotFound::new);
        var line = plan.line(caseFile, round);
        var names = names();
        var routed = routed(caseFile, round).orElseThrow(NotFound::new);
        var choices = drawing.entries(routed).stream()
                .filter(WaitingDocket::canTake)
                .map(entry -> new PlanCaseView.Choice(
                        entry.provider(),
                        names.getOrDefault(entry.provider(), ""),
                        entry.eligibility(),
                        entry.eligibility() == Eligibility.EXCLUDED,
                        plan.wishes().stream()
                                .filter(wish -> wish.concerns(caseFile, round)
                                        && wish.provider().equals(entry.provider()))
                                .map(PlanWish::kind)
                                .findFirst()
                                .orElse(null)))
                .sorted(Comparator.comparing(PlanCaseView.Choice::full)
                        .thenComparing(PlanCaseView.Choice::name)
                        .thenComparing(choice -> choice.provider().value()))
                .toList();
        return new PlanCaseView(plan.id(), plan.state(), views.line(line, names), choices);
    }

    /**
     * Says what the next plan keeps to for one case, in place of all that was said before. The plan as it is does not change by it.
     *
     * @throws Rejected when the plan is committed or replaced, the case is under offer, or the provider to be pinned could not take it
     */
    @Transactional
    public PlanView wish(WishForCase wish, SignedIn by) {
        MatchingPolicy.requirePlan(by);
        var plan = lock(wish.plan());
        if (plan.line(wish.caseFile(), wish.round()).difference() == PlanDifference.UNDER_OFFER) {
            throw Rejected.conflict("plan-under-offer");
        }
        var pinned = wish.pinned();
        if (pinned != null) {
            if (wish.forbidden().contains(pinned)) {
                throw Rejected.invalid("pinned", "plan-pinned-and-forbidden");
            }
            var able = routed(wish.caseFile(), wish.round())
                    .flatMap(routed -> drawing.judge(routed, pinned))
                    .filter(WaitingDocket::canTake);
            if (able.isEmpty()) {
                throw Rejected.invalid("pinned", "plan-cannot-pin");
            }
        }
        return view(plans.save(plan.wish(wish.caseFile(), wish.round(), wish.wishes())));
    }

    /**
     * Turns the plan into offers. Every pair is looked at as things are now, by the rules that are in force now: what still holds is offered once, whatever happens to this
     * process afterwards; what does not is named with its reason and keeps waiting.
     *
     * @throws Rejected when the plan was committed or replaced, or holds wishes it does not keep to yet
     */
    @Transactional
    public PlanView commit(DocketPlanId id, SignedIn by) {
        MatchingPolicy.requirePlan(by);
        var plan = lock(id);
        var now = clock.instant();
        plan.lines().stream()
                .filter(PlanLine::isToBeOffered)
                .sorted(Comparator.comparing((PlanLine line) -> line.caseFile().value())
                        .thenComparing(PlanLine::round))
                .forEach(line -> cases.lock(line.caseFile(), line.round()));
        var inForce = routing.get();
        var checkedBy = rules.at(now);
        var check = new Recheck(waiting.gather(plan.wishes(), inForce, now), inForce);
        return view(plans.save(plan.commit(check, checkedBy, inForce.terms(), by.actor(), now)));
    }

    /** The docket of the moment of committing, and what room is left while pairs are let through. */
    private final class Recheck implements DocketPlan.Check {

        private final Docketed docket;
        private final RoutingSettings inForce;
        private final PlanProblem problem;
        private final int[] left;
        private final Map<Round, Integer> numbers = new HashMap<>();

        Recheck(Docketed docket, RoutingSettings inForce) {
            this.docket = docket;
            this.inForce = inForce;
            this.problem = docket.problem();
            left = new int[problem.pools()];
            Arrays.setAll(left, problem::room);
            for (var index = 0; index < problem.cases(); index++) {
                var each = docket.cases().get(index);
                numbers.put(new Round(each.routed().caseFile(), each.routed().round()), index);
                if (each.underOffer()) {
                    pairs(index)
                            .boxed()
                            .max(Comparator.comparingInt(pair -> left[problem.pool(pair)]))
                            .ifPresent(pair -> left[problem.pool(pair)]--);
                }
            }
        }

        @Override
        public DocketPlan.Outcome of(PlanLine line) {
            var planned = line.planned();
            var index = numbers.get(new Round(line.caseFile(), line.round()));
            if (index == null || planned == null) {
                return DocketPlan.Outcome.refused(gone(line), null);
            }
            if (docket.cases().get(index).underOffer()) {
                return DocketPlan.Outcome.refused(PlanRefusal.UNDER_OFFER, null);
            }
            var pair = pairs(index)
                    .filter(each -> provider(each).equals(planned.provider()))
                    .findFirst();
            if (pair.isEmpty()) {
                return DocketPlan.Outcome.refused(PlanRefusal.RULE, against(index, planned.provider()));
            }
            var pool = problem.pool(pair.getAsInt());
            if (left[pool] <= 0) {
                return DocketPlan.Outcome.refused(PlanRefusal.NO_ROOM, null);
            }
            left[pool]--;
            return new DocketPlan.Outcome(
                    proposals(index, pair.getAsInt()), inForce.routeOfPlan(line.urgency()), null, null);
        }

        /** The planned provider first, then the others that have room, by their rank. */
        private List<Proposal> proposals(int index, int first) {
            var proposals = new ArrayList<Proposal>();
            proposals.add(proposal(first));
            pairs(index)
                    .boxed()
                    .filter(pair -> pair != first && problem.room(problem.pool(pair)) > 0)
                    .sorted(Comparator.comparingInt(pair -> docket.option(pair).rank()))
                    .forEach(pair -> proposals.add(proposal(pair)));
            return proposals;
        }

        private Proposal proposal(int pair) {
            return new Proposal(provider(pair), docket.option(pair).fund());
        }

        private PlanRefusal gone(PlanLine line) {
            var routed = routed(line.caseFile(), line.round()).orElse(null);
            if (routed == null) {
                return PlanRefusal.CLOSED;
            }
            return switch (routed.state()) {
                case PLACED -> PlanRefusal.PLACED;
                case CLOSED -> PlanRefusal.CLOSED;
                case WAITING -> routed.paused() ? PlanRefusal.LINKED : PlanRefusal.NO_CONSENT;
            };
        }

        private @Nullable Verdict against(int index, OrganizationId provider) {
            return drawing.judge(docket.cases().get(index).routed(), provider)
                    .flatMap(entry ->
                            entry.verdicts().stream().filter(Verdict::failed).findFirst())
                    .orElse(null);
        }

        private OrganizationId provider(int pair) {
            return docket.pools().get(problem.pool(pair)).provider();
        }

        private IntStream pairs(int index) {
            return IntStream.range(problem.firstPair(index), problem.endOfPairs(index));
        }
    }

    private record Round(CaseId caseFile, int round) {}

    private DocketPlan lock(DocketPlanId id) {
        return plans.lock(id).orElseThrow(() -> Rejected.conflict("plan-replaced"));
    }

    private Optional<RoutedCase> routed(CaseId caseFile, int round) {
        return cases.rounds(caseFile).stream()
                .filter(each -> each.round() == round)
                .findFirst();
    }

    private PlanView view(DocketPlan plan) {
        var names = names();
        var references = new HashMap<Round, PlanLine>();
        plan.lines().forEach(line -> references.put(new Round(line.caseFile(), line.round()), line));
        return new PlanView(
                plan.id(),
                plan.state(),
                plan.madeAt(),
                plan.committedAt(),
                plan.settingsVersion(),
                plan.rulesVersion(),
                plan.state() == PlanState.DRAFT && haveRulesChangedSince(plan),
                plan.checkedRulesVersion(),
                plan.solver(),
                plan.digest(),
                plan.planned(),
                plan.oneByOne(),
                plan.lines().stream().map(line -> views.line(line, names)).toList(),
                plan.prices().stream()
                        .map(price -> views.price(price, names.getOrDefault(price.provider(), "")))
                        .toList(),
                plan.wishes().stream()
                        .map(wish -> {
                            var line = references.get(new Round(wish.caseFile(), wish.round()));
                            return views.wish(
                                    wish,
                                    line == null ? null : line.reference(),
                                    names.getOrDefault(wish.provider(), ""));
                        })
                        .toList(),
                plan.hasOpenWishes());
    }

    /** Decided since then, or decided before and in force from a day since then. */
    private boolean haveRulesChangedSince(DocketPlan plan) {
        var history = rules.history();
        return !history.asOf(plan.rulesVersion(), day(plan.madeAt()))
                .waived()
                .equals(history.on(day(clock.instant())).waived());
    }

    private static LocalDate day(Instant moment) {
        return moment.atZone(OfficeHours.PACIFIC).toLocalDate();
    }

    private Map<OrganizationId, String> names() {
        return directory.organizations(OrganizationKind.PROVIDER).stream()
                .collect(Collectors.toMap(OrganizationEntry::id, OrganizationEntry::name));
    }
}
