package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import org.amparo.membership.MemberId;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.Role;
import org.amparo.membership.SignedIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WalledDataSourceUnitTests {

    private static final UUID MEMBER = UUID.randomUUID();
    private static final UUID ORGANIZATION = UUID.randomUUID();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id FROM intake.case_file",
                "select m.id from membership.member m join referrals.referral r on true",
                "INSERT INTO ledger.entry (id) VALUES (?)",
                "WITH taken AS (DELETE FROM reporting.arrival) SELECT 1",
                "update membership.member set name = ?",
                "INSERT INTO catalog.item VALUES (?)"
            })
    void saysWhoReadsWhatIsBehindTheWall(String sql) {
        assertThat(WalledDataSource.asks(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id FROM membership.organization",
                "select value from catalog.stamp",
                "INSERT INTO event_publication (id) VALUES (?)",
                "UPDATE web_session SET seen_at = ?",
                "SELECT pg_try_advisory_xact_lock(?)"
            })
    void saysNothingWhereEverybodyMayRead(String sql) {
        assertThat(WalledDataSource.asks(sql)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "VOLUNTEER, amparo_coalition, true, false",
        "DISPATCHER, amparo_coalition, true, false",
        "PROVIDER, amparo_provider, false, true",
        "LEAD, amparo_overseer, false, false",
        "STEWARD, amparo_overseer, false, false"
    })
    void readsAsTheKindOfPersonTheyAre(Role role, String inDatabase, boolean hotline, boolean provider) {
        var setting = Setting.of(person(role));

        assertThat(setting.role()).isEqualTo(inDatabase);
        assertThat(setting.system()).isFalse();
        assertThat(setting.oversees()).isEqualTo(inDatabase.equals(Setting.OVERSEER));
        assertThat(setting.organization()).isEqualTo(hotline ? ORGANIZATION : null);
        assertThat(setting.provider()).isEqualTo(provider ? ORGANIZATION : null);
        assertThat(setting.member()).isEqualTo(MEMBER);
    }

    @Test
    void readsAsTheWidestOfSeveralAndKeepsTheIdsApart() {
        assertThat(Setting.of(person(Role.PROVIDER, Role.LEAD)).role()).isEqualTo(Setting.PROVIDER_OVERSEER);
        var both = Setting.of(person(Role.VOLUNTEER, Role.PROVIDER));
        assertThat(both.role()).isEqualTo(Setting.COALITION);
        assertThat(both.provider()).isEqualTo(ORGANIZATION);
        assertThat(Setting.of(person()).role()).isEqualTo("none");
    }

    private static SignedIn person(Role... roles) {
        return new SignedIn(
                new MemberId(MEMBER), new OrganizationId(ORGANIZATION), "O", "P", Set.of(roles), true, "en");
    }
}
