package org.amparo.matching;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many cases of one service a provider promised to carry at a time, and how many it carries.
 *
 * @param promised {@code null} when the provider has not said, which is unknown, not zero
 * @param used accepted and not concluded; more than promised when somebody accepted beyond it
 * @param roomSince when room appeared after there was none; {@code null} while there is none or when it was always there
 */
@Embeddable
record Capacity(
        @Nullable Integer promised,
        int used,
        @Column(name = "room_since") @Nullable Instant roomSince) {

    static final Capacity NOT_SAID = new Capacity(null, 0, null);

    Capacity {
        if (used < 0 || (promised != null && promised < 0)) {
            throw new IllegalArgumentException("capacity is never negative");
        }
    }

    /** @return cases it could still take, {@code null} when it has not said */
    @Nullable
    Integer open() {
        return promised == null ? null : (Integer) Math.max(0, promised - used);
    }

    boolean mayHaveRoom() {
        var open = open();
        return open == null || open > 0;
    }

    Capacity promise(@Nullable Integer promised, Instant now) {
        var before = roomSince != null && mayHaveRoom();
        var after = new Capacity(promised, used, now);
        return new Capacity(promised, used, !after.mayHaveRoom() ? null : before ? roomSince : now);
    }

    Capacity use() {
        return used(used + 1, roomSince);
    }

    Capacity giveBack(Instant now) {
        return used(Math.max(0, used - 1), mayHaveRoom() ? roomSince : now);
    }

    private Capacity used(int next, @Nullable Instant since) {
        return new Capacity(promised, next, promised != null && next >= promised ? null : since);
    }
}
