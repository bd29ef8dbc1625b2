package org.amparo.matching;

import static org.amparo.matching.Given.NOW;
import static org.amparo.matching.Given.organization;
import static org.amparo.matching.Given.practicing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Service;
import org.junit.jupiter.api.Test;
import org.springframework.test.util.ReflectionTestUtils;

/** What a practice promises, uses and gives back, and what it announces. */
class PracticeUnitTests {

    private static final Actor ACTOR = Actor.system();

    private final Practice practice = new Practice(organization(1), NOW)
            .describe(practicing().services(Service.BOND, Service.HABEAS).offering(), Taking.OPEN, ACTOR, NOW);

    @Test
    void announcesThatItWasDescribed() {
        assertThat(announced()).containsExactly(new PracticeDescribed(organization(1), ACTOR, NOW));
    }

    @Test
    void announcesEveryPromiseThatChanged() {
        practice.promise(Map.of(Service.BOND, 2), Taking.OPEN, ACTOR, NOW);
        assertThat(announced())
                .contains(new CapacityChanged(organization(1), Service.BOND, 2, 2, true, ACTOR, NOW))
                .noneMatch(event -> event instanceof CapacityChanged changed && changed.service() == Service.HABEAS);
    }

    @Test
    void notSaidIsUnknownAndNotZero() {
        practice.promise(Map.of(Service.BOND, 2), Taking.OPEN, ACTOR, NOW).promise(Map.of(), Taking.OPEN, ACTOR, NOW);
        assertThat(practice.sheet(NOW).capacity(Service.BOND).open()).isNull();
        assertThat(announced().getLast())
                .isEqualTo(new CapacityChanged(organization(1), Service.BOND, null, null, true, ACTOR, NOW));
    }

    @Test
    void usesAndGivesBackWithoutEverGoingBelowZero() {
        practice.promise(Map.of(Service.BOND, 1), Taking.OPEN, ACTOR, NOW);
        practice.use(List.of(Service.BOND), NOW, ACTOR, NOW);
        practice.use(List.of(Service.BOND), NOW, ACTOR, NOW);
        assertThat(practice.sheet(NOW).capacity(Service.BOND).used()).isEqualTo(2);
        assertThat(practice.sheet(NOW).capacity(Service.BOND).open()).isZero();
        for (var i = 0; i < 4; i++) {
            practice.giveBack(List.of(Service.BOND), NOW, ACTOR, NOW);
        }
        assertThat(practice.sheet(NOW).capacity(Service.BOND).used()).isZero();
        assertThat(practice.sheet(NOW).capacity(Service.BOND).open()).isEqualTo(1);
    }

    @Test
    void knowsSinceWhenThereIsRoom() {
        var later = NOW.plusSeconds(60);
        practice.promise(Map.of(Service.BOND, 1), Taking.OPEN, ACTOR, NOW);
        assertThat(practice.sheet(NOW).capacity(Service.BOND).roomSince()).isEqualTo(NOW);
        practice.use(List.of(Service.BOND), NOW, ACTOR, NOW);
        assertThat(practice.sheet(NOW).capacity(Service.BOND).roomSince()).isNull();
        practice.giveBack(List.of(Service.BOND), NOW, ACTOR, later);
        assertThat(practice.sheet(NOW).capacity(Service.BOND).roomSince()).isEqualTo(later);
        practice.promise(Map.of(Service.BOND, 5), Taking.OPEN, ACTOR, later.plusSeconds(9));
        assertThat(practice.sheet(NOW).capacity(Service.BOND).roomSince()).isEqualTo(later);
    }

    @Test
    void refusesAPromiseBelowWhatIsInUse() {
        practice.promise(Map.of(Service.BOND, 3), Taking.OPEN, ACTOR, NOW);
        practice.use(List.of(Service.BOND), NOW, ACTOR, NOW).use(List.of(Service.BOND), NOW, ACTOR, NOW);
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> practice.promise(Map.of(Service.BOND, 1), Taking.OPEN, ACTOR, NOW))
                .satisfies(rejected -> {
                    assertThat(rejected.field()).isEqualTo("capacity.BOND");
                    assertThat(rejected.code()).isEqualTo("capacity-below-use");
                    assertThat(rejected.arguments()).hasToString("[BOND, 1, 2]");
                });
    }

    @Test
    void refusesANegativePromiseAndAnEndlessOne() {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> practice.promise(Map.of(Service.BOND, -1), Taking.OPEN, ACTOR, NOW))
                .withMessage("capacity-negative");
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> practice.promise(Map.of(Service.BOND, 100_000), Taking.OPEN, ACTOR, NOW))
                .withMessage("capacity-too-large");
    }

    @Test
    void anAcceptanceInTheMeantimeDoesNotMakeAFormStale() {
        var seen = practice.sheet(NOW).revision();
        practice.use(List.of(Service.BOND), NOW, ACTOR, NOW);
        assertThat(practice.expect(seen)).isSameAs(practice);
        practice.describe(practicing().offering(), Taking.OPEN, ACTOR, NOW);
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> practice.expect(seen))
                .withMessage("stale-version");
    }

    @Test
    void afterAPauseEveryServiceHasRoomFromThenOn() {
        var later = NOW.plusSeconds(3600);
        practice.promise(Map.of(Service.BOND, 1), Taking.PAUSED, ACTOR, NOW);
        practice.promise(Map.of(Service.BOND, 1), Taking.OPEN, ACTOR, later);
        assertThat(practice.sheet(NOW).capacity(Service.BOND).roomSince()).isEqualTo(later);
        assertThat(announced())
                .contains(new CapacityChanged(organization(1), Service.BOND, 1, 1, true, ACTOR, later))
                .contains(new CapacityChanged(organization(1), Service.HABEAS, null, null, true, ACTOR, later));
    }

    @Test
    void tellsWhetherTheLastRoomWentOrTheFirstCame() {
        practice.promise(Map.of(Service.BOND, 3), Taking.OPEN, ACTOR, NOW);
        for (var at = 1; at <= 3; at++) {
            practice.use(List.of(Service.BOND), NOW, ACTOR, NOW.plusSeconds(at));
        }
        practice.giveBack(List.of(Service.BOND), NOW, ACTOR, NOW.plusSeconds(4));
        practice.giveBack(List.of(Service.BOND), NOW, ACTOR, NOW.plusSeconds(5));
        assertThat(announced())
                .filteredOn(CapacityChanged.class::isInstance)
                .extracting(event -> ((CapacityChanged) event).open(), event -> ((CapacityChanged) event).turned())
                .containsExactly(
                        tuple(3, true),
                        tuple(2, false),
                        tuple(1, false),
                        tuple(0, true),
                        tuple(1, true),
                        tuple(2, false));
    }

    private List<Object> announced() {
        Collection<?> events = ReflectionTestUtils.invokeMethod(practice, "domainEvents");
        return events == null ? List.of() : List.copyOf(events);
    }
}
