package org.amparo.matching;

/** Which solver makes plans here: the library where its native part can be loaded, else our own. Both find the same plan. */
final class PlanSolvers {

    private PlanSolvers() {}

    static PlanSolver best() {
        return NativeFlow.isAvailable() ? NativeFlow.load() : new AugmentingPaths();
    }
}
