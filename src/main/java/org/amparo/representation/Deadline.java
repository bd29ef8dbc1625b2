package org.amparo.representation;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

@Embeddable
record Deadline(
        @AttributeOverride(name = "value", column = @Column(name = "deadline_id"))
        DeadlineId id,

        @Enumerated(EnumType.STRING) @Column(name = "kind") DeadlineKind kind,
        @Column(name = "due") LocalDate due,
        @Column(name = "met_on") @Nullable LocalDate metOn,
        @Column(name = "dropped_on") @Nullable LocalDate droppedOn) {

    boolean isOpen() {
        return metOn == null && droppedOn == null;
    }
}
