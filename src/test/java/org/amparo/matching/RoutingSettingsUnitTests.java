package org.amparo.matching;

import static org.amparo.matching.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalTime;
import java.util.EnumMap;
import java.util.Map;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Urgency;
import org.amparo.referrals.OfferTerms;
import org.amparo.referrals.QuietHours;
import org.amparo.referrals.Route;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.test.util.ReflectionTestUtils;

/** Weights add up, urgent cases wait for nobody, and the slower of two stewards is told. */
class RoutingSettingsUnitTests {

    private final RoutingSettings settings = new RoutingSettings();
    private final Map<ScorePart, Integer> weights = new EnumMap<>(ScorePart.class);
    private final Map<Urgency, Route> routes = new EnumMap<>(Urgency.class);

    private @Nullable OfferTerms terms = OfferTerms.USUAL;

    @BeforeEach
    void first() {
        ReflectionTestUtils.setField(settings, "terms", OfferTerms.USUAL);
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

    @ParameterizedTest
    @EnumSource(names = {"U0", "U1"})
    void refusesThatAnUrgentCaseWaitsForADispatchersHand(Urgency urgency) {
        routes.put(urgency, Route.BY_HAND);
        assertRejected("routes." + urgency, "route-may-not-wait");
    }

    @ParameterizedTest
    @EnumSource(names = {"U2", "U3", "U4"})
    void letsOthersWaitForADispatchersHand(Urgency urgency) {
        routes.put(urgency, Route.BY_HAND);
        assertThat(change(1).route(urgency)).isEqualTo(Route.BY_HAND);
        assertThat(change(1).routeOfPlan(urgency)).as("a plan is a choice").isEqualTo(Route.IN_ORDER);
    }

    @Test
    void anUrgentCaseOfAPlanGoesToSeveralAtOnceAlsoWhereARotaComesFirst() {
        routes.put(Urgency.U1, Route.ROTA);
        routes.put(Urgency.U2, Route.ROTA);
        assertThat(change(1).routeOfPlan(Urgency.U1)).isEqualTo(Route.BROADCAST);
        assertThat(change(1).routeOfPlan(Urgency.U2)).isEqualTo(Route.IN_ORDER);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 30, 240, readingMinutes",
        "61, 30, 240, readingMinutes",
        "10, 4, 240, headStartMinutes",
        "10, 1441, 240, headStartMinutes",
        "10, 30, 4, handMinutes",
        "10, 30, 4321, handMinutes"
    })
    void refusesTimesThatHelpNobody(int reading, int headStart, int hand, String field) {
        terms = new OfferTerms(reading, headStart, hand, null);
        assertRejected("terms." + field, "minutes-out-of-range");
    }

    @Test
    void refusesANightThatIsLongerThanADay() {
        terms = quiet(17, 8);
        assertRejected("terms.quiet", "quiet-too-long");
        terms = quiet(18, 8);
        assertThat(change(1).terms()).isEqualTo(terms);
    }

    @Test
    void whatIsLeftOutStaysAsItIs() {
        terms = null;
        assertThat(change(1).terms()).isEqualTo(OfferTerms.USUAL);
    }

    private static OfferTerms quiet(int from, int to) {
        return new OfferTerms(0, 30, 240, new QuietHours(LocalTime.of(from, 0), LocalTime.of(to, 0)));
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
        return settings.change(new ChangeRouting(weights, routes, terms, seen), Actor.system(), NOW);
    }
}
