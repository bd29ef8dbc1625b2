package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.amparo.kernel.Actor;
import org.amparo.membership.Agreement;
import org.amparo.membership.EnrolMember;
import org.amparo.membership.MemberId;
import org.amparo.membership.MembershipDesk;
import org.amparo.membership.OrganizationKind;
import org.amparo.membership.OrganizationSheet;
import org.amparo.membership.RegisterOrganization;
import org.amparo.membership.Role;
import org.amparo.referrals.MovableClock;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;

/** What volunteers may do, and when, where their coalition wants it so. The clock stands at Tuesday, 10 March 2026, 10:00 Pacific time. */
@SpringBootTest
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, SessionsTests.Time.class})
class ShiftsTests {

    private static int number;

    private final MockMvc mvc;
    private final MembershipDesk membership;
    private final MovableClock clock;
    private String volunteer;
    private String dispatcher;
    private String steward;
    private MemberId vera;
    private OrganizationSheet hotline;

    ShiftsTests(@Autowired MockMvc mvc, @Autowired MembershipDesk membership, @Autowired MovableClock clock) {
        this.mvc = mvc;
        this.membership = membership;
        this.clock = clock;
    }

    @BeforeEach
    void aHotlineOfShifts() throws Exception {
        clock.reset();
        var letter = String.valueOf((char) ('a' + number++));
        volunteer = "vera-" + letter;
        dispatcher = "dana-" + letter;
        steward = "stella-" + letter;
        hotline = organization("Hotline " + letter, OrganizationKind.HOTLINE);
        vera = enrol(hotline, volunteer, Role.VOLUNTEER);
        enrol(hotline, dispatcher, Role.DISPATCHER);
        enrol(organization("Coalition " + letter, OrganizationKind.COALITION), steward, Role.STEWARD);
        mvc.perform(post("/shifts/{id}/rule", hotline.id())
                        .param("when", "SHIFTS")
                        .param("graceMinutes", "30")
                        .with(csrf())
                        .with(TestMembers.page(steward)))
                .andExpect(redirectedUrl("/shifts/" + hotline.id()));
    }

    @Test
    void shutsAVolunteerOutBesideTheirShiftAndSaysWhy() throws Exception {
        mvc.perform(get("/").with(TestMembers.page(volunteer))).andExpect(redirectedUrl("/me/shift"));
        mvc.perform(get("/me/shift").with(TestMembers.page(volunteer)))
                .andExpect(content().string(containsString("You are not on duty now")));
        mvc.perform(get("/me/shift").cookie(new Cookie("amparo-language", "es")).with(TestMembers.page(volunteer)))
                .andExpect(content().string(containsString("Usted no está de turno ahora")));
        mvc.perform(get("/cases").with(TestMembers.page(volunteer)))
                .andExpect(status().isForbidden())
                .andExpect(request().attribute(SecurityProblems.CODE, "off-shift"));
        mvc.perform(get("/api/v1/cases").with(TestMembers.api(volunteer)))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.type").value("urn:amparo:problem:off-shift"));
    }

    @Test
    void letsThemInDuringTheirShiftWhichTheirDispatcherSets() throws Exception {
        mvc.perform(post("/shifts/{id}/weekly", hotline.id())
                        .param("member", vera.toString())
                        .param("days", "TUESDAY", "THURSDAY")
                        .param("starts", "09:00")
                        .param("ends", "12:00")
                        .with(csrf())
                        .with(TestMembers.page(dispatcher)))
                .andExpect(redirectedUrl("/shifts/" + hotline.id()));

        mvc.perform(get("/cases").with(TestMembers.page(volunteer))).andExpect(status().isOk());
        mvc.perform(get("/shifts/{id}", hotline.id()).with(TestMembers.page(dispatcher)))
                .andExpect(content().string(containsString(volunteer + ", 09:00 to 12:00")));

        clock.pass(Duration.ofHours(3));
        mvc.perform(get("/cases").with(TestMembers.page(volunteer))).andExpect(status().isForbidden());
    }

    @Test
    void letsThemFinishWhatTheyBeganAndLookNobodyUp() throws Exception {
        shift("09:00", "12:00");
        var draft = mvc.perform(post("/drafts").with(csrf()).with(TestMembers.page(volunteer)))
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        clock.pass(Duration.ofMinutes(125));

        mvc.perform(get(draft).with(TestMembers.page(volunteer))).andExpect(status().isOk());
        mvc.perform(post(draft + "/sections/person")
                        .param("person.names", "Given in the last minute")
                        .with(csrf())
                        .with(TestMembers.page(volunteer)))
                .andExpect(status().isFound());
        mvc.perform(get("/me/shift").with(TestMembers.page(volunteer)))
                .andExpect(content().string(containsString("Your shift has ended")));
        for (var path : List.of("/cases", "/drafts/new", "/calls")) {
            mvc.perform(get(path).with(TestMembers.page(volunteer)))
                    .andExpect(status().isForbidden())
                    .andExpect(request().attribute(SecurityProblems.CODE, "off-shift"));
        }
        mvc.perform(post("/api/v1/cases/search")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"text\":\"Lopez\"}")
                        .with(TestMembers.api(volunteer)))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.type").value("urn:amparo:problem:off-shift"));

        clock.pass(Duration.ofMinutes(30));
        mvc.perform(get(draft).with(TestMembers.page(volunteer))).andExpect(status().isForbidden());
    }

    @Test
    void swapsAShift() throws Exception {
        shift("09:00", "12:00");
        var sub = "sub-" + volunteer;
        var standIn = enrol(hotline, sub, Role.VOLUNTEER);
        mvc.perform(get("/cases").with(TestMembers.page(sub))).andExpect(status().isForbidden());
        mvc.perform(post("/shifts/{id}/changes", hotline.id())
                        .param("member", vera.toString())
                        .param("kind", "OFF")
                        .param("standIn", standIn.toString())
                        .param("on", "2026-03-10")
                        .param("starts", "09:00")
                        .param("ends", "12:00")
                        .with(csrf())
                        .with(TestMembers.page(dispatcher)))
                .andExpect(redirectedUrl("/shifts/" + hotline.id()));

        mvc.perform(get("/cases").with(TestMembers.page(sub))).andExpect(status().isOk());
        mvc.perform(get("/cases").with(TestMembers.page(volunteer))).andExpect(status().isForbidden());
        mvc.perform(get("/shifts/{id}", hotline.id()).with(TestMembers.page(dispatcher)))
                .andExpect(content().string(containsString("Not there")));
    }

    @Test
    void touchesNobodyButVolunteers() throws Exception {
        mvc.perform(get("/cases").with(TestMembers.page(dispatcher))).andExpect(status().isOk());
        mvc.perform(get("/members").with(TestMembers.page(steward))).andExpect(status().isOk());
    }

    @Test
    void isASmallMatterOfTheOwnHotline() throws Exception {
        var foreign = organization("Foreign " + volunteer, OrganizationKind.HOTLINE);
        for (var id : List.of(foreign.id().toString(), UUID.randomUUID().toString())) {
            mvc.perform(get("/shifts/{id}", id).with(TestMembers.page(dispatcher)))
                    .andExpect(status().isNotFound());
            mvc.perform(get("/api/v1/organizations/{id}/shifts", id).with(TestMembers.api(dispatcher)))
                    .andExpect(status().isNotFound());
        }
        mvc.perform(post("/shifts/{id}/rule", hotline.id())
                        .param("when", "ANY_TIME")
                        .with(csrf())
                        .with(TestMembers.page(dispatcher)))
                .andExpect(status().isForbidden());
        mvc.perform(get("/shifts/{id}", hotline.id()).with(TestMembers.page(volunteer)))
                .andExpect(status().isForbidden());
    }

    @Test
    void keepsWhatWasTypedWhenSomethingIsMissing() throws Exception {
        mvc.perform(post("/shifts/{id}/weekly", hotline.id())
                        .param("member", vera.toString())
                        .param("starts", "9")
                        .param("ends", "12:34")
                        .with(csrf())
                        .with(TestMembers.page(dispatcher)))
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("12:34")));
    }

    @Test
    void openOnlyWhatExists() throws IOException {
        var routes = Files.readAllLines(Path.of("docs/security/routes.csv")).stream()
                .skip(1)
                .map(row -> row.split(",", -1))
                .map(row -> row[0] + " " + row[1])
                .collect(Collectors.toSet());
        assertThat(routes).containsAll(Grace.OPEN);
    }

    private void shift(String starts, String ends) {
        membership.addShifts(
                hotline.id(),
                vera,
                Set.of(java.time.DayOfWeek.TUESDAY),
                java.time.LocalTime.parse(starts),
                java.time.LocalTime.parse(ends),
                TestMembers.STEWARD);
    }

    private OrganizationSheet organization(String name, OrganizationKind kind) {
        return membership.register(
                new RegisterOrganization(
                        name, kind, new Agreement(LocalDate.of(2026, 1, 5), "A signatory", "A document", null)),
                Actor.system());
    }

    private MemberId enrol(OrganizationSheet organization, String name, Role role) {
        return membership
                .enrol(
                        new EnrolMember(organization.id(), name, name + "@example.org", "en", Set.of(role)),
                        Actor.system())
                .id();
    }
}
