package org.amparo.matching;

import java.util.Set;

/** There must be room for at least one of the services the provider would give, and for a case like this. Not said is unknown, not zero. */
final class HasRoom implements Policy {

    private static final Set<String> ONLY_FULL = Set.of("capacity.full", "capacity.week-full", "capacity.said-full");

    @Override
    public Verdict judge(Situation situation, Candidate candidate) {
        var practice = candidate.practice();
        if (practice.taking() == Taking.PAUSED) {
            return Verdict.fail(Rule.CAPACITY, "capacity.paused");
        }
        var byWeek = practice.rooming() == Rooming.BY_WEEK;
        var places = 0;
        var unknown = false;
        var full = false;
        var saidFull = false;
        for (var need : situation.facts().needs()) {
            if (candidate.offering().services().contains(need)) {
                var room = practice.room(need);
                var open = room.open();
                if (!room.isFor(situation, candidate.offering())) {
                    continue;
                }
                unknown |= open == null;
                full |= open != null && open == 0;
                saidFull |= room.saidFull();
                places += open == null ? 0 : open;
            }
        }
        if (places > 0) {
            return Verdict.pass(
                    Rule.CAPACITY,
                    byWeek ? "capacity.week-open" : "capacity.open",
                    Argument.of(Argument.Kind.NUMBER, places));
        }
        if (unknown) {
            return Verdict.unknown(Rule.CAPACITY, byWeek ? "capacity.week-not-said" : "capacity.not-said");
        }
        if (saidFull) {
            return Verdict.fail(Rule.CAPACITY, "capacity.said-full");
        }
        if (byWeek) {
            return Verdict.fail(Rule.CAPACITY, full ? "capacity.week-full" : "capacity.week-for-others");
        }
        return Verdict.fail(Rule.CAPACITY, "capacity.full");
    }

    /** Whether nothing is missing but a place. */
    static boolean isOnlyFull(Verdict verdict) {
        return ONLY_FULL.contains(verdict.reason());
    }
}
