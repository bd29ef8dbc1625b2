package org.amparo.reporting;

import java.time.Instant;
import java.util.List;

/**
 * All figures of one period.
 *
 * @param running whether the period has not ended, so that its figures still change
 * @param countedAt when the figures last changed, in UTC
 */
public record Report(Period period, boolean running, Instant countedAt, List<Figure> figures) {

    public Report {
        figures = List.copyOf(figures);
    }

    public Figure figure(FigureName name) {
        return figures.stream()
                .filter(figure -> figure.name() == name)
                .findFirst()
                .orElseThrow();
    }
}
