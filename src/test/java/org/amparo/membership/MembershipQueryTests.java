package org.amparo.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;

/** What the database refuses by itself, whoever writes. */
@ApplicationModuleTest
@Import({TestInfrastructure.class, TestCatalog.class})
class MembershipQueryTests {

    private final JdbcClient database;
    private final Members members;

    MembershipQueryTests(JdbcClient database, Members members) {
        this.database = database;
        this.members = members;
    }

    @Test
    void oneAddressBelongsToOnePresentMember() {
        var organization = organization();
        var email = UUID.randomUUID() + "@example.org";
        member(organization, email);
        assertThatThrownBy(() -> member(organization, email)).isInstanceOf(DataIntegrityViolationException.class);
        database.sql("UPDATE membership.member SET released_at = now() WHERE email = ?")
                .param(email)
                .update();
        member(organization, email);
        assertThat(members.presentByEmail(email)).isPresent();
        assertThat(members.waits(email, "anybody")).isTrue();
    }

    @Test
    void anAddressIsKeptInLowerCase() {
        var organization = organization();
        assertThatThrownBy(() -> member(organization, "Upper" + UUID.randomUUID() + "@example.org"))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void nobodyIsAdmittedWithoutAnAgreement() {
        assertThatThrownBy(() -> database.sql("UPDATE membership.organization SET agreement_signed_on = NULL, "
                                + "agreement_signatory = NULL, agreement_document = NULL WHERE id = ?")
                        .param(organization())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'RESIDENT_OF', '{}', NULL",
                "'DETAINED', '{06037}', NULL",
                "'INCOME_BELOW_POVERTY_PERCENT', '{}', NULL",
                "'INCOME_BELOW_POVERTY_PERCENT', '{}', 0",
                "'INCOME_BELOW_POVERTY_PERCENT', '{}', 1001",
                "'NO_VIOLENT_FELONY', '{}', 5",
                "'LUCK', '{}', NULL"
            })
    void noRuleContradictsItself(String facts) {
        var fund = UUID.randomUUID();
        database.sql(
                        "INSERT INTO membership.fund (id, version, name, payer, starts_on) VALUES (?, 0, 'F', 'P', '2026-01-01')")
                .param(fund)
                .update();
        assertThatThrownBy(() -> database.sql(
                                "INSERT INTO membership.fund_rule (id, fund, kind, counties, percent, valid_from, "
                                        + "source) VALUES (gen_random_uuid(), ?, " + facts + ", '2026-01-01', 'x')")
                        .param(fund)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    private UUID organization() {
        var id = UUID.randomUUID();
        database.sql("""
                        INSERT INTO membership.organization (id, version, name, kind, standing, standing_since,
                                                             agreement_signed_on, agreement_signatory, agreement_document)
                        VALUES (?, 0, ?, 'HOTLINE', 'ADMITTED', now(), '2026-01-01', 'x', 'x')""").param(id).param("Query " + id).update();
        return id;
    }

    private void member(UUID organization, String email) {
        database.sql("""
                        INSERT INTO membership.member (id, version, organization, name, email, language, enrolled_at)
                        VALUES (gen_random_uuid(), 0, ?, 'x', ?, 'en', now())""").param(organization).param(email).update();
    }
}
