package org.amparo.matching;

import java.util.Comparator;
import java.util.List;
import org.amparo.intake.CaseFacts;
import org.amparo.intake.CustodyStatus;
import org.amparo.membership.Directory.FundEntry;
import org.amparo.membership.FundRule;
import org.jspecify.annotations.Nullable;

/**
 * Eligibility decides who pays, not who is helped. Each fund the provider holds is asked rule by rule; a fund that surely pays is
 * taken before one that pays by a dispatcher's word, that before one that may pay, then the one with more rules (so that the open-handed fund is kept for those no other pays for),
 * then by name and id. When none would pay, only a provider that takes unfunded cases is asked.
 */
final class FundPays implements Policy {

    /** What a fund that would pay says, the surest first. */
    private static final List<Finding> PAYING = List.of(Finding.PASS, Finding.OVERRIDDEN, Finding.UNKNOWN);

    private static final Comparator<FundEntry> NARROWEST_FIRST = Comparator.<FundEntry>comparingInt(
                    fund -> -fund.rules().size())
            .thenComparing(FundEntry::name)
            .thenComparing(fund -> fund.id().value());

    @Override
    public Verdict judge(Situation situation, Candidate candidate) {
        return judge(candidate, checks(situation, candidate));
    }

    Verdict judge(Candidate candidate, List<FundCheck> checks) {
        var chosen = chosen(checks);
        if (chosen != null) {
            var fund = Argument.of(Argument.Kind.FUND, chosen.fund());
            return switch (chosen.finding()) {
                case PASS -> Verdict.pass(Rule.FUND, "fund.pays", fund);
                case OVERRIDDEN -> Verdict.overridden(Rule.FUND, "fund.overridden", fund);
                case FAIL, UNKNOWN, WAIVED -> Verdict.unknown(Rule.FUND, "fund.may-pay", fund);
            };
        }
        if (candidate.offering().has(Arrangement.UNFUNDED)) {
            return Verdict.pass(Rule.FUND, checks.isEmpty() ? "fund.without" : "fund.unfunded");
        }
        return Verdict.fail(Rule.FUND, checks.isEmpty() ? "fund.holds-none" : "fund.none-pays", nearest(checks));
    }

    /** The fund that would pay but for one rule, and that rule; nothing when more stands against every fund. */
    private static Argument[] nearest(List<FundCheck> checks) {
        for (var check : checks) {
            var only = check.onlyAgainst();
            if (only != null) {
                return new Argument[] {
                    Argument.of(Argument.Kind.FUND, check.fund()), Argument.of(Argument.Kind.FUND_RULE, only)
                };
            }
        }
        return new Argument[0];
    }

    /** The fund that would pay, or {@code null}. */
    @Nullable
    FundCheck chosen(List<FundCheck> checks) {
        for (var finding : PAYING) {
            for (var check : checks) {
                if (check.finding() == finding) {
                    return check;
                }
            }
        }
        return null;
    }

    List<FundCheck> checks(Situation situation, Candidate candidate) {
        var funds = situation.funds().getOrDefault(candidate.provider(), List.of());
        return funds.stream()
                .sorted(NARROWEST_FIRST)
                .map(fund -> check(fund, situation))
                .toList();
    }

    static FundCheck check(FundEntry fund, Situation situation) {
        var today = situation.now().atZone(OfficeHours.PACIFIC).toLocalDate();
        var rules = fund.rules().stream()
                .filter(rule ->
                        !today.isBefore(rule.validFrom()) && (rule.validTo() == null || today.isBefore(rule.validTo())))
                .map(rule -> new FundCheck.RuleCheck(rule.kind(), check(rule, situation.facts())))
                .toList();
        var finding = Finding.PASS;
        for (var rule : rules) {
            if (rule.finding() == Finding.FAIL) {
                finding = Finding.FAIL;
                break;
            }
            if (rule.finding() == Finding.UNKNOWN) {
                finding = Finding.UNKNOWN;
            }
        }
        var overridden = finding == Finding.PASS ? null : overridden(fund, situation);
        return new FundCheck(fund.id(), overridden == null ? finding : Finding.OVERRIDDEN, rules, overridden);
    }

    private static @Nullable OverrideReason overridden(FundEntry fund, Situation situation) {
        for (var each : situation.overrides()) {
            if (each.fund().equals(fund.id())) {
                return each.reason();
            }
        }
        return null;
    }

    private static Finding check(FundRule rule, CaseFacts facts) {
        var fund = facts.fund();
        return switch (rule.kind()) {
            case RESIDENT_OF ->
                fund.residence() == null ? Finding.UNKNOWN : of(rule.counties().contains(fund.residence()));
            case NOT_RESIDENT_OF ->
                fund.residence() == null ? Finding.UNKNOWN : of(!rule.counties().contains(fund.residence()));
            case INCOME_BELOW_POVERTY_PERCENT ->
                fund.incomePercent() == null || rule.percent() == null
                        ? Finding.UNKNOWN
                        : of(fund.incomePercent() < rule.percent());
            case NO_VIOLENT_FELONY ->
                switch (fund.violentFelony()) {
                    case YES -> Finding.FAIL;
                    case NO -> Finding.PASS;
                    case UNKNOWN, REFUSED, NOT_ASKED -> Finding.UNKNOWN;
                };
            case DETAINED ->
                facts.custody() == CustodyStatus.UNKNOWN
                        ? Finding.UNKNOWN
                        : of(facts.custody() == CustodyStatus.DETAINED);
            case NOT_DETAINED ->
                facts.custody() == CustodyStatus.UNKNOWN
                        ? Finding.UNKNOWN
                        : of(facts.custody() != CustodyStatus.DETAINED);
        };
    }

    private static Finding of(boolean kept) {
        return kept ? Finding.PASS : Finding.FAIL;
    }
}
