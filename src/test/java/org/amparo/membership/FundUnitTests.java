package org.amparo.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.amparo.kernel.Actor;
import org.junit.jupiter.api.Test;

class FundUnitTests {

    private static final LocalDate START = LocalDate.of(2026, 1, 1);
    private static final OrganizationId FIRST = OrganizationId.create();
    private static final OrganizationId SECOND = OrganizationId.create();

    private final Fund fund = new Fund(
            new OpenFund("Fund", "County", START, null, List.of(new FundShare(FIRST, 60)), List.of()),
            Actor.system(),
            Instant.parse("2026-01-01T20:00:00Z"));

    @Test
    void keepsWhatWasAgreedFromWhenUntilWhen() {
        agree("2026-03-01T20:00:00Z", new FundShare(FIRST, 50), new FundShare(SECOND, 30));
        agree("2026-05-01T20:00:00Z", new FundShare(SECOND, 30));

        assertThat(fund.shareTerms())
                .containsExactlyInAnyOrder(
                        term(FIRST, 60, START, LocalDate.of(2026, 3, 1)),
                        term(FIRST, 50, LocalDate.of(2026, 3, 1), LocalDate.of(2026, 5, 1)),
                        new ShareTerm(SECOND.value(), 30, LocalDate.of(2026, 3, 1), null));
        assertThat(fund.shares()).containsOnlyKeys(SECOND.value());
    }

    /** A slip of the finger, put right the same day, was never agreed. */
    @Test
    void keepsOneShareForADay() {
        agree("2026-03-01T20:00:00Z", new FundShare(FIRST, 5));
        agree("2026-03-01T21:00:00Z", new FundShare(FIRST, 60));

        assertThat(fund.shareTerms())
                .containsExactlyInAnyOrder(
                        term(FIRST, 60, START, LocalDate.of(2026, 3, 1)),
                        new ShareTerm(FIRST.value(), 60, LocalDate.of(2026, 3, 1), null));
    }

    private void agree(String at, FundShare... shares) {
        fund.share(List.of(shares), Actor.system(), Instant.parse(at));
    }

    private static ShareTerm term(OrganizationId provider, int percent, LocalDate from, LocalDate to) {
        return new ShareTerm(provider.value(), percent, from, to);
    }
}
