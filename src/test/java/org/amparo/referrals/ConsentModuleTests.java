package org.amparo.referrals;

import static org.amparo.support.TestMembers.ATTORNEY;
import static org.amparo.support.TestMembers.DISPATCHER;
import static org.amparo.support.TestMembers.OTHER_ATTORNEY;
import static org.amparo.support.TestMembers.OTHER_PROVIDER;
import static org.amparo.support.TestMembers.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.amparo.intake.CaseFacts;
import org.amparo.intake.CaseId;
import org.amparo.intake.ConsentPurpose;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;

/** Nothing is offered, shown or taken without consent to sharing with providers: not by the desk, not by routing, not by SQL. */
@ApplicationModuleTest
@Import(ReferralsTesting.class)
class ConsentModuleTests {

    private final ReferralsDesk desk;
    private final Cases cases;
    private final MovableClock clock;
    private final JdbcClient jdbc;

    ConsentModuleTests(ReferralsDesk desk, Cases cases, MovableClock clock, JdbcClient jdbc) {
        this.desk = desk;
        this.cases = cases;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void begin() {
        clock.reset();
    }

    @Test
    void theDatabaseTakesNoOfferWithoutConsent() {
        var without = cases.opened(Cases.facts().withoutConsent().build());
        var elsewhere = cases.opened(with(Set.of(ConsentPurpose.CONTACT, ConsentPurpose.STATISTICS), null));
        for (var refused : List.of(without, elsewhere, CaseId.create())) {
            assertThatThrownBy(() -> insert(refused, "OFFERED"))
                    .isInstanceOf(DataIntegrityViolationException.class)
                    .hasMessageContaining("no consent to sharing with providers");
        }
        var consented = cases.opened(with(Set.of(ConsentPurpose.SHARE_WITH_PROVIDERS), null));
        insert(consented, "OFFERED");
        insert(without, "DECLINED"); // history is no offer
        assertThatThrownBy(() -> jdbc.sql(
                                "UPDATE referrals.referral SET status = 'OFFERED', decline_reason = NULL WHERE case_id = ?")
                        .param(without.value())
                        .update())
                .hasMessageContaining("no consent to sharing with providers");
    }

    @Test
    void theDatabaseTakesNoAnswerAfterConsentWasWithdrawn() {
        var caseFile = cases.opened();
        var offered = desk.offer(new Offer(caseFile, 1, List.of(PROVIDER), null), DISPATCHER)
                .getFirst()
                .id();
        cases.consentWithdrawn(caseFile);
        for (var status : List.of("OFFERED", "VIEWED", "CONFLICT_CHECKED")) {
            assertThatThrownBy(() -> jdbc.sql(
                                    "UPDATE referrals.referral SET status = ?, withdraw_reason = NULL, ended_at = NULL WHERE id = ?")
                            .params(status, offered.value())
                            .update())
                    .hasMessageContaining("no consent to sharing with providers");
        }
        assertThatThrownBy(() -> desk.offer(new Offer(caseFile, 1, List.of(OTHER_PROVIDER), null), DISPATCHER))
                .hasMessage("consent-missing");
    }

    @Test
    void aProvisionalConsentCountsUntilTheEndOfItsDayAndNoLonger() {
        var day = LocalDate.ofInstant(clock.instant(), LegalClock.PACIFIC).plusDays(14);
        var caseFile = cases.opened(with(Set.of(ConsentPurpose.SHARE_WITH_PROVIDERS), day));
        var end = day.plusDays(1).atStartOfDay(LegalClock.PACIFIC).toInstant();
        clock.pass(Duration.between(clock.instant(), end).minusSeconds(1));
        var offered = desk.offer(new Offer(caseFile, 1, List.of(PROVIDER), null), DISPATCHER)
                .getFirst()
                .id();
        desk.clearConflicts(offered, ATTORNEY);
        var unopened = desk.offer(new Offer(caseFile, 1, List.of(OTHER_PROVIDER), null), DISPATCHER)
                .getFirst();
        assertThat(unopened.answerDue()).isEqualTo(end);
        clock.pass(Duration.ofSeconds(1));
        // Whether or not the schedule has let it lapse yet: it counts no longer.
        assertThatThrownBy(() -> desk.offer(new Offer(caseFile, 1, List.of(PROVIDER), null), DISPATCHER))
                .hasMessage("consent-missing");
        assertThatThrownBy(() -> desk.accept(new Acceptance(offered, Set.of()), ATTORNEY))
                .hasMessage("offer-expired");
        assertThat(desk.view(unopened.id(), OTHER_ATTORNEY).status()).isEqualTo(ReferralStatus.EXPIRED);
        assertThatThrownBy(() -> desk.clearConflicts(unopened.id(), OTHER_ATTORNEY))
                .hasMessage("offer-expired");
        assertThatThrownBy(() -> insert(caseFile, "OFFERED")).hasMessageContaining("no consent");
    }

    @Test
    void keepsItsCopyOfWhatWasConsentedTo() {
        var day = LocalDate.ofInstant(clock.instant(), LegalClock.PACIFIC).plusDays(14);
        var caseFile = cases.opened(with(Set.of(ConsentPurpose.SHARE_WITH_PROVIDERS), day));
        assertThat(purposes(caseFile)).containsExactly("SHARE_WITH_PROVIDERS");
        cases.consentGiven(caseFile, with(Set.of(ConsentPurpose.values()), null));
        assertThat(purposes(caseFile)).containsExactly("CONTACT", "SHARE_WITH_PROVIDERS", "STATISTICS");
        assertThat(jdbc.sql("SELECT consent_until IS NULL FROM referrals.docket WHERE case_id = ?")
                        .param(caseFile.value())
                        .query(Boolean.class)
                        .single())
                .isTrue();
        cases.consentWithdrawn(caseFile);
        assertThat(purposes(caseFile)).isEmpty();
    }

    private List<String> purposes(CaseId caseFile) {
        return jdbc.sql("SELECT unnest(consented_for) FROM referrals.docket WHERE case_id = ?")
                .param(caseFile.value())
                .query(String.class)
                .list();
    }

    private void insert(CaseId caseFile, String status) {
        jdbc.sql("""
                        INSERT INTO referrals.referral (id, version, case_id, round, reference, provider, urgency, route, status, offered_at,
                            answer_due, due_because, decline_reason)
                        VALUES (?, 0, ?, 1, 'K7MR-4QX', ?, 'U1', 'BY_HAND', ?, ?, now() + interval '1 day', 'PROMISED', ?)
                        """)
                .params(
                        UUID.randomUUID(),
                        caseFile.value(),
                        OTHER_PROVIDER.value(),
                        status,
                        java.sql.Timestamp.from(clock.instant()),
                        status.equals("DECLINED") ? "LANGUAGE" : null)
                .update();
    }

    private static CaseFacts with(Set<ConsentPurpose> purposes, @Nullable LocalDate until) {
        var facts = Cases.facts().build();
        return new CaseFacts(
                facts.round(),
                facts.urgency(),
                facts.needs(),
                facts.custody(),
                facts.facility(),
                facts.court(),
                facts.language(),
                facts.spanish(),
                facts.nextHearing(),
                facts.removalRisk(),
                facts.stage(),
                facts.arrestingAgency(),
                facts.detainedSince(),
                facts.fund(),
                purposes.contains(ConsentPurpose.SHARE_WITH_PROVIDERS),
                purposes,
                until);
    }
}
