package org.amparo.referrals;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Urgency;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestConstructor;

@ApplicationModuleTest
@Import(ReferralsTesting.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@DirtiesContext // leaves thousands of cases behind
class ListsQueryTests {

    private final ReferralsDesk desk;
    private final Cases cases;
    private final MovableClock clock;
    private final ReferralsTesting.People people;
    private final JdbcClient jdbc;

    ListsQueryTests(
            ReferralsDesk desk, Cases cases, MovableClock clock, ReferralsTesting.People people, JdbcClient jdbc) {
        this.desk = desk;
        this.cases = cases;
        this.clock = clock;
        this.people = people;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void startAgain() {
        clock.reset();
        jdbc.sql("TRUNCATE referrals.docket, referrals.referral").update();
    }

    @Test
    void sortTheQueueByUrgencyThenByTimeLeft() {
        var later = cases.opened(Cases.facts().urgency(Urgency.U2).build());
        var urgent = cases.opened(Cases.facts().urgency(Urgency.U0).build());
        clock.pass(Duration.ofHours(1));
        var second = cases.opened(Cases.facts().urgency(Urgency.U0).build());
        var withoutConsent =
                cases.opened(Cases.facts().urgency(Urgency.U1).withoutConsent().build());

        assertThat(desk.queue(QueueFilter.ALL).lines())
                .extracting(QueueLine::caseFile)
                .containsExactly(urgent, second, withoutConsent, later);
    }

    @ParameterizedTest
    @EnumSource(QueueFilter.Show.class)
    void showEachStateByItself(QueueFilter.Show show) {
        var waiting = cases.opened();
        var offered = cases.opened();
        offer(offered);
        var urgent = cases.opened(Cases.facts().urgency(Urgency.U0).build());
        offer(urgent);
        var withoutConsent = cases.opened(Cases.facts().withoutConsent().build());
        var nobodyLeft = cases.opened();
        jdbc.sql("UPDATE referrals.docket SET routed_at = since, no_provider_since = since WHERE case_id = :case")
                .param("case", nobodyLeft.value())
                .update();

        var byHand = cases.opened();
        jdbc.sql("""
                UPDATE referrals.docket SET routed_at = since, waits_for = 'HAND', waits_since = since, waits_until = since
                WHERE case_id = :case""").param("case", byHand.value()).update();

        var questioned = cases.opened();
        jdbc.sql("""
                UPDATE referrals.docket SET state = 'PLACED', placed_with = :provider, questioned_at = since, question_because = 'MOVED'
                WHERE case_id = :case""")
                .param("case", questioned.value())
                .param("provider", TestMembers.PROVIDER.value())
                .update();

        var expected = switch (show) {
            case ALL -> List.of(waiting, offered, urgent, withoutConsent, nobodyLeft, byHand);
            case NO_OFFER -> List.of(waiting, nobodyLeft, byHand);
            case NO_PROVIDER -> List.of(nobodyLeft);
            case BY_HAND -> List.of(byHand);
            case OFFERED -> List.of(offered, urgent);
            case EXPIRING -> List.of(urgent);
            case NO_CONSENT -> List.of(withoutConsent);
            case QUESTIONED -> List.of(questioned);
        };
        assertThat(desk.queue(new QueueFilter(null, show, null)).lines())
                .extracting(QueueLine::caseFile)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void turnPagesWithoutLosingOrRepeatingAnybody() {
        fill(130);
        var seen = new ArrayList<CaseId>();
        var place = QueueFilter.ALL;
        for (var pages = 0; pages < 5; pages++) {
            var page = desk.queue(place);
            page.lines().forEach(line -> seen.add(line.caseFile()));
            if (page.next() == null) {
                break;
            }
            place = new QueueFilter(
                    null, QueueFilter.Show.ALL, QueuePlace.of(page.next().toString()));
        }

        assertThat(seen).hasSize(130).doesNotHaveDuplicates();
    }

    @Test
    void leaveOutWhatIsPlacedOrClosed() {
        var placed = cases.opened();
        var offer = offer(placed);
        desk.clearConflicts(offer, TestMembers.ATTORNEY);
        desk.accept(new Acceptance(offer, java.util.Set.of()), TestMembers.ATTORNEY);
        cases.closed(cases.opened());

        assertThat(desk.queue(QueueFilter.ALL).lines()).isEmpty();
        assertThat(desk.inbox(TestMembers.ATTORNEY).offers()).isEmpty();
    }

    @Test
    void askNobodyOneByOne() {
        for (var i = 0; i < 10; i++) {
            offer(cases.opened());
        }
        people.askedOneByOne();

        assertThat(desk.queue(QueueFilter.ALL).lines())
                .hasSize(10)
                .allSatisfy(line -> assertThat(line.offers())
                        .extracting(QueueLine.LiveOffer::providerName)
                        .containsExactly("First Legal Aid"));
        assertThat(desk.inbox(TestMembers.ATTORNEY).offers()).hasSize(10);
        assertThat(people.askedOneByOne()).isZero();
    }

    @Test
    void areReadAlongTheirIndexInItsOrder() {
        fill(20_000);
        jdbc.sql("ANALYZE referrals.docket").update();
        jdbc.sql("ANALYZE referrals.referral").update();

        var parameters = new HashMap<String, Object>();
        var top = Lists.queueSql(QueueFilter.ALL, clock.instant(), parameters);
        assertThat(plan(top, parameters)).contains("docket_queue").doesNotContain("Sort");

        var after = new QueueFilter(
                null, QueueFilter.Show.ALL, new QueuePlace(Urgency.U2, clock.instant(), CaseId.create(), 1));
        var following = new HashMap<String, Object>();
        assertThat(plan(Lists.queueSql(after, clock.instant(), following), following))
                .contains("docket_queue", "Index Cond")
                .doesNotContain("Sort");

        assertThat(plan(
                        Lists.INBOX_SQL,
                        Map.of(
                                "provider",
                                TestMembers.PROVIDER.value(),
                                "now",
                                clock.instant().atOffset(ZoneOffset.UTC),
                                "limit",
                                51)))
                .contains("referral_inbox", "docket_pkey")
                .doesNotContain("Sort");
    }

    @Test
    void cannotHoldTwoAcceptancesOfOneRoundWhateverTheCodeDoes() {
        var caseFile = cases.opened();
        var offers = desk.offer(
                new Offer(caseFile, 1, List.of(TestMembers.PROVIDER, TestMembers.OTHER_PROVIDER), null),
                TestMembers.DISPATCHER);
        assertThat(forceAccepted(offers.getFirst().id())).isEqualTo(1);

        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> forceAccepted(offers.getLast().id()));
    }

    private int forceAccepted(ReferralId id) {
        return jdbc.sql("UPDATE referrals.referral SET status = 'ACCEPTED', scope = 'BOND' WHERE id = :id")
                .param("id", id.value())
                .update();
    }

    private ReferralId offer(CaseId caseFile) {
        return desk.offer(new Offer(caseFile, 1, List.of(TestMembers.PROVIDER), null), TestMembers.DISPATCHER)
                .getFirst()
                .id();
    }

    private String plan(String sql, Map<String, Object> parameters) {
        return jdbc.sql("EXPLAIN " + sql).params(parameters).query(String.class).list().stream()
                .collect(joining("\n"));
    }

    /** Many cases like one another, a third of them offered to the first provider. */
    private void fill(int many) {
        var model = cases.opened();
        offer(model);
        jdbc.sql("""
                INSERT INTO referrals.docket (case_id, round, reference, state, urgency, facts, since, clock_from, due, consented_for)
                SELECT gen_random_uuid(), 1, reference, state, 'U' || n % 5, facts || jsonb_build_object('urgency', 'U' || n % 5), since, clock_from, due + make_interval(secs => n / 3),
                    consented_for
                FROM referrals.docket, generate_series(2, :many) n WHERE case_id = :case""").param("many", many).param("case", model.value()).update();
        jdbc.sql("""
                INSERT INTO referrals.referral (id, version, case_id, round, reference, provider, urgency, route, status, offered_at,
                    answer_due, due_because)
                SELECT gen_random_uuid(), 0, d.case_id, 1, d.reference, r.provider, d.urgency, r.route, r.status, r.offered_at, d.due,
                    r.due_because
                FROM referrals.docket d, referrals.referral r WHERE d.case_id <> :case AND abs(hashtext(d.case_id::text)) % 3 = 0""").param("case", model.value()).update();
    }
}
