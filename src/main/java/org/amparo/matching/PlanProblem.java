package org.amparo.matching;

import java.util.Arrays;

/**
 * All waiting cases against all open room, as numbers: the input of a docket plan, without a name or an id. A case may go to one of its
 * pairs' pools or keep waiting; a pool is the room of one provider for one service; a provider's pools share its agreed share.
 *
 * <p>Plans are compared by five criteria, each only where those before it are equal: whom they place, by {@linkplain #grade(int) grade};
 * minutes of lateness; what is lost in directness; how far placements are from the agreed shares; and a published tie-break. They are
 * held as three {@linkplain #LEVELS levels}. Within a level the weight of the first criterion is larger than anything the second can
 * differ by on a cycle of exchanges, so that the order stays strict: a cycle passes every pool once at most, and the way past the
 * providers' shares once at most.
 *
 * <p>All costs are whole numbers. Not to be changed after it was built.
 */
final class PlanProblem {

    static final int LEVELS = 3;

    /** Grades of cases: promised ones (pinned, or under offer) first, then the five urgencies. */
    static final int GRADES = 6;

    private static final long SHARE_SCALE = 1_000;

    private final int[] grade;
    private final int[] lateWaiting;
    private final int[] first;
    private final int[] pool;
    private final int[] late;
    private final int[] loss;
    private final int[] tie;
    private final int[] provider;
    private final int[] room;
    private final int[] share;
    private final int[] roomOfProvider;
    private final long gradeWeight;
    private final long lossWeight;

    private PlanProblem(Builder builder) {
        var cases = builder.cases;
        var pairs = builder.pairs;
        grade = Arrays.copyOf(builder.grade, cases);
        lateWaiting = Arrays.copyOf(builder.lateWaiting, cases);
        first = Arrays.copyOf(builder.first, cases + 1);
        first[cases] = pairs;
        pool = Arrays.copyOf(builder.pool, pairs);
        late = Arrays.copyOf(builder.late, pairs);
        loss = Arrays.copyOf(builder.loss, pairs);
        tie = Arrays.copyOf(builder.tie, pairs);
        provider = Arrays.copyOf(builder.provider, builder.pools);
        room = Arrays.copyOf(builder.room, builder.pools);
        share = Arrays.copyOf(builder.share, builder.providers);
        roomOfProvider = new int[builder.providers];
        for (var each = 0; each < builder.pools; each++) {
            roomOfProvider[provider[each]] = Math.addExact(roomOfProvider[provider[each]], room[each]);
        }
        var latest = Math.max(
                Arrays.stream(late).max().orElse(0),
                Arrays.stream(lateWaiting).max().orElse(0));
        gradeWeight = Math.addExact(1, Math.multiplyExact((long) latest, builder.pools + 2L));
        var dearest = 0L;
        for (var each = 0; each < builder.providers; each++) {
            dearest = Math.max(dearest, shareCost(each, roomOfProvider[each]));
        }
        lossWeight = dearest + 1;
    }

    private PlanProblem(PlanProblem whole, int[] kept) {
        grade = whole.grade;
        lateWaiting = whole.lateWaiting;
        first = new int[whole.first.length];
        pool = picked(whole.pool, kept);
        late = picked(whole.late, kept);
        loss = picked(whole.loss, kept);
        tie = picked(whole.tie, kept);
        provider = whole.provider;
        room = whole.room;
        share = whole.share;
        roomOfProvider = whole.roomOfProvider;
        gradeWeight = whole.gradeWeight;
        lossWeight = whole.lossWeight;
        var next = 0;
        for (var index = 0; index < grade.length; index++) {
            first[index] = next;
            while (next < kept.length && kept[next] < whole.first[index + 1]) {
                next++;
            }
        }
        first[grade.length] = next;
    }

    private static int[] picked(int[] all, int[] kept) {
        var some = new int[kept.length];
        Arrays.setAll(some, index -> all[kept[index]]);
        return some;
    }

    /**
     * The same docket with some of its pairs only, everything weighed as before.
     *
     * @param kept numbers of pairs, ascending
     */
    PlanProblem only(int[] kept) {
        return new PlanProblem(this, kept);
    }

    int cases() {
        return grade.length;
    }

    int pairs() {
        return pool.length;
    }

    int pools() {
        return room.length;
    }

    int providers() {
        return share.length;
    }

    /** 0 for a promised case, else one more than the number of its urgency. */
    int grade(int caseIndex) {
        return grade[caseIndex];
    }

    /** The first of the case's pairs; they end where those of the next case begin. */
    int firstPair(int caseIndex) {
        return first[caseIndex];
    }

    int endOfPairs(int caseIndex) {
        return first[caseIndex + 1];
    }

    int pool(int pair) {
        return pool[pair];
    }

    /** Minutes by which an answer is expected to come too late. */
    int late(int pair) {
        return late[pair];
    }

    /** Minutes by which an answer comes too late when the case waits for the next plan. */
    int lateWaiting(int caseIndex) {
        return lateWaiting[caseIndex];
    }

    /** What is lost against a provider nearby that speaks the language and covers every need: 0 is best. */
    int loss(int pair) {
        return loss[pair];
    }

    int tie(int pair) {
        return tie[pair];
    }

    int room(int poolIndex) {
        return room[poolIndex];
    }

    int provider(int poolIndex) {
        return provider[poolIndex];
    }

    int share(int providerIndex) {
        return share[providerIndex];
    }

    int roomOfProvider(int providerIndex) {
        return roomOfProvider[providerIndex];
    }

    /** What one more grade weighs on the first level, in minutes of lateness. */
    long gradeWeight() {
        return gradeWeight;
    }

    /** What one more point of loss weighs on the second level. */
    long lossWeight() {
        return lossWeight;
    }

    /** What a pair costs on one level. */
    long cost(int level, int pair) {
        return switch (level) {
            case 0 -> late[pair];
            case 1 -> loss[pair] * lossWeight;
            default -> tie[pair];
        };
    }

    /** What it costs on one level that a case keeps waiting. */
    long costOfWaiting(int level, int caseIndex) {
        return level == 0 ? (GRADES - grade[caseIndex]) * gradeWeight + lateWaiting[caseIndex] : 0;
    }

    /** What a provider's n-th placement costs on one level, n counted from one; never less than the one before. */
    long costOfPlacement(int level, int providerIndex, int n) {
        return level == 1 ? shareCost(providerIndex, n) : 0;
    }

    /** The sum over n of 2n-1 is n squared: squares of placements over shares are least where placements are as the shares are. */
    private long shareCost(int providerIndex, int n) {
        return n == 0 ? 0 : (2L * n - 1) * SHARE_SCALE / share[providerIndex];
    }

    /** Takes providers, pools and cases with their pairs, in the order in which they are to be numbered. */
    static final class Builder {

        private int cases;
        private int pairs;
        private int pools;
        private int providers;
        private int[] grade = new int[64];
        private int[] lateWaiting = new int[64];
        private int[] first = new int[65];
        private int[] pool = new int[256];
        private int[] late = new int[256];
        private int[] loss = new int[256];
        private int[] tie = new int[256];
        private int[] provider = new int[16];
        private int[] room = new int[16];
        private int[] share = new int[16];

        /** @param agreed the provider's share of all placements, against the shares of the others; at least one */
        int provider(int agreed) {
            require(agreed > 0);
            share = grown(share, providers);
            share[providers] = agreed;
            return providers++;
        }

        int pool(int ofProvider, int cases) {
            require(ofProvider >= 0 && ofProvider < providers && cases >= 0);
            provider = grown(provider, pools);
            room = grown(room, pools);
            provider[pools] = ofProvider;
            room[pools] = cases;
            return pools++;
        }

        int caseOf(int itsGrade, int minutesLateWaiting) {
            require(itsGrade >= 0 && itsGrade < GRADES && minutesLateWaiting >= 0);
            grade = grown(grade, cases);
            lateWaiting = grown(lateWaiting, cases);
            first = grown(first, cases + 1);
            grade[cases] = itsGrade;
            lateWaiting[cases] = minutesLateWaiting;
            first[cases] = pairs;
            return cases++;
        }

        /** A pair of the case added last. */
        int pair(int withPool, int minutesLate, int itsLoss, int itsTie) {
            require(cases > 0 && withPool >= 0 && withPool < pools && minutesLate >= 0 && itsLoss >= 0 && itsTie >= 0);
            pool = grown(pool, pairs);
            late = grown(late, pairs);
            loss = grown(loss, pairs);
            tie = grown(tie, pairs);
            pool[pairs] = withPool;
            late[pairs] = minutesLate;
            loss[pairs] = itsLoss;
            tie[pairs] = itsTie;
            return pairs++;
        }

        PlanProblem build() {
            return new PlanProblem(this);
        }

        private static int[] grown(int[] array, int needed) {
            return needed < array.length ? array : Arrays.copyOf(array, array.length * 2);
        }

        private static void require(boolean holds) {
            if (!holds) {
                throw new IllegalArgumentException("no such grade, pool or provider, or a number below its least");
            }
        }
    }
}
