package org.amparo.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import org.amparo.intake.UrgencyRules.Situation;
import org.amparo.kernel.Urgency;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UrgencyRulesUnitTests {

    /** Friday afternoon in California. */
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-20T22:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        // custody, arrested on, arrested at, hearing, removal feared, grade, first reason
        "DETAINED, , , , , U3, DETAINED_NO_DATE",
        "LOCAL_CUSTODY, , , , , U3, DETAINED_NO_DATE",
        "UNKNOWN, , , , , U3, CUSTODY_UNKNOWN",
        "NOT_DETAINED, , , , , U4, NOT_DETAINED",
        "RELEASED, 2026-11-20, , , , U4, NOT_DETAINED",
        "OUTSIDE_COUNTRY, , , , , U4, NOT_DETAINED",
        "DETAINED, 2026-11-20, , , , U1, FIRST_72_HOURS",
        "DETAINED, 2026-11-17, , , , U1, FIRST_72_HOURS",
        "DETAINED, 2026-11-16, , , , U3, DETAINED_NO_DATE",
        "DETAINED, 2026-11-17, 2026-11-17T22:00:01Z, , , U1, FIRST_72_HOURS",
        "DETAINED, 2026-11-17, 2026-11-17T21:59:59Z, , , U3, DETAINED_NO_DATE",
        "UNKNOWN, 2026-11-20, , , , U1, FIRST_72_HOURS",
        "DETAINED, , , 2026-11-20, , U1, HEARING_WITHIN_2_DAYS",
        "DETAINED, , , 2026-11-22, , U1, HEARING_WITHIN_2_DAYS",
        "DETAINED, , , 2026-11-23, , U2, HEARING_WITHIN_10_DAYS",
        "DETAINED, , , 2026-11-30, , U2, HEARING_WITHIN_10_DAYS",
        "DETAINED, , , 2026-12-01, , U3, DETAINED_NO_DATE",
        "DETAINED, , , 2026-11-19, , U3, DETAINED_NO_DATE",
        "NOT_DETAINED, , , 2026-11-21, , U1, HEARING_WITHIN_2_DAYS",
        "DETAINED, , , , 2026-11-23T21:59:59Z, U0, REMOVAL_DATE_NEAR",
        "DETAINED, , , , 2026-11-23T22:00:00Z, U3, DETAINED_NO_DATE"
    })
    void followsFromDatesAndCustody(
            CustodyStatus custody,
            @Nullable LocalDate arrestedOn,
            @Nullable Instant arrestedAt,
            @Nullable LocalDate hearing,
            @Nullable Instant removal,
            Urgency grade,
            UrgencyReason reason) {
        var judgement =
                UrgencyRules.judge(new Situation(custody, arrestedOn, arrestedAt, hearing, removal, Map.of()), NOW);
        assertThat(judgement.urgency()).isEqualTo(grade);
        assertThat(judgement.reasons()).startsWith(reason);
    }

    @ParameterizedTest
    @EnumSource
    void everyQuestionAnsweredYesGivesItsGrade(UrgencyReason reason) {
        if (!reason.asked()) {
            return;
        }
        var judgement = UrgencyRules.judge(answering(Map.of(reason, Answer.YES)), NOW);
        assertThat(judgement.urgency()).isEqualTo(reason.grade());
        assertThat(judgement.reasons()).contains(reason);
    }

    @ParameterizedTest
    @EnumSource(
            value = Answer.class,
            names = {"NO", "UNKNOWN", "REFUSED", "NOT_ASKED"})
    void onlyAYesCounts(Answer answer) {
        Map<UrgencyReason, Answer> answers = new EnumMap<>(UrgencyReason.class);
        UrgencyReason.questions().forEach(question -> answers.put(question, answer));
        assertThat(UrgencyRules.judge(answering(answers), NOW).urgency()).isEqualTo(Urgency.U3);
    }

    @Test
    void theGravestReasonDecidesAndAllAreTold() {
        var judgement = UrgencyRules.judge(
                answering(Map.of(UrgencyReason.TOLD_TO_SIGN, Answer.YES, UrgencyReason.CHILD_ALONE, Answer.YES)), NOW);
        assertThat(judgement.urgency()).isEqualTo(Urgency.U0);
        assertThat(judgement.reasons()).containsExactly(UrgencyReason.CHILD_ALONE, UrgencyReason.TOLD_TO_SIGN);
    }

    private static Situation answering(Map<UrgencyReason, Answer> answers) {
        return new Situation(CustodyStatus.DETAINED, null, null, null, null, answers);
    }
}
