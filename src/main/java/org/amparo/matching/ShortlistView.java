package org.amparo.matching;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.amparo.intake.CaseFacts;
import org.amparo.intake.CaseId;
import org.amparo.kernel.HumanReference;
import org.amparo.membership.FundId;
import org.amparo.referrals.Route;
import org.jspecify.annotations.Nullable;

/**
 * How every provider stands for one round of a case.
 *
 * @param rounds every round of the case, the latest first
 * @param waiting whether the round still waits for a provider; of one that does not, the list is as it last was
 * @param cause why nobody can take it, {@code null} when somebody can or is being asked
 * @param payers what each fund says that a provider holds who could take the case but for the money, those that pay first; of all, where none could
 * @param drawnAt when the providers were judged, in UTC; {@code null} when that is still to come
 * @param settingsVersion the routing settings it was drawn by
 * @param rulesVersion the last decision on the rules when it was drawn; 1 when there was none
 */
public record ShortlistView(
        CaseId caseFile,
        @Schema(example = "1") int round,
        List<Integer> rounds,
        @Nullable HumanReference reference,
        CaseFacts facts,
        boolean waiting,
        @Nullable Route route,
        @Nullable UnmetCause cause,
        @Nullable Instant drawnAt,
        @Nullable Integer settingsVersion,
        @Nullable Integer rulesVersion,
        List<PayerView> payers,
        List<EntryView> entries) {

    /**
     * What a fund says of the case, whoever holds it.
     *
     * @param overridden why it pays all the same, {@code null} when its rules decide
     */
    public record PayerView(
            FundId fund,
            @Schema(example = "County justice fund") String name,
            Finding finding,
            List<FundCheck.RuleCheck> rules,
            @Nullable OverrideReason overridden) {}
}
