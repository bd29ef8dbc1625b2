package org.amparo.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuppressionUnitTests {

    @Test
    void showsOfThePublishedReportOnlyWhatTheRuleAllows() {
        var report = single(Tree.of("pending", "closed")
                .with("detained", "pending")
                .with("released", "pending")
                .with("began non-detained", "released")
                .with("released from custody", "released")
                .with("completed", "closed")
                .with("other", "closed")
                .with("relief", "completed")
                .with("voluntary departure", "completed")
                .with("removal order", "completed"));
        report.count("detained", Tree.WHOLE, Tree.WHOLE, 8);
        report.count("began non-detained", Tree.WHOLE, Tree.WHOLE, 21);
        report.count("released from custody", Tree.WHOLE, Tree.WHOLE, 4);
        report.count("relief", Tree.WHOLE, Tree.WHOLE, 4);
        report.count("voluntary departure", Tree.WHOLE, Tree.WHOLE, 2);
        report.count("removal order", Tree.WHOLE, Tree.WHOLE, 5);
        report.count("other", Tree.WHOLE, Tree.WHOLE, 2);

        assertThat(shown(report)).containsExactlyInAnyOrder(46L, 33L, 13L, 21L);
    }

    @Test
    void showsZeroAndElevenAndWithholdsOneToTen() {
        for (var n = 0; n <= 12; n++) {
            var one = single(Tree.undivided());
            one.count(Tree.WHOLE, Tree.WHOLE, Tree.WHOLE, n);
            assertThat(Suppression.withheld(one).isEmpty()).as("%d", n).isEqualTo(n == 0 || n >= 11);
        }
    }

    @Test
    void withholdsASecondPartWhenTheWholeIsShown() {
        var table = parts(5, 40, 60);

        assertThat(shown(table)).containsExactlyInAnyOrder(105L, 60L);
    }

    @Test
    void withholdsTheWholeWhenThereIsNoOtherPart() {
        var table = parts(5, 0, 0);

        assertThat(shown(table)).containsExactlyInAnyOrder(0L, 0L);
    }

    @Test
    void withholdsOneMoreWhenAllWithheldAreThreeOrLess() {
        var table = parts(3, 3, 3, 3, 3, 30, 40);

        assertThat(shown(table)).containsExactlyInAnyOrder(85L, 40L);
    }

    @Test
    void withholdsOneMoreWhenTheWithheldSumToLessThanEleven() {
        var table = parts(4, 4, 30, 40);

        assertThat(shown(table)).containsExactlyInAnyOrder(78L, 40L);
    }

    @Test
    void withholdsNoMoreWhenTheWithheldSumToEleven() {
        var table = parts(5, 6, 40, 50);

        assertThat(shown(table)).containsExactlyInAnyOrder(101L, 40L, 50L);
    }

    @Test
    void withholdsTheLeastOfWhatCouldHelp() {
        var table = parts(3, 3, 3, 3, 3, 60, 30, 40);

        assertThat(shown(table)).containsExactlyInAnyOrder(145L, 60L, 40L);
    }

    @Test
    void withholdsWhateverIsNotTold() {
        var population = random(7, 3, 2, 40).telling((category, level) -> category % 3 != 1);
        var withheld = Suppression.withheld(population);

        assertThat(IntStream.range(0, population.cells()).filter(cell -> !population.isTold(cell)))
                .isNotEmpty()
                .allMatch(withheld::get);
    }

    /** What is published must not change by itself: whoever changes this number has changed which figures people can read. */
    @Test
    void withholdsAsManyPlacesAsEver() {
        var places = 0;
        for (var seed = 0; seed < 120; seed++) {
            places += Suppression.withheld(random(seed, 2 + seed % 4, 1 + seed % 3, 3 + seed % 40))
                    .cardinality();
        }
        assertThat(places).isEqualTo(13_660);
    }

    @Test
    void withholdsNothingWhenAllIsLarge() {
        assertThat(Suppression.withheld(parts(11, 12, 0, 400)).isEmpty()).isTrue();
    }

    @Test
    void letsNobodySubtractMonthsFromAQuarter() {
        var population = new Population(Tree.of("a", "b"), Tree.undivided(), List.of(), Tree.calendar());
        population.count("a", Tree.WHOLE, "M1", 4);
        population.count("a", Tree.WHOLE, "M2", 40);
        population.count("a", Tree.WHOLE, "M3", 50);
        for (var month : List.of("M1", "M2", "M3")) {
            population.count("b", Tree.WHOLE, month, 100);
        }
        var withheld = Suppression.withheld(population);
        var a = population.category(population.rows().node("a"), 0);

        assertThat(withheld.get(population.cell(a, population.time().node("M1"))))
                .isTrue();
        assertThat(withheld.get(population.cell(a, population.time().node("Q1"))))
                .isFalse();
        assertThat(IntStream.of(2, 3)
                        .filter(month -> withheld.get(
                                population.cell(a, population.time().node("M" + month)))))
                .isNotEmpty();
        assertThat(learned(population, withheld)).isEmpty();
    }

    @Test
    void protectsWhatIsNotToldButFollowsFromWhatIs() {
        var population = new Population(
                Tree.of("asked", "went on").with("stopped", "went on").with("reached", "went on"),
                Tree.undivided(),
                List.of(),
                Tree.undivided());
        population.count("asked", Tree.WHOLE, Tree.WHOLE, 50);
        population.count("stopped", Tree.WHOLE, Tree.WHOLE, 3);
        population.count("reached", Tree.WHOLE, Tree.WHOLE, 40);
        var reached = population.rows().node("reached");
        var onward = population.rows().node("went on");
        population.telling((category, level) -> category == 0 || category == reached || category == onward);
        var withheld = Suppression.withheld(population);

        assertThat(withheld.get(onward) || withheld.get(reached))
                .as("three people stopped: they are the difference of two steps")
                .isTrue();
        assertThat(new Attacker(population, withheld).canBe(population.rows().node("stopped"), 10, 99))
                .isTrue();
    }

    @Test
    void protectsAWholeThatIsNotToldWhenItsPartsAre() {
        var seen = new ArrayList<Long>();
        Suppression.withheld(parts(3, 4).telling((category, level) -> category != 0), (cell, world) -> {
            if (cell == 0) {
                seen.add(world[0]);
            }
        });

        assertThat(seen).as("how large it could be").containsExactly(10L);
    }

    @Test
    void provesTheOneMoreSafeToo() {
        var table = parts(3, 3, 3, 3, 3, 40, 30);
        var proven = new ArrayList<Long>();
        Suppression.withheld(table, (cell, world) -> proven.add(table.value(cell)));

        assertThat(proven).contains(30L);
    }

    @Test
    void withholdsTheSamePlacesEachTime() {
        var first = random(7, 3, 3, 40);
        assertThat(Suppression.withheld(first)).isEqualTo(Suppression.withheld(random(7, 3, 3, 40)));
    }

    @Test
    void hidesNoZero() {
        for (var seed = 0; seed < 100; seed++) {
            var population = random(seed, 4, 3, 12);
            var withheld = Suppression.withheld(population);
            assertThat(withheld.stream().filter(cell -> population.isTold(cell) && population.value(cell) == 0))
                    .isEmpty();
        }
    }

    @Test
    void provesEverySmallCountSafeByAWorldThatShowsTheSame() {
        for (var seed = 0; seed < 150; seed++) {
            var population = random(seed, 2 + seed % 4, 1 + seed % 3, 3 + seed % 40);
            var proofs = new ArrayList<Proof>();
            var withheld =
                    Suppression.withheld(population, (cell, world) -> proofs.add(new Proof(cell, world.clone())));
            var proven = new BitSet();
            for (var proof : proofs) {
                assertThat(isTrue(population, withheld, proof.world()))
                        .as("seed %d", seed)
                        .isTrue();
                assertThat(proof.world()[proof.cell()]).isGreaterThan(population.value(proof.cell()));
                var value = population.value(proof.cell());
                if (Suppression.isSmall(value)) {
                    assertThat(proof.world()[proof.cell()])
                            .as("as large as it could seem, where people look, and else not known")
                            .isEqualTo(value == 10 || !isOneSubtractionAway(population, proof.cell()) ? value + 1 : 10);
                }
                proven.set(proof.cell());
            }
            for (var cell = 0; cell < population.cells(); cell++) {
                if (Suppression.isSmall(population.value(cell))) {
                    assertThat(proven.get(cell))
                            .as("seed %d cell %d", seed, cell)
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 6, 12, 25})
    void leavesAnAttackerInTheDark(int size) {
        for (var seed = 0; seed < 25; seed++) {
            var population = random(1_000L * size + seed, 3, 2, size);
            assertThat(learned(population, Suppression.withheld(population)))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    @Test
    void doesTheAttackerMeanBusiness() {
        var learned = 0;
        for (var seed = 0; seed < 20; seed++) {
            var population = random(seed, 3, 2, 25);
            var onlySmall = new BitSet();
            IntStream.range(0, population.cells())
                    .filter(cell -> Suppression.isSmall(population.value(cell)))
                    .forEach(onlySmall::set);
            learned += learned(population, onlySmall).size();
        }
        assertThat(learned)
                .as("cells an attacker learns where only small counts are withheld")
                .isGreaterThan(50);
    }

    private record Proof(int cell, long[] world) {}

    /** Told, a part of a whole that is told with another, or the only one of a sum that is not told. */
    private static boolean isOneSubtractionAway(Population population, int cell) {
        return population.isTold(cell)
                || population.sums().stream()
                        .filter(sum -> Arrays.stream(sum).anyMatch(one -> one == cell))
                        .anyMatch(sum -> {
                            var told = Arrays.stream(sum)
                                    .filter(population::isTold)
                                    .count();
                            return told == sum.length - 1 || told > 1 && population.isTold(sum[0]);
                        });
    }

    private static boolean isTrue(Population population, BitSet withheld, long[] world) {
        for (var cell = 0; cell < world.length; cell++) {
            var least = population.isTold(cell) ? 1 : 0;
            if (withheld.get(cell) ? world[cell] < least : world[cell] != population.value(cell)) {
                return false;
            }
        }
        for (var sum : population.sums()) {
            var left = world[sum[0]];
            for (var i = 1; i < sum.length; i++) {
                left -= world[sum[i]];
            }
            if (left != 0) {
                return false;
            }
        }
        return true;
    }

    /** Small counts an attacker knows exactly, or knows to be small. */
    private static List<Integer> learned(Population population, BitSet withheld) {
        var attacker = new Attacker(population, withheld);
        return withheld.stream()
                .filter(cell -> Suppression.isSmall(population.value(cell)))
                .filter(cell ->
                        attacker.knows(cell) || population.isTold(cell) && !attacker.canBe(cell, 10, Long.MAX_VALUE))
                .boxed()
                .toList();
    }

    /** A table with two further breakdowns of its total, over a quarter or two. */
    private static Population random(long seed, int rows, int columns, int size) {
        var random = new Random(seed);
        var table = Tree.of("first", "rest");
        for (var i = 1; i < rows; i++) {
            table.with("row" + i, "rest");
        }
        var leaves = new ArrayList<>(List.of("first"));
        IntStream.range(1, rows).forEach(i -> leaves.add("row" + i));
        var across = columns == 1
                ? Tree.undivided()
                : Tree.of(
                        IntStream.range(0, columns).mapToObj(i -> "column" + i).toList());
        var flat = Tree.of("x", "y", "z");
        var nested = Tree.of("p", "q").with("q/1", "q").with("q/2", "q");
        var population = new Population(table, across, List.of(flat, nested), Tree.calendar());
        var months = random.nextBoolean() ? List.of("M1", "M2", "M3") : List.of("M2", "M3", "M4", "M6");
        for (var month : months) {
            var n = random.nextInt(size * leaves.size() * columns + 1);
            for (var i = 0; i < n; i++) {
                var row = leaves.get((int) (leaves.size() * Math.pow(random.nextDouble(), 2)));
                var column = columns == 1 ? Tree.WHOLE : "column" + (int) (columns * Math.pow(random.nextDouble(), 2));
                population.count(row, column, month, 1);
                population.countIn(
                        0, List.of("x", "y", "z").get((int) (3 * Math.pow(random.nextDouble(), 3))), month, 1);
                population.countIn(1, List.of("p", "q/1", "q/2").get(random.nextInt(3)), month, 1);
            }
        }
        return seed % 2 == 0 ? population : population.telling((category, level) -> level > 0 || category % 2 == 0);
    }

    private static Population single(Tree rows) {
        return new Population(rows, Tree.undivided(), List.of(), Tree.undivided());
    }

    private static Population parts(int... counts) {
        var population = single(Tree.of(
                IntStream.range(0, counts.length).mapToObj(i -> "part" + i).toList()));
        for (var i = 0; i < counts.length; i++) {
            population.count("part" + i, Tree.WHOLE, Tree.WHOLE, counts[i]);
        }
        return population;
    }

    private static List<Long> shown(Population population) {
        var withheld = Suppression.withheld(population);
        return IntStream.range(0, population.cells())
                .filter(cell -> !withheld.get(cell))
                .mapToObj(population::value)
                .toList();
    }
}
