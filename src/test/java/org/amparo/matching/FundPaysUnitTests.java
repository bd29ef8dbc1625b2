package org.amparo.matching;

import static org.amparo.matching.Given.TODAY;
import static org.amparo.matching.Given.facts;
import static org.amparo.matching.Given.fund;
import static org.amparo.matching.Given.organization;
import static org.amparo.matching.Given.practicing;
import static org.amparo.matching.Given.rule;
import static org.amparo.support.TestCatalog.KERN;
import static org.amparo.support.TestCatalog.LOS_ANGELES;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amparo.intake.Answer;
import org.amparo.intake.FundFacts;
import org.amparo.membership.FundId;
import org.amparo.membership.FundRule;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who pays. */
class FundPaysUnitTests {

    private static final OrganizationId PROVIDER = organization(1);

    private final FundPays policy = new FundPays();

    @ParameterizedTest
    @CsvSource({
        "RESIDENT_OF, 06037, 120, NO, PASS",
        "RESIDENT_OF, 06029, 120, NO, FAIL",
        "RESIDENT_OF, , 120, NO, UNKNOWN",
        "INCOME_BELOW_POVERTY_PERCENT, 06037, 190, NO, PASS",
        "INCOME_BELOW_POVERTY_PERCENT, 06037, 200, NO, FAIL",
        "INCOME_BELOW_POVERTY_PERCENT, 06037, , NO, UNKNOWN",
        "NO_VIOLENT_FELONY, 06037, 120, NO, PASS",
        "NO_VIOLENT_FELONY, 06037, 120, YES, FAIL",
        "NO_VIOLENT_FELONY, 06037, 120, REFUSED, UNKNOWN",
        "NO_VIOLENT_FELONY, 06037, 120, NOT_ASKED, UNKNOWN",
        "DETAINED, 06037, 120, NO, PASS",
        "NOT_DETAINED, 06037, 120, NO, FAIL",
        "NOT_RESIDENT_OF, 06037, 120, NO, FAIL",
        "NOT_RESIDENT_OF, 06029, 120, NO, PASS",
        "NOT_RESIDENT_OF, , 120, NO, UNKNOWN"
    })
    void answersEachRule(
            FundRule.Kind kind, @Nullable String county, @Nullable Integer income, Answer felony, Finding finding) {
        var residence = county == null ? null : org.amparo.kernel.CountyCode.of(county);
        var situation = facts().fund(new FundFacts(residence, income, felony))
                .situation(Map.of(), List.of(fund("County", PROVIDER, rule(kind))));
        var check = policy.checks(situation, practicing().by(PROVIDER)).getFirst();
        assertThat(check.finding()).isEqualTo(finding);
        assertThat(check.rules()).containsExactly(new FundCheck.RuleCheck(kind, finding));
    }

    @Test
    void aFundPaysByADispatchersWordAndSaysWhatItsRulesSaidAllTheSame() {
        var county = fund("County", PROVIDER, rule(FundRule.Kind.RESIDENT_OF));
        var situation = facts().fund(new FundFacts(KERN, 120, Answer.NO))
                .pays(county, OverrideReason.PAYER_AGREED)
                .situation(Map.of(), List.of(county));
        var check = policy.checks(situation, practicing().by(PROVIDER)).getFirst();
        assertThat(check.finding()).isEqualTo(Finding.OVERRIDDEN);
        assertThat(check.overridden()).isEqualTo(OverrideReason.PAYER_AGREED);
        assertThat(check.rules()).containsExactly(new FundCheck.RuleCheck(FundRule.Kind.RESIDENT_OF, Finding.FAIL));
        assertVerdict(policy.judge(situation, practicing().with().by(PROVIDER)), Finding.OVERRIDDEN, "fund.overridden");
    }

    @Test
    void aFundThatPaysByItsRulesComesBeforeOneThatPaysByWordAndThatBeforeOneThatMay() {
        var byWord = fund("Aid", PROVIDER, rule(FundRule.Kind.RESIDENT_OF), rule(FundRule.Kind.NO_VIOLENT_FELONY));
        var maybe = fund("Bread", PROVIDER, rule(FundRule.Kind.NO_VIOLENT_FELONY));
        var sure = fund("Zeal", PROVIDER, rule(FundRule.Kind.DETAINED));
        var facts = facts().fund(new FundFacts(KERN, 120, Answer.UNKNOWN)).pays(byWord, OverrideReason.DISCRETION);
        assertThat(chosen(facts.situation(Map.of(), List.of(byWord, maybe)))).isEqualTo(byWord.id());
        assertThat(chosen(facts.situation(Map.of(), List.of(byWord, maybe, sure))))
                .isEqualTo(sure.id());
    }

    @Test
    void whatPaysByItsRulesNeedsNoWord() {
        var county = fund("County", PROVIDER, rule(FundRule.Kind.RESIDENT_OF));
        var situation = facts().pays(county, OverrideReason.PROOF_SEEN).situation(Map.of(), List.of(county));
        var check = policy.checks(situation, practicing().by(PROVIDER)).getFirst();
        assertThat(check.finding()).isEqualTo(Finding.PASS);
        assertThat(check.overridden()).isNull();
    }

    private @Nullable FundId chosen(Situation situation) {
        var check = policy.chosen(policy.checks(situation, practicing().by(PROVIDER)));
        return check == null ? null : check.fund();
    }

    @Test
    void aFundThatSurelyPaysComesBeforeOneThatMay() {
        var sure = fund("Zeal", PROVIDER, rule(FundRule.Kind.DETAINED));
        var maybe = fund("Aid", PROVIDER, rule(FundRule.Kind.RESIDENT_OF), rule(FundRule.Kind.NO_VIOLENT_FELONY));
        var situation = facts().fund(new FundFacts(LOS_ANGELES, null, Answer.UNKNOWN))
                .situation(Map.of(), List.of(maybe, sure));
        var verdict = policy.judge(situation, practicing().by(PROVIDER));
        assertVerdict(verdict, Finding.PASS, "fund.pays");
        assertThat(verdict.arguments()).containsExactly(Argument.of(Argument.Kind.FUND, sure.id()));
    }

    @Test
    void ofTwoThatPayTheOneWithMoreRulesIsTakenAndTheOpenHandedKept() {
        var open = fund("Aid", PROVIDER);
        var narrow = fund("Zeal", PROVIDER, rule(FundRule.Kind.DETAINED));
        var checks = policy.checks(
                facts().situation(Map.of(), List.of(open, narrow)), practicing().by(PROVIDER));
        var chosen = policy.chosen(checks);
        assertThat(chosen).isNotNull();
        assertThat(chosen.fund()).isEqualTo(narrow.id());
    }

    @Test
    void anUnknownAnswerExcludesNobody() {
        var situation = facts().fund(new FundFacts(null, null, Answer.UNKNOWN))
                .situation(Map.of(), List.of(fund("County", PROVIDER, rule(FundRule.Kind.RESIDENT_OF))));
        assertVerdict(policy.judge(situation, practicing().by(PROVIDER)), Finding.UNKNOWN, "fund.may-pay");
    }

    @Test
    void aRuleOutOfForceIsNotAsked() {
        var over = new FundRule(
                FundRule.Kind.RESIDENT_OF, Set.of(KERN), null, LocalDate.of(2024, 1, 1), TODAY, "old contract");
        var situation = facts().situation(Map.of(), List.of(fund("County", PROVIDER, over)));
        assertVerdict(policy.judge(situation, practicing().by(PROVIDER)), Finding.PASS, "fund.pays");
    }

    @Test
    void whereNoFundPaysOnlyAProviderThatTakesUnfundedCasesIsAsked() {
        var situation = facts().fund(new FundFacts(KERN, 120, Answer.NO))
                .situation(Map.of(), List.of(fund("County", PROVIDER, rule(FundRule.Kind.RESIDENT_OF))));
        assertVerdict(policy.judge(situation, practicing().by(PROVIDER)), Finding.PASS, "fund.unfunded");
        assertVerdict(policy.judge(situation, practicing().with().by(PROVIDER)), Finding.FAIL, "fund.none-pays");
    }

    @Test
    void aProviderWithoutFundsSaysSo() {
        assertVerdict(policy.judge(facts().situation(), practicing().by(PROVIDER)), Finding.PASS, "fund.without");
        assertVerdict(
                policy.judge(facts().situation(), practicing().with().by(PROVIDER)), Finding.FAIL, "fund.holds-none");
    }

    private static void assertVerdict(Verdict verdict, Finding finding, String reason) {
        assertThat(verdict.reason()).isEqualTo(reason);
        assertThat(verdict.finding()).isEqualTo(finding);
    }
}
