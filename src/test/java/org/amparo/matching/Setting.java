package org.amparo.matching;

import static org.amparo.matching.Given.practicing;
import static org.amparo.support.TestMembers.ATTORNEY;
import static org.amparo.support.TestMembers.OTHER_ATTORNEY;
import static org.amparo.support.TestMembers.OTHER_PROVIDER;
import static org.amparo.support.TestMembers.PROVIDER;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.amparo.intake.CaseFacts;
import org.amparo.intake.CaseId;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.Service;
import org.amparo.membership.OrganizationId;
import org.amparo.referrals.DeclineReason;
import org.amparo.referrals.ReferralId;
import org.amparo.support.TestCatalog;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two providers, and cases as if events had told of them: for tests of what is seen, not of what is heard. */
class Setting {

    private final MatchingDesk desk;
    private final RoutedCases cases;
    private final AskedProviders asked;
    private final PracticeBook book;
    private final RulesInForce rules;
    private final JdbcClient jdbc;
    private final Clock clock;

    Setting(
            MatchingDesk desk,
            RoutedCases cases,
            AskedProviders asked,
            PracticeBook book,
            RulesInForce rules,
            JdbcClient jdbc,
            Clock clock) {
        this.desk = desk;
        this.cases = cases;
        this.asked = asked;
        this.book = book;
        this.rules = rules;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void twoProviders() {
        jdbc.sql(
                        "TRUNCATE matching.practice, matching.capacity, matching.capacity_use, matching.routed_case, matching.asked, matching.shortlist, matching.docket_plan, matching.rota")
                .update();
        jdbc.sql("DELETE FROM matching.routing_settings WHERE version > 2").update();
        everyRuleInForce();
        book.turnPage();
        book.sheets(); // versions begin anew after a TRUNCATE, as they never do otherwise
        desk.describe(
                new DescribePractice(PROVIDER, practicing().offering(), Map.of(Service.BOND, 3), Taking.OPEN, null),
                ATTORNEY);
        desk.describe(
                new DescribePractice(
                        OTHER_PROVIDER,
                        practicing()
                                .facilities(TestCatalog.OTAY_MESA)
                                .languages(TestCatalog.SPANISH)
                                .offering(),
                        null,
                        Taking.OPEN,
                        null),
                OTHER_ATTORNEY);
    }

    void everyRuleInForce() {
        jdbc.sql("TRUNCATE matching.rule_switch").update();
        rules.forget();
    }

    /** What was decided of the rules was decided a day ago: for today what was decided for tomorrow. Nobody but their owner can change it. */
    void aNightPasses() {
        jdbc.sql("""
                ALTER TABLE matching.rule_switch ALTER COLUMN valid_from TYPE date USING valid_from - 1,
                    ALTER COLUMN changed_at TYPE timestamptz USING changed_at - interval '1 day'
                """).update();
        rules.forget();
    }

    CaseId waiting(CaseFacts facts) {
        var caseFile = new CaseId(UUID.randomUUID());
        cases.keep(caseFile, HumanReference.of("K7MR4QX"), facts, clock.instant());
        return caseFile;
    }

    void heard(CaseId caseFile, CaseFacts facts) {
        cases.keep(caseFile, null, facts, clock.instant());
    }

    ReferralId offered(CaseId caseFile, OrganizationId provider) {
        var referral = ReferralId.create();
        var now = clock.instant();
        asked.offered(referral, caseFile, 1, provider, now.plus(Duration.ofHours(2)), now);
        return referral;
    }

    void declined(ReferralId referral, DeclineReason reason) {
        asked.answered(referral, Asked.Answer.DECLINED, reason, clock.instant());
    }

    /** What {@code n} acceptances leave in use. */
    void used(int cases) {
        jdbc.sql(
                        "WITH used AS (UPDATE matching.capacity SET used = :used WHERE provider = :provider AND service = 'BOND' RETURNING provider) UPDATE matching.practice SET version = version + 1 WHERE id IN (SELECT provider FROM used)")
                .param("used", cases)
                .param("provider", PROVIDER.value())
                .update();
        book.turnPage();
    }
}
