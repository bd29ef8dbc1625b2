package org.amparo.matching;

import java.time.Instant;
import org.amparo.referrals.Reopening;

/** What opened the question again who can take a case, and when that was told. */
record Reopened(Reopening because, Instant told) {}
