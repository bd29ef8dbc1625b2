package org.amparo.correspondence;

import static org.amparo.support.TestMembers.ATTORNEY;
import static org.amparo.support.TestMembers.OTHER_PROVIDER;
import static org.amparo.support.TestMembers.PROVIDER;
import static org.amparo.support.TestMembers.SUSPENDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.amparo.intake.CaseId;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.NotFound;
import org.amparo.membership.MemberId;
import org.amparo.membership.OrganizationId;
import org.amparo.referrals.ReferralId;
import org.amparo.representation.HearingId;
import org.amparo.representation.HearingResult;
import org.amparo.representation.HearingScheduled;
import org.amparo.representation.MatterClosed;
import org.amparo.representation.MatterId;
import org.amparo.representation.MatterReopened;
import org.amparo.representation.MatterTransferred;
import org.amparo.representation.Outcome;
import org.amparo.representation.ReopenReason;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;
import org.springframework.transaction.support.TransactionTemplate;

/** From a hearing to the text a calendar program reads. */
@ApplicationModuleTest
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class})
@TestConstructor(autowireMode = AutowireMode.ALL)
class CalendarModuleTests {

    private static final HumanReference REFERENCE = new HumanReference("K7MR-4QX");

    private final CorrespondenceDesk desk;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final Clock clock;

    private final MatterId matter = MatterId.create();
    private final HearingId hearing = HearingId.create();

    CalendarModuleTests(
            CorrespondenceDesk desk,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            JdbcClient jdbc,
            Clock clock) {
        this.desk = desk;
        this.events = events;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeEach
    void emptyCalendar() {
        jdbc.sql("DELETE FROM correspondence.hearing").update();
        jdbc.sql("DELETE FROM correspondence.calendar_feed").update();
    }

    @Test
    void showsReferenceTypeCourtAndTimeAndNoName() {
        var token = open(CalendarScope.MINE);
        var at = Instant.parse("2026-12-24T17:00:00Z");
        publish(scheduled(ATTORNEY.member(), PROVIDER, at, null));

        var text = desk.calendarAt(token);

        assertThat(text)
                .startsWith("BEGIN:VCALENDAR\r\n")
                .contains("SUMMARY:K7MR-4QX · Custody (bond)")
                .contains("LOCATION:Adelanto")
                .contains("DTSTART:20261224T170000Z")
                .contains("UID:" + hearing + "@amparo")
                .contains("STATUS:CONFIRMED")
                .doesNotContain(matter.toString())
                .doesNotContain(ATTORNEY.name());
    }

    @Test
    void followsAHearingThroughItsChanges() {
        var token = open(CalendarScope.MINE);
        publish(scheduled(ATTORNEY.member(), PROVIDER, later(3), null));
        publish(scheduled(ATTORNEY.member(), PROVIDER, later(3), HearingResult.ADJOURNED));

        assertThat(desk.calendarAt(token))
                .contains("STATUS:CANCELLED")
                .contains("SEQUENCE:1")
                .containsOnlyOnce("BEGIN:VEVENT");
    }

    @Test
    void showsOnlyTheOwnMattersOrTheWholeOrganization() {
        publish(scheduled(MemberId.create(), PROVIDER, later(3), null));

        assertThat(desk.calendarAt(open(CalendarScope.MINE))).doesNotContain("VEVENT");
        assertThat(desk.calendarAt(open(CalendarScope.ORGANIZATION))).contains("VEVENT");
    }

    @Test
    void showsNothingOfAnotherOrganization() {
        publish(scheduled(ATTORNEY.member(), OTHER_PROVIDER, later(3), null));

        assertThat(desk.calendarAt(open(CalendarScope.ORGANIZATION))).doesNotContain("VEVENT");
    }

    @Test
    void followsTheMatterToAnotherAttorney() {
        var token = open(CalendarScope.MINE);
        var before = MemberId.create();
        publish(scheduled(before, PROVIDER, later(3), null));
        publish(new MatterTransferred(
                matter, CaseId.create(), PROVIDER, before, ATTORNEY.member(), ATTORNEY.actor(), clock.instant()));

        assertThat(desk.calendarAt(token)).contains("VEVENT");
    }

    @Test
    void leavesOutHearingsOfClosedMatters() {
        var token = open(CalendarScope.MINE);
        publish(scheduled(ATTORNEY.member(), PROVIDER, later(3), null));
        publish(new MatterClosed(
                matter,
                CaseId.create(),
                1,
                ReferralId.create(),
                PROVIDER,
                null,
                null,
                Outcome.WITHDREW,
                ATTORNEY.actor(),
                clock.instant()));
        assertThat(desk.calendarAt(token)).doesNotContain("VEVENT");

        publish(new MatterReopened(
                matter,
                CaseId.create(),
                1,
                ReferralId.create(),
                PROVIDER,
                null,
                null,
                Outcome.WITHDREW,
                ReopenReason.CLOSED_BY_MISTAKE,
                ATTORNEY.actor(),
                clock.instant()));
        assertThat(desk.calendarAt(token)).contains("VEVENT");
    }

    @Test
    void answersNoMoreOnceRevokedOrReplaced() {
        var first = open(CalendarScope.MINE);
        var second = open(CalendarScope.MINE);
        gone(first);
        assertThat(desk.calendarAt(second)).contains("VCALENDAR");

        desk.revokeCalendar(ATTORNEY);

        gone(second);
        assertThat(desk.calendar(ATTORNEY)).isEmpty();
        desk.revokeCalendar(ATTORNEY);
    }

    @Test
    void answersNobodyWhoseOwnerMayNotSignIn() {
        var token = open(CalendarScope.MINE);
        jdbc.sql("UPDATE correspondence.calendar_feed SET organization = :gone")
                .param("gone", OrganizationId.create().value())
                .update();

        gone(token);
        gone("");
        gone("x".repeat(43));
        gone("' OR 1=1 --");
    }

    @Test
    void keepsAFingerprintAndNoAddress() {
        var token = open(CalendarScope.MINE);

        assertThat(jdbc.sql("SELECT * FROM correspondence.calendar_feed")
                        .query()
                        .singleRow()
                        .values())
                .noneMatch(value -> String.valueOf(value).contains(token));
    }

    @Test
    void tellsWhenItWasRead() {
        var token = open(CalendarScope.MINE);
        assertThat(desk.calendar(ATTORNEY).orElseThrow().lastRead()).isNull();

        desk.calendarAt(token);

        assertThat(desk.calendar(ATTORNEY).orElseThrow().lastRead()).isNotNull();
    }

    @Test
    void isForProvidersOnly() {
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> desk.openCalendar(CalendarScope.MINE, TestMembers.LEAD));
        assertThat(desk.calendar(SUSPENDED)).isEmpty();
    }

    private String open(CalendarScope scope) {
        var opened = desk.openCalendar(scope, ATTORNEY);
        assertThat(opened.toString()).doesNotContain(".ics");
        return opened.address().replaceAll(".*/calendar/|\\.ics$", "");
    }

    private void gone(String token) {
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> desk.calendarAt(token));
    }

    private void publish(Object event) {
        transaction.executeWithoutResult(status -> events.publishEvent(event));
    }

    private Instant later(int days) {
        return clock.instant().plus(Duration.ofDays(days));
    }

    private HearingScheduled scheduled(
            MemberId attorney, OrganizationId provider, Instant at, @Nullable HearingResult result) {
        return new HearingScheduled(
                matter,
                CaseId.create(),
                hearing,
                REFERENCE,
                provider,
                attorney,
                ListCode.of("CY"),
                CourtCode.of("ADL"),
                at,
                result,
                null,
                ATTORNEY.actor(),
                clock.instant());
    }
}
