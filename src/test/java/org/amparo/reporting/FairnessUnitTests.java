package org.amparo.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amparo.reporting.Figure.Cell;
import org.amparo.reporting.Figure.Line;
import org.amparo.reporting.FigureName.Column;
import org.amparo.reporting.Tally.Count;
import org.amparo.reporting.Tally.Measure;
import org.junit.jupiter.api.Test;

/** How the work is shared, by provider: what is told of it, and what is not. */
class FairnessUnitTests {

    private static final String ALBA = "01900000-0000-7000-8000-00000000a1ba";
    private static final String BRISA = "01900000-0000-7000-8000-00000000b15a";
    private static final String COSTA = "01900000-0000-7000-8000-00000000c05a";

    private final Map<Count, Long> counts = new HashMap<>();

    @Test
    void setsWhatWasAcceptedBesideWhatWasAgreed() {
        answers(7, ALBA, "ACCEPTED", 60);
        answers(8, ALBA, "DECLINED/LANGUAGE", 20);
        answers(9, ALBA, "EXPIRED", 20);
        answers(7, BRISA, "ACCEPTED", 40);

        var alba = line("2026-Q3", FigureName.FAIRNESS, ALBA);

        assertThat(cells(alba, FigureName.FAIRNESS))
                .containsEntry(Column.COUNT, Cell.of(100))
                .containsEntry(Column.ACCEPTED, Cell.of(60))
                .containsEntry(Column.DECLINED, Cell.of(20))
                .containsEntry(Column.EXPIRED, Cell.of(20))
                .containsEntry(Column.IN_TIME, Cell.of(80))
                .containsEntry(Column.SHARE, Cell.of(60))
                .containsEntry(Column.AGREED, Cell.of(50));
        assertThat(cells(line("2026-Q3", FigureName.FAIRNESS, BRISA), FigureName.FAIRNESS))
                .containsEntry(Column.EXPIRED, Cell.of(0))
                .containsEntry(Column.IN_TIME, Cell.of(100))
                .containsEntry(Column.AGREED, Cell.NONE);
    }

    @Test
    void withholdsTheFewAnswersOfAProviderAndWhatWouldGiveThemAway() {
        answers(7, ALBA, "ACCEPTED", 60);
        answers(7, BRISA, "ACCEPTED", 40);
        answers(7, COSTA, "ACCEPTED", 3);

        for (var period : List.of("2026-Q3", "2026")) {
            var withheld = List.of(ALBA, BRISA, COSTA).stream()
                    .filter(provider -> cells(line(period, FigureName.FAIRNESS, provider), FigureName.FAIRNESS)
                            .get(Column.ACCEPTED)
                            .withheld())
                    .toList();
            assertThat(withheld).as(period).contains(COSTA).hasSizeGreaterThan(1);
            assertThat(cells(line(period, FigureName.FAIRNESS, COSTA), FigureName.FAIRNESS)
                            .get(Column.SHARE)
                            .withheld())
                    .isTrue();
        }
        assertThat(cells(line("2026-Q3", FigureName.ANSWERS, "ACCEPTED"), FigureName.ANSWERS)
                        .get(Column.COUNT))
                .as("the sum is told")
                .isEqualTo(Cell.of(103));
    }

    @Test
    void tellsReasonsOfAllAndOfNoProvider() {
        answers(7, ALBA, "DECLINED/LANGUAGE", 30);
        answers(7, ALBA, "DECLINED/CONFLICT", 15);
        answers(7, BRISA, "DECLINED/LANGUAGE", 25);
        answers(8, BRISA, "ACCEPTED", 30);

        var year = figures("2026");
        assertThat(line(year, FigureName.ANSWERS, "LANGUAGE").cells()).containsExactly(Cell.of(55), Cell.of(55));
        assertThat(line(year, FigureName.ANSWERS, "LANGUAGE").depth()).isEqualTo(2);
        assertThat(line(year, FigureName.ANSWERS, "all").cells().getFirst()).isEqualTo(Cell.of(100));
        assertThat(cells(line(year, FigureName.FAIRNESS, ALBA), FigureName.FAIRNESS))
                .containsEntry(Column.DECLINED, Cell.of(45));
    }

    /** What is told of all answers is the sum of its kinds, so a kind that is withheld takes it along. */
    @Test
    void tellsNoSumThatWouldGiveAKindAway() {
        answers(7, ALBA, "ACCEPTED", 60);
        answers(7, ALBA, "EXPIRED", 4);

        var alba = cells(line("2026-Q3", FigureName.FAIRNESS, ALBA), FigureName.FAIRNESS);
        assertThat(alba.get(Column.EXPIRED).withheld()).isTrue();
        assertThat(alba.get(Column.COUNT).withheld()).isTrue();
        assertThat(alba.get(Column.IN_TIME).withheld()).isTrue();
        assertThat(line("2026-Q3", FigureName.ANSWERS, "all").cells().getFirst().withheld())
                .isTrue();
    }

    @Test
    void tellsOfAMonthTheSumAlone() {
        answers(7, ALBA, "ACCEPTED", 60);

        assertThat(figures("2026-07").stream()
                        .filter(figure -> figure.name() == FigureName.FAIRNESS)
                        .findFirst()
                        .orElseThrow()
                        .lines())
                .hasSize(1);
    }

    private void answers(int month, String provider, String answer, long n) {
        counts.put(new Count(LocalDate.of(2026, month, 1), Measure.ANSWERS, provider, answer), n);
    }

    private List<Figure> figures(String period) {
        return new YearBook(counts)
                .figures(Period.of(period), (spread, row) -> Collections.emptyNavigableMap(), Map.of(ALBA, 50.0));
    }

    private Line line(String period, FigureName name, String code) {
        return line(figures(period), name, code);
    }

    private static Line line(List<Figure> figures, FigureName name, String code) {
        return figures.stream()
                .filter(figure -> figure.name() == name)
                .flatMap(figure -> figure.lines().stream())
                .filter(line -> line.label().code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static Map<Column, Cell> cells(Line line, FigureName name) {
        var cells = new HashMap<Column, Cell>();
        for (var i = 0; i < name.columns().size(); i++) {
            cells.put(name.columns().get(i), line.cells().get(i));
        }
        return cells;
    }
}
