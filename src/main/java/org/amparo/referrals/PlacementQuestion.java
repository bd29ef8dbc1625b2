package org.amparo.referrals;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The question to who has a case: keep it, or hand it back?
 *
 * @param askedAt since when it waits for an answer, UTC
 */
public record PlacementQuestion(Reopening because, @Nullable Objection objection, Instant askedAt) {}
