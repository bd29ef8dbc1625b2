package org.amparo.matching;

import org.amparo.kernel.Service;

/** A provider must offer at least one of the services needed; what it leaves is a residual need. */
final class ServiceOffered implements Policy {

    @Override
    public Verdict judge(Situation situation, Candidate candidate) {
        if (!candidate.practice().described()) {
            return Verdict.fail(Rule.SERVICE, "service.not-described");
        }
        var needs = situation.facts().needs();
        var missing = needs.stream()
                .filter(need -> !candidate.offering().services().contains(need))
                .sorted()
                .toList();
        if (missing.isEmpty()) {
            return Verdict.pass(Rule.SERVICE, "service.all");
        }
        var named = missing.stream().map(ServiceOffered::argument).toArray(Argument[]::new);
        return missing.size() < needs.size()
                ? Verdict.pass(Rule.SERVICE, "service.some", named)
                : Verdict.fail(Rule.SERVICE, "service.none", named);
    }

    private static Argument argument(Service service) {
        return Argument.of(Argument.Kind.SERVICE, service);
    }
}
