package org.amparo.matching;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.amparo.kernel.Service;
import org.amparo.referrals.DeclineReason;

/**
 * What a provider's own answers taught of its practice.
 *
 * @param questions what they put in question, the oldest first
 * @param full services whose room of this week counts as used up, because it answered that there is none
 * @param declines how often it declined since that day (Pacific time), by reason, the most frequent first
 */
public record LessonsView(List<PracticeQuestion> questions, List<Full> full, LocalDate since, List<Declines> declines) {

    /** @param since when it answered so, in UTC */
    public record Full(Service service, Instant since) {}

    public record Declines(DeclineReason reason, int count) {}
}
