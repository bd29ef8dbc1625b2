package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.Personal;
import org.amparo.membership.MemberId;
import org.jspecify.annotations.Nullable;

/** A logged call. All instants are UTC. */
public record CallView(
        CallId id,
        CallKind kind,
        Instant startedAt,
        Instant endedAt,
        @Nullable LanguageCode language,
        @Nullable MemberId member,
        @Nullable CaseId caseFile,
        @Nullable Instant callBackBy,
        @Nullable String callBackPhone,
        @Nullable String promise,
        @Nullable Instant keptAt)
        implements Personal {

    @Override
    public String toString() {
        return SEALED;
    }
}
