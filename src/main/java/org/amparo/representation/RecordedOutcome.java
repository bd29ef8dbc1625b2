package org.amparo.representation;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Embeddable
record RecordedOutcome(
        @Enumerated(EnumType.STRING) @Column(name = "outcome")
        Outcome outcome,

        @Column(name = "happened_on") LocalDate on,
        @Column(name = "amount_cents") @Nullable Long amountCents,
        @Column(name = "recorded_by") UUID recordedBy,
        @Column(name = "recorded_at") Instant recordedAt) {}
