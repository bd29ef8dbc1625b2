package org.amparo.matching;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How docket plans are made here.
 *
 * @param solver {@code AUTO} for the library where it can be loaded, {@code BUILT_IN} for our own everywhere
 * @param roomNotSaid for how many cases of a service a provider is taken to have room that has not said; unknown is neither none nor endless
 * @param nextPlan how long a case left waiting is expected to wait for its next chance
 * @param mostCases so many cases are planned at once, the most urgent and longest waiting
 */
@ConfigurationProperties("amparo.matching.plan")
record PlanSettings(
        @DefaultValue("AUTO") Solver solver,
        @DefaultValue("1") int roomNotSaid,
        @DefaultValue("P7D") Duration nextPlan,
        @DefaultValue("20000") int mostCases) {

    enum Solver {
        AUTO,
        BUILT_IN
    }

    PlanSettings {
        if (roomNotSaid < 0 || !nextPlan.isPositive() || mostCases < 1) {
            throw new IllegalArgumentException(
                    "amparo.matching.plan: room-not-said is never negative, next-plan and most-cases are more than nothing");
        }
    }

    PlanSolver chosenSolver() {
        return solver == Solver.AUTO && NativeFlow.isAvailable() ? NativeFlow.load() : new AugmentingPaths();
    }
}
