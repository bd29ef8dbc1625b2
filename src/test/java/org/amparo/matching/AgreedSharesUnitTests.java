package org.amparo.matching;

import static org.amparo.matching.Given.organization;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.amparo.membership.Directory.FundEntry;
import org.amparo.membership.FundId;
import org.amparo.membership.OrganizationId;
import org.junit.jupiter.api.Test;

class AgreedSharesUnitTests {

    private static final OrganizationId FIRST = organization(1);
    private static final OrganizationId SECOND = organization(2);
    private static final OrganizationId THIRD = organization(3);

    @Test
    void areOpenRoomWhereNothingIsAgreed() {
        assertThat(AgreedShares.of(List.of()).among(Map.of(FIRST, 4, SECOND, 0)))
                .isEqualTo(Map.of(FIRST, 4, SECOND, 1));
    }

    @Test
    void areSummedOverTheFundsAndLeaveTheRestToOpenRoom() {
        var shares = AgreedShares.of(List.of(fund(Map.of(FIRST, 60)), fund(Map.of(FIRST, 20, SECOND, 70))));

        assertThat(shares.among(Map.of(FIRST, 1, SECOND, 1, THIRD, 5)))
                .isEqualTo(Map.of(FIRST, 80, SECOND, 70, THIRD, 50));
    }

    @Test
    void leaveNobodyWithoutAny() {
        assertThat(AgreedShares.of(List.of(fund(Map.of(FIRST, 100)))).among(Map.of(FIRST, 3, SECOND, 3, THIRD, 0)))
                .isEqualTo(Map.of(FIRST, 100, SECOND, 1, THIRD, 1));
    }

    private static FundEntry fund(Map<OrganizationId, Integer> shares) {
        return new FundEntry(FundId.create(), "Fund", shares.keySet(), shares, List.of());
    }
}
