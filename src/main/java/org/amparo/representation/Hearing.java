package org.amparo.representation;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.time.LocalDate;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.ListCode;
import org.jspecify.annotations.Nullable;

@Embeddable
record Hearing(
        @AttributeOverride(name = "value", column = @Column(name = "hearing_id"))
        HearingId id,

        @AttributeOverride(name = "value", column = @Column(name = "hearing_type"))
        ListCode type,

        @AttributeOverride(name = "value", column = @Column(name = "court"))
        CourtCode court,

        @Column(name = "hearing_at") Instant hearingAt,

        @Enumerated(EnumType.STRING) @Column(name = "source")
        HearingSource source,

        @Column(name = "last_verified") LocalDate lastVerified,

        @Enumerated(EnumType.STRING) @Column(name = "result") @Nullable
        HearingResult result,

        @AttributeOverride(name = "value", column = @Column(name = "adjournment")) @Nullable
        ListCode adjournment) {

    boolean isAheadOf(Instant now) {
        return result == null && !hearingAt.isBefore(now);
    }

    Hearing resulted(HearingResult result, @Nullable ListCode adjournment) {
        return new Hearing(id, type, court, hearingAt, source, lastVerified, result, adjournment);
    }
}
