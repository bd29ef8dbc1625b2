package org.amparo.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.nio.charset.StandardCharsets;

/** References and codes as people type them and clients send them. */
class KernelReadingFuzzTests {

    @FuzzTest(maxDuration = "20s")
    void reference(byte @NotNull [] input) {
        var typed = new String(input, StandardCharsets.UTF_8);
        try {
            var reference = HumanReference.of(typed);
            assertThat(HumanReference.reads(typed)).isTrue();
            assertThat(HumanReference.begins(typed)).isTrue();
            assertThat(HumanReference.of(reference.value())).isEqualTo(reference);
            assertThat(reference.value()).hasSize(8).isPrintable();
        } catch (IllegalArgumentException refused) {
            assertThat(HumanReference.reads(typed)).isFalse();
        }
    }

    @FuzzTest(maxDuration = "20s")
    void code(byte @NotNull [] input) {
        var typed = new String(input, StandardCharsets.UTF_8);
        try {
            assertThat(FacilityCode.of(typed).value()).isPrintable().hasSizeLessThanOrEqualTo(40);
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).doesNotContain(typed.length() > 3 ? typed : "\u0000");
        }
    }
}
