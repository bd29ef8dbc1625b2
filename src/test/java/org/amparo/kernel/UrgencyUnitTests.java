package org.amparo.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is said of the grades of urgency, once for everybody who asks. */
class UrgencyUnitTests {

    @Test
    void theTwoMostUrgentWaitForNothingThatIsAgreedForConvenience() {
        assertThat(Arrays.stream(Urgency.values()).filter(Urgency::neverWaits)).containsExactly(Urgency.U0, Urgency.U1);
    }

    @Test
    void theFirstIsTheMostUrgent() {
        assertThat(Urgency.U0.isMoreUrgentThan(Urgency.U1)).isTrue();
        assertThat(Urgency.U1.isMoreUrgentThan(Urgency.U1)).isFalse();
        assertThat(Urgency.U4.isMoreUrgentThan(Urgency.U3)).isFalse();
    }
}
