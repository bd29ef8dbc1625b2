package org.amparo.reporting.web;

import java.util.List;
import org.amparo.reporting.FigureName;
import org.jspecify.annotations.Nullable;

/**
 * One figure as a page shows it: a sentence that says what to see, a chart with its values written beside it, and the table.
 *
 * @param title what the figure is
 * @param headline what it says in this period
 * @param note what is not in the chart
 */
record Panel(
        FigureName name,
        String title,
        String headline,
        @Nullable String note,
        Chart chart,
        List<String> columns,
        List<Row> rows) {

    /** A row of the table. */
    record Row(String label, int depth, List<Text> cells) {}

    /** What stands in a cell. */
    record Text(String text, boolean withheld) {}

    /** @param axis words along the axis, where it needs any */
    record Chart(List<Mark> marks, List<Tick> axis, List<Key> keys) {}

    /** @param at percent of the width */
    record Tick(String text, String at, String anchor) {}

    /** What a colour and form in the chart stands for. */
    record Key(String form, String text) {}

    /**
     * One line of a chart: its words, and forms at percentages of the width.
     *
     * @param bar width of the bar; null for none
     * @param frame width of the frame around it (what was promised); null for none
     * @param dot where the median stands; null for none
     * @param end where nine in ten stand; null for none
     */
    record Mark(
            String label,
            String text,
            int depth,
            boolean withheld,
            @Nullable String bar,
            @Nullable String frame,
            @Nullable String dot,
            @Nullable String end) {}
}
