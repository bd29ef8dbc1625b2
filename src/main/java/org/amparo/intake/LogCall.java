package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.Personal;
import org.amparo.kernel.PersonalText;
import org.jspecify.annotations.Nullable;

/**
 * Command: a call ended that did not become a case file.
 *
 * @param startedAt UTC; {@code null} stands for now
 * @param caseFile the case file a follow-up call is about
 */
public record LogCall(
        CallKind kind,
        @Nullable Instant startedAt,
        @Nullable LanguageCode language,
        @Nullable CaseId caseFile,
        @Nullable CallBack callBack) {

    /** A call of that kind just ended. */
    public static LogCall of(CallKind kind, @Nullable LanguageCode language) {
        return new LogCall(kind, null, language, null, null);
    }

    /** A promise to call back, and what was promised. */
    public record CallBack(
            Instant by,
            @Nullable PhoneNumber phone,
            @Nullable PersonalText promise) implements Personal {

        @Override
        public String toString() {
            return SEALED;
        }
    }
}
