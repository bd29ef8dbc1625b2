package org.amparo.referrals;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;

/** Where a page of the queue ended, as it comes back in an address. */
class QueuePlaceFuzzTests {

    @FuzzTest(maxDuration = "20s")
    void place(byte @NotNull [] input) {
        try {
            var place = QueuePlace.of(new String(input, StandardCharsets.UTF_8));
            assertThat(QueuePlace.of(place.toString())).isEqualTo(place);
            assertThat(place.due().atOffset(ZoneOffset.UTC).getYear()).isBetween(1999, 2500);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).isNotNull();
        }
    }
}
