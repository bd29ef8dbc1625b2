package org.amparo.reporting;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The figures the coalition publishes, in the order of the dashboard. Each has a definition under its name in {@code docs/figures.md};
 * a changed definition is a new version.
 */
public enum FigureName {
    FUNNEL(2, Column.COUNT, Column.SHARE),
    CALLS(1, Column.COUNT, Column.SHARE),
    TIME_TO_OFFER(2, Column.COUNT, Column.MEDIAN_MINUTES, Column.P90_MINUTES),
    TIME_TO_ACCEPTANCE(2, Column.COUNT, Column.MEDIAN_MINUTES, Column.P90_MINUTES),
    TIME_TO_CONTACT(2, Column.COUNT, Column.MEDIAN_MINUTES, Column.P90_MINUTES),
    CUSTODY_DAYS(2, Column.COUNT, Column.SHARE, Column.MEDIAN_DAYS),
    UNMET_NEED(2, Column.COUNT, Column.SHARE),
    UNMET_BY_URGENCY(1, Column.COUNT, Column.SHARE),
    UNMET_BY_LANGUAGE(1, Column.COUNT, Column.SHARE),
    UNMET_BY_PLACE(1, Column.COUNT, Column.SHARE),
    UNMET_BY_FUND_RULE(1, Column.COUNT, Column.SHARE),
    ANSWERS(3, Column.COUNT, Column.SHARE),
    FAIRNESS(
            1,
            Column.COUNT,
            Column.ACCEPTED,
            Column.DECLINED,
            Column.EXPIRED,
            Column.IN_TIME,
            Column.SHARE,
            Column.AGREED),
    OUTCOMES_BY_FUND(2, Column.COUNT, Column.PENDING, Column.DECIDED, Column.REMAINED, Column.REMAINED_RATE),
    OUTCOMES(2, Column.COUNT, Column.MEDIAN_DOLLARS),
    LOAD_BY_PROVIDER(2, Column.COUNT, Column.PROMISED, Column.USED),
    LOAD_BY_SERVICE(2, Column.COUNT, Column.PROMISED, Column.USED),
    PLACES(2, Column.COUNT, Column.SHARE),
    LANGUAGES(2, Column.COUNT, Column.SHARE),
    STAGES(2, Column.COUNT, Column.SHARE),
    AGENCIES(2, Column.COUNT, Column.SHARE);

    /** What stands in a column. */
    public enum Column {
        COUNT(Unit.COUNT),
        ACCEPTED(Unit.COUNT),
        DECLINED(Unit.COUNT),
        EXPIRED(Unit.COUNT),
        PENDING(Unit.COUNT),
        DECIDED(Unit.COUNT),
        REMAINED(Unit.COUNT),
        PROMISED(Unit.COUNT),
        SHARE(Unit.PERCENT),
        IN_TIME(Unit.PERCENT),
        AGREED(Unit.PERCENT),
        REMAINED_RATE(Unit.PERCENT),
        USED(Unit.PERCENT),
        MEDIAN_MINUTES(Unit.MINUTES),
        P90_MINUTES(Unit.MINUTES),
        MEDIAN_DAYS(Unit.DAYS),
        MEDIAN_DOLLARS(Unit.DOLLARS);

        private final Unit unit;

        Column(Unit unit) {
            this.unit = unit;
        }

        public Unit unit() {
            return unit;
        }
    }

    /** What a value is measured in. */
    public enum Unit {
        COUNT,
        PERCENT,
        MINUTES,
        DAYS,
        DOLLARS
    }

    private final int version;
    private final List<Column> columns;

    FigureName(int version, Column... columns) {
        this.version = version;
        this.columns = List.of(columns);
    }

    /** The figure of that name in a URL, for example {@code time-to-offer}. */
    public static Optional<FigureName> of(String path) {
        return Arrays.stream(values()).filter(name -> name.path().equals(path)).findFirst();
    }

    /** Its name in URLs and files. */
    public String path() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public int version() {
        return version;
    }

    public List<Column> columns() {
        return columns;
    }

    /**
     * Whether such a period shows all lines, and not the sum alone. What is divided finely is told for longer periods only: in short
     * ones nearly all of it would be withheld, and much of the long ones with it.
     */
    public boolean isToldInFull(Period.Grain grain) {
        return switch (this) {
            case FUNNEL, LOAD_BY_PROVIDER, LOAD_BY_SERVICE -> true;
            case OUTCOMES_BY_FUND -> grain == Period.Grain.YEAR;
            default -> grain != Period.Grain.MONTH;
        };
    }

    /** Whether it tells how things stand now, whatever the period. */
    public boolean isOfNow() {
        return this == LOAD_BY_PROVIDER || this == LOAD_BY_SERVICE;
    }
}
