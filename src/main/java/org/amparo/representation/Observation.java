package org.amparo.representation;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import org.amparo.intake.CustodyStatus;
import org.amparo.kernel.FacilityCode;
import org.jspecify.annotations.Nullable;

/** One entry of the custody track. */
@Embeddable
record Observation(
        @Enumerated(EnumType.STRING) @Column(name = "custody")
        CustodyStatus custody,

        @AttributeOverride(name = "value", column = @Column(name = "facility")) @Nullable
        FacilityCode facility,

        @Column(name = "observed_at") Instant observedOn,

        @Enumerated(EnumType.STRING) @Column(name = "origin")
        Origin origin) {

    enum Origin {
        /** What the offer said when it was accepted. */
        ACCEPTANCE,
        PROVIDER
    }
}
