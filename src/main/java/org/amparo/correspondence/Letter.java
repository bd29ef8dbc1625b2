package org.amparo.correspondence;

import java.time.Instant;
import java.util.UUID;
import org.amparo.kernel.HumanReference;
import org.amparo.membership.MemberId;
import org.jspecify.annotations.Nullable;

/** A letter in the outbox. It holds whom it is for, not where they live: the address is asked for when it is sent. */
record Letter(
        LetterId id,
        LetterKind kind,
        UUID subject,
        @Nullable HumanReference reference,
        MemberId recipient,
        @Nullable Instant answerDue,
        LetterState state,
        int attempts,
        @Nullable DeliveryTrouble trouble,
        Instant writtenAt,
        @Nullable Instant nextAttempt) {}
