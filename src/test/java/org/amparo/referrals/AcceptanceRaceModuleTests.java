package org.amparo.referrals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Rejected;
import org.amparo.membership.SignedIn;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.TestConstructor;

/** Two who say yes at the same moment, hundreds of times, on a real database. */
@ApplicationModuleTest
@Import(ReferralsTesting.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class AcceptanceRaceModuleTests {

    private static final int RACES = 600;
    private static final String ACCEPTED = "SELECT count(*) FROM referrals.referral WHERE status = 'ACCEPTED'";
    private static final String WITHDRAWN =
            "SELECT count(*) FROM referrals.referral WHERE withdraw_reason = 'PLACED_ELSEWHERE'";

    private final ReferralsDesk desk;
    private final Cases cases;
    private final JdbcClient jdbc;

    AcceptanceRaceModuleTests(ReferralsDesk desk, Cases cases, JdbcClient jdbc) {
        this.desk = desk;
        this.cases = cases;
        this.jdbc = jdbc;
    }

    @Test
    void hasExactlyOneWinnerWheneverTwoProvidersAcceptAtOnce() throws Exception {
        var won = new ArrayList<ReferralStatus>();
        var lost = new ArrayList<String>();
        var before = count(ACCEPTED);
        var withdrawnBefore = count(WITHDRAWN);
        var barrier = new CyclicBarrier(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var race = 0; race < RACES; race++) {
                var offers = clearedByBoth(cases.opened());
                var answers = List.of(
                        threads.submit(accepting(barrier, offers.getFirst(), TestMembers.ATTORNEY)),
                        threads.submit(accepting(barrier, offers.getLast(), TestMembers.OTHER_ATTORNEY)));
                for (var answer : answers) {
                    try {
                        won.add(answer.get(20, TimeUnit.SECONDS).status());
                    } catch (ExecutionException trouble) {
                        assertThat(trouble).hasCauseInstanceOf(Rejected.class);
                        lost.add(((Rejected) trouble.getCause()).code());
                    }
                }
            }
        }

        assertThat(won).hasSize(RACES).containsOnly(ReferralStatus.ACCEPTED);
        assertThat(lost).hasSize(RACES).containsOnly("case-already-placed");
        assertThat(count(ACCEPTED) - before).isEqualTo(RACES);
        assertThat(count(WITHDRAWN) - withdrawnBefore).isEqualTo(RACES);
        assertThat(
                        count(
                                "SELECT count(*) - count(DISTINCT (case_id, round)) FROM referrals.referral WHERE status = 'ACCEPTED'"))
                .isZero();
    }

    @Test
    void survivesAnAcceptanceAmongEverythingElseThatCanHappenAtOnce() throws Exception {
        var barrier = new CyclicBarrier(4);
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var race = 0; race < 150; race++) {
                var caseFile = cases.opened();
                var offers = clearedByBoth(caseFile);
                var ending = race % 2 == 0;
                var all = List.<Callable<Object>>of(
                        together(
                                barrier,
                                () -> desk.accept(new Acceptance(offers.getFirst(), Set.of()), TestMembers.ATTORNEY)),
                        together(
                                barrier,
                                () -> desk.decline(
                                        new Decline(offers.getLast(), DeclineReason.NO_CAPACITY, null),
                                        TestMembers.OTHER_ATTORNEY)),
                        together(barrier, () -> desk.withdraw(offers.getLast(), TestMembers.DISPATCHER)),
                        together(barrier, () -> {
                            if (ending) {
                                cases.consentWithdrawn(caseFile);
                            } else {
                                cases.closed(caseFile);
                            }
                            return true;
                        }));
                for (var answer : threads.invokeAll(all, 30, TimeUnit.SECONDS)) {
                    try {
                        answer.get();
                    } catch (ExecutionException trouble) {
                        assertThat(trouble).hasCauseInstanceOf(Rejected.class);
                    }
                }
                assertThat(jdbc.sql("""
                                SELECT count(*) FROM referrals.referral r JOIN referrals.docket d USING (case_id, round)
                                WHERE case_id = :case AND (status IN ('OFFERED', 'VIEWED', 'CONFLICT_CHECKED')
                                    OR (status = 'ACCEPTED') <> (d.state = 'PLACED' AND d.placed_with = r.provider))""")
                                .param("case", caseFile.value())
                                .query(Long.class)
                                .single())
                        .isZero();
            }
        }
    }

    private List<ReferralId> clearedByBoth(CaseId caseFile) {
        var offers = desk.offer(
                new Offer(caseFile, 1, List.of(TestMembers.PROVIDER, TestMembers.OTHER_PROVIDER), null),
                TestMembers.DISPATCHER);
        desk.clearConflicts(offers.getFirst().id(), TestMembers.ATTORNEY);
        desk.clearConflicts(offers.getLast().id(), TestMembers.OTHER_ATTORNEY);
        return offers.stream().map(ReferralView::id).toList();
    }

    private Callable<ReferralView> accepting(CyclicBarrier barrier, ReferralId id, SignedIn by) {
        return together(barrier, () -> desk.accept(new Acceptance(id, Set.of()), by));
    }

    private static <T> Callable<T> together(CyclicBarrier barrier, Callable<? extends T> what) {
        return () -> {
            barrier.await(20, TimeUnit.SECONDS);
            return what.call();
        };
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
