package org.amparo.reporting.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.amparo.reporting.Figure.Cell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvCellsUnitTests {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"})
    void defusesWhatASpreadsheetWouldRun(String text) {
        assertThat(CsvCells.text(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Mam", "K'iche'", "a=b", "U1 · answer within 24 hours"})
    void leavesOtherTextAlone(String text) {
        assertThat(CsvCells.text(text)).isEqualTo(text);
    }

    @Test
    void writesNumbersPlainAndSaysWhatIsWithheld() {
        assertThat(CsvCells.value(new Cell(1_234_567.0, false))).isEqualTo("1234567");
        assertThat(CsvCells.value(new Cell(62.46, false))).isEqualTo("62.5");
        assertThat(CsvCells.value(new Cell(0.0, false))).isEqualTo("0");
        assertThat(CsvCells.value(new Cell(null, true))).isEqualTo("withheld");
        assertThat(CsvCells.value(new Cell(null, false))).isEmpty();
    }
}
