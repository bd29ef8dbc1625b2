package org.amparo.representation;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Embeddable
record Milestone(
        @Enumerated(EnumType.STRING) @Column(name = "milestone")
        ServiceMilestone milestone,

        @Column(name = "happened_at") Instant on,

        @Enumerated(EnumType.STRING) @Column(name = "how") @Nullable
        ContactMode how,

        @Column(name = "recorded_by") UUID recordedBy,
        @Column(name = "recorded_at") Instant recordedAt) {}
