package org.amparo.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.ListCode;
import org.amparo.membership.MemberId;
import org.jspecify.annotations.Nullable;

/** Consent as evidence: what was read, by which member, who answered, and what became of it. The last one counts, the earlier ones stay. */
record Consent(
        ConsentAnswer answer,
        @Nullable ListCode script,
        @Nullable LanguageCode language,
        Answer interpreter,
        @Nullable Consenter who,
        Set<ConsentPurpose> purposes,
        @Nullable MemberId readBy,
        Instant at,
        @Nullable LocalDate ratifyBy,
        @Nullable Instant ratifiedAt,
        @Nullable Instant withdrawnAt) {

    static final int DAYS_TO_RATIFY = 14;

    static Consent of(ConsentEvidence evidence, @Nullable MemberId readBy, Instant at) {
        var ratifyBy = evidence.provisional() && evidence.ratifyBy() == null
                ? LocalDate.ofInstant(at, UrgencyRules.ZONE).plusDays(DAYS_TO_RATIFY)
                : evidence.ratifyBy();
        return new Consent(
                evidence.answer(),
                evidence.script(),
                evidence.language(),
                evidence.interpreter(),
                evidence.who(),
                evidence.purposes(),
                readBy,
                at,
                evidence.provisional() ? ratifyBy : null,
                null,
                null);
    }

    boolean sharesWithProviders() {
        return answer == ConsentAnswer.GIVEN && purposes.contains(ConsentPurpose.SHARE_WITH_PROVIDERS);
    }

    /** Figures are a purpose of their own. Of a person nobody has asked yet nobody has said no. */
    Counting counting() {
        return switch (answer) {
            case NOT_ASKED -> Counting.COUNTED;
            case GIVEN -> purposes.contains(ConsentPurpose.STATISTICS) ? Counting.COUNTED : Counting.LEFT_OUT;
            case REFUSED, WITHDRAWN, LAPSED -> Counting.LEFT_OUT;
        };
    }

    boolean provisional() {
        return answer == ConsentAnswer.GIVEN && who != Consenter.PERSON && ratifiedAt == null;
    }

    /** What may be done because of it. */
    Set<ConsentPurpose> permits() {
        return answer == ConsentAnswer.GIVEN ? purposes : Set.of();
    }

    /** The last day on which it counts, Pacific time; {@code null} when it does not lapse. */
    @Nullable
    LocalDate until() {
        return provisional() ? ratifyBy : null;
    }

    /** Nobody ratified it in time. */
    Consent lapsed(Instant now) {
        return ended(ConsentAnswer.LAPSED, now);
    }

    Consent ratified(Instant now) {
        return new Consent(
                answer, script, language, interpreter, who, purposes, readBy, at, ratifyBy, now, withdrawnAt);
    }

    Consent withdrawn(Instant now) {
        return ended(ConsentAnswer.WITHDRAWN, now);
    }

    private Consent ended(ConsentAnswer how, Instant now) {
        return new Consent(how, script, language, interpreter, who, purposes, readBy, at, ratifyBy, ratifiedAt, now);
    }
}
