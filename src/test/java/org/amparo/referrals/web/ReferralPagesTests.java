package org.amparo.referrals.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.stringContainsInOrder;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Urgency;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.SignedIn;
import org.amparo.referrals.Acceptance;
import org.amparo.referrals.Cases;
import org.amparo.referrals.DeclineReason;
import org.amparo.referrals.MovableClock;
import org.amparo.referrals.Objection;
import org.amparo.referrals.Offer;
import org.amparo.referrals.OfferTerms;
import org.amparo.referrals.QuietHours;
import org.amparo.referrals.ReferralId;
import org.amparo.referrals.ReferralStatus;
import org.amparo.referrals.ReferralView;
import org.amparo.referrals.ReferralsDesk;
import org.amparo.referrals.ReferralsTesting;
import org.amparo.referrals.Route;
import org.amparo.referrals.RoutingState;
import org.amparo.support.TestMembers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@ApplicationModuleTest(module = "referrals")
@AutoConfigureMockMvc
@Import(ReferralsTesting.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ReferralPagesTests {

    private final MockMvc mvc;
    private final ReferralsDesk desk;
    private final Cases cases;
    private final MovableClock clock;

    ReferralPagesTests(MockMvc mvc, ReferralsDesk desk, Cases cases, MovableClock clock) {
        this.mvc = mvc;
        this.desk = desk;
        this.cases = cases;
        this.clock = clock;
    }

    @BeforeEach
    void startAgain() {
        clock.reset();
    }

    @Nested
    class TheQueue {

        @Test
        void showsWhoIsAskedWithTheTimeLeftAndAWayToTakeItBack() throws Exception {
            var caseFile = cases.opened(Cases.facts().urgency(Urgency.U0).build());
            var offer = offer(caseFile, TestMembers.PROVIDER);

            mvc.perform(as("dispatcher", get("/queue")))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString(offer.reference().value())))
                    .andExpect(content().string(containsString("First Legal Aid")))
                    .andExpect(content().string(containsString("2 h left")))
                    .andExpect(content().string(containsString("/referrals/" + offer.id() + "/withdrawal")))
                    .andExpect(content().string(containsString("/cases/" + caseFile + "/shortlist")));
        }

        @Test
        void isFilteredByUrgencyAndState() throws Exception {
            var waiting = cases.opened(Cases.facts().urgency(Urgency.U2).build());
            var offered = cases.opened(Cases.facts().urgency(Urgency.U2).build());
            offer(offered, TestMembers.PROVIDER);

            mvc.perform(as("dispatcher", get("/queue?urgency=U2&show=NO_OFFER")))
                    .andExpect(content().string(containsString("/cases/" + waiting + "/shortlist")))
                    .andExpect(content().string(not(containsString("/cases/" + offered + "/shortlist"))));
            mvc.perform(as("dispatcher", get("/queue?urgency=U2&show=OFFERED")))
                    .andExpect(content().string(not(containsString("/cases/" + waiting + "/shortlist"))))
                    .andExpect(content().string(containsString("/cases/" + offered + "/shortlist")));
            mvc.perform(as("dispatcher", get("/queue?urgency=U2&show=EXPIRING")))
                    .andExpect(content().string(not(containsString("/cases/" + offered + "/shortlist"))));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/queue?urgency=soon",
                    "/queue?show=everything",
                    "/queue?after=somewhere",
                    "/queue?after=U1_x_y_z"
                })
        void ignoresAFilterNobodyCouldHaveChosen(String address) throws Exception {
            mvc.perform(as("dispatcher", get(address))).andExpect(status().isOk());
        }

        @Test
        void takesAnOfferBackAndReturnsToTheQueue() throws Exception {
            var offer = offer(cases.opened(), TestMembers.PROVIDER);

            mvc.perform(as("dispatcher", post("/referrals/{id}/withdrawal", offer.id()))
                            .param("from", "queue")
                            .with(csrf()))
                    .andExpect(redirectedUrl("/queue"))
                    .andExpect(flash().attribute("notice", "referrals.withdrawn"));
            assertThat(statusOf(offer)).isEqualTo(ReferralStatus.WITHDRAWN);
        }
    }

    /** Something changed: what providers and dispatchers read, in both languages. */
    @Nested
    class AChange {

        @ParameterizedTest
        @CsvSource(textBlock = """
                        en, Moved to another facility, being looked at
                        es, Trasladada a otro centro, se está revisando""")
        void isSeenInTheQueueAndOnTheOfferAtOnce(String language, String queue, String offered) throws Exception {
            var caseFile = cases.opened(Cases.facts().urgency(Urgency.U0).build());
            var offer = offer(caseFile, TestMembers.PROVIDER);
            moved(caseFile);

            assertThat(read("dispatcher", language, "/queue")).contains(queue);
            assertThat(read("attorney", language, "/referrals/" + offer.id())).contains(offered);
            assertThat(read("attorney", language, "/inbox")).contains(offered);
        }

        @ParameterizedTest
        @CsvSource(textBlock = """
                        en, The person was moved to another facility. Looked at again
                        es, La persona fue trasladada a otro centro. Revisada de nuevo""")
        void leavesANoteOnAnOfferThatStands(String language, String note) throws Exception {
            var caseFile = cases.opened();
            var offer = offer(caseFile, TestMembers.PROVIDER);
            moved(caseFile);
            looked(caseFile, null);

            for (var address : List.of("/referrals/" + offer.id(), "/inbox")) {
                assertThat(read("attorney", language, address)).contains(note);
            }
            assertThat(read("volunteer", language, "/cases/" + caseFile + "/referrals"))
                    .contains(note);
        }

        @ParameterizedTest
        @CsvSource(textBlock = """
                        en, does not name where the person is now
                        es, no atiende el lugar donde está ahora la persona""")
        void saysWhyAnOfferWasTakenBack(String language, String reason) throws Exception {
            var caseFile = cases.opened();
            var offer = offer(caseFile, TestMembers.PROVIDER);
            moved(caseFile);
            looked(caseFile, Objection.PLACE);

            assertThat(read("attorney", language, "/referrals/" + offer.id())).contains(reason);
            assertThat(read("dispatcher", language, "/cases/" + caseFile + "/referrals"))
                    .contains(reason);
        }

        @ParameterizedTest
        @CsvSource(textBlock = """
                        en, Keep the case or hand it back?, Hand the case back
                        es, ¿Conserva el caso o lo devuelve?, Devolver el caso""")
        void asksWhoHasTheCaseAndShowsTheQuestionInTheQueue(String language, String question, String button)
                throws Exception {
            var placed = questioned();

            assertThat(read("attorney", language, "/referrals/" + placed.id())).contains(question, button);
            assertThat(read("dispatcher", language, "/queue")).contains("/queue?show=QUESTIONED");
            assertThat(read("dispatcher", language, "/queue?show=QUESTIONED"))
                    .contains(question, placed.reference().value(), "/referrals/" + placed.id() + "/placement");
        }

        @Test
        void isAnsweredByTheProvider() throws Exception {
            var placed = questioned();

            mvc.perform(as("attorney", post("/referrals/{id}/placement", placed.id()))
                            .with(csrf()))
                    .andExpect(status().isUnprocessableContent())
                    .andExpect(content().string(containsString("Say whether the case is kept or handed back")));
            mvc.perform(as("attorney", post("/referrals/{id}/placement", placed.id()))
                            .param("answer", "KEEP")
                            .with(csrf()))
                    .andExpect(redirectedUrl("/referrals/" + placed.id()))
                    .andExpect(flash().attribute("notice", "referrals.placement.KEEP"));
            mvc.perform(as("attorney", post("/referrals/{id}/placement", placed.id()))
                            .param("answer", "HAND_BACK")
                            .with(csrf()))
                    .andExpect(status().isConflict())
                    .andExpect(content().string(containsString("Nobody is asking about this case now")));
        }

        @Test
        void isAnsweredByADispatcherForTheProviderAndByNobodyElse() throws Exception {
            var placed = questioned();

            mvc.perform(as("other-attorney", post("/referrals/{id}/placement", placed.id()))
                            .param("answer", "KEEP")
                            .with(csrf()))
                    .andExpect(status().isNotFound());
            mvc.perform(as("volunteer", post("/referrals/{id}/placement", placed.id()))
                            .param("answer", "KEEP")
                            .with(csrf()))
                    .andExpect(status().isForbidden());
            mvc.perform(as("dispatcher", post("/referrals/{id}/placement", placed.id()))
                            .param("answer", "HAND_BACK")
                            .with(csrf()))
                    .andExpect(redirectedUrl("/queue"));
        }

        private ReferralView questioned() {
            var placed = cleared(TestMembers.PROVIDER, TestMembers.ATTORNEY);
            desk.accept(new Acceptance(placed.id(), Set.of()), TestMembers.ATTORNEY);
            looked(placed.caseFile(), Objection.PLACE);
            return placed;
        }

        private void moved(CaseId caseFile) {
            cases.moved(caseFile);
        }

        private void looked(CaseId caseFile, @Nullable Objection objection) {
            cases.happensAndWait(
                    Cases.looked(caseFile, TestMembers.PROVIDER, objection, clock.instant()),
                    () -> desk.ofCase(caseFile).rounds().getFirst().offers().stream()
                            .anyMatch(offer -> offer.looked() != null || offer.question() != null));
        }

        private String read(String who, String language, String address) throws Exception {
            return mvc.perform(as(who, get(address)).cookie(new Cookie("amparo-language", language)))
                    .andExpect(status().isOk())
                    .andReturn()
                    .getResponse()
                    .getContentAsString();
        }
    }

    /** How offers go out, as those concerned see it. */
    @Nested
    class WaitingAndReading {

        private static final OfferTerms TERMS =
                new OfferTerms(10, 30, 240, new QuietHours(LocalTime.of(21, 0), LocalTime.of(7, 0)));

        @ParameterizedTest
        @CsvSource({
            "en, choose by hand, wait, Overdue, longer than agreed, Nothing is offered by itself",
            "es, elegir a mano, esper, Atrasado, más de lo acordado, Nada se ofrece por sí solo"
        })
        void whatWaitsForADispatcherIsPlainAndMarkedWhenItWaitsTooLong(
                String language, String state, String waits, String overdue, String count, String story)
                throws Exception {
            var caseFile = proposed(Urgency.U3, Route.BY_HAND);
            assertThat(read("dispatcher", language, "/queue?show=BY_HAND&urgency=U3"))
                    .contains(state, waits, caseFile.toString())
                    .doesNotContain("??");
            clock.pass(Duration.ofHours(5));
            desk.endWaits();
            assertThat(read("dispatcher", language, "/queue?show=BY_HAND")).contains(overdue);
            assertThat(read("dispatcher", language, "/queue?urgency=U0"))
                    .as("also on a page it is not on")
                    .contains(count, "/queue?show=BY_HAND");
            assertThat(read("dispatcher", language, "/cases/" + caseFile + "/referrals"))
                    .contains(story, overdue)
                    .doesNotContain("??");
        }

        @ParameterizedTest
        @CsvSource({
            "en, waits for the morning, 'Will be offered Wed, Mar 11, 7:00'",
            "es, espera a la mañana, 'Se ofrecerá el mié 11 mar, 7:00'"
        })
        void theQueueSaysWhenItWillBeOffered(String language, String state, String when) throws Exception {
            clock.pass(Duration.ofHours(13));
            var caseFile = proposed(Urgency.U3, Route.IN_ORDER);
            assertThat(read("dispatcher", language, "/queue?urgency=U3"))
                    .contains(state, caseFile.toString())
                    .containsIgnoringWhitespaces(when)
                    .doesNotContain("??");
        }

        @ParameterizedTest
        @CsvSource({
            "en, You have this case to yourselves until 10:10, Another provider is reading this case until 10:10, reads it until 10:10",
            "es, tiene este caso para sí hasta las 10:10, Otra organización está leyendo este caso hasta las 10:10, lo lee hasta las 10:10"
        })
        void whoReadsItAndWhoWaitsAreToldUntilWhen(String language, String mine, String theirs, String queue)
                throws Exception {
            var caseFile = proposed(Urgency.U1, Route.BROADCAST);
            var first = offerOf(caseFile, TestMembers.PROVIDER);
            var second = offerOf(caseFile, TestMembers.OTHER_PROVIDER);
            assertThat(read("attorney", language, "/referrals/" + first)).contains(mine);
            assertThat(read("other-attorney", language, "/referrals/" + second))
                    .contains(theirs)
                    .doesNotContain("First Legal Aid");
            assertThat(read("dispatcher", language, "/queue?urgency=U1")).contains(queue);
            assertThat(read("dispatcher", language, "/cases/" + caseFile + "/referrals"))
                    .contains("10:10")
                    .doesNotContain("??");

            desk.clearConflicts(second, TestMembers.OTHER_ATTORNEY);
            clock.pass(Duration.ofMinutes(6));
            var refused = mvc.perform(as("other-attorney", post("/referrals/{id}/acceptance", second))
                            .param("scope", "BOND")
                            .cookie(new Cookie("amparo-language", language))
                            .with(csrf()))
                    .andExpect(status().isConflict())
                    .andReturn()
                    .getResponse()
                    .getContentAsString();
            assertThat(refused)
                    .contains(language.equals("en") ? "for up to 4 more minutes" : "hasta 4 minutos más")
                    .doesNotContain("??");
            mvc.perform(post("/api/v1/referrals/{id}/acceptance", second).with(TestMembers.api("other-attorney")))
                    .andExpect(status().isConflict())
                    .andExpect(org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath("$.type")
                            .value("urn:amparo:problem:case-being-read"));
        }

        @ParameterizedTest
        @CsvSource({
            "en, Another provider is reading it until 3:10, Somebody in your organization has opened it: it is yours alone until 3:11",
            "es, Otra organización lo está leyendo hasta las 3:10, Alguien de su organización ya lo abrió: es solo suyo hasta las 3:11"
        })
        void theInboxSaysWhoReadsAndUntilWhenNobodyElseMayTakeIt(String language, String theirs, String ours)
                throws Exception {
            clock.pass(Duration.ofHours(5));
            var caseFile = proposed(Urgency.U1, Route.BROADCAST);
            desk.view(offerOf(caseFile, TestMembers.OTHER_PROVIDER), TestMembers.OTHER_ATTORNEY);
            clock.pass(Duration.ofMinutes(1));
            desk.view(offerOf(caseFile, TestMembers.PROVIDER), TestMembers.ATTORNEY);

            assertThat(read("attorney", language, "/inbox")).contains(theirs).doesNotContain(ours);
            clock.pass(Duration.ofMinutes(9));
            assertThat(read("attorney", language, "/inbox")).contains(ours).doesNotContain(theirs);
            clock.pass(Duration.ofMinutes(1));
            assertThat(read("attorney", language, "/inbox")).doesNotContain(ours);
        }

        private CaseId proposed(Urgency urgency, Route route) {
            var caseFile = cases.opened(Cases.facts().urgency(urgency).build());
            cases.happensAndWait(
                    Cases.proposed(caseFile, route, TERMS, List.of(), TestMembers.PROVIDER, TestMembers.OTHER_PROVIDER),
                    () -> desk.ofCase(caseFile).rounds().getFirst().state() != RoutingState.ROUTING);
            return caseFile;
        }

        private ReferralId offerOf(CaseId caseFile, OrganizationId provider) {
            return desk.ofCase(caseFile).rounds().getFirst().offers().stream()
                    .filter(offer -> offer.provider().equals(provider))
                    .findFirst()
                    .orElseThrow()
                    .id();
        }

        private String read(String who, String language, String address) throws Exception {
            return mvc.perform(as(who, get(address)).cookie(new Cookie("amparo-language", language)))
                    .andExpect(status().isOk())
                    .andReturn()
                    .getResponse()
                    .getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    @Nested
    class TheCase {

        @Test
        void saysThatTheCaseIsBeingRoutedUntilSomethingExists() throws Exception {
            var caseFile = cases.opened();

            mvc.perform(as("volunteer", get("/cases/{id}/referrals", caseFile)).header("HX-Request", "true"))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("being routed")))
                    .andExpect(content().string(containsString("every 2s")))
                    .andExpect(content().string(not(containsString("<html"))));
        }

        @Test
        void saysWhoWasAskedWhyAndUntilWhen() throws Exception {
            var caseFile = cases.opened();
            offer(caseFile, TestMembers.PROVIDER);

            mvc.perform(as("volunteer", get("/cases/{id}/referrals", caseFile)))
                    .andExpect(content()
                            .string(stringContainsInOrder(
                                    "<html", "First Legal Aid", "24 h left", "Chosen by a dispatcher")))
                    .andExpect(content().string(not(containsString("every 2s"))))
                    .andExpect(content().string(not(containsString("/withdrawal"))));
            mvc.perform(as("dispatcher", get("/cases/{id}/referrals", caseFile)))
                    .andExpect(content().string(containsString("/withdrawal")));
        }

        @Test
        void answersAnHtmxWithdrawalWithThePartAsItIsNow() throws Exception {
            var offer = offer(cases.opened(), TestMembers.PROVIDER);

            mvc.perform(as("dispatcher", post("/referrals/{id}/withdrawal", offer.id()))
                            .header("HX-Request", "true")
                            .with(csrf()))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("A dispatcher took it back")))
                    .andExpect(content().string(containsString("until a dispatcher chooses")))
                    .andExpect(content().string(not(containsString("every 2s"))));
        }

        @Test
        void isNotFoundWhenThereIsNone() throws Exception {
            mvc.perform(as("volunteer", get("/cases/{id}/referrals", CaseId.create())))
                    .andExpect(status().isNotFound());
            mvc.perform(as("volunteer", get("/cases/nonsense/referrals"))).andExpect(status().isNotFound());
        }
    }

    @Nested
    class AnOfferByHand {

        @Test
        void goesToEveryProviderChosen() throws Exception {
            var caseFile = cases.opened();

            mvc.perform(as("dispatcher", post("/referrals"))
                            .param("caseFile", caseFile.toString())
                            .param("round", "1")
                            .param("providers", TestMembers.PROVIDER.toString(), TestMembers.OTHER_PROVIDER.toString())
                            .with(csrf()))
                    .andExpect(redirectedUrl("/cases/" + caseFile + "/referrals"))
                    .andExpect(flash().attribute("noticeArguments", List.of(2)));
            assertThat(desk.ofCase(caseFile).rounds().getFirst().offers()).hasSize(2);
        }

        @Test
        void isRefusedClearlyWhenTheProviderHasIt() throws Exception {
            var caseFile = cases.opened();
            offer(caseFile, TestMembers.PROVIDER);

            mvc.perform(as("dispatcher", post("/referrals"))
                            .param("caseFile", caseFile.toString())
                            .param("providers", TestMembers.PROVIDER.toString())
                            .with(csrf()))
                    .andExpect(status().isConflict())
                    .andExpect(content().string(containsString("First Legal Aid has a live offer of this case")));
        }

        @ParameterizedTest
        @CsvSource(textBlock = """
                        '', Choose at least one provider
                        nobody, One of the organizations cannot be asked
                        01900000-0000-7000-8000-00000000ffff, One of the organizations cannot be asked""")
        void isRefusedClearlyWhenNobodyCanBeAsked(String provider, String answer) throws Exception {
            var request = as("dispatcher", post("/referrals"))
                    .param("caseFile", cases.opened().toString())
                    .with(csrf());
            if (!provider.isEmpty()) {
                request.param("providers", provider);
            }

            mvc.perform(request)
                    .andExpect(status().isUnprocessableContent())
                    .andExpect(content().string(containsString(answer)));
        }
    }

    @Nested
    class TheInbox {

        @Test
        void hasTheShortestTimeFirst() throws Exception {
            var patient = offer(cases.opened(Cases.facts().urgency(Urgency.U3).build()), TestMembers.PROVIDER);
            var urgent = offer(cases.opened(Cases.facts().urgency(Urgency.U0).build()), TestMembers.PROVIDER);

            mvc.perform(as("attorney", get("/inbox")))
                    .andExpect(status().isOk())
                    .andExpect(content()
                            .string(stringContainsInOrder(
                                    "2 h left",
                                    urgent.reference().value(),
                                    "7 days left",
                                    patient.reference().value())));
        }

        @Test
        void speaksSpanish() throws Exception {
            offer(cases.opened(), TestMembers.PROVIDER);

            mvc.perform(as("attorney", get("/inbox")).cookie(new Cookie("amparo-language", "es")))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("<h1 class=\"govuk-heading-l\">Ofertas</h1>")))
                    .andExpect(content().string(not(containsString("??"))));
        }
    }

    @Nested
    class AnOffer {

        @Test
        void showsCodedFactsAndTheConflictPacketFirst() throws Exception {
            var offer = offer(cases.opened(), TestMembers.PROVIDER);

            mvc.perform(as("attorney", get("/referrals/{id}", offer.id())))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("Adelanto ICE Processing Center")))
                    .andExpect(content().string(containsString("Mam")))
                    .andExpect(content().string(containsString("Bond hearing")))
                    .andExpect(content().string(containsString("/cases/" + offer.caseFile() + "/conflict-check")))
                    .andExpect(content().string(not(containsString("/cases/" + offer.caseFile() + "/file"))))
                    .andExpect(content().string(not(containsString("/acceptance"))));
            assertThat(statusOf(offer)).isEqualTo(ReferralStatus.VIEWED);
        }

        @Test
        void showsTheFileAndTheAcceptanceOnceConflictsAreCleared() throws Exception {
            var offer = offer(cases.opened(), TestMembers.PROVIDER);

            mvc.perform(as("attorney", post("/referrals/{id}/conflict-check", offer.id()))
                            .param("conflict", "none")
                            .with(csrf()))
                    .andExpect(redirectedUrl("/referrals/" + offer.id()));
            mvc.perform(as("attorney", get("/referrals/{id}", offer.id())))
                    .andExpect(content().string(containsString("/cases/" + offer.caseFile() + "/file")))
                    .andExpect(content().string(containsString("/acceptance")))
                    .andExpect(content().string(not(containsString("/conflict-check"))));
        }

        @Test
        void isDeclinedByAConflict() throws Exception {
            var offer = offer(cases.opened(), TestMembers.PROVIDER);

            mvc.perform(as("attorney", post("/referrals/{id}/conflict-check", offer.id()))
                            .param("conflict", "found")
                            .with(csrf()))
                    .andExpect(redirectedUrl("/inbox"));
            assertThat(desk.find(offer.id(), TestMembers.ATTORNEY).declineReason())
                    .isEqualTo(DeclineReason.CONFLICT);
        }

        @Test
        void asksAgainWhenTheConflictCheckWasNotAnswered() throws Exception {
            var offer = offer(cases.opened(), TestMembers.PROVIDER);

            mvc.perform(as("attorney", post("/referrals/{id}/conflict-check", offer.id()))
                            .with(csrf()))
                    .andExpect(status().isUnprocessableContent())
                    .andExpect(content().string(containsString("Say whether there is a conflict")));
        }

        @Test
        void isTakenWithAScopeAndPointsToTheMatter() throws Exception {
            var offer = cleared(TestMembers.PROVIDER, TestMembers.ATTORNEY);

            mvc.perform(as("attorney", post("/referrals/{id}/acceptance", offer.id()))
                            .param("scope", "BOND")
                            .with(csrf()))
                    .andExpect(redirectedUrl("/referrals/" + offer.id()));
            mvc.perform(as("attorney", get("/referrals/{id}", offer.id())))
                    .andExpect(content().string(containsString("The case is yours")))
                    .andExpect(content().string(containsString("/cases/" + offer.caseFile() + "/matters")));
        }

        @Test
        void keepsWhatWasTickedWhenTheScopeIsWrong() throws Exception {
            var offer = cleared(TestMembers.PROVIDER, TestMembers.ATTORNEY);

            mvc.perform(as("attorney", post("/referrals/{id}/acceptance", offer.id()))
                            .with(csrf()))
                    .andExpect(status().isUnprocessableContent())
                    .andExpect(content().string(containsString("Choose at least one service you take on")));
            mvc.perform(as("attorney", post("/referrals/{id}/acceptance", offer.id()))
                            .param("scope", "BOND", "MAGIC")
                            .with(csrf()))
                    .andExpect(status().isUnprocessableContent())
                    .andExpect(content().string(containsString("value=\"BOND\" checked=\"checked\"")));
        }

        @Test
        void tellsTheSecondProviderThatTheCaseIsPlaced() throws Exception {
            var caseFile = cases.opened();
            var offers = desk.offer(
                    new Offer(caseFile, 1, List.of(TestMembers.PROVIDER, TestMembers.OTHER_PROVIDER), null),
                    TestMembers.DISPATCHER);
            desk.clearConflicts(offers.getFirst().id(), TestMembers.ATTORNEY);
            desk.clearConflicts(offers.getLast().id(), TestMembers.OTHER_ATTORNEY);
            desk.accept(new Acceptance(offers.getFirst().id(), Set.of()), TestMembers.ATTORNEY);

            mvc.perform(as(
                                    "other-attorney",
                                    post(
                                            "/referrals/{id}/acceptance",
                                            offers.getLast().id()))
                            .param("scope", "BOND")
                            .with(csrf()))
                    .andExpect(status().isConflict())
                    .andExpect(content().string(containsString("placed with another provider a moment ago")));
            mvc.perform(as(
                            "other-attorney",
                            get("/referrals/{id}", offers.getLast().id())))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("placed with another provider")))
                    .andExpect(content().string(not(containsString("Adelanto"))));
        }

        @Test
        void refusesALateAnswerClearly() throws Exception {
            var offer = cleared(TestMembers.PROVIDER, TestMembers.ATTORNEY);
            clock.pass(Duration.ofDays(1));

            mvc.perform(as("attorney", post("/referrals/{id}/acceptance", offer.id()))
                            .param("scope", "BOND")
                            .with(csrf()))
                    .andExpect(status().isConflict())
                    .andExpect(content().string(containsString("The time to answer this offer is over")));
            mvc.perform(as("attorney", get("/referrals/{id}/decline", offer.id())))
                    .andExpect(content().string(containsString("The time to answer this offer is over")));
        }

        @Test
        void isDeclinedWithACodedReason() throws Exception {
            var offer = offer(cases.opened(), TestMembers.PROVIDER);

            mvc.perform(as("attorney", get("/referrals/{id}/decline", offer.id())))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("LANGUAGE")))
                    .andExpect(content().string(not(containsString("MERITS"))));
            mvc.perform(as("attorney", post("/referrals/{id}/decline", offer.id()))
                            .param("reason", "LANGUAGE")
                            .param("detail", "NO_SPEAKER")
                            .with(csrf()))
                    .andExpect(redirectedUrl("/inbox"));
            assertThat(statusOf(offer)).isEqualTo(ReferralStatus.DECLINED);
        }

        @ParameterizedTest
        @CsvSource(textBlock = """
                        '', '', Choose a reason
                        MAGIC, '', Choose one of the entries of the list
                        MERITS, '', The merits of a case are no reason
                        LANGUAGE, FULL_THIS_WEEK, This belongs to another reason
                        LANGUAGE, MAGIC, Choose one of the entries of the list""")
        void saysWhatIsWrongWithADecline(String reason, String detail, String answer) throws Exception {
            var offer = offer(cases.opened(), TestMembers.PROVIDER);

            mvc.perform(as("attorney", post("/referrals/{id}/decline", offer.id()))
                            .param("reason", reason)
                            .param("detail", detail)
                            .with(csrf()))
                    .andExpect(status().isUnprocessableContent())
                    .andExpect(content().string(containsString(answer)))
                    .andExpect(content().string(containsString("govuk-error-summary")));
            assertThat(statusOf(offer).isLive()).isTrue();
        }

        @Test
        void ofAnotherOrganizationIsTheSameAsNone() throws Exception {
            var foreign = offer(cases.opened(), TestMembers.OTHER_PROVIDER);
            for (var address : List.of("/referrals/{id}", "/referrals/{id}/decline")) {
                assertThat(body(as("attorney", get(address, foreign.id())), 404))
                        .isEqualTo(body(as("attorney", get(address, ReferralId.create())), 404));
            }
            for (var address : List.of("/referrals/{id}/acceptance", "/referrals/{id}/conflict-check")) {
                assertThat(body(answering(address, foreign.id()), 404))
                        .isEqualTo(body(answering(address, ReferralId.create()), 404));
            }
            assertThat(desk.find(foreign.id(), TestMembers.OTHER_ATTORNEY).status())
                    .isEqualTo(ReferralStatus.OFFERED);
        }

        private MockHttpServletRequestBuilder answering(String address, ReferralId id) {
            return as("attorney", post(address, id))
                    .param("scope", "BOND")
                    .param("conflict", "none")
                    .with(csrf());
        }

        private String body(MockHttpServletRequestBuilder request, int expected) throws Exception {
            return mvc.perform(request)
                    .andExpect(status().is(expected))
                    .andReturn()
                    .getResponse()
                    .getContentAsString()
                    .replaceAll("/referrals/[0-9a-f-]{36}[a-z/-]*", "")
                    .replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/queue, dispatcher",
        "/inbox, attorney",
        "/referrals/01900000-0000-7000-8000-00000000ffff, attorney",
        "/referrals/01900000-0000-7000-8000-00000000ffff/decline, attorney",
        "/cases/01900000-0000-7000-8000-00000000ffff/referrals, volunteer dispatcher"
    })
    void pagesAreForThoseWhoWorkWithThem(String address, String permitted) throws Exception {
        for (var somebody : List.of("volunteer", "dispatcher", "attorney", "lead", "steward", "suspended")) {
            var answer = mvc.perform(as(somebody, get(address))).andReturn().getResponse();
            if (List.of(permitted.split(" ")).contains(somebody)) {
                assertThat(answer.getStatus()).as(somebody).isIn(200, 404);
            } else {
                assertThat(answer.getStatus()).as(somebody).isEqualTo(403);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/referrals, dispatcher",
        "/referrals/01900000-0000-7000-8000-00000000ffff/withdrawal, dispatcher",
        "/referrals/01900000-0000-7000-8000-00000000ffff/acceptance, attorney",
        "/referrals/01900000-0000-7000-8000-00000000ffff/decline, attorney",
        "/referrals/01900000-0000-7000-8000-00000000ffff/conflict-check, attorney"
    })
    void deedsAreForThoseWhoMayAndNeedTheFormsToken(String address, String permitted) throws Exception {
        for (var somebody : List.of("volunteer", "dispatcher", "attorney", "lead", "steward", "suspended")) {
            var answer = mvc.perform(as(somebody, post(address))
                            .param("scope", "BOND")
                            .param("conflict", "none")
                            .param("reason", "OTHER")
                            .with(csrf()))
                    .andReturn()
                    .getResponse();
            assertThat(answer.getStatus()).as(somebody).isEqualTo(permitted.equals(somebody) ? 404 : 403);
        }
        mvc.perform(as(permitted, post(address))).andExpect(status().isForbidden());
    }

    private static MockHttpServletRequestBuilder as(String somebody, MockHttpServletRequestBuilder request) {
        return request.with(TestMembers.page(somebody));
    }

    private ReferralView offer(CaseId caseFile, OrganizationId provider) {
        return desk.offer(new Offer(caseFile, 1, List.of(provider), null), TestMembers.DISPATCHER)
                .getFirst();
    }

    private ReferralView cleared(OrganizationId provider, SignedIn by) {
        return desk.clearConflicts(offer(cases.opened(), provider).id(), by);
    }

    private ReferralStatus statusOf(ReferralView offer) {
        return desk.find(offer.id(), TestMembers.DISPATCHER).status();
    }
}
