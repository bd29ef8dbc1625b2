package org.amparo.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.amparo.kernel.HumanReference;
import org.amparo.membership.MemberId;
import org.jspecify.annotations.Nullable;

/** Legal process as the register keeps it, with what was done about it, the latest first. Days are Pacific, instants UTC. */
public record ProcessView(
        ProcessId id,
        ProcessKind kind,
        ProcessIssuer issuer,
        LocalDate receivedOn,
        @Nullable LocalDate answerDue,
        ProcessScope scope,
        List<HumanReference> references,
        boolean secret,
        MemberId registeredBy,
        @Nullable String registeredByName,
        Instant registeredAt,
        List<Answer> answers) {

    public record Answer(
            ProcessResponse response,
            Counsel counsel,
            LocalDate on,
            MemberId recordedBy,
            @Nullable String recordedByName,
            Instant recordedAt) {}
}
