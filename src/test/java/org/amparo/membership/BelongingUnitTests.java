package org.amparo.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BelongingUnitTests {

    private static final LocalDate DAY = LocalDate.of(2026, 7, 1);

    private final OrganizationId admitted = OrganizationId.create();
    private final OrganizationId suspended = OrganizationId.create();
    private final FundId fund = FundId.create();

    private final Belonging belonging = new Belonging(
            List.of(
                    new Directory.OrganizationEntry(admitted, "Admitted", OrganizationKind.PROVIDER, Standing.ADMITTED),
                    new Directory.OrganizationEntry(
                            suspended, "Suspended", OrganizationKind.PROVIDER, Standing.SUSPENDED)),
            List.of(person("ana", admitted, false), person("sam", suspended, false), person("gone", admitted, true)),
            List.of(new Belonging.FundRow(
                    fund,
                    "Fund",
                    DAY,
                    DAY.plusYears(1),
                    List.of(
                            new ShareTerm(admitted.value(), 100, DAY, DAY.plusMonths(2)),
                            new ShareTerm(admitted.value(), 40, DAY.plusMonths(2), null)),
                    List.of(
                            new FundRule(FundRule.Kind.DETAINED, Set.of(), null, DAY, DAY.plusMonths(1), "x"),
                            new FundRule(
                                    FundRule.Kind.NO_VIOLENT_FELONY, Set.of(), null, DAY.plusMonths(1), null, "x")))),
            Roster.none());

    @Test
    void knowsWhichShareWasAgreedWhen() {
        assertThat(belonging.fund(fund, DAY).orElseThrow().shares()).isEqualTo(Map.of(admitted, 100));
        assertThat(belonging.fund(fund, DAY.plusMonths(2)).orElseThrow().shares())
                .isEqualTo(Map.of(admitted, 40));
        assertThat(belonging.fund(fund, DAY).orElseThrow().holders()).containsExactly(admitted);
    }

    @Test
    void knowsWhoMayUseAmparo() {
        assertThat(belonging.signedIn("ana").orElseThrow().active()).isTrue();
        assertThat(belonging.signedIn("sam").orElseThrow().active()).isFalse();
        assertThat(belonging.signedIn("gone")).isEmpty();
        assertThat(belonging.signedIn("nobody")).isEmpty();
    }

    @Test
    void listsOnlyPeopleWhoMaySignIn() {
        assertThat(belonging.members(admitted, Set.of())).hasSize(1);
        assertThat(belonging.members(suspended, Set.of())).isEmpty();
        assertThat(belonging.organizations(OrganizationKind.PROVIDER)).hasSize(2);
        assertThat(belonging.organizations(OrganizationKind.HOTLINE)).isEmpty();
    }

    @Test
    void answersForTheDayThatIsAsked() {
        assertThat(belonging.funds(DAY.minusDays(1))).isEmpty();
        assertThat(belonging.funds(DAY).getFirst().rules())
                .extracting(FundRule::kind)
                .containsExactly(FundRule.Kind.DETAINED);
        assertThat(belonging.fund(fund, DAY.plusMonths(1)).orElseThrow().rules())
                .extracting(FundRule::kind)
                .containsExactly(FundRule.Kind.NO_VIOLENT_FELONY);
        assertThat(belonging.funds(DAY.plusYears(1))).isEmpty();
    }

    private static Belonging.MemberRow person(String subject, OrganizationId organization, boolean released) {
        return new Belonging.MemberRow(
                new Directory.MemberEntry(
                        MemberId.create(),
                        organization,
                        subject,
                        subject + "@example.org",
                        "en",
                        Set.of(Role.PROVIDER)),
                subject,
                released,
                null);
    }
}
