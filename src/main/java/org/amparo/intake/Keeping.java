package org.amparo.intake;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long what a case file tells of people is kept.
 *
 * @param clock which clock counts for it as it stands
 * @param until when it runs out, in UTC; {@code null} while a provider is being asked, since the clock begins with the answer
 * @param holds the legal holds that keep it beyond that
 */
public record Keeping(RecordKind clock, Term term, @Nullable Instant until, List<HoldView> holds) {

    public boolean held() {
        return !holds.isEmpty();
    }
}
