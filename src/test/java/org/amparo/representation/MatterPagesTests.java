package org.amparo.representation;

import static org.amparo.support.TestMembers.ATTORNEY;
import static org.amparo.support.TestMembers.OTHER_ATTORNEY;
import static org.amparo.support.TestMembers.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.amparo.intake.CaseId;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.PersonalText;
import org.amparo.kernel.Service;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;

@ApplicationModuleTest(extraIncludes = "vault")
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class})
@TestConstructor(autowireMode = AutowireMode.ALL)
class MatterPagesTests {

    private final MockMvc mvc;
    private final Matters matters;
    private final RepresentationDesk desk;
    private final TransactionTemplate transaction;
    private final Clock clock;

    private final CaseId caseFile = CaseId.create();
    private MatterView matter;

    @SuppressWarnings("NullAway.Init") // opened before each test
    MatterPagesTests(
            MockMvc mvc, Matters matters, RepresentationDesk desk, TransactionTemplate transaction, Clock clock) {
        this.mvc = mvc;
        this.matters = matters;
        this.desk = desk;
        this.transaction = transaction;
        this.clock = clock;
    }

    @BeforeEach
    void openAMatter() {
        var accepted = Accepted.by(ATTORNEY)
                .of(caseFile)
                .needing(Service.BOND, Service.FULL_REMOVAL_DEFENSE)
                .doing(Service.BOND)
                .at(now().minus(Duration.ofHours(2)));
        matter = desk.view(matters.saveAndFlush(Matter.open(accepted, now())).id(), ATTORNEY);
    }

    @Test
    void listsMattersWithTheirNextDates() throws Exception {
        desk.schedule(hearing(), ATTORNEY);

        mvc.perform(get("/matters").with(page("attorney")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("K7MR-4QX")))
                .andExpect(content().string(containsString("Custody (bond)")))
                .andExpect(content().string(containsString("First contact to come")));
        mvc.perform(get("/matters?state=nonsense&whose=MINE&q=K7M&page=-3").with(page("attorney")))
                .andExpect(status().isOk());
    }

    @Test
    void letsOnlyAReferenceIntoAnAddress() throws Exception {
        mvc.perform(post("/matters/search")
                        .param("q", "k7m")
                        .param("state", "ALL")
                        .with(page("attorney"))
                        .with(csrf()))
                .andExpect(redirectedUrl("/matters?q=k7m&state=ALL&whose=ORGANIZATION"));
        mvc.perform(post("/matters/search")
                        .param("q", "Mateo Pérez")
                        .with(page("attorney"))
                        .with(csrf()))
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("href=\"#q\"")))
                .andExpect(content().string(containsString("value=\"Mateo Pérez\"")))
                .andExpect(content().string(containsString("Enter a reference such as K7MR-4QX")));
        mvc.perform(get("/matters").param("q", "Mateo Pérez").with(page("attorney")))
                .andExpect(status().isBadRequest());
    }

    @Test
    void showsThreeTracksTheResidualNeedAndNoNameInTheTitle() throws Exception {
        mvc.perform(get(address()).with(page("attorney")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("custody-track")))
                .andExpect(content().string(containsString("legal-track")))
                .andExpect(content().string(containsString("service-track")))
                .andExpect(content().string(containsString("Outside your scope")))
                .andExpect(content().string(containsString("Full removal defense")))
                .andExpect(content().string(containsString("<title>Matter")))
                .andExpect(content().string(containsString("/cases/" + caseFile + "/file")));
    }

    @Test
    void showsANoteAsTextAndNotAsMarkup() throws Exception {
        desk.write(
                new WriteNote(matter.id(), matter.version(), PersonalText.of("<script>alert(1)</script> مرحبا 🕊")),
                ATTORNEY);

        mvc.perform(get(address()).with(page("attorney")))
                .andExpect(content().string(containsString("&lt;script&gt;alert(1)")))
                .andExpect(content().string(not(containsString("<script>alert"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/milestones",
                "/hearings/new",
                "/deadlines",
                "/custody",
                "/outcomes",
                "/notes",
                "/transfer",
                "/closure",
                "/reopening",
                "/sheet"
            })
    void opensEveryFormInBothLanguages(String form) throws Exception {
        for (var language : new String[] {"en", "es"}) {
            mvc.perform(get(address() + form).with(page("attorney")).cookie(language(language)))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("lang=\"" + language + "\"")))
                    .andExpect(content().string(containsString("K7MR-4QX")))
                    .andExpect(content().string(not(containsString("??"))));
        }
    }

    @Test
    void recordsTheFirstContact() throws Exception {
        var on = typed(now().minusSeconds(120));

        send("/milestones", "milestone", "FIRST_CONTACT", "on", on, "how", "LEGAL_CALL");

        var service = desk.view(matter.id(), ATTORNEY).service();
        assertThat(service.state()).isEqualTo(ServiceState.IN_PROGRESS);
        assertThat(service.firstContactAt())
                .isEqualTo(LocalDateTime.parse(on).atZone(Matter.PACIFIC).toInstant());
    }

    @Test
    void keepsWhatWasTypedWhenAContactIsRefused() throws Exception {
        mvc.perform(form("/milestones", "milestone", "FIRST_CONTACT", "on", "2199-01-01T10:00", "how", ""))
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("There is a problem")))
                .andExpect(content().string(containsString("This lies in the future")))
                .andExpect(content().string(containsString("value=\"2199-01-01T10:00\"")));
    }

    @Test
    void hearsOfEverythingThatCannotBeReadAtOnce() throws Exception {
        mvc.perform(form(
                        "/hearings",
                        "type",
                        "",
                        "court",
                        "<b>",
                        "at",
                        "tomorrow",
                        "source",
                        "RUMOUR",
                        "lastVerified",
                        "2026-02-30"))
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("Give an answer")))
                .andExpect(content().string(containsString("Choose one of the entries of the list")))
                .andExpect(content().string(containsString("Enter a date as it stands in the calendar")))
                .andExpect(content().string(containsString("value=\"tomorrow\"")));
    }

    @Test
    void putsAHearingOnTheCalendarChangesItAndRecordsItsResult() throws Exception {
        send(
                "/hearings",
                "type",
                "CY",
                "court",
                "ADL",
                "at",
                typed(now().plus(Duration.ofDays(3))),
                "source",
                "EOIR_NOTICE",
                "lastVerified",
                today().toString());
        var hearing = current().legal().hearings().getFirst();
        var address = "/hearings/" + hearing.id();
        mvc.perform(get(address() + address).with(page("attorney")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("value=\"" + typed(hearing.hearingAt()) + "\"")));
        send(
                address,
                "type",
                "MD",
                "court",
                "OTM",
                "at",
                typed(now().plus(Duration.ofDays(9))),
                "source",
                "COURT_STAFF",
                "lastVerified",
                today().toString());
        mvc.perform(get(address() + address + "/result").with(page("attorney"))).andExpect(status().isOk());
        send(address + "/result", "result", "VACATED", "adjournment", "01");

        assertThat(current().legal().hearings()).singleElement().satisfies(known -> {
            assertThat(known.type()).isEqualTo(ListCode.of("MD"));
            assertThat(known.result()).isEqualTo(HearingResult.VACATED);
        });
    }

    @Test
    void recordsAReleaseOnBondWithItsAmount() throws Exception {
        send("/custody", "happened", "BOND_POSTED", "on", today().toString(), "amount", "$5,000.50", "facility", "");

        assertThat(current().custody().outcomes())
                .singleElement()
                .extracting(MatterView.OutcomeView::amountCents)
                .isEqualTo(500_050L);
        mvc.perform(get(address()).with(page("attorney")))
                .andExpect(content().string(containsString("$5,000.50")))
                .andExpect(content().string(containsString("Released on bond")));
    }

    @Test
    void refusesAnAmountWhereItMeansNothingAtItsField() throws Exception {
        for (var happened : new String[] {"BOND_DENIED", "SEEN_DETAINED"}) {
            mvc.perform(form("/custody", "happened", happened, "on", today().toString(), "amount", "0", "facility", ""))
                    .andExpect(status().is(422))
                    .andExpect(content().string(containsString("href=\"#amount\"")))
                    .andExpect(content().string(containsString("An amount is only for a bond")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.500", "4,50", "1,2345", "a lot", "-5", "4.500,00", "1e3"})
    void asksAgainForAnAmountThatTwoReadersWouldReadDifferently(String amount) throws Exception {
        mvc.perform(form(
                        "/custody", "happened", "BOND_SET", "on", today().toString(), "amount", amount, "facility", ""))
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString("Enter an amount in dollars, such as 4,500 or 4,500.50")))
                .andExpect(content().string(containsString("value=\"" + amount + "\"")));
    }

    @Test
    void recordsWhereThePersonWasSeen() throws Exception {
        send("/custody", "happened", "SEEN_DETAINED", "on", today().toString(), "amount", "", "facility", "CCASDCA");

        assertThat(current().custody().facility()).isEqualTo(TestCatalog.OTAY_MESA);
    }

    @Test
    void showsNewsFromOthersUntilTheyWereSeen() throws Exception {
        var live = matters.findByCaseFileAndClosedAtIsNull(caseFile).getFirst();
        assertThat(live.id()).isEqualTo(matter.id());
        notice();

        mvc.perform(get(address()).with(page("attorney")))
                .andExpect(content().string(containsString("to Otay Mesa Detention Center: check.")));
        send("/acknowledgement");

        mvc.perform(get(address()).with(page("attorney")))
                .andExpect(content().string(not(containsString("Otay Mesa Detention Center: check."))));
    }

    @Test
    void setsAndMeetsADeadline() throws Exception {
        send("/deadlines", "kind", "BIA_APPEAL", "due", today().plusDays(10).toString());
        var deadline = current().deadlines().getFirst();
        send("/deadlines/" + deadline.id() + "/completion");

        assertThat(current().deadlines().getFirst().metOn()).isEqualTo(today());
    }

    @Test
    void writesANote() throws Exception {
        send("/notes", "text", "Ñandú");

        assertThat(current().notes())
                .singleElement()
                .extracting(MatterView.NoteView::text)
                .isEqualTo("Ñandú");
    }

    @Test
    void keepsANoteThatIsTooLong() throws Exception {
        mvc.perform(form("/notes", "text", "x".repeat(10_001)))
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("x".repeat(10_001))));
    }

    @Test
    void keepsWhatWasTypedWhenSomebodyElseSavedFirst() throws Exception {
        desk.schedule(hearing(), ATTORNEY);

        mvc.perform(form("/notes", "text", "typed meanwhile"))
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("Somebody else saved this")))
                .andExpect(content().string(containsString("typed meanwhile")))
                .andExpect(content()
                        .string(containsString(
                                "name=\"version\" value=\"" + current().version() + "\"")));
    }

    @Test
    void closesAndOpensAgain() throws Exception {
        mvc.perform(form("/closure", "service", "COMPLETED", "legal", "", "on", today().toString()))
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("A completed service has a first contact")));
        send("/closure", "service", "WITHDREW", "legal", "", "on", today().toString());
        mvc.perform(get(address()).with(page("attorney")))
                .andExpect(content().string(containsString("Open the matter again")))
                .andExpect(content().string(not(containsString("/closure\""))));
        send("/reopening", "reason", "CLOSED_BY_MISTAKE");

        assertThat(current().open()).isTrue();
    }

    @Test
    void showsTheHotlineWhatIsBeingDone() throws Exception {
        desk.write(new WriteNote(matter.id(), matter.version(), PersonalText.of("CANARY-NOTE")), ATTORNEY);
        var address = "/cases/" + caseFile + "/matters";

        for (var reader : new String[] {"volunteer", "dispatcher"}) {
            mvc.perform(get(address).with(page(reader)))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("First Legal Aid")))
                    .andExpect(content().string(not(containsString("CANARY"))));
        }
        mvc.perform(get(address).with(page("volunteer")).header("HX-Request", "true"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("matters-of-case")))
                .andExpect(content().string(not(containsString("<html"))));
        mvc.perform(get(address).with(page("attorney"))).andExpect(redirectedUrl(address()));
        mvc.perform(get(address).with(page("other-attorney"))).andExpect(status().isNotFound());
        mvc.perform(get("/cases/" + CaseId.create() + "/matters").with(page("volunteer")))
                .andExpect(content().string(containsString("No provider has taken the case yet.")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"volunteer", "dispatcher", "lead", "steward", "suspended"})
    void isClosedToOtherRoles(String reader) throws Exception {
        mvc.perform(get("/matters").with(page(reader))).andExpect(status().isForbidden());
        mvc.perform(get(address()).with(page(reader))).andExpect(status().isForbidden());
        mvc.perform(post(address() + "/notes").with(page(reader)).with(csrf()).param("text", "x"))
                .andExpect(status().isForbidden());
    }

    @Test
    void isClosedToTheLeadAlsoByCase() throws Exception {
        for (var reader : new String[] {"lead", "steward"}) {
            mvc.perform(get("/cases/" + caseFile + "/matters").with(page(reader)))
                    .andExpect(status().isForbidden());
        }
    }

    @Test
    void answersAnotherOrganizationAsIfThereWasNothing() throws Exception {
        var foreign = mvc.perform(get(address()).with(page("other-attorney")))
                .andExpect(status().isNotFound())
                .andReturn()
                .getResponse()
                .getContentAsString();
        var missing = mvc.perform(get("/matters/" + MatterId.create()).with(page("other-attorney")))
                .andExpect(status().isNotFound())
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(plain(foreign)).isEqualTo(plain(missing));
        assertThat(OTHER_ATTORNEY.organization()).isNotEqualTo(ATTORNEY.organization());
        mvc.perform(post(address() + "/closure")
                        .with(page("other-attorney"))
                        .with(csrf())
                        .param("version", String.valueOf(matter.version()))
                        .param("service", "WITHDREW")
                        .param("on", today().toString()))
                .andExpect(status().isNotFound());
        mvc.perform(get("/matters/nonsense").with(page("attorney"))).andExpect(status().isNotFound());
    }

    /** What changes with every answer: the CSRF token, and the address the page was asked under. */
    private static String plain(String html) {
        return html.replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "")
                .replaceAll("/matters/[0-9a-f-]{36}", "/matters/x");
    }

    private void notice() {
        var moved = new Notice(NoticeKind.MOVED, TestCatalog.ADELANTO, TestCatalog.OTAY_MESA, now(), null);
        transaction.executeWithoutResult(status -> {
            var live = matters.findById(matter.id()).orElseThrow();
            matters.save(live.notice(moved, now()));
        });
    }

    private void send(String path, String... fields) throws Exception {
        mvc.perform(form(path, fields))
                .andExpect(redirectedUrl(address()))
                .andExpect(flash().attributeExists("notice"));
    }

    private MockHttpServletRequestBuilder form(String path, String... fields) {
        var request = post(address() + path).with(page("attorney")).with(csrf());
        var version = path.equals("/notes") ? matter.version() : current().version();
        request.param("version", String.valueOf(version));
        for (var field = 0; field < fields.length; field += 2) {
            request.param(fields[field], fields[field + 1]);
        }
        return request;
    }

    private static Cookie language(String language) {
        return new Cookie("amparo-language", language);
    }

    private MatterView current() {
        return desk.view(matter.id(), ATTORNEY);
    }

    private String address() {
        return "/matters/" + matter.id();
    }

    private ScheduleHearing hearing() {
        return new ScheduleHearing(
                matter.id(),
                current().version(),
                ListCode.of("CY"),
                CourtCode.of("ADL"),
                now().plus(Duration.ofDays(5)),
                HearingSource.EOIR_NOTICE,
                today());
    }

    private Instant now() {
        return clock.instant();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(now(), Matter.PACIFIC);
    }

    private static String typed(Instant moment) {
        return moment.atZone(Matter.PACIFIC)
                .toLocalDateTime()
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }
}
