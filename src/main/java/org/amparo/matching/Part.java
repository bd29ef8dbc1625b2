package org.amparo.matching;

/**
 * One part of a provider's score.
 *
 * @param permille how well the provider does here, 0 to 1000
 * @param weight the most this part can bring, in points of 100
 */
public record Part(ScorePart part, int permille, int weight) {

    /** What the part brought, in thousandths of a point. */
    public int milliPoints() {
        return permille * weight;
    }

    /** What the part brought, in points, to one decimal. */
    public double points() {
        return Math.round(milliPoints() / 100.0) / 10.0;
    }
}
