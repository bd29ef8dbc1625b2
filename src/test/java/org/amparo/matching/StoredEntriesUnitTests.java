package org.amparo.matching;

import static org.amparo.matching.Given.facts;
import static org.amparo.matching.Given.fund;
import static org.amparo.matching.Given.organization;
import static org.amparo.matching.Given.practicing;
import static org.amparo.support.TestCatalog.MAM;
import static org.amparo.support.TestCatalog.SPANISH;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.membership.Standing;
import org.junit.jupiter.api.Test;

/** What is kept once for many comes back as it was said of each. */
class StoredEntriesUnitTests {

    @Test
    void aListOfThousandComesBackAsItWasAndSaysNothingTwice() {
        var candidates = new ArrayList<Candidate>();
        for (var number = 0; number < 1_000; number++) {
            candidates.add(practicing()
                    .languages(number % 3 == 0 ? MAM : SPANISH)
                    .answers(number % 5 == 0 ? Map.of() : Map.of(Urgency.U1, 60 * (1 + number % 40)))
                    .promised(Service.BOND, number % 7, number % 2)
                    .by(organization(number)));
        }
        var situation =
                facts().situation(Map.of(), List.of(fund("County", organization(1)), fund("State", organization(2))));
        var ranked = new Matchmaker(RoutingSimulation.WEIGHTS).rank(situation, candidates, tied -> Map.of());
        var stored = StoredEntries.of(ranked);
        assertThat(stored.entries()).isEqualTo(ranked);
        assertThat(stored.verdicts()).doesNotHaveDuplicates().hasSizeLessThan(100);
        assertThat(stored.parts()).doesNotHaveDuplicates().hasSizeLessThan(100);
        assertThat(stored.lines()).hasSize(1_000);
    }

    @Test
    void whoeverHasDescribedNothingHasNoPartsAndNoFunds() {
        var ranked = new Matchmaker(RoutingSimulation.WEIGHTS)
                .rank(
                        facts().situation(),
                        List.of(new Candidate(
                                organization(1), Standing.ADMITTED, PracticeSheet.blank(organization(1)))),
                        tied -> Map.of());
        assertThat(ranked.getFirst().parts()).isEmpty();
        assertThat(StoredEntries.of(ranked).entries()).isEqualTo(ranked);
    }

    @Test
    void anEmptyListIsEmpty() {
        assertThat(StoredEntries.of(List.of())).isEqualTo(StoredEntries.NONE);
        assertThat(StoredEntries.NONE.entries()).isEmpty();
    }
}
