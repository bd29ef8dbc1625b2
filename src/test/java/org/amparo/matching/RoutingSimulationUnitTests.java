package org.amparo.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.amparo.kernel.Urgency;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the simulation the benchmarks tell of plays by its own rules. */
class RoutingSimulationUnitTests {

    @ParameterizedTest
    @EnumSource(SimulatedAnswers.class)
    void nobodyPlacesMoreThanHindsightNorThanThereAreCasesAndPlaces(SimulatedAnswers answers) {
        var world = InventedWorld.of(4, 1.0, 1);
        var outcomes = new RoutingSimulation(world, answers).run();
        assertThat(outcomes).hasSize(4);
        var hindsight = outcomes.getLast().placed();
        assertThat(hindsight)
                .isBetween(1, Math.min(world.places(), world.arrivals().size()));
        assertThat(outcomes).allSatisfy(outcome -> {
            assertThat(outcome.placed()).isBetween(hindsight / 2, hindsight);
            assertThat(outcome.byUrgency().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .isEqualTo(outcome.placed());
        });
    }

    @ParameterizedTest
    @EnumSource(SimulatedAnswers.class)
    void theSameSeedGivesTheSameYear(SimulatedAnswers answers) {
        assertThat(told(answers)).isEqualTo(told(answers));
    }

    private static String told(SimulatedAnswers answers) {
        var told = new StringBuilder();
        for (var outcome : new RoutingSimulation(InventedWorld.of(5, 0.7, 1), answers).run()) {
            told.append(outcome.policy())
                    .append(' ')
                    .append(outcome.byUrgency())
                    .append(' ')
                    .append(outcome.asked());
            Arrays.stream(Urgency.values())
                    .forEach(urgency -> told.append(' ')
                            .append(Arrays.toString(outcome.hours().get(urgency))));
        }
        return told.toString();
    }

    @ParameterizedTest
    @EnumSource(SimulatedAnswers.class)
    void whoSaysNoSaysItWhicheverWayTheCaseCame(SimulatedAnswers answers) {
        var world = InventedWorld.of(6, 1.0, 1);
        var noes = 0;
        for (var arrival : world.arrivals()) {
            for (var provider : world.providers()) {
                var reply = answers.to(arrival, provider, arrival.at());
                assertThat(answers.to(arrival, provider, arrival.lost()).yes()).isEqualTo(reply.yes());
                assertThat(reply.at()).isAfter(arrival.at());
                noes += reply.yes() ? 0 : 1;
            }
        }
        var asked = world.arrivals().size() * world.providers().size();
        assertThat((double) noes / asked)
                .isBetween(
                        answers == SimulatedAnswers.ALWAYS_YES ? 0 : 0.38,
                        answers == SimulatedAnswers.ALWAYS_YES ? 0 : 0.42);
    }
}
