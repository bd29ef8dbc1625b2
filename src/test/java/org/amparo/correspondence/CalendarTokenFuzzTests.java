package org.amparo.correspondence;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.nio.charset.StandardCharsets;

/** The secret part of a calendar's address, as strangers may write it. */
class CalendarTokenFuzzTests {

    @FuzzTest(maxDuration = "20s")
    void token(byte @NotNull [] input) {
        var token = new CalendarToken(new String(input, StandardCharsets.UTF_8));
        assertThat(token).hasToString("CalendarToken[sealed]");
        assertThat(token.fingerprint()).matches("[0-9a-f]{64}");
        if (token.isWellFormed()) {
            assertThat(token.value()).hasSize(43).isPrintable();
        }
    }
}
