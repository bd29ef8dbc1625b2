package org.amparo.representation;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.UUID;

/** The provider's own words, sealed under the matter's own key: they stay readable to the provider when the case file is shredded. */
@Embeddable
record Note(
        byte[] text,
        @Column(name = "written_by") UUID writtenBy,
        @Column(name = "written_at") Instant writtenAt) {}
