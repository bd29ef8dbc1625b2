package org.amparo.reporting;

import java.util.List;
import org.amparo.reporting.FigureName.Column;
import org.jspecify.annotations.Nullable;

/**
 * One figure for one period, as it may be shown: a table in which small counts, and what would give them away, are withheld already.
 *
 * @param lines the whole first, where there is one; then its parts
 */
public record Figure(FigureName name, List<Line> lines) {

    /** Code of the funnel's last line, which is no part of it: cases that count in no figure, because somebody said no to it. */
    public static final String LEFT_OUT = "left-out";

    public Figure {
        lines = List.copyOf(lines);
    }

    /** @return the line of the whole */
    public Line whole() {
        return lines.getFirst();
    }

    /** @return whether there is nothing to tell: no line counts anything */
    public boolean isEmpty() {
        return lines.stream()
                .flatMap(line -> line.cells().stream())
                .noneMatch(cell -> cell.withheld() || cell.isMoreThanZero());
    }

    /**
     * One line of a figure.
     *
     * @param depth 0 for the whole, 1 for its parts, 2 for theirs
     * @param cells one for each column of the figure
     */
    public record Line(Label label, int depth, List<Cell> cells) {

        public Line {
            cells = List.copyOf(cells);
        }
    }

    /**
     * What a line is about, for a reader's language.
     *
     * @param code of the list, an id, or a word of this module
     */
    public record Label(Kind kind, String code) {

        /** Where the words for a code are found. */
        public enum Kind {
            WORD,
            CALL,
            URGENCY,
            CAUSE,
            DECLINE,
            OUTCOME,
            FUND,
            FUND_RULE,
            PROVIDER,
            SERVICE,
            OFFICE,
            FACILITY,
            LANGUAGE,
            STAGE,
            AGENCY
        }
    }

    /**
     * One cell: a value, or withheld, or nothing to tell (a rate of none, a median of nobody).
     *
     * @param value null when withheld or when there is none
     */
    public record Cell(@Nullable Double value, boolean withheld) {

        static final Cell WITHHELD = new Cell(null, true);
        static final Cell NONE = new Cell(null, false);

        static Cell of(double value) {
            return new Cell(value, false);
        }

        boolean isMoreThanZero() {
            return value != null && value > 0;
        }
    }

    /** @return the cell of that line in that column; nothing to tell when the figure has no such column */
    public Cell cell(Line line, Column column) {
        var index = name.columns().indexOf(column);
        return index < 0 ? Cell.NONE : line.cells().get(index);
    }
}
