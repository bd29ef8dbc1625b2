package org.amparo.matching;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.amparo.kernel.Urgency;

/**
 * What a way of routing brings for the docket, the plan or one by one.
 *
 * @param placed people placed, by urgency; cases under offer are not counted
 * @param minutesLate by how many minutes in all answers come too late, waiting until the next plan included
 * @param direct how many of those placed are spoken with in their own language
 */
public record PlanTotals(Map<Urgency, Integer> placed, long minutesLate, int direct) {

    public PlanTotals {
        placed = Collections.unmodifiableMap(placed.isEmpty() ? new EnumMap<>(Urgency.class) : new EnumMap<>(placed));
    }

    /** How many are placed in all. */
    int all() {
        return placed.values().stream().mapToInt(Integer::intValue).sum();
    }
}
