package org.amparo.matching;

import java.time.Instant;
import java.util.SplittableRandom;
import org.amparo.kernel.Urgency;
import org.amparo.matching.RoutingWorld.Arrival;
import org.amparo.matching.RoutingWorld.Provider;

/** What providers say when they are asked. The same provider says the same of the same case whichever way it was routed. */
enum SimulatedAnswers {

    /** Everybody who is asked says yes at the moment promised; one is asked after the other. */
    ALWAYS_YES {
        @Override
        Reply to(Arrival arrival, Provider provider, Instant asked) {
            return new Reply(true, provider.answeredBy(arrival.facts().urgency(), 1, asked));
        }

        @Override
        int atOnce(Urgency urgency) {
            return 1;
        }
    },

    /**
     * As the providers of the demo answer: of a hundred offers 11 run out without an answer and 3 meet a conflict of interest; of the others 30 % are declined. Answers
     * come in a fifth of the time promised or later. In U0 and U1 three are asked at once, and the first yes counts.
     */
    AS_IN_THE_DEMO {
        @Override
        Reply to(Arrival arrival, Provider provider, Instant asked) {
            var random = new SplittableRandom(Matchmaker.tieBreak(arrival.id(), provider.id()));
            if (random.nextDouble() < 0.11) {
                return new Reply(false, asked.plus(arrival.answerWithin()));
            }
            var no = random.nextDouble() < 0.03 || random.nextDouble() < 0.30;
            var share = 0.2 + 0.8 * random.nextDouble();
            return new Reply(!no, provider.answeredBy(arrival.facts().urgency(), share, asked));
        }

        @Override
        int atOnce(Urgency urgency) {
            return urgency.compareTo(Urgency.U1) <= 0 ? 3 : 1;
        }
    };

    /** @param at when the answer is there */
    record Reply(boolean yes, Instant at) {}

    abstract Reply to(Arrival arrival, Provider provider, Instant asked);

    /** How many are asked at once. */
    abstract int atOnce(Urgency urgency);
}
