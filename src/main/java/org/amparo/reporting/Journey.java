package org.amparo.reporting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.intake.Counting;
import org.amparo.representation.Outcome;
import org.amparo.representation.Track;
import org.jspecify.annotations.Nullable;

/**
 * How far one case came, as its facts tell it. Told anew whenever a fact arrives, so that late and corrected facts need no code of
 * their own.
 *
 * @param duplicate whether it was closed as one: it counts in no figure
 * @param refused whether somebody said no to counting in figures: then it counts in none, and only how many they are is told
 * @param urgency the last one known before the first offer
 * @param office field office of the first place known, or one of the words below
 * @param offeredAt first offer of the first round
 * @param acceptedAt the acceptance that stands, of the first round
 * @param contactedAt first contact of an attorney with the person
 * @param carveOut the rule of a fund that alone shut the person out when nobody was last found, or one of the words below
 * @param unmetAt when nobody was last found, as long as nobody accepted since
 */
record Journey(
        UUID caseId,
        Instant openedAt,
        boolean duplicate,
        boolean refused,
        Step step,
        String urgency,
        String language,
        String stage,
        String agency,
        String office,
        String facility,
        @Nullable LocalDate detainedOn,
        @Nullable Instant offeredAt,
        @Nullable Instant acceptedAt,
        @Nullable Instant contactedAt,
        @Nullable String unmetCause,
        String carveOut,
        @Nullable Instant unmetAt,
        List<Placement> placements,
        List<Answer> answers,
        List<Recorded> outcomes) {

    static final String UNKNOWN = "unknown";
    static final String NOT_DETAINED = "not-detained";
    static final String ELSEWHERE = "elsewhere";

    /** More than one rule of funds, each alone. */
    static final String SEVERAL = "several-rules";

    /** Something other than one rule of a fund stood in the way. */
    static final String NO_CARVE_OUT = "no-rule";

    /** The furthest step a case reached; each includes those before it. */
    enum Step {
        OPENED,
        CONSENTED,
        OFFERED,
        ACCEPTED,
        CONTACTED,
        CONCLUDED
    }

    /** An acceptance, and what came of it. */
    record Placement(
            UUID referral,
            Instant at,
            UUID provider,
            @Nullable UUID fund,
            int scope,
            Result result,
            boolean serving) {}

    enum Result {
        PENDING,
        /** Completed with relief, termination, dismissal or administrative closure. */
        REMAINED,
        /** Completed with a removal order or voluntary departure. */
        NOT_REMAINED,
        /** Completed without a final decision, for example a bond hearing only. */
        UNDECIDED,
        /** Ended before it was completed. */
        OTHERWISE
    }

    /** The last answer to an offer, and whose; the reason is that of a decline. */
    record Answer(Kind kind, String reason, @Nullable UUID provider, Instant at) {

        enum Kind {
            ACCEPTED,
            DECLINED,
            EXPIRED
        }
    }

    /** An outcome on one of the tracks, and the bond in US dollars if it is about one. */
    record Recorded(
            String track,
            String outcome,
            LocalDate on,
            @Nullable Integer dollars) {}

    /** The journey these facts tell, if they tell of a case that was opened. */
    static Optional<Journey> told(Collection<Fact> facts) {
        var telling = new Telling();
        facts.forEach(telling::hear);
        return telling.journey();
    }

    private static final class Telling {

        private @Nullable UUID caseId;
        private @Nullable Instant openedAt;
        private boolean duplicate;
        private boolean refused;
        private boolean consented;
        private String urgency = UNKNOWN;
        private @Nullable String language;
        private @Nullable String stage;
        private @Nullable String agency;
        private @Nullable String office;
        private @Nullable String facility;
        private @Nullable LocalDate detainedOn;
        private @Nullable Instant offeredAt;
        private @Nullable Instant contactedAt;
        private @Nullable Fact unmet;
        private final Map<UUID, Placed> placed = new LinkedHashMap<>();
        private final Map<UUID, Answer> answers = new LinkedHashMap<>();
        private final Map<String, Recorded> outcomes = new LinkedHashMap<>();

        private static final class Placed {
            private final Fact accepted;
            private @Nullable Fact ended;
            private boolean serving = true;

            private Placed(Fact accepted) {
                this.accepted = accepted;
            }
        }

        private void hear(Fact fact) {
            switch (fact.kind()) {
                case OPENED -> {
                    caseId = fact.subject();
                    openedAt = fact.at();
                    describe(fact);
                }
                case CONSENTED, CHANGED -> describe(fact);
                case COUNTING -> refused = Counting.LEFT_OUT.name().equals(fact.code());
                case CLOSED -> duplicate = "DUPLICATE".equals(fact.code());
                case OFFERED -> {
                    if (fact.round() == 1 && offeredAt == null) {
                        offeredAt = fact.at();
                    }
                }
                case ACCEPTED -> {
                    if (fact.ref() != null) {
                        placed.put(fact.ref(), new Placed(fact));
                        answers.put(fact.ref(), new Answer(Answer.Kind.ACCEPTED, "", fact.provider(), fact.at()));
                        unmet = null;
                    }
                }
                case DECLINED -> answer(fact, Answer.Kind.DECLINED);
                case EXPIRED -> answer(fact, Answer.Kind.EXPIRED);
                case WITHDRAWN -> {
                    if (fact.ref() != null && placed.remove(fact.ref()) != null) {
                        answers.remove(fact.ref());
                    }
                }
                case CONCLUDED -> {
                    if (fact.ref() != null && placed.containsKey(fact.ref())) {
                        placed.get(fact.ref()).serving = false;
                    }
                }
                case UNMET -> unmet = fact;
                case CONTACT -> {
                    if (fact.happened() != null
                            && (contactedAt == null || fact.happened().isBefore(contactedAt))) {
                        contactedAt = fact.happened();
                    }
                }
                case OUTCOME -> {
                    if (fact.code() != null && fact.detail() != null && fact.day() != null) {
                        outcomes.put(
                                fact.matter() + fact.code(),
                                new Recorded(fact.detail(), fact.code(), fact.day(), fact.number()));
                    }
                }
                case ENDED -> {
                    if (fact.ref() != null && placed.containsKey(fact.ref())) {
                        placed.get(fact.ref()).ended = fact;
                        placed.get(fact.ref()).serving = false;
                    }
                }
                case REOPENED -> {
                    if (fact.ref() != null && placed.containsKey(fact.ref())) {
                        placed.get(fact.ref()).ended = null;
                    }
                }
                case CALL, CAPACITY -> throw new IllegalArgumentException("no fact of a case");
            }
        }

        private void answer(Fact fact, Answer.Kind kind) {
            if (fact.ref() != null) {
                answers.put(
                        fact.ref(),
                        new Answer(kind, fact.code() == null ? "" : fact.code(), fact.provider(), fact.at()));
            }
        }

        private void describe(Fact fact) {
            consented |= fact.agreed() || fact.kind() == Fact.Kind.CONSENTED;
            if (fact.day() != null) {
                detainedOn = fact.day();
            }
            var traits = fact.traits();
            if (traits == null) {
                return;
            }
            if (offeredAt == null && fact.round() == 1) {
                urgency = traits.urgency();
            }
            language = traits.language() == null ? language : traits.language();
            stage = traits.stage() == null ? stage : traits.stage();
            agency = traits.agency() == null ? agency : traits.agency();
            if (office == null) {
                office = traits.office();
                facility = traits.facility();
            }
        }

        private Optional<Journey> journey() {
            if (caseId == null || openedAt == null) {
                return Optional.empty();
            }
            var first = placed.values().stream()
                    .filter(one -> one.accepted.round() == 1)
                    .findFirst();
            var acceptedAt = first.map(one -> one.accepted.at()).orElse(null);
            return Optional.of(new Journey(
                    caseId,
                    openedAt,
                    duplicate,
                    refused,
                    step(first.orElse(null)),
                    urgency,
                    orUnknown(language),
                    orUnknown(stage),
                    orUnknown(agency),
                    orUnknown(office),
                    orUnknown(facility),
                    detainedOn,
                    offeredAt,
                    acceptedAt,
                    acceptedAt == null ? null : contactedAt,
                    unmet == null ? null : unmet.code(),
                    unmet == null || unmet.detail() == null ? NO_CARVE_OUT : unmet.detail(),
                    unmet == null ? null : unmet.at(),
                    placements(),
                    List.copyOf(answers.values()),
                    List.copyOf(outcomes.values())));
        }

        private Step step(@Nullable Placed first) {
            if (first != null) {
                if (contactedAt == null) {
                    return Step.ACCEPTED;
                }
                return first.ended == null ? Step.CONTACTED : Step.CONCLUDED;
            }
            if (offeredAt != null) {
                return Step.OFFERED;
            }
            return consented ? Step.CONSENTED : Step.OPENED;
        }

        private List<Placement> placements() {
            var all = new ArrayList<Placement>();
            placed.forEach((referral, one) -> {
                if (one.accepted.provider() != null) {
                    all.add(new Placement(
                            referral,
                            one.accepted.at(),
                            one.accepted.provider(),
                            one.accepted.fund(),
                            one.accepted.number() == null ? 0 : one.accepted.number(),
                            result(one.ended),
                            one.serving));
                }
            });
            return all;
        }

        private static Result result(@Nullable Fact ended) {
            if (ended == null) {
                return Result.PENDING;
            }
            if (!Outcome.COMPLETED.name().equals(ended.detail())) {
                return Result.OTHERWISE;
            }
            if (ended.code() == null) {
                return Result.UNDECIDED;
            }
            var legal = Outcome.valueOf(ended.code());
            if (legal.track() == Track.LEGAL && legal.remained()) {
                return Result.REMAINED;
            }
            return legal == Outcome.REMOVAL_ORDER || legal == Outcome.VOLUNTARY_DEPARTURE
                    ? Result.NOT_REMAINED
                    : Result.UNDECIDED;
        }

        private static String orUnknown(@Nullable String code) {
            return code == null ? UNKNOWN : code;
        }
    }
}
