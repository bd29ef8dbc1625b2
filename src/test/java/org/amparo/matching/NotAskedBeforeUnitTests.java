package org.amparo.matching;

import static org.amparo.matching.Given.NOW;
import static org.amparo.matching.Given.facts;
import static org.amparo.matching.Given.organization;
import static org.amparo.matching.Given.practicing;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amparo.membership.OrganizationId;
import org.amparo.referrals.DeclineReason;
import org.amparo.referrals.ReferralId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody is asked twice. */
class NotAskedBeforeUnitTests {

    private static final OrganizationId PROVIDER = organization(1);

    private final Policy policy = new NotAskedBefore();

    @Test
    void passesWhoWasNeverAsked() {
        assertVerdict(policy.judge(facts().situation(), practicing().by(PROVIDER)), Finding.PASS, "asked.never");
    }

    @ParameterizedTest
    @CsvSource({
        "LIVE, FAIL, asked.live",
        "ACCEPTED, FAIL, asked.accepted",
        "CONCLUDED, FAIL, asked.accepted",
        "EXPIRED, FAIL, asked.expired",
        "WITHDRAWN, FAIL, asked.withdrawn",
        "RECALLED, PASS, asked.recalled"
    })
    void remembersWhatBecameOfAnOffer(Asked.Answer answer, Finding finding, String reason) {
        assertVerdict(judge(answer, null), finding, reason);
    }

    @Test
    void namesTheReasonOfADecline() {
        var verdict = judge(Asked.Answer.DECLINED, DeclineReason.LANGUAGE);
        assertVerdict(verdict, Finding.FAIL, "asked.declined");
        assertThat(verdict.arguments())
                .containsExactly(Argument.of(Argument.Kind.DECLINE_REASON, DeclineReason.LANGUAGE));
    }

    @Test
    void aConflictHoldsForEveryRound() {
        var first = facts().round(2).situation();
        var situation = new Situation(
                first.caseFile(),
                first.facts(),
                first.fieldOffice(),
                first.answerWithin(),
                first.deadline(),
                first.funds(),
                Map.of(),
                Set.of(PROVIDER),
                RulesOfDay.ALL,
                List.of(),
                NOW);
        assertVerdict(policy.judge(situation, practicing().by(PROVIDER)), Finding.FAIL, "asked.conflict");
    }

    private Verdict judge(Asked.Answer answer, @Nullable DeclineReason reason) {
        var asked = new Asked(ReferralId.create(), 1, PROVIDER, answer, reason, NOW, null, NOW);
        return policy.judge(
                facts().situation(Map.of(PROVIDER, asked), List.of()),
                practicing().by(PROVIDER));
    }

    private static void assertVerdict(Verdict verdict, Finding finding, String reason) {
        assertThat(verdict.reason()).isEqualTo(reason);
        assertThat(verdict.finding()).isEqualTo(finding);
    }
}
