package org.amparo.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.amparo.kernel.Rejected;
import tools.jackson.core.JacksonException;

/** A checkpoint comes from outside: what is none is refused, and nothing but a signature makes it one. */
class CheckpointFuzzTests {

    @FuzzTest(maxDuration = "20s")
    void checkpoint(byte @NotNull [] input) {
        try {
            var checkpoint = Checkpoints.parse(input);
            assertThat(checkpoint.isSignedBy(checkpoint.publicKey())).isFalse();
        } catch (IOException | JacksonException none) {
            assertThat(none).isNotNull();
        }
    }

    @FuzzTest(maxDuration = "20s")
    void placeInTheLedger(byte @NotNull [] input) {
        try {
            assertThat(LedgerDesk.Position.read(new String(input, StandardCharsets.UTF_8))
                            .at()
                            .toString())
                    .hasSizeBetween(20, 30);
        } catch (Rejected refused) {
            assertThat(refused.faults()).hasSize(1);
        }
    }
}
