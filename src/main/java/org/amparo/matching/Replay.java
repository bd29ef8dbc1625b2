package org.amparo.matching;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.amparo.intake.CaseId;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.FieldOfficeCode;
import org.amparo.kernel.LanguageCode;
import org.amparo.membership.Directory;
import org.amparo.membership.Directory.FundEntry;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.Standing;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Replays a quarter: everybody for whom nobody could be found, with the facts they had then, against what there might have been as well. Who
 * could take whom is judged by the rules shortlists are drawn by; who gets which place is found, and proven, by the solver of docket plans. Whoever
 * was never found anybody for comes before who was found somebody later.
 *
 * <p>What it leaves out makes its numbers smaller, not larger: a new place would also have set others free. What it takes for granted
 * makes them larger: that whoever has a place says yes.
 */
@Component
class Replay {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final OrganizationId WISHED = OrganizationId.of("00000000-0000-7000-8000-000000000001");
    private static final Matchmaker RULES = new Matchmaker(Map.of());
    private static final FundPays FUND_PAYS = new FundPays();

    private final UnmetNeeds needs;
    private final Drawing drawing;
    private final Directory directory;
    private final PlanSettings settings;

    Replay(UnmetNeeds needs, Drawing drawing, Directory directory, PlanSettings settings) {
        this.needs = needs;
        this.drawing = drawing;
        this.directory = directory;
        this.settings = settings;
    }

    /** Whole numbers, not to be told as they are. */
    record Replayed(int left, int more, int sooner) {}

    @Transactional(readOnly = true)
    public Replayed replay(WhatIf wish) {
        return replay(
                wish, needs.between(wish.quarter().begins(), wish.quarter().ends()));
    }

    Replayed replay(WhatIf wish, List<UnmetNeed> unmet) {
        var people = people(unmet);
        var pools = new LinkedHashMap<Place, Integer>();
        var options = new ArrayList<Set<Place>>();
        for (var person : people) {
            var places = new TreeSet<Place>(Comparator.comparingInt(Place::week)
                    .thenComparing(place -> place.provider().value()));
            person.needs().forEach(need -> places(wish, need, pools).forEach(places::add));
            options.add(places);
        }
        var chosen = assign(people, options, pools);
        var more = 0;
        var sooner = 0;
        for (var index = 0; index < people.size(); index++) {
            if (chosen[index]) {
                if (people.get(index).taken()) {
                    sooner++;
                } else {
                    more++;
                }
            }
        }
        return new Replayed(people.size(), more, sooner);
    }

    /** One person is one case, however many of its needs nobody could take. */
    private record Person(CaseId caseFile, List<UnmetNeed> needs) {

        boolean taken() {
            return needs.stream().allMatch(UnmetNeed::taken);
        }
    }

    /** Room of one provider in one week of the quarter. */
    private record Place(OrganizationId provider, int week) {}

    private static List<Person> people(List<UnmetNeed> unmet) {
        return unmet.stream()
                .collect(Collectors.groupingBy(UnmetNeed::caseFile, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(each -> new Person(each.getKey(), each.getValue()))
                .toList();
    }

    private List<Place> places(WhatIf wish, UnmetNeed need, Map<Place, Integer> pools) {
        return switch (wish.kind()) {
            case PLACES -> newPlaces(wish, need, pools);
            case INTERPRETER -> interpreted(wish, need, pools);
            case FUND -> paid(wish, need, pools);
        };
    }

    /** A new place waits in every week for somebody who still has nobody. */
    private List<Place> newPlaces(WhatIf wish, UnmetNeed need, Map<Place, Integer> pools) {
        if (!fits(wish, need)) {
            return List.of();
        }
        var last = need.until() == null || !need.until().isBefore(wish.quarter().ends())
                ? wish.quarter().ends().minusSeconds(1)
                : need.until();
        var places = new ArrayList<Place>();
        for (var week = week(wish, need.since()); week <= week(wish, last); week++) {
            places.add(pool(pools, WISHED, week, wish.perWeek()));
        }
        return places;
    }

    private boolean fits(WhatIf wish, UnmetNeed need) {
        if (wish.service() == null) {
            return false;
        }
        var facts = need.facts();
        var facilities = new ArrayList<FacilityCode>();
        var offices = new ArrayList<FieldOfficeCode>();
        var anywhere = wish.facility() == null && wish.fieldOffice() == null;
        if (anywhere && facts.facility() != null) {
            facilities.add(facts.facility());
        } else if (wish.facility() != null) {
            facilities.add(wish.facility());
        } else if (wish.fieldOffice() != null) {
            offices.add(wish.fieldOffice());
        }
        if (!anywhere && facts.facility() == null) {
            return false; // nobody knows whether it would have been there
        }
        var languages = new ArrayList<>(List.of(Offering.SPANISH, LanguageCode.of("en")));
        var reached = wish.language() == null ? facts.language() : wish.language();
        if (reached != null) {
            languages.add(reached);
        }
        var offering = new Offering(
                EnumSet.of(wish.service()),
                Set.copyOf(facilities),
                Set.of(),
                Set.copyOf(offices),
                Set.copyOf(languages),
                Set.of(),
                Map.of(),
                anywhere
                        ? EnumSet.of(Arrangement.UNFUNDED, Arrangement.SPANISH_BRIDGE, Arrangement.NOT_DETAINED)
                        : EnumSet.of(Arrangement.UNFUNDED, Arrangement.SPANISH_BRIDGE));
        var sheet = new PracticeSheet(WISHED, 0, 1, offering, Taking.OPEN, Map.of(), need.since());
        var candidate = new Candidate(WISHED, Standing.ADMITTED, sheet);
        return RULES.judge(drawing.then(need.caseFile(), facts, Map.of(), need.since()), candidate)
                        .eligibility()
                != Eligibility.EXCLUDED;
    }

    /** Who spoke that language, where nothing but a language stood between them and somebody with room. */
    private static List<Place> interpreted(WhatIf wish, UnmetNeed need, Map<Place, Integer> pools) {
        var spoken = need.facts().language() != null && need.facts().language().equals(wish.language());
        var stoodAlone = need.alone().stream().anyMatch(alone -> alone.rule() == Rule.LANGUAGE);
        return spoken && stoodAlone
                ? List.of(pool(pools, WISHED, week(wish, need.since()), wish.perWeek()))
                : List.of();
    }

    /** Whom the fund would have paid for, with providers of whom nothing but a fund was missing, as far as they had room. */
    private List<Place> paid(WhatIf wish, UnmetNeed need, Map<Place, Integer> pools) {
        var funds = new HashMap<OrganizationId, List<FundEntry>>();
        for (var fund : directory.funds(need.since().atZone(OfficeHours.PACIFIC).toLocalDate())) {
            var without = fund.id().equals(wish.fund()) ? without(fund, wish) : fund;
            fund.holders()
                    .forEach(holder -> funds.computeIfAbsent(holder, key -> new ArrayList<>())
                            .add(without));
        }
        var situation = drawing.then(need.caseFile(), need.facts(), funds, need.since());
        var places = new ArrayList<Place>();
        for (var alone : need.alone()) {
            var sheet = PracticeSheet.blank(alone.provider());
            if (alone.rule() == Rule.FUND
                    && !FUND_PAYS
                            .judge(situation, new Candidate(alone.provider(), Standing.ADMITTED, sheet))
                            .failed()) {
                places.add(pool(
                        pools,
                        alone.provider(),
                        week(wish, need.since()),
                        alone.room() == null ? settings.roomNotSaid() : alone.room()));
            }
        }
        return places;
    }

    private static FundEntry without(FundEntry fund, WhatIf wish) {
        return new FundEntry(
                fund.id(),
                fund.name(),
                fund.holders(),
                fund.shares(),
                fund.rules().stream().filter(rule -> rule.kind() != wish.rule()).toList());
    }

    private static Place pool(Map<Place, Integer> pools, OrganizationId provider, int week, int room) {
        var place = new Place(provider, week);
        pools.merge(place, room, Math::max);
        return place;
    }

    private static int week(WhatIf wish, Instant at) {
        return (int) Duration.between(wish.quarter().begins(), at).dividedBy(WEEK);
    }

    /** As many people as there are places for, whoever was never found anybody for first. */
    private boolean[] assign(List<Person> people, List<Set<Place>> options, Map<Place, Integer> pools) {
        var builder = new PlanProblem.Builder();
        var pool = new HashMap<Place, Integer>();
        pools.forEach((place, room) -> pool.put(place, builder.pool(builder.provider(Math.max(1, room)), room)));
        var who = new ArrayList<Integer>();
        for (var index = 0; index < people.size(); index++) {
            if (!options.get(index).isEmpty()) {
                builder.caseOf(people.get(index).taken() ? 1 : 0, 0);
                who.add(index);
                options.get(index).forEach(place -> builder.pair(pool.getOrDefault(place, 0), 0, 0, place.week()));
            }
        }
        var placed = new boolean[people.size()];
        if (!who.isEmpty()) {
            var problem = builder.build();
            var chosen = settings.chosenSolver().solve(problem);
            PlanProof.check(problem, chosen, PlanPrices.of(problem, chosen, PlanProblem.LEVELS));
            for (var index = 0; index < who.size(); index++) {
                placed[who.get(index)] = chosen[index] != PlanSolver.WAITS;
            }
        }
        return placed;
    }
}
