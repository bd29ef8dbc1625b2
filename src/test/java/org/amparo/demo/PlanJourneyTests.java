package org.amparo.demo;

import static org.amparo.demo.Windows.leave;
import static org.amparo.demo.Windows.press;
import static org.amparo.demo.Windows.tabTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amparo.intake.Answer;
import org.amparo.intake.ArrestDetails;
import org.amparo.intake.ArrestHow;
import org.amparo.intake.CallerDetails;
import org.amparo.intake.CaseState;
import org.amparo.intake.Changes.CloseCase;
import org.amparo.intake.CloseReason;
import org.amparo.intake.ConsentAnswer;
import org.amparo.intake.ConsentEvidence;
import org.amparo.intake.ConsentPurpose;
import org.amparo.intake.Consenter;
import org.amparo.intake.CustodyStatus;
import org.amparo.intake.FundDetails;
import org.amparo.intake.IntakeDesk;
import org.amparo.intake.ObservationSource;
import org.amparo.intake.OpenCase;
import org.amparo.intake.OpenedCase;
import org.amparo.intake.PersonDetails;
import org.amparo.intake.Sighting;
import org.amparo.intake.SpanishFluency;
import org.amparo.kernel.CountyCode;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.PersonalText;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.matching.ChangeRouting;
import org.amparo.matching.DescribePractice;
import org.amparo.matching.MatchingDesk;
import org.amparo.matching.Offering;
import org.amparo.matching.Taking;
import org.amparo.membership.Directory;
import org.amparo.membership.SignedIn;
import org.amparo.referrals.ReferralsDesk;
import org.amparo.referrals.Route;
import org.amparo.support.Browsers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * A dispatcher plans a full docket with the keyboard alone: sees what the plan brings and why it differs, forbids and pins, changes their mind, and turns it
 * into offers, of which one is refused by name. Once in English on a screen, once in Spanish on a telephone; each page is checked with axe
 * (WCAG 2.2 A and AA) in light and dark, and for both widths.
 */
class PlanJourneyTests {

    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    private static final LanguageCode SPANISH = LanguageCode.of("es");
    private static final LanguageCode MAM = LanguageCode.of("mam");
    private static final String ADELANTO = "ADLNTCA";
    private static final String CALIFORNIA_CITY = "CACTYCA";
    private static final int ELSEWHERE = 12;

    private static Path folder;
    private static ConfigurableApplicationContext application;
    private static Browsers browsers;
    private static String address;

    private final List<OpenedCase> opened = new ArrayList<>();
    private Windows windows;

    /** The first who called: others could take them as well. */
    private OpenedCase first;

    private OpenedCase second;

    /** Speaks Mam and no Spanish. */
    private OpenedCase rare;

    @BeforeAll
    static void start() throws IOException {
        browsers = Browsers.open();
        folder = Files.createTempDirectory("amparo-plan");
        application = TestAmparo.start(
                new String[] {"--no-story", "--data=" + folder, "--port=" + freePort(), "--identity-port=" + freePort()
                },
                new PrintStream(PrintStream.nullOutputStream()));
        address = "http://localhost:" + application.getEnvironment().getProperty("server.port");
        lessUrgentCasesWaitForADispatchersHand();
        onlyTwoProvidersHaveRoomAtAdelanto();
    }

    @AfterAll
    static void stop() throws IOException {
        if (application != null) {
            application.close();
        }
        if (browsers != null) {
            browsers.close();
        }
        if (folder != null) {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    /** One who speaks Mam is the third to call for four places at Adelanto, of which one is with somebody who speaks it. */
    @BeforeEach
    void aFullDocket() {
        var clock = application.getBean(DemoClock.class);
        var yesterday = clock.instant().minus(Duration.ofDays(1));
        try {
            first = waiting(clock, yesterday, ADELANTO, SPANISH);
            second = waiting(clock, yesterday.plusSeconds(60), ADELANTO, SPANISH);
            rare = waiting(clock, yesterday.plusSeconds(120), ADELANTO, MAM);
            waiting(clock, yesterday.plusSeconds(180), ADELANTO, SPANISH);
            for (var each = 0; each < ELSEWHERE; each++) {
                waiting(clock, yesterday.plusSeconds(240 + 60L * each), CALIFORNIA_CITY, SPANISH);
            }
        } finally {
            clock.stopTelling();
        }
    }

    @AfterEach
    void nobodyWaits() {
        if (windows != null) {
            windows.close();
        }
        opened.forEach(PlanJourneyTests::close);
    }

    @Test
    void aDispatcherPlansInEnglishOnAScreen() {
        windows = Windows.onAScreen(browsers, address, "en");
        theDocketIsPlannedChangedAndOffered(new Words(
                "that place is kept for " + reference(rare),
                "One by one nobody would be found",
                "You asked for changes this plan does not keep to yet",
                "does not go to Tequio Justice Project",
                "Pinned by a dispatcher",
                "Not offered (1)",
                "the case was closed"));
    }

    @Test
    void aDispatcherPlansInSpanishOnATelephone() {
        windows = Windows.onATelephone(browsers, address, "es");
        theDocketIsPlannedChangedAndOffered(new Words(
                "ese lugar se guarda para " + reference(rare),
                "Caso por caso no se encontraría a nadie",
                "Usted pidió cambios que este plan todavía no respeta",
                "no va a Tequio Justice Project",
                "Lo fijó una persona que asigna casos",
                "No ofrecidos (1)",
                "el caso se cerró"));
    }

    /** What the pages say. */
    private record Words(
            String keptFor,
            String onlyPlanned,
            String planAgain,
            String forbidden,
            String pinned,
            String notOffered,
            String closed) {}

    private void theDocketIsPlannedChangedAndOffered(Words words) {
        var page = windows.of("dana");
        windows.open(page, "/plan");
        aPlanIsMadeAndSaysWhyItDiffers(page, words);
        aPairIsForbiddenAndAnotherPinned(page, words);
        whatWasForbiddenIsAllowedAgain(page, words);
        thePlanBecomesOffersAndNamesWhatIsNone(page, words);
        windows.assertNothingWasInTheWay();
    }

    private void aPlanIsMadeAndSaysWhyItDiffers(Page page, Words words) {
        press(page, "main form[action$='/plan'] button");
        assertThat(page.locator(".govuk-notification-banner").count()).isEqualTo(1);
        windows.check(page);
        assertThat(card(page, first)).contains(words.keptFor(), "High Desert Defenders", "Tequio Justice Project");
        assertThat(card(page, rare)).contains(words.onlyPlanned(), "Tequio Justice Project");
        assertThat(page.locator("main table td").last().boundingBox().x)
                .as("what it brings is seen without scrolling to the side")
                .isLessThan(page.viewportSize().width);
        press(page, "main a[href$='/plan?show=ALL']");
        assertThat(page.locator("main article").count()).isEqualTo(opened.size());
        assertThat(card(page, second)).contains("High Desert Defenders");
    }

    private void aPairIsForbiddenAndAnotherPinned(Page page, Words words) {
        press(page, change(first));
        windows.check(page);
        tabTo(page, "input[name=pinned]:checked"); // nobody is pinned yet, and the page says so
        tabTo(page, "input[name=forbidden][value='" + provider("juana") + "']");
        page.keyboard().press("Space");
        leave(page, "Control+Enter");
        assertThat(text(page)).contains(words.planAgain(), words.forbidden());
        assertThat(page.locator("form[action$='/plan/offers']").count()).isZero();
        windows.check(page);

        press(page, change(rare));
        tabTo(page, "input[name=pinned]:checked");
        page.keyboard().press("ArrowDown");
        assertThat(page.locator("input[name=pinned]:checked").inputValue()).isEqualTo(provider("juana"));
        press(page, "main form button.govuk-button");

        press(page, "main form[action$='/plan'] button");
        assertThat(text(page)).contains(words.forbidden()).doesNotContain(words.planAgain());
        press(page, "main a[href$='/plan?show=ALL']");
        assertThat(card(page, rare)).contains(words.pinned(), "Tequio Justice Project");
    }

    private void whatWasForbiddenIsAllowedAgain(Page page, Words words) {
        press(page, change(first));
        tabTo(page, "input[name=forbidden]:checked");
        page.keyboard().press("Space");
        leave(page, "Control+Enter");
        press(page, "main form[action$='/plan'] button");
        assertThat(text(page)).doesNotContain(words.forbidden());
    }

    private void thePlanBecomesOffersAndNamesWhatIsNone(Page page, Words words) {
        close(second);
        press(page, "main form[action$='/plan/offers'] button");
        assertThat(text(page)).contains(words.notOffered());
        assertThat(page.locator("main article").count())
                .as("what was refused is shown first")
                .isEqualTo(1);
        assertThat(card(page, second)).contains(words.closed());
        assertThat(page.locator("main form[action$='/plan/offers']").count()).isZero();
        windows.check(page);
        assertThat(opened)
                .filteredOn(each -> !each.equals(second))
                .allSatisfy(each -> await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(offers(each)).isEqualTo(1)));
        assertThat(offers(second)).isZero();
    }

    private static long offers(OpenedCase waiting) {
        return application.getBean(ReferralsDesk.class).ofCase(waiting.id()).rounds().getFirst().offers().stream()
                .filter(offer -> offer.status().isLive())
                .count();
    }

    private static String text(Page page) {
        return page.locator("main").innerText();
    }

    private static String card(Page page, OpenedCase waiting) {
        return page.locator("main article")
                .filter(new Locator.FilterOptions().setHas(page.locator("h3 a[href*='" + waiting.id() + "']")))
                .innerText();
    }

    private static String change(OpenedCase waiting) {
        return "main article a[href*='/plan/cases/" + waiting.id() + "']";
    }

    private static String reference(OpenedCase waiting) {
        return waiting.reference().value();
    }

    // --- the docket

    private static void lessUrgentCasesWaitForADispatchersHand() {
        var matching = application.getBean(MatchingDesk.class);
        var before = matching.routing(person("sam"));
        var routes = new EnumMap<Urgency, Route>(before.routes());
        routes.put(Urgency.U3, Route.BY_HAND);
        matching.change(new ChangeRouting(before.weights(), routes, null, before.version()), person("sam"));
    }

    /** One place with who speaks Mam and answers sooner, three with who does not. */
    private static void onlyTwoProvidersHaveRoomAtAdelanto() {
        describe("juana", hours(48), 1, Taking.OPEN);
        describe("henry", hours(300), 3, Taking.OPEN);
        describe("paula", hours(120), 0, Taking.PAUSED);
        describe("ximena", hours(120), 0, Taking.PAUSED);
        describe("priya", hours(120), 0, Taking.PAUSED);
    }

    private static void describe(String attorney, Map<Urgency, Integer> answers, int bond, Taking taking) {
        var person = person(attorney);
        var organization =
                DemoPeople.called(attorney).orElseThrow().organization().key();
        var known = DemoPractices.all().stream()
                .filter(practice -> practice.organization().equals(organization))
                .findFirst()
                .orElseThrow()
                .offering();
        application
                .getBean(MatchingDesk.class)
                .describe(
                        new DescribePractice(
                                person.organization(),
                                new Offering(
                                        known.services(),
                                        known.facilities(),
                                        known.courts(),
                                        known.fieldOffices(),
                                        known.languages(),
                                        known.relays(),
                                        answers,
                                        known.arrangements()),
                                Map.of(Service.BOND, bond),
                                taking,
                                null),
                        person);
    }

    private static Map<Urgency, Integer> hours(int u3) {
        return Map.of(Urgency.U3, u3 * 60);
    }

    private OpenedCase waiting(DemoClock clock, Instant since, String facility, LanguageCode language) {
        clock.tell(since);
        var arrested = LocalDate.ofInstant(since, PACIFIC).minusDays(20);
        var file = application
                .getBean(IntakeDesk.class)
                .open(
                        new OpenCase(
                                null,
                                CallerDetails.unknown(),
                                who(language),
                                new Sighting(
                                        CustodyStatus.DETAINED,
                                        FacilityCode.of(facility),
                                        since,
                                        ObservationSource.FAMILY),
                                new ArrestDetails(arrested, null, null, List.of(), null, ArrestHow.STREET, arrested),
                                null,
                                Map.of(),
                                null,
                                Set.of(Service.BOND),
                                null,
                                new FundDetails(CountyCode.of("06037"), 2, 20_000, Answer.NO),
                                List.of(),
                                null,
                                new ConsentEvidence(
                                        ConsentAnswer.GIVEN,
                                        ListCode.of("2026-1"),
                                        SPANISH,
                                        Answer.NO,
                                        Consenter.PERSON,
                                        Set.of(ConsentPurpose.SHARE_WITH_PROVIDERS),
                                        null)),
                        person("valeria"));
        opened.add(file);
        return file;
    }

    private PersonDetails who(LanguageCode language) {
        return new PersonDetails(
                PersonalText.of("Invented Person " + (opened.size() + 1)),
                List.of(),
                List.of(),
                null,
                null,
                null,
                language,
                null,
                language.equals(SPANISH) ? SpanishFluency.FLUENT : SpanishFluency.NONE,
                null,
                null,
                null,
                null);
    }

    private static void close(OpenedCase waiting) {
        var intake = application.getBean(IntakeDesk.class);
        var file = intake.caseFile(waiting.id(), person("valeria"));
        if (file.state() != CaseState.CLOSED) {
            intake.close(new CloseCase(file.id(), file.version(), CloseReason.PRIVATE_COUNSEL), person("valeria"));
        }
    }

    private static SignedIn person(String username) {
        return application
                .getBean(Directory.class)
                .signedIn(DemoPeople.called(username).orElseThrow().subject())
                .orElseThrow();
    }

    private static String provider(String username) {
        return person(username).organization().toString();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
