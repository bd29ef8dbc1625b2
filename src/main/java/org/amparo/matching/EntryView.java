package org.amparo.matching;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.amparo.membership.FundId;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * How one provider stands for a round of a case, and why.
 *
 * @param rank from one, among those who could take it; {@code null} for the others
 * @param score 0 to 100, {@code null} when a rule stands against the provider
 * @param asked what became of the offer when it was asked in this round
 * @param onCall whether it comes before others for having somebody on call, where offers go to a rota
 */
public record EntryView(
        @Schema(example = "1") @Nullable Integer rank,
        OrganizationId provider,
        @Schema(example = "Valley Defenders") String name,
        Eligibility eligibility,
        @Schema(example = "82.5") @Nullable Double score,
        @Nullable FundId fund,
        @Schema(example = "County justice fund") @Nullable String fundName,
        List<Verdict> verdicts,
        List<FundView> funds,
        List<PartView> parts,
        @Nullable AskedView asked,
        boolean onCall) {

    /** What a fund of the provider says, rule by rule. */
    public record FundView(FundId fund, String name, Finding finding, List<FundCheck.RuleCheck> rules) {}

    /** What one part brought to the score, in points, and the most it could bring. */
    public record PartView(ScorePart part, double points, int weight) {}
}
