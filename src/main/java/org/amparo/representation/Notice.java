package org.amparo.representation;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import org.amparo.kernel.FacilityCode;
import org.jspecify.annotations.Nullable;

@Embeddable
record Notice(
        @Enumerated(EnumType.STRING) @Column(name = "kind") NoticeKind kind,

        @AttributeOverride(name = "value", column = @Column(name = "moved_from")) @Nullable
        FacilityCode from,

        @AttributeOverride(name = "value", column = @Column(name = "moved_to")) @Nullable
        FacilityCode to,

        @Column(name = "noticed_at") Instant noticedAt,
        @Column(name = "seen_at") @Nullable Instant seenAt) {

    boolean isSameNewsAs(Notice other) {
        return kind == other.kind && noticedAt.equals(other.noticedAt);
    }

    boolean isOpenQuestion() {
        return kind == NoticeKind.QUESTIONED && seenAt == null;
    }

    boolean isAboutCustody() {
        return kind == NoticeKind.MOVED || kind == NoticeKind.RELEASED;
    }

    Notice seen(Instant now) {
        return seenAt == null ? new Notice(kind, from, to, noticedAt, now) : this;
    }
}
