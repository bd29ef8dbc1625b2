package org.amparo.matching;

import static org.amparo.matching.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.EnumMap;
import java.util.Map;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Urgency;
import org.amparo.referrals.Route;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.util.ReflectionTestUtils;

/** Weights add up, routes are automatic, and the slower of two stewards is told. */
class RoutingSettingsUnitTests {

    private final RoutingSettings settings = new RoutingSettings();
    private final Map<ScorePart, Integer> weights = new EnumMap<>(ScorePart.class);
    private final Map<Urgency, Route> routes = new EnumMap<>(Urgency.class);

    @BeforeEach
    void first() {
        ReflectionTestUtils.setField(settings, "version", 1);
        for (var part : ScorePart.values()) {
            weights.put(part, 10);
        }
        weights.put(ScorePart.LANGUAGE, 40);
        for (var urgency : Urgency.values()) {
            routes.put(urgency, Route.IN_ORDER);
        }
    }

    @Test
    void aChangeIsANewVersion() {
        var changed = change(1);
        assertThat(changed.version()).isEqualTo(2);
        assertThat(changed.weights()).isEqualTo(weights);
        assertThat(changed.route(Urgency.U0)).isEqualTo(Route.IN_ORDER);
    }

    @Test
    void refusesWeightsThatDoNotMakeAHundred() {
        weights.put(ScorePart.LOAD, 11);
        assertRejected("weights", "weights-contradict");
    }

    @Test
    void refusesANegativeWeight() {
        weights.put(ScorePart.LOAD, -10);
        weights.put(ScorePart.LANGUAGE, 60);
        assertRejected("weights.LOAD", "weight-out-of-range");
    }

    @Test
    void refusesAMissingWeight() {
        weights.remove(ScorePart.LOAD);
        assertRejected("weights.LOAD", "weight-missing");
    }

    @Test
    void refusesARouteThatIsNotAutomatic() {
        routes.put(Urgency.U0, Route.BY_HAND);
        assertRejected("routes.U0", "route-not-automatic");
    }

    @Test
    void refusesAChangeOfSettingsNoLongerInForce() {
        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> change(7)).withMessage("stale-version");
    }

    private void assertRejected(String field, String code) {
        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> change(1)).satisfies(rejected -> {
            assertThat(rejected.field()).isEqualTo(field);
            assertThat(rejected.code()).isEqualTo(code);
        });
    }

    private RoutingSettings change(int seen) {
        return settings.change(new ChangeRouting(weights, routes, seen), Actor.system(), NOW);
    }
}
