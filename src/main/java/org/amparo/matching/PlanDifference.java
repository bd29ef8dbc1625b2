package org.amparo.matching;

/** How the plan differs from one-by-one routing for a case, and why. */
public enum PlanDifference {
    /** Both choose the same provider. */
    SAME,
    /** Only the plan finds somebody. */
    ONLY_PLANNED,
    /** One by one it would have had the place that the plan gives to another case. */
    GIVES_WAY,
    /** Another provider can take it too, and the place goes to a case that needs it more. */
    KEPT_FOR,
    /** The planned provider answers sooner. */
    SOONER,
    /** The planned provider speaks with the person more directly, is nearer, covers more, or is paid with more certainty. */
    MORE_DIRECT,
    /** As good for the case, and nearer to the agreed shares or decided by the tie-break. */
    SHARED,
    /** Providers could take it, but every place goes to a case before it. */
    NO_ROOM,
    /** No provider could take it, however much room there were. */
    NOBODY,
    /** Offered already; the plan keeps a place for it with a provider it was offered to. */
    UNDER_OFFER
}
