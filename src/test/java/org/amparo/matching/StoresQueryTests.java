package org.amparo.matching;

import static org.amparo.matching.Given.facts;
import static org.amparo.matching.Given.organization;
import static org.amparo.support.TestMembers.DISPATCHER;
import static org.amparo.support.TestMembers.OTHER_PROVIDER;
import static org.amparo.support.TestMembers.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.referrals.DeclineReason;
import org.amparo.referrals.ReferralId;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What is kept, on a real PostgreSQL. */
@ApplicationModuleTest
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class, Setting.class})
class StoresQueryTests {

    private final Setting setting;
    private final RoutedCases cases;
    private final AskedProviders asked;
    private final CapacityUses uses;
    private final Practices practices;
    private final Shortlists shortlists;
    private final PracticeBook book;
    private final MatchingDesk desk;
    private final PromisesDesk promises;
    private final JsonMapper json;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    StoresQueryTests(
            Setting setting,
            RoutedCases cases,
            AskedProviders asked,
            CapacityUses uses,
            Practices practices,
            Shortlists shortlists,
            PracticeBook book,
            MatchingDesk desk,
            PromisesDesk promises,
            JsonMapper json,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Clock clock) {
        this.setting = setting;
        this.cases = cases;
        this.asked = asked;
        this.uses = uses;
        this.practices = practices;
        this.shortlists = shortlists;
        this.book = book;
        this.desk = desk;
        this.promises = promises;
        this.json = json;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    @BeforeEach
    void twoProviders() {
        setting.twoProviders();
    }

    @Test
    void factsComeBackAsTheyWere() {
        var facts = facts().court("ADL")
                .hearing(LocalDate.of(2026, 3, 9))
                .removal(clock.instant())
                .build();
        var caseFile = setting.waiting(facts);
        assertThat(cases.rounds(caseFile)).singleElement().satisfies(kept -> {
            assertThat(kept.facts()).isEqualTo(facts);
            assertThat(kept.waiting()).isTrue();
        });
    }

    @Test
    void aPracticeComesBackAsItWas() {
        var sheet = practices.findById(PROVIDER).orElseThrow().sheet(clock.instant());
        assertThat(sheet.offering()).isEqualTo(Given.practicing().offering());
        assertThat(sheet.capacity(Service.BOND).promised()).isEqualTo(3);
        assertThat(sheet.capacity(Service.HABEAS)).isEqualTo(Capacity.NOT_SAID);
    }

    @Test
    void whatIsSaidOfAWeekComesBackAsItWas() {
        var limits = new Limits(Set.of(TestCatalog.ADELANTO), Set.of(), Set.of(TestCatalog.MAM));
        var week = Week.of(clock.instant());
        promises.promise(
                new PromiseWeek(PROVIDER, week, Map.of(Service.BOND, new PromisedRoom(2, limits)), null), DISPATCHER);
        var kept = practices.findById(PROVIDER).orElseThrow().sheet(clock.instant());
        assertThat(kept.room(Service.BOND).limits()).isEqualTo(limits);
        assertThat(kept.room(Service.BOND).open()).isEqualTo(2);
        assertThat(kept.weeks()).singleElement().satisfies(each -> {
            assertThat(each.week()).isEqualTo(week);
            assertThat(each.saidAt()).isNotNull();
        });
        assertThat(book.sheet(PROVIDER)).isEqualTo(kept);
        assertThat(jdbc.sql("SELECT weeks -> 0 ->> 'week' FROM matching.practice WHERE id = :id")
                        .param("id", PROVIDER.value())
                        .query(String.class)
                        .single())
                .isEqualTo(week.toString());
    }

    @Test
    void onlyWaitingConsentedCasesWithoutALiveOfferAreDrawnAgainTheMostUrgentFirst() {
        var calm = setting.waiting(facts().urgency(Urgency.U3).build());
        var urgent = setting.waiting(facts().urgency(Urgency.U0).build());
        var declined = setting.waiting(facts().urgency(Urgency.U1).build());
        setting.waiting(facts().withoutConsent().build());
        var offered = setting.waiting(facts().build());
        var closed = setting.waiting(facts().build());
        var placed = setting.waiting(facts().build());
        setting.offered(offered, PROVIDER);
        setting.declined(setting.offered(declined, PROVIDER), DeclineReason.OTHER);
        cases.closed(closed, Instant.now());
        cases.placed(placed, 1, Instant.now());
        assertThat(cases.waitingWithoutOffer(10))
                .extracting(RoutedCase::caseFile)
                .containsExactly(urgent, declined, calm);
        assertThat(cases.waitingWithoutOffer(1)).hasSize(1);
    }

    @Test
    void theLastOfferOfAProviderIsKnownOverAllCases() {
        setting.offered(setting.waiting(facts().build()), PROVIDER);
        var last = clock.instant();
        asked.offered(ReferralId.create(), setting.waiting(facts().build()), 1, PROVIDER, last, last);
        assertThat(asked.lastOffered(List.of(PROVIDER, OTHER_PROVIDER, organization(9))))
                .containsOnlyKeys(PROVIDER)
                .containsValue(last);
    }

    @Test
    void oneReferralUsesCapacityOnceHoweverManyTellOfIt() throws Exception {
        var referral = ReferralId.create();
        var first = together(16, () -> uses.begin(referral, PROVIDER, List.of(Service.BOND), clock.instant()));
        assertThat(first).containsOnlyOnce(true);
        var given = together(
                16, () -> !uses.end(referral, PROVIDER, clock.instant()).isEmpty());
        assertThat(given).containsOnlyOnce(true);
    }

    @Test
    void manyAcceptancesAtTheSameTimeTakeEachOnePlaceOfTheWeekAndRoomIsNeverNegative() throws Exception {
        var week = Week.of(clock.instant());
        promises.promise(
                new PromiseWeek(PROVIDER, week, Map.of(Service.BOND, new PromisedRoom(9, Limits.NONE)), null),
                DISPATCHER);
        together(
                16,
                () -> transactions.execute(status -> {
                    var practice = practices.lock(PROVIDER).orElseThrow();
                    return practices.save(
                            practice.use(List.of(Service.BOND), clock.instant(), Actor.system(), clock.instant()));
                }));
        var room = practices
                .findById(PROVIDER)
                .orElseThrow()
                .sheet(clock.instant())
                .room(Service.BOND);
        assertThat(room.used()).isEqualTo(16);
        assertThat(room.open()).isZero();
    }

    @Test
    void drawingsOfOneCaseAtTheSameTimeWaitForEachOther() throws Exception {
        var caseFile = setting.waiting(facts().build());
        var drawn = together(
                12, () -> desk.redraw(caseFile, 1, DISPATCHER).entries().size());
        assertThat(drawn).containsOnly(3);
        assertThat(jdbc.sql("SELECT count(*) FROM matching.shortlist")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aListKeptWholeAsItOnceWasIsReadAsItWas() throws Exception {
        var caseFile = setting.waiting(facts().build());
        desk.redraw(caseFile, 1, DISPATCHER);
        cases.placed(caseFile, 1, clock.instant()); // from now on nobody draws it again
        var before = desk.shortlist(caseFile, 1, DISPATCHER);
        assertThat(before.entries()).hasSize(3);
        var whole =
                shortlists.findById(new ShortlistId(caseFile, 1)).orElseThrow().entries();
        jdbc.sql("UPDATE matching.shortlist SET entries = :entries::jsonb")
                .param("entries", json.writeValueAsString(whole))
                .update();
        var migration = new ClassPathResource("db/migration/matching/V64__entries_without_repetition.sql")
                .getContentAsString(StandardCharsets.UTF_8);
        jdbc.sql(migration.substring(migration.indexOf("UPDATE"))).update();
        assertThat(desk.shortlist(caseFile, 1, DISPATCHER)).isEqualTo(before);
    }

    @Test
    void theBookSeesWhatAnotherNodeWroteWithinASecond() throws Exception {
        assertThat(book.sheet(PROVIDER).taking()).isEqualTo(Taking.OPEN);
        jdbc.sql("UPDATE matching.practice SET taking = 'PAUSED', version = version + 1 WHERE id = :id")
                .param("id", PROVIDER.value())
                .update();
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofMillis(1_500))
                .until(() -> book.sheet(PROVIDER).taking() == Taking.PAUSED);
    }

    @Test
    void aConflictInAnEarlierRoundExcludesInTheNext() {
        var caseFile = setting.waiting(facts().build());
        setting.declined(setting.offered(caseFile, PROVIDER), DeclineReason.CONFLICT);
        cases.keep(caseFile, null, facts().round(2).build(), clock.instant());
        var entry = own(caseFile, 2);
        assertThat(entry.eligibility()).isEqualTo(Eligibility.EXCLUDED);
        assertThat(entry.verdicts()).extracting(Verdict::reason).contains("asked.conflict");
    }

    @Test
    void aDeclineInAnEarlierRoundDoesNot() {
        var caseFile = setting.waiting(facts().build());
        setting.declined(setting.offered(caseFile, PROVIDER), DeclineReason.NO_CAPACITY);
        cases.keep(caseFile, null, facts().round(2).build(), clock.instant());
        assertThat(own(caseFile, 2).eligibility()).isEqualTo(Eligibility.UNFUNDED);
    }

    private EntryView own(CaseId caseFile, int round) {
        return desk.redraw(caseFile, round, DISPATCHER).entries().stream()
                .filter(entry -> entry.provider().equals(PROVIDER))
                .findFirst()
                .orElseThrow();
    }

    private static <T> List<T> together(int people, Callable<T> deed) throws Exception {
        try (var pool = Executors.newFixedThreadPool(people)) {
            var all = new ArrayList<T>();
            for (var done : pool.invokeAll(java.util.Collections.nCopies(people, deed))) {
                all.add(done.get());
            }
            return all;
        }
    }
}
