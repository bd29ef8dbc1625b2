package org.amparo.correspondence;

import static org.amparo.support.TestMembers.ATTORNEY;
import static org.amparo.support.TestMembers.DISPATCHER;
import static org.amparo.support.TestMembers.HOTLINE;
import static org.amparo.support.TestMembers.OTHER_ATTORNEY;
import static org.amparo.support.TestMembers.OTHER_PROVIDER;
import static org.amparo.support.TestMembers.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.amparo.intake.Answer;
import org.amparo.intake.CaseFacts;
import org.amparo.intake.CaseId;
import org.amparo.intake.CaseOpened;
import org.amparo.intake.ClockStruck;
import org.amparo.intake.ConsentPurpose;
import org.amparo.intake.CustodyStatus;
import org.amparo.intake.EmergencyId;
import org.amparo.intake.EmergencyOpened;
import org.amparo.intake.EmergencyReason;
import org.amparo.intake.ExportGround;
import org.amparo.intake.ExportId;
import org.amparo.intake.ExportPart;
import org.amparo.intake.FileExported;
import org.amparo.intake.FundFacts;
import org.amparo.intake.RecordKind;
import org.amparo.intake.SpanishFluency;
import org.amparo.intake.Term;
import org.amparo.intake.UrgencyRaised;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Count;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.matching.NoProviderFound;
import org.amparo.matching.UnmetCause;
import org.amparo.matching.WeekAwaited;
import org.amparo.membership.OrganizationId;
import org.amparo.referrals.AnswerDueChanged;
import org.amparo.referrals.DeclineReason;
import org.amparo.referrals.DueReason;
import org.amparo.referrals.OfferKept;
import org.amparo.referrals.QuietHours;
import org.amparo.referrals.ReferralDeclined;
import org.amparo.referrals.ReferralExpired;
import org.amparo.referrals.ReferralId;
import org.amparo.referrals.ReferralOffered;
import org.amparo.referrals.ReferralWithdrawn;
import org.amparo.referrals.Reopening;
import org.amparo.referrals.Route;
import org.amparo.referrals.WaitEnded;
import org.amparo.referrals.WaitsFor;
import org.amparo.referrals.WithdrawReason;
import org.amparo.representation.MatterId;
import org.amparo.representation.MatterNoticed;
import org.amparo.representation.NoticeKind;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.Scenario;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;

/** From an event to a letter in somebody's mailbox, and what happens when that fails. */
@ApplicationModuleTest
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class, PostModuleTests.Time.class})
@TestConstructor(autowireMode = AutowireMode.ALL)
class PostModuleTests {

    /** 10:00 in Los Angeles, a Monday. */
    private static final Instant MORNING = Instant.parse("2026-03-16T17:00:00Z");

    private static final HumanReference REFERENCE = new HumanReference("K7MR-4QX");

    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP))
            .withConfiguration(new GreenMailConfiguration().withDisabledAuthentication());

    @BeforeAll
    static void startMail() {
        if (!MAIL.isRunning()) {
            MAIL.start();
        }
    }

    @AfterAll
    static void stopMail() {
        MAIL.stop();
    }

    /** A clock the test turns by hand. */
    static class HandTurnedClock extends Clock {

        private Instant now = MORNING;

        void turn(Duration on) {
            now = now.plus(on);
        }

        void reset() {
            now = MORNING;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public java.time.ZoneId getZone() {
            return java.time.ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Time {

        @Bean
        @Primary
        HandTurnedClock handTurnedClock() {
            return new HandTurnedClock();
        }
    }

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry properties) {
        properties.add("spring.mail.host", () -> "127.0.0.1");
        startMail();
        properties.add("spring.mail.port", () -> MAIL.getSmtp().getPort());
        properties.add("spring.mail.properties.mail.smtp.auth", () -> "false");
        properties.add("spring.mail.properties.mail.smtp.starttls.required", () -> "false");
        properties.add("amparo.address", () -> "https://amparo.example/");
        properties.add("amparo.mail.from", () -> "amparo@coalition.example");
        properties.add("amparo.correspondence.send-every", () -> "1h");
        properties.add("amparo.correspondence.remind-every", () -> "1h");
    }

    private final Postman postman;
    private final Announcements announcements;
    private final CorrespondenceDesk desk;
    private final HandTurnedClock clock;
    private final JavaMailSenderImpl mailServer;
    private final JdbcClient jdbc;

    PostModuleTests(
            Postman postman,
            Announcements announcements,
            CorrespondenceDesk desk,
            HandTurnedClock clock,
            JavaMailSenderImpl mailServer,
            JdbcClient jdbc) {
        this.postman = postman;
        this.announcements = announcements;
        this.desk = desk;
        this.clock = clock;
        this.mailServer = mailServer;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void emptyPost() throws FolderException {
        MAIL.purgeEmailFromAllMailboxes();
        clock.reset();
        jdbc.sql("DELETE FROM correspondence.letter").update();
        jdbc.sql("DELETE FROM correspondence.offer").update();
    }

    @Test
    void tellsTheProviderThatAnOfferWaits(Scenario scenario) {
        offered(scenario, ReferralId.create());

        assertThat(letters()).singleElement().satisfies(letter -> {
            assertThat(letter.getAllRecipients()[0]).hasToString("attorney@example.org");
            assertThat(letter.getFrom()[0]).hasToString("amparo@coalition.example");
            assertThat(letter.getSubject()).isEqualTo("An offer waits for your answer: K7MR-4QX");
            assertThat(letter.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        });
        assertThat(text(letters().getFirst()))
                .contains("K7MR-4QX")
                .contains("Monday, March 16, at 12:00 PM (Pacific time)")
                .contains("https://amparo.example/inbox")
                .doesNotContain("<");
        assertThat(html(letters().getFirst())).contains("href=\"https://amparo.example/inbox\"");
    }

    @Test
    void saysNothingButReferenceTimeAndLink(Scenario scenario) {
        var referral = ReferralId.create();
        var caseFile = CaseId.create();
        opened(scenario, caseFile);
        offered(scenario, referral, caseFile, PROVIDER);

        var letter = letters().getFirst();
        var all = text(letter) + html(letter) + Arrays.toString(headers(letter));

        assertThat(all)
                .doesNotContain(caseFile.toString())
                .doesNotContain(referral.toString())
                .doesNotContainIgnoringCase("adelanto")
                .doesNotContain("ADLNTCA")
                .doesNotContainIgnoringCase("mam")
                .doesNotContain("06037")
                .doesNotContain("U0")
                .doesNotContain(ATTORNEY.name());
    }

    @Test
    void writesALetterOnceHoweverOftenItIsTold(Scenario scenario) {
        var referral = ReferralId.create();
        var caseFile = CaseId.create();
        offered(scenario, referral, caseFile, PROVIDER);

        scenario.publish(offer(referral, caseFile, PROVIDER))
                .andWaitForStateChange(() -> outstanding() == 0 ? Boolean.TRUE : null)
                .andVerify(done -> assertThat(count(LetterKind.OFFER_WAITS)).isEqualTo(1));
        postman.deliver();

        assertThat(letters()).hasSize(1);
    }

    @Test
    void tellsThatNothingIsLeftToDoWhenAnOfferIsWithdrawn(Scenario scenario) {
        var referral = ReferralId.create();
        var caseFile = CaseId.create();
        offered(scenario, referral, caseFile, PROVIDER);

        told(scenario, withdrawn(referral, caseFile), LetterKind.OFFER_GONE);
        postman.deliver();

        assertThat(letters()).hasSize(2);
        assertThat(subject(letters().get(1))).isEqualTo("Nothing is left to do: K7MR-4QX");
        assertThat(text(letters().get(1))).doesNotContain("http");
    }

    @Test
    void tellsBothOrganizationsThatAFileWasOpenedInAnEmergency(Scenario scenario) {
        scenario.publish(new EmergencyOpened(
                        CaseId.create(),
                        REFERENCE,
                        EmergencyId.create(),
                        EmergencyReason.REMOVAL_IMMINENT,
                        ATTORNEY.member(),
                        PROVIDER,
                        Set.of(HOTLINE, OTHER_PROVIDER),
                        clock.instant().plus(Duration.ofHours(1)),
                        DISPATCHER.actor(),
                        clock.instant()))
                .andWaitForStateChange(() -> count(LetterKind.EMERGENCY_OPENED) < 3 ? null : recipients())
                .andVerify(told -> assertThat(told)
                        .containsExactlyInAnyOrder(
                                ATTORNEY.member().value(),
                                OTHER_ATTORNEY.member().value(),
                                DISPATCHER.member().value()));
        postman.deliver();

        assertThat(letters()).hasSize(3).allSatisfy(letter -> {
            assertThat(subject(letter)).contains("K7MR-4QX");
            assertThat(text(letter)).doesNotContain(ATTORNEY.name()).doesNotContain(DISPATCHER.name());
        });
    }

    @Test
    void tellsWhoHasTheCaseThatPartsOfItWereHandedOut(Scenario scenario) {
        told(
                scenario,
                new FileExported(
                        CaseId.create(),
                        REFERENCE,
                        ExportId.create(),
                        ExportGround.JUDICIAL_ORDER,
                        Set.of(ExportPart.PERSON),
                        Set.of(OTHER_PROVIDER),
                        DISPATCHER.actor(),
                        clock.instant()),
                LetterKind.FILE_EXPORTED);
        postman.deliver();

        assertThat(recipients()).containsExactly(OTHER_ATTORNEY.member().value());
        assertThat(letters()).singleElement().satisfies(letter -> {
            assertThat(subject(letter)).isEqualTo("Parts of the file K7MR-4QX were handed out");
            assertThat(text(letter)).doesNotContainIgnoringCase("order").doesNotContain(DISPATCHER.name());
        });
    }

    @Test
    void deletesLettersThatWereSettledLongAgoAndKeepsThoseThatWait(Scenario scenario) {
        offered(scenario, ReferralId.create());
        clock.turn(Duration.ofDays(20));
        another(scenario, ReferralId.create());
        postman.deliver();
        var waiting = ReferralId.create();
        another(scenario, waiting);
        jdbc.sql("UPDATE correspondence.letter SET written_at = ? WHERE subject = ?")
                .params(Timestamp.from(MORNING.minus(Duration.ofDays(100))), waiting.value())
                .update();

        var struck = new ClockStruck(
                RecordKind.LETTERS,
                Term.ofDays(10),
                clock.instant().minus(Duration.ofDays(10)),
                Actor.system(),
                clock.instant());
        scenario.publish(struck)
                .andWaitForEventOfType(LettersShredded.class)
                .toArriveAndVerify(gone -> assertThat(gone.letters()).isEqualTo(Count.of(1)));

        assertThat(count(LetterKind.OFFER_WAITS)).isEqualTo(2);
        scenario.publish(new ClockStruck(
                        RecordKind.NOTES, Term.ofDays(1), clock.instant(), Actor.system(), clock.instant()))
                .andWaitForStateChange(() -> outstanding() == 0 ? Boolean.TRUE : null)
                .andVerify(done -> assertThat(count(LetterKind.OFFER_WAITS))
                        .as("the clock of another kind of record")
                        .isEqualTo(2));
    }

    @Test
    void tellsThatNothingIsLeftToDoWhenAnOfferRanOut(Scenario scenario) {
        var referral = ReferralId.create();
        var caseFile = CaseId.create();
        offered(scenario, referral, caseFile, PROVIDER);

        told(
                scenario,
                new ReferralExpired(referral, caseFile, 1, PROVIDER, Actor.system(), clock.instant()),
                LetterKind.OFFER_GONE);
        postman.deliver();

        assertThat(letters()).hasSize(2);
    }

    @Test
    void sendsNothingAboutAnOfferThatWasWithdrawnBeforeTheLetterLeft(Scenario scenario) {
        var referral = ReferralId.create();
        var caseFile = CaseId.create();
        told(scenario, offer(referral, caseFile, PROVIDER), LetterKind.OFFER_WAITS);

        scenario.publish(withdrawn(referral, caseFile))
                .andWaitForStateChange(() -> state(LetterKind.OFFER_WAITS) == LetterState.DROPPED ? Boolean.TRUE : null)
                .andVerify(dropped -> assertThat(count(LetterKind.OFFER_GONE)).isZero());
        postman.deliver();

        assertThat(letters()).isEmpty();
    }

    @Test
    void remindsOnceWhenHalfOfTheTimeHasGone(Scenario scenario) {
        offered(scenario, ReferralId.create());

        announcements.remind();
        assertThat(count(LetterKind.OFFER_REMINDER)).isZero();
        clock.turn(Duration.ofMinutes(61));
        announcements.remind();
        announcements.remind();
        postman.deliver();

        assertThat(count(LetterKind.OFFER_REMINDER)).isEqualTo(1);
        assertThat(subject(letters().get(1))).isEqualTo("Still waiting for your answer: K7MR-4QX");
    }

    @Test
    void doesNotRemindOfWhatWasAnswered(Scenario scenario) {
        var referral = ReferralId.create();
        var caseFile = CaseId.create();
        offered(scenario, referral, caseFile, PROVIDER);

        scenario.publish(new ReferralDeclined(
                        referral, caseFile, 1, PROVIDER, DeclineReason.NO_CAPACITY, ATTORNEY.actor(), clock.instant()))
                .andWaitForStateChange(() -> ended(referral) ? Boolean.TRUE : null)
                .andVerify(done -> {
                    clock.turn(Duration.ofMinutes(61));
                    announcements.remind();
                    assertThat(count(LetterKind.OFFER_REMINDER)).isZero();
                });
    }

    @Test
    void sendsNoLetterAfterTheAnswerWasDue(Scenario scenario) {
        told(scenario, offer(ReferralId.create(), CaseId.create(), PROVIDER), LetterKind.OFFER_WAITS);
        clock.turn(Duration.ofHours(3));

        postman.deliver();

        assertThat(letters()).isEmpty();
        assertThat(state(LetterKind.OFFER_WAITS)).isEqualTo(LetterState.DROPPED);
    }

    @Test
    void sendsNoOldNewsAfterALongOutage(Scenario scenario) {
        told(scenario, unmet(CaseId.create(), Urgency.U0), LetterKind.NO_PROVIDER_FOUND);
        clock.turn(Duration.ofDays(3));

        postman.deliver();

        assertThat(letters()).isEmpty();
        assertThat(state(LetterKind.NO_PROVIDER_FOUND)).isEqualTo(LetterState.DROPPED);
    }

    @Test
    void tellsDispatchersWhenNobodyCanTakeAnUrgentCase(Scenario scenario) {
        var caseFile = CaseId.create();
        opened(scenario, caseFile);

        told(scenario, unmet(caseFile, Urgency.U1), LetterKind.NO_PROVIDER_FOUND);
        postman.deliver();

        assertThat(letters()).singleElement().satisfies(letter -> {
            assertThat(letter.getAllRecipients()[0]).hasToString("dispatcher@example.org");
            assertThat(letter.getSubject()).contains("K7MR-4QX");
        });
        assertThat(text(letters().getFirst()))
                .contains("https://amparo.example/queue")
                .doesNotContain(caseFile.toString());
        assertThat(recipients()).containsExactly(DISPATCHER.member().value());
    }

    @Test
    void asksAProviderForItsNextWeekOnceWithALinkThatOnlyLeadsThere(Scenario scenario) {
        var awaited = new WeekAwaited(
                PROVIDER,
                LocalDate.of(2026, 3, 23),
                Instant.parse("2026-03-23T07:00:00Z"),
                Actor.system(),
                clock.instant());
        told(scenario, awaited, LetterKind.WEEK_AWAITED);
        scenario.publish(awaited).andWaitForStateChange(() -> outstanding() == 0 ? Boolean.TRUE : null);
        postman.deliver();

        assertThat(letters()).singleElement().satisfies(letter -> {
            assertThat(letter.getAllRecipients()[0]).hasToString("attorney@example.org");
            assertThat(letter.getSubject()).isEqualTo("What can you take on next week?");
        });
        assertThat(text(letters().getFirst()))
                .contains("https://amparo.example/practice/promises?week=2026-03-23")
                .doesNotContain(PROVIDER.toString());
    }

    @Test
    void leavesDispatchersInPeaceWhenTheCaseCanWait(Scenario scenario) {
        var caseFile = CaseId.create();

        scenario.publish(unmet(caseFile, Urgency.U2))
                .andWaitForStateChange(() -> outstanding() == 0 ? Boolean.TRUE : null)
                .andVerify(
                        done -> assertThat(count(LetterKind.NO_PROVIDER_FOUND)).isZero());
    }

    @Test
    void triesAgainLaterAndThenGivesUpVisibly(Scenario scenario) {
        told(scenario, offer(ReferralId.create(), CaseId.create(), PROVIDER), LetterKind.OFFER_WAITS);
        jdbc.sql("UPDATE correspondence.letter SET answer_due = answer_due + interval '30 days'")
                .update();
        mailServer.setPort(1); // nobody listens there
        try {
            postman.deliver();
            assertThat(desk.delivery().troubled()).singleElement().satisfies(letter -> {
                assertThat(letter.state()).isEqualTo(LetterState.WAITING);
                assertThat(letter.trouble()).isEqualTo(DeliveryTrouble.SERVER_UNREACHABLE);
                assertThat(letter.nextAttempt()).isAfter(clock.instant());
                assertThat(letter.recipient()).isEqualTo(ATTORNEY.name());
            });

            for (var attempt = 2; attempt <= 8; attempt++) {
                clock.turn(Duration.ofMinutes(375));
                postman.deliver();
            }

            assertThat(desk.delivery().undelivered()).isEqualTo(1);
        } finally {
            mailServer.setPort(MAIL.getSmtp().getPort());
        }
        desk.redeliver(desk.delivery().troubled().getFirst().id());
        postman.deliver();

        assertThat(letters()).hasSize(1);
        assertThat(desk.delivery().troubled()).isEmpty();
    }

    @Test
    void refusesToRetryALetterThatWasSent(Scenario scenario) {
        offered(scenario, ReferralId.create());
        var sent = jdbc.sql("SELECT id FROM correspondence.letter")
                .query(UUID.class)
                .single();

        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> desk.redeliver(new LetterId(sent)));
    }

    @Test
    void takesALetterOverFromANodeThatCrashed(Scenario scenario) {
        told(scenario, offer(ReferralId.create(), CaseId.create(), PROVIDER), LetterKind.OFFER_WAITS);
        jdbc.sql("UPDATE correspondence.letter SET state = 'SENDING', next_attempt_at = :later")
                .param("later", Outbox.utc(clock.instant().plus(Duration.ofMinutes(2))))
                .update();

        postman.deliver();
        assertThat(letters()).isEmpty();
        clock.turn(Duration.ofMinutes(3));
        postman.deliver();

        assertThat(letters()).hasSize(1);
    }

    @Test
    void keepsMembersIdsAndNoAddresses(Scenario scenario) {
        told(scenario, offer(ReferralId.create(), CaseId.create(), PROVIDER), LetterKind.OFFER_WAITS);

        var row = jdbc.sql("SELECT * FROM correspondence.letter").query().singleRow();

        assertThat(row).containsEntry("recipient", ATTORNEY.member().value());
        assertThat(row.values()).noneMatch(value -> String.valueOf(value).contains("@"));
    }

    @Test
    void writesToNobodyWhereNobodyMaySignIn(Scenario scenario) {
        var referral = ReferralId.create();
        scenario.publish(offer(referral, CaseId.create(), new OrganizationId(UUID.randomUUID())))
                .andWaitForStateChange(() -> outstanding() == 0 ? Boolean.TRUE : null)
                .andVerify(done -> assertThat(count(LetterKind.OFFER_WAITS)).isZero());
    }

    @Test
    void saysTheTimeInTheReadersLanguage() {
        assertThat(LetterWriter.inWords(MORNING, Locale.ENGLISH)).isEqualTo("Monday, March 16, at 10:00 AM");
        assertThat(LetterWriter.inWords(MORNING, Locale.of("es"))).isEqualTo("lunes 16 de marzo a las 10:00 a.m.");
    }

    private void offered(Scenario scenario, ReferralId referral) {
        offered(scenario, referral, CaseId.create(), PROVIDER);
    }

    private void offered(Scenario scenario, ReferralId referral, CaseId caseFile, OrganizationId provider) {
        told(scenario, offer(referral, caseFile, provider), LetterKind.OFFER_WAITS);
        postman.deliver();
    }

    private void another(Scenario scenario, ReferralId referral) {
        var before = count(LetterKind.OFFER_WAITS);
        scenario.publish(offer(referral, CaseId.create(), PROVIDER))
                .andWaitForStateChange(() -> count(LetterKind.OFFER_WAITS) == before ? null : Boolean.TRUE)
                .andVerify(written -> assertThat(written).isTrue());
    }

    private void opened(Scenario scenario, CaseId caseFile) {
        var facts = facts(Urgency.U0);
        scenario.publish(new CaseOpened(caseFile, REFERENCE, facts, MORNING, Actor.system(), MORNING))
                .andWaitForStateChange(() -> known(caseFile) ? Boolean.TRUE : null)
                .andVerify(done -> assertThat(done).isTrue());
    }

    @Test
    void tellsOnceThatSomethingChangedAndNothingMore(Scenario scenario) {
        var referral = ReferralId.create();
        var caseFile = CaseId.create();
        offered(scenario, referral, caseFile, PROVIDER);
        var told = clock.instant();

        told(scenario, kept(referral, caseFile, told), LetterKind.OFFER_CHANGED);
        scenario.publish(new AnswerDueChanged(
                        referral,
                        caseFile,
                        1,
                        REFERENCE,
                        PROVIDER,
                        told.plus(Duration.ofHours(1)),
                        DueReason.HEARING,
                        Actor.system(),
                        told))
                .andWaitForStateChange(() -> outstanding() == 0 ? Boolean.TRUE : null)
                .andVerify(done -> assertThat(count(LetterKind.OFFER_CHANGED))
                        .as("one change")
                        .isEqualTo(1));
        assertThat(jdbc.sql("SELECT answer_due FROM correspondence.offer WHERE referral = ?")
                        .param(referral.value())
                        .query(java.time.OffsetDateTime.class)
                        .single()
                        .toInstant())
                .isCloseTo(told.plus(Duration.ofHours(1)), within(1, java.time.temporal.ChronoUnit.MILLIS));
        postman.deliver();

        var letter = letters().get(1);
        assertThat(subject(letter)).isEqualTo("Something changed: K7MR-4QX");
        assertThat(text(letter) + html(letter))
                .contains("https://amparo.example/referrals/" + referral)
                .doesNotContainIgnoringCase("moved")
                .doesNotContainIgnoringCase("hearing")
                .doesNotContainIgnoringCase("facility");
    }

    @Test
    void tellsTheAttorneyThatSomethingChangedAboutTheirMatter(Scenario scenario) {
        var matter = MatterId.create();

        told(
                scenario,
                new MatterNoticed(
                        matter,
                        CaseId.create(),
                        REFERENCE,
                        PROVIDER,
                        ATTORNEY.member(),
                        NoticeKind.MOVED,
                        Actor.system(),
                        clock.instant()),
                LetterKind.MATTER_CHANGED);
        postman.deliver();

        assertThat(letters()).singleElement().satisfies(letter -> {
            assertThat(letter.getAllRecipients()[0]).hasToString("attorney@example.org");
            assertThat(text(letter))
                    .contains("https://amparo.example/matters/" + matter)
                    .doesNotContainIgnoringCase("moved");
        });
    }

    private OfferKept kept(ReferralId referral, CaseId caseFile, Instant told) {
        return new OfferKept(
                referral, caseFile, 1, REFERENCE, PROVIDER, Reopening.MOVED, told, Actor.system(), clock.instant());
    }

    private void told(Scenario scenario, Object event, LetterKind kind) {
        Consumer<Long> exactlyOne = letters -> assertThat(letters).isEqualTo(1);
        scenario.publish(event)
                .andWaitForStateChange(() -> count(kind) == 0 ? null : count(kind))
                .andVerify(exactlyOne);
    }

    private ReferralOffered offer(ReferralId referral, CaseId caseFile, OrganizationId provider) {
        return new ReferralOffered(
                referral,
                caseFile,
                1,
                REFERENCE,
                provider,
                null,
                Urgency.U0,
                Route.BROADCAST,
                clock.instant().plus(Duration.ofHours(2)),
                null,
                Actor.system(),
                clock.instant());
    }

    private static final QuietHours NIGHT = new QuietHours(LocalTime.of(21, 0), LocalTime.of(7, 0));

    /** 23:00 in Los Angeles. */
    private void lateInTheEvening() {
        clock.turn(Duration.ofHours(13));
    }

    @Test
    void whatCanWaitIsToldInTheMorning(Scenario scenario) {
        lateInTheEvening();
        told(
                scenario,
                offer(ReferralId.create(), CaseId.create(), Duration.ofHours(72), NIGHT),
                LetterKind.OFFER_WAITS);
        postman.deliver();
        assertThat(letters()).isEmpty();

        clock.turn(Duration.ofHours(8).minusSeconds(1));
        postman.deliver();
        assertThat(letters()).isEmpty();
        clock.turn(Duration.ofSeconds(1));
        postman.deliver();
        assertThat(letters()).hasSize(1);
    }

    @Test
    void anUrgentOfferIsToldAtOnceWhateverTheHour(Scenario scenario) {
        lateInTheEvening();
        offered(scenario, ReferralId.create());
        assertThat(letters()).hasSize(1);
    }

    @Test
    void whatWouldBeOverInTheMorningIsToldAtNight(Scenario scenario) {
        lateInTheEvening();
        told(scenario, offer(ReferralId.create(), CaseId.create(), Duration.ofHours(8), NIGHT), LetterKind.OFFER_WAITS);
        postman.deliver();
        assertThat(letters()).hasSize(1);
    }

    @Test
    void aReminderWaitsForTheMorningAsWell(Scenario scenario) {
        var referral = ReferralId.create();
        told(scenario, offer(referral, CaseId.create(), Duration.ofHours(26), NIGHT), LetterKind.OFFER_WAITS);
        postman.deliver();
        lateInTheEvening(); // half of the time
        announcements.remind();
        postman.deliver();
        assertThat(letters()).hasSize(1);
        clock.turn(Duration.ofHours(8));
        postman.deliver();
        assertThat(letters()).hasSize(2);
    }

    @Test
    void whatBecomesUrgentAtNightIsToldAtOnce(Scenario scenario) {
        lateInTheEvening();
        var caseFile = CaseId.create();
        told(scenario, offer(ReferralId.create(), caseFile, Duration.ofHours(72), NIGHT), LetterKind.OFFER_WAITS);
        scenario.publish(raised(caseFile, Urgency.U2))
                .andWaitForStateChange(() -> outstanding() == 0 ? Boolean.TRUE : null);
        postman.deliver();
        assertThat(letters()).as("not urgent yet").isEmpty();

        scenario.publish(raised(caseFile, Urgency.U1))
                .andWaitForStateChange(() -> outstanding() == 0 ? Boolean.TRUE : null);
        postman.deliver();
        assertThat(letters()).hasSize(1);
        assertThat(jdbc.sql("SELECT count(*) FROM correspondence.offer WHERE quiet IS NOT NULL")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void thatAnOfferIsGoneIsToldInTheMorning(Scenario scenario) {
        var referral = ReferralId.create();
        var caseFile = CaseId.create();
        told(scenario, offer(referral, caseFile, Duration.ofHours(72), NIGHT), LetterKind.OFFER_WAITS);
        postman.deliver();
        lateInTheEvening();
        told(scenario, withdrawn(referral, caseFile), LetterKind.OFFER_GONE);
        postman.deliver();
        assertThat(letters()).hasSize(1);
        clock.turn(Duration.ofHours(8));
        postman.deliver();
        assertThat(letters()).hasSize(2);
    }

    @Test
    void dispatchersAreToldOfACaseThatWaitsTooLongForTheirChoice(Scenario scenario) {
        var caseFile = CaseId.create();
        for (var what : WaitsFor.values()) {
            scenario.publish(new WaitEnded(caseFile, 1, REFERENCE, what, NIGHT, Actor.system(), clock.instant()))
                    .andWaitForStateChange(() -> outstanding() == 0 ? Boolean.TRUE : null);
        }
        postman.deliver();
        assertThat(letters()).singleElement().satisfies(letter -> {
            assertThat(letter.getAllRecipients()[0]).hasToString("dispatcher@example.org");
            assertThat(letter.getSubject()).isEqualTo("A case waits for your choice: K7MR-4QX");
        });
        assertThat(text(letters().getFirst()))
                .contains("https://amparo.example/queue?show=BY_HAND")
                .doesNotContain(caseFile.toString());
    }

    private ReferralOffered offer(ReferralId referral, CaseId caseFile, Duration time, QuietHours quiet) {
        return new ReferralOffered(
                referral,
                caseFile,
                1,
                REFERENCE,
                PROVIDER,
                null,
                Urgency.U3,
                Route.IN_ORDER,
                clock.instant().plus(time),
                quiet,
                Actor.system(),
                clock.instant());
    }

    private static CaseFacts facts(Urgency urgency) {
        return new CaseFacts(
                1,
                urgency,
                Set.of(Service.BOND),
                CustodyStatus.DETAINED,
                TestCatalog.ADELANTO,
                null,
                TestCatalog.MAM,
                SpanishFluency.NONE,
                LocalDate.of(2026, 3, 20),
                null,
                null,
                null,
                null,
                new FundFacts(TestCatalog.LOS_ANGELES, 120, Answer.NO),
                true,
                Set.of(ConsentPurpose.SHARE_WITH_PROVIDERS),
                null);
    }

    private UrgencyRaised raised(CaseId caseFile, Urgency urgency) {
        return new UrgencyRaised(caseFile, Urgency.U4, facts(urgency), Actor.system(), clock.instant());
    }

    private ReferralWithdrawn withdrawn(ReferralId referral, CaseId caseFile) {
        return new ReferralWithdrawn(
                referral,
                caseFile,
                1,
                REFERENCE,
                PROVIDER,
                WithdrawReason.PLACED_ELSEWHERE,
                Actor.system(),
                clock.instant());
    }

    private NoProviderFound unmet(CaseId caseFile, Urgency urgency) {
        return new NoProviderFound(
                caseFile, 1, UnmetCause.NO_CAPACITY, Set.of(), urgency, Actor.system(), clock.instant());
    }

    private long count(LetterKind kind) {
        return jdbc.sql("SELECT count(*) FROM correspondence.letter WHERE kind = :kind")
                .param("kind", kind.name())
                .query(Long.class)
                .single();
    }

    private LetterState state(LetterKind kind) {
        return LetterState.valueOf(jdbc.sql("SELECT state FROM correspondence.letter WHERE kind = :kind")
                .param("kind", kind.name())
                .query(String.class)
                .single());
    }

    private List<UUID> recipients() {
        return jdbc.sql("SELECT recipient FROM correspondence.letter")
                .query(UUID.class)
                .list();
    }

    private boolean ended(ReferralId referral) {
        return jdbc.sql("SELECT ended FROM correspondence.offer WHERE referral = :referral")
                .param("referral", referral.value())
                .query(Boolean.class)
                .single();
    }

    private boolean known(CaseId caseFile) {
        return jdbc.sql("SELECT count(*) FROM correspondence.case_reference WHERE case_file = :case")
                        .param("case", caseFile.value())
                        .query(Long.class)
                        .single()
                == 1;
    }

    /** Publications nobody has finished with. */
    private long outstanding() {
        return jdbc.sql("SELECT count(*) FROM event_publication")
                .query(Long.class)
                .single();
    }

    private static List<MimeMessage> letters() {
        return List.of(MAIL.getReceivedMessages());
    }

    private static String text(MimeMessage letter) {
        return part(letter, "text/plain");
    }

    private static String html(MimeMessage letter) {
        return part(letter, "text/html");
    }

    private static String subject(MimeMessage letter) {
        try {
            return letter.getSubject();
        } catch (MessagingException trouble) {
            throw new AssertionError(trouble);
        }
    }

    private static Object[] headers(MimeMessage letter) {
        try {
            return java.util.Collections.list(letter.getAllHeaderLines()).toArray();
        } catch (Exception trouble) {
            throw new AssertionError(trouble);
        }
    }

    private static String part(MimeMessage letter, String type) {
        try {
            return part((MimeMultipart) letter.getContent(), type);
        } catch (Exception trouble) {
            throw new AssertionError(trouble);
        }
    }

    private static String part(MimeMultipart parts, String type) throws Exception {
        for (var number = 0; number < parts.getCount(); number++) {
            BodyPart part = parts.getBodyPart(number);
            if (part.isMimeType(type)) {
                return (String) part.getContent();
            }
            if (part.getContent() instanceof MimeMultipart inner) {
                return part(inner, type);
            }
        }
        throw new AssertionError("no part of type " + type);
    }
}
