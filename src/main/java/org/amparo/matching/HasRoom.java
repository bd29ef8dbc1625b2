package org.amparo.matching;

/** There must be room for at least one of the services the provider would give. Not said is unknown, not zero. */
final class HasRoom implements Policy {

    @Override
    public Verdict judge(Situation situation, Candidate candidate) {
        var practice = candidate.practice();
        if (practice.taking() == Taking.PAUSED) {
            return Verdict.fail(Rule.CAPACITY, "capacity.paused");
        }
        var room = 0;
        var unknown = false;
        for (var need : situation.facts().needs()) {
            if (candidate.offering().services().contains(need)) {
                var open = practice.capacity(need).open();
                unknown |= open == null;
                room += open == null ? 0 : open;
            }
        }
        if (room > 0) {
            return Verdict.pass(Rule.CAPACITY, "capacity.open", Argument.of(Argument.Kind.NUMBER, room));
        }
        return unknown
                ? Verdict.unknown(Rule.CAPACITY, "capacity.not-said")
                : Verdict.fail(Rule.CAPACITY, "capacity.full");
    }
}
