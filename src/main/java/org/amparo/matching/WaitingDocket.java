package org.amparo.matching;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.amparo.kernel.Service;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Gathers the docket: who waits with consent, who could take them by the same rules as a shortlist, and how much room there is.
 *
 * <p>A case takes one place, of the most comprehensive service it needs that the provider offers and may have room for. A provider that is only
 * full remains an option, with no room: so its price tells what one more place would bring. A case under offer may only go to those
 * it is offered to, before all others, since any of them may say yes at any moment.
 */
@Component
class WaitingDocket {

    /** So many stretches of the past stand for the time to come. */
    private static final int STRETCHES = 8;

    private final RoutedCases cases;
    private final AskedProviders asked;
    private final Drawing drawing;
    private final PlanSettings settings;

    WaitingDocket(RoutedCases cases, AskedProviders asked, Drawing drawing, PlanSettings settings) {
        this.cases = cases;
        this.asked = asked;
        this.drawing = drawing;
        this.settings = settings;
    }

    Docketed gather(List<PlanWish> wishes, RoutingSettings routing, Instant now) {
        var surroundings = drawing.surroundings(now);
        var before = asked.ofWaiting();
        var today = now.atZone(OfficeHours.PACIFIC).toLocalDate();
        var gathering = new Gathering(surroundings, wishes, new Matchmaker(routing.weights()), now, 0);
        for (var routed : cases.waiting(settings.mostCases())) {
            var until = routed.facts().consentUntil();
            if (until == null || !today.isAfter(until)) {
                gathering.add(
                        routed, surroundings.situation(routed, before.getOrDefault(routed.caseFile(), List.of())));
            }
        }
        return gathering.docketed();
    }

    /**
     * Dockets that stand for the time up to the next plan: who began to wait in each of the last stretches as long as that, against the room
     * there is now, less the one place of each pool whose worth to others is asked for.
     */
    List<Docketed> expected(RoutingSettings routing, Instant now) {
        var surroundings = drawing.surroundings(now);
        var past = cases.since(now.minus(settings.nextPlan().multipliedBy(STRETCHES)), settings.mostCases());
        var matchmaker = new Matchmaker(routing.weights());
        var expected = new ArrayList<Docketed>();
        for (var stretch = 0; stretch < STRETCHES; stretch++) {
            var until = now.minus(settings.nextPlan().multipliedBy(stretch));
            var since = until.minus(settings.nextPlan());
            var gathering = new Gathering(surroundings, List.of(), matchmaker, now, 1);
            past.stream()
                    .filter(each -> !each.waitingSince().isBefore(since)
                            && each.waitingSince().isBefore(until))
                    .forEach(each -> gathering.add(each, surroundings.situation(each, List.of())));
            expected.add(gathering.docketed());
        }
        return expected;
    }

    /**
     * The service whose room a case takes at a provider: the most comprehensive of those that may have room for a case like this, or else of those
     * whose room would be for it.
     */
    static @Nullable Service serviceOf(Situation situation, Candidate candidate) {
        Service full = null;
        Service offered = null;
        for (var service : situation.facts().needs().stream()
                .filter(candidate.offering().services()::contains)
                .sorted(Comparator.reverseOrder())
                .toList()) {
            var room = candidate.practice().room(service);
            if (room.isFor(situation, candidate.offering())) {
                if (room.mayHaveRoom()) {
                    return service;
                }
                full = full == null ? service : full;
            }
            offered = offered == null ? service : offered;
        }
        return full == null ? offered : full;
    }

    private final class Gathering {

        private final List<Candidate> candidates;
        private final Map<OrganizationId, Candidate> byProvider = new HashMap<>();
        private final AgreedShares agreed;
        private final List<PlanWish> wishes;
        private final Matchmaker matchmaker;
        private final Instant now;
        private final int spent;
        private final List<Row> rows = new ArrayList<>();

        Gathering(
                Drawing.Surroundings surroundings,
                List<PlanWish> wishes,
                Matchmaker matchmaker,
                Instant now,
                int spent) {
            this.agreed = surroundings.shares();
            this.candidates = surroundings.candidates().stream()
                    .sorted(Comparator.comparing(
                            candidate -> candidate.provider().value()))
                    .toList();
            this.candidates.forEach(candidate -> byProvider.put(candidate.provider(), candidate));
            this.wishes = wishes;
            this.matchmaker = matchmaker;
            this.now = now;
            this.spent = spent;
        }

        void add(RoutedCase routed, Situation situation) {
            var live = new HashSet<OrganizationId>();
            situation.asked().forEach((provider, each) -> {
                if (each.answer() == Asked.Answer.LIVE) {
                    live.add(provider);
                }
            });
            var due = situation.deadline();
            var promised = routed.waitingSince().plus(situation.answerWithin());
            due = due == null || promised.isBefore(due) ? promised : due;
            var row = new Row(routed, !live.isEmpty(), minutesLate(due, now.plus(settings.nextPlan())));
            if (live.isEmpty()) {
                var pinned = wished(routed, PlanWish.Kind.PIN);
                var forbidden = wished(routed, PlanWish.Kind.FORBID);
                var rank = 0;
                for (var entry : matchmaker.rank(situation, candidates, providers -> Map.of())) {
                    if (canTake(entry)
                            && !forbidden.contains(entry.provider())
                            && (pinned.isEmpty() || pinned.contains(entry.provider()))) {
                        row.take(entry, situation, due, rank++);
                    }
                }
                row.pinned = !pinned.isEmpty();
            } else {
                for (var provider : live) {
                    var candidate = byProvider.get(provider);
                    if (candidate != null) {
                        row.take(matchmaker.judge(situation, candidate), situation, due, 0);
                    }
                }
            }
            rows.add(row);
        }

        private Set<OrganizationId> wished(RoutedCase routed, PlanWish.Kind kind) {
            var wished = new HashSet<OrganizationId>();
            for (var wish : wishes) {
                if (wish.kind() == kind && wish.concerns(routed.caseFile(), routed.round())) {
                    wished.add(wish.provider());
                }
            }
            return wished;
        }

        Docketed docketed() {
            rows.sort(Comparator.comparing((Row row) -> row.routed.caseFile().value())
                    .thenComparing(row -> row.routed.round()));
            var rooms = new TreeMap<Docketed.Pool, Integer>(
                    Comparator.comparing((Docketed.Pool pool) -> pool.provider().value())
                            .thenComparing(Docketed.Pool::service));
            rows.forEach(
                    row -> row.choices.values().forEach(choice -> rooms.computeIfAbsent(choice.pool(), this::room)));
            var builder = new PlanProblem.Builder();
            var open = new LinkedHashMap<OrganizationId, Integer>();
            rooms.forEach((pool, room) -> open.merge(pool.provider(), room, Integer::sum));
            var shares = agreed.among(open);
            var providers = new HashMap<OrganizationId, Integer>();
            open.keySet()
                    .forEach(provider -> providers.put(provider, builder.provider(shares.getOrDefault(provider, 1))));
            var pools = new HashMap<Docketed.Pool, Integer>();
            rooms.forEach((pool, room) ->
                    pools.put(pool, builder.pool(providers.getOrDefault(pool.provider(), 0), room)));
            var waiting = new ArrayList<Docketed.Waiting>(rows.size());
            var options = new ArrayList<Docketed.Option>();
            for (var row : rows) {
                var first = row.underOffer || row.pinned;
                builder.caseOf(first ? 0 : 1 + row.routed.facts().urgency().ordinal(), row.lateWaiting);
                waiting.add(new Docketed.Waiting(row.routed, row.underOffer, row.pinned));
                row.choices.forEach((provider, choice) -> {
                    builder.pair(pools.getOrDefault(choice.pool(), 0), choice.late(), choice.loss(), choice.tie());
                    options.add(choice.option());
                });
            }
            return new Docketed(waiting, List.copyOf(rooms.keySet()), options, builder.build());
        }

        private int room(Docketed.Pool pool) {
            var candidate = byProvider.get(pool.provider());
            if (candidate == null) {
                return 0;
            }
            var open = candidate.practice().room(pool.service()).open();
            return Math.max(0, (open == null ? settings.roomNotSaid() : open) - spent);
        }

        private final class Row {

            private final RoutedCase routed;
            private final boolean underOffer;
            private final int lateWaiting;
            private boolean pinned;
            private final Map<OrganizationId, Choice> choices =
                    new TreeMap<>(Comparator.comparing(OrganizationId::value));

            Row(RoutedCase routed, boolean underOffer, int lateWaiting) {
                this.routed = routed;
                this.underOffer = underOffer;
                this.lateWaiting = lateWaiting;
            }

            void take(Entry entry, Situation situation, Instant due, int rank) {
                var candidate = byProvider.get(entry.provider());
                var service = candidate == null ? null : serviceOf(situation, candidate);
                if (candidate == null || service == null) {
                    return; // offered by hand to somebody who does not do this
                }
                choices.put(
                        entry.provider(),
                        new Choice(
                                new Docketed.Pool(entry.provider(), service),
                                minutesLate(due, answeredBy(situation, candidate)),
                                Matchmaker.loss(situation, candidate, entry),
                                (int) (Matchmaker.tieBreak(routed.caseFile(), entry.provider()) >>> 33),
                                new Docketed.Option(
                                        entry.fund(), rank, Matchmaker.says(entry, Rule.LANGUAGE, "language.direct"))));
            }
        }
    }

    private record Choice(Docketed.Pool pool, int late, int loss, int tie, Docketed.Option option) {}

    /** Whether nothing but missing room stands against it. */
    static boolean canTake(Entry entry) {
        return entry.eligibility() != Eligibility.EXCLUDED
                || entry.against() == 1 && entry.verdicts().stream().anyMatch(HasRoom::isOnlyFull);
    }

    private static Instant answeredBy(Situation situation, Candidate candidate) {
        var minutes = candidate.offering().answerMinutes().get(situation.facts().urgency());
        return minutes == null
                ? situation.now().plus(situation.answerWithin().multipliedBy(3).dividedBy(2))
                : OfficeHours.answeredBy(candidate.offering(), minutes, situation.now());
    }

    private static int minutesLate(Instant due, Instant answered) {
        return (int) Math.clamp(Duration.between(due, answered).toMinutes(), 0L, 10_000_000L);
    }
}
