package org.amparo.reporting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a module said, coded. The subject is a case, for a call the call, for a promise of capacity the provider. Facts are told in the
 * order of {@code at}, then of {@code seq}.
 */
record Fact(
        long seq,
        UUID subject,
        Kind kind,
        Instant at,
        int round,
        @Nullable UUID ref,
        @Nullable UUID matter,
        @Nullable UUID provider,
        @Nullable UUID fund,
        @Nullable String code,
        @Nullable String detail,
        @Nullable Traits traits,
        @Nullable LocalDate day,
        @Nullable Instant happened,
        @Nullable Integer number,
        boolean agreed) {

    enum Kind {
        /** A call ended; code: its kind. */
        CALL,
        /** A case file was opened; traits; day: first day in custody; agreed: consent was given. */
        OPENED,
        CONSENTED,
        /** Whether the case counts in figures has changed; code: how it stands now. */
        COUNTING,
        /** Coded facts of a case changed; as OPENED. */
        CHANGED,
        /** A case file was closed; code: the reason. */
        CLOSED,
        OFFERED,
        /** ref: the referral; number: the services of the scope, one bit each. */
        ACCEPTED,
        /** code: the reason. */
        DECLINED,
        EXPIRED,
        WITHDRAWN,
        CONCLUDED,
        /** Nobody can take the case; code: the cause; detail: the rule of a fund that alone stood in the way. */
        UNMET,
        /** First contact of an attorney; happened: when. */
        CONTACT,
        /** code: the outcome; detail: its track; day: when it fell; number: a bond in US dollars. */
        OUTCOME,
        /** A matter was closed; code: the deciding legal outcome; detail: how the service ended. */
        ENDED,
        /** A closed matter was opened again: what its closing said is taken back. */
        REOPENED,
        /** code: the service; number: places promised. */
        CAPACITY
    }

    /** What a case is like, in codes. */
    record Traits(
            String urgency,
            @Nullable String language,
            @Nullable String stage,
            @Nullable String agency,
            @Nullable String facility,
            @Nullable String office) {}
}
