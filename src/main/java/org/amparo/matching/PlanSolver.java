package org.amparo.matching;

/** Finds the best plan. Every solver finds the same one, unless plans tie even in the tie-break. */
interface PlanSolver {

    /** What a case that keeps waiting has in place of a pair. */
    int WAITS = -1;

    /** @return for each case the pair chosen, or {@link #WAITS} */
    int[] solve(PlanProblem problem);

    /** A stable word for what found a plan. */
    String name();
}
