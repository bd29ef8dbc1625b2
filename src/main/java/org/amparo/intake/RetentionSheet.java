package org.amparo.intake;

import java.time.Instant;
import java.util.Map;
import org.amparo.membership.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * How long each kind of record is kept.
 *
 * @param version counted up with each change
 * @param chosen what was set last
 * @param inForce what counts today: a term that was made shorter counts a week later
 * @param shorterFrom when what was set last counts for all kinds, in UTC; {@code null} when it does already
 */
public record RetentionSheet(
        int version,
        Map<RecordKind, Term> chosen,
        Map<RecordKind, Term> inForce,
        @Nullable Instant shorterFrom,
        @Nullable MemberId changedBy,
        Instant changedAt) {}
