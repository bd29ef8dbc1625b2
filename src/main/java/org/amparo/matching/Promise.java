package org.amparo.matching;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How many cases of one service a provider takes on in one week, for whom, and how many it has.
 *
 * @param promised {@code null} when it has not said, which is unknown, not zero
 * @param used accepted in this week and not concluded; more than promised when somebody accepted beyond it
 * @param roomSince when room appeared after there was none, or for others than before; {@code null} while there is none or
 *     when it was always there
 * @param fullSince when it answered an offer by saying that it has no room; {@code null} when it did not, or has said otherwise since
 */
record Promise(
        @Nullable Integer promised,
        int used,
        Limits limits,
        @Nullable Instant roomSince,
        @Nullable Instant fullSince) {

    static final Promise NOT_SAID = new Promise(null, 0, Limits.NONE, null, null);

    Promise {
        if (used < 0 || (promised != null && promised < 0)) {
            throw new IllegalArgumentException("capacity is never negative");
        }
    }

    /** @return cases it could still take, {@code null} when it has not said */
    @Nullable
    Integer open() {
        if (fullSince != null) {
            return 0;
        }
        return promised == null ? null : (Integer) Math.max(0, promised - used);
    }

    boolean mayHaveRoom() {
        var open = open();
        return open == null || open > 0;
    }

    /** Says how much, in place of what was said before, an answer that there is no room included. */
    Promise promise(@Nullable Integer cases, Limits limits, Instant now) {
        var next = changed(cases, limits, null, now);
        return next.roomSince != null && !Objects.equals(limits, this.limits)
                ? new Promise(cases, used, limits, now, null)
                : next;
    }

    Promise use() {
        return used(used + 1, roomSince);
    }

    Promise giveBack(Instant now) {
        return used(Math.max(0, used - 1), mayHaveRoom() ? roomSince : now);
    }

    private Promise used(int next, @Nullable Instant since) {
        var after = new Promise(promised, next, limits, since, fullSince);
        return after.mayHaveRoom() ? after : new Promise(promised, next, limits, null, fullSince);
    }

    /** It said that there is no room, whatever it had promised. */
    Promise full(Instant now) {
        return fullSince == null ? changed(promised, limits, now, now) : this;
    }

    /** There is room after all, as promised. */
    Promise notFull(Instant now) {
        return fullSince == null ? this : changed(promised, limits, null, now);
    }

    /** After a pause there is room from now on, where there is any. */
    Promise reopened(Instant now) {
        return new Promise(promised, used, limits, mayHaveRoom() ? now : null, fullSince);
    }

    private Promise changed(@Nullable Integer promised, Limits limits, @Nullable Instant fullSince, Instant now) {
        var before = roomSince != null && mayHaveRoom();
        var after = new Promise(promised, used, limits, now, fullSince);
        return new Promise(promised, used, limits, !after.mayHaveRoom() ? null : before ? roomSince : now, fullSince);
    }
}
