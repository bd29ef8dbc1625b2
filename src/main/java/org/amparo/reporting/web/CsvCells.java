package org.amparo.reporting.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.amparo.reporting.Figure.Cell;

/**
 * What may stand in a cell of a CSV file. A spreadsheet takes text that begins with one of a few signs for a formula and runs it, so
 * such text gets an apostrophe in front (OWASP, CSV Injection).
 */
final class CsvCells {

    private static final String SIGNS_OF_A_FORMULA = "=+-@\t\r\n＝＋－＠";

    private CsvCells() {}

    static String text(String text) {
        return !text.isEmpty() && SIGNS_OF_A_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    /** The number with at most one decimal, {@code withheld}, or nothing. */
    static String value(Cell cell) {
        if (cell.withheld()) {
            return "withheld";
        }
        return cell.value() == null
                ? ""
                : BigDecimal.valueOf(cell.value())
                        .setScale(1, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
