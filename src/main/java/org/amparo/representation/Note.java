package org.amparo.representation;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.UUID;
import org.amparo.kernel.Personal;
import org.amparo.kernel.PersonalText;

@Embeddable
record Note(
        @AttributeOverride(name = "value", column = @Column(name = "text"))
        PersonalText text,

        @Column(name = "written_by") UUID writtenBy,
        @Column(name = "written_at") Instant writtenAt)
        implements Personal {}
