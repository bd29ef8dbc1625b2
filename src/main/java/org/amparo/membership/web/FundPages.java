package org.amparo.membership.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.amparo.catalog.Catalog;
import org.amparo.catalog.Entry;
import org.amparo.catalog.ListName;
import org.amparo.forms.Reading;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.NotFound;
import org.amparo.membership.FundId;
import org.amparo.membership.FundRule;
import org.amparo.membership.FundRuleId;
import org.amparo.membership.FundShare;
import org.amparo.membership.FundSheet;
import org.amparo.membership.MembershipDesk;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.OrganizationKind;
import org.amparo.membership.SignedIn;
import org.amparo.membership.Standing;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where a steward opens funds and keeps their dated rules and shares. */
@Controller
@RequestMapping("/funds")
@PreAuthorize("hasRole('STEWARD')")
class FundPages {

    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    private final MembershipDesk desk;
    private final Catalog catalog;
    private final Clock clock;

    FundPages(MembershipDesk desk, Catalog catalog, Clock clock) {
        this.desk = desk;
        this.catalog = catalog;
        this.clock = clock;
    }

    @GetMapping
    String funds(Model model) {
        model.addAttribute("lines", desk.funds().stream().map(this::line).toList());
        return "membership/funds";
    }

    @GetMapping("/new")
    String opening(Model model) {
        return opening(new FundForm("", "", today().toString(), ""), model);
    }

    @PostMapping
    String open(
            @ModelAttribute FundForm fundForm,
            BindingResult errors,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var reading = new Reading(errors);
        var command = fundForm.toCommand(reading);
        return answer(reading.then(() -> desk.open(command, by.actor())), "membership.fund-opened", redirect)
                .orElseGet(() -> again(response, opening(fundForm, model)));
    }

    @GetMapping("/{id}")
    String fund(@PathVariable FundId id, Model model) {
        var line = line(desk.fund(id));
        model.addAttribute("line", line);
        model.addAttribute("rules", line.fund().rules().stream().map(this::rule).toList());
        model.addAttribute(
                "shared",
                line.fund().shares().stream().mapToInt(FundSheet.Share::percent).sum());
        return "membership/fund";
    }

    @GetMapping("/{id}/rules/new")
    String ruling(@PathVariable FundId id, @RequestParam(defaultValue = "") String kind, Model model) {
        var fund = desk.fund(id);
        var form = new RuleForm(kind, List.of(), List.of(), "", "", "", "", String.valueOf(fund.version()));
        return ruling(fund, form, model);
    }

    @PostMapping("/{id}/rules")
    String rule(
            @PathVariable FundId id,
            @ModelAttribute RuleForm ruleForm,
            BindingResult errors,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var fund = desk.fund(id);
        var reading = new Reading(errors, ruleForm::asHere);
        var rule = ruleForm.toRule(reading);
        return answer(
                        reading.then(() -> desk.setRule(id, Typed.version(ruleForm.version()), rule, by.actor())),
                        "membership.rule-set",
                        redirect)
                .orElseGet(() -> again(response, ruling(fund, ruleForm, model)));
    }

    @GetMapping("/{id}/rules/{rule}/end")
    String endingRule(@PathVariable FundId id, @PathVariable FundRuleId rule, Model model) {
        var fund = desk.fund(id);
        return endingRule(fund, rule, new RuleEndForm(today().toString(), String.valueOf(fund.version())), model);
    }

    @PostMapping("/{id}/rules/{rule}/end")
    String endRule(
            @PathVariable FundId id,
            @PathVariable FundRuleId rule,
            @ModelAttribute RuleEndForm ruleEndForm,
            BindingResult errors,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var fund = desk.fund(id);
        var reading = new Reading(errors);
        var on = reading.date("validTo", ruleEndForm.validTo());
        return answer(
                        reading.then(
                                () -> desk.endRule(id, Typed.version(ruleEndForm.version()), rule, on, by.actor())),
                        "membership.rule-ended",
                        redirect)
                .orElseGet(() -> again(response, endingRule(fund, rule, ruleEndForm, model)));
    }

    @GetMapping("/{id}/shares")
    String sharing(@PathVariable FundId id, @RequestParam(defaultValue = "") String organization, Model model) {
        var fund = desk.fund(id);
        var percent = fund.shares().stream()
                .filter(share -> share.organization().toString().equals(organization))
                .map(share -> String.valueOf(share.percent()))
                .findFirst()
                .orElse("");
        return sharing(fund, new ShareForm(organization, percent, String.valueOf(fund.version())), model);
    }

    @PostMapping("/{id}/shares")
    String share(
            @PathVariable FundId id,
            @ModelAttribute ShareForm shareForm,
            BindingResult errors,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var fund = desk.fund(id);
        var reading = new Reading(errors, ShareForm::asHere);
        var holder =
                reading.code("organization", shareForm.organization(), OrganizationId::of, OrganizationId.create());
        var percent = reading.number("percent", shareForm.percent());
        return answer(
                        reading.then(() -> desk.agreeShares(
                                id, Typed.version(shareForm.version()), agreed(fund, holder, percent), by.actor())),
                        "membership.shares-agreed",
                        redirect)
                .orElseGet(() -> again(response, sharing(fund, shareForm, model)));
    }

    @GetMapping("/{id}/closure")
    String closing(@PathVariable FundId id, Model model) {
        var fund = desk.fund(id);
        return closing(fund, new ClosureForm("", String.valueOf(fund.version())), model);
    }

    @PostMapping("/{id}/closure")
    String close(
            @PathVariable FundId id,
            @ModelAttribute ClosureForm closureForm,
            BindingResult errors,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var fund = desk.fund(id);
        var reading = new Reading(errors);
        var on = reading.date("endsOn", closureForm.endsOn());
        return answer(
                        reading.then(() -> desk.close(id, Typed.version(closureForm.version()), on, by.actor())),
                        "membership.fund-closed",
                        redirect)
                .orElseGet(() -> again(response, closing(fund, closureForm, model)));
    }

    private static List<FundShare> agreed(FundSheet fund, OrganizationId holder, int percent) {
        var agreed = new ArrayList<FundShare>();
        for (var share : fund.shares()) {
            if (!share.organization().equals(holder)) {
                agreed.add(new FundShare(share.organization(), share.percent()));
            }
        }
        if (percent != 0) {
            agreed.add(new FundShare(holder, percent));
        }
        return agreed;
    }

    private static String opening(FundForm form, Model model) {
        model.addAttribute("fundForm", form);
        return "membership/fund-new";
    }

    private String ruling(FundSheet fund, RuleForm form, Model model) {
        model.addAttribute("fund", fund);
        model.addAttribute("ruleForm", form);
        model.addAttribute("kinds", List.of(FundRule.Kind.values()));
        model.addAttribute("counties", catalog.entries(ListName.COUNTY, today()));
        return "membership/fund-rule";
    }

    private String endingRule(FundSheet fund, FundRuleId id, RuleEndForm form, Model model) {
        model.addAttribute("fund", fund);
        model.addAttribute(
                "line",
                fund.rules().stream()
                        .filter(rule -> rule.id().equals(id))
                        .findFirst()
                        .map(this::rule)
                        .orElseThrow(NotFound::new));
        model.addAttribute("ruleEndForm", form);
        return "membership/fund-rule-end";
    }

    private String sharing(FundSheet fund, ShareForm form, Model model) {
        var providers = new LinkedHashMap<String, String>();
        desk.organizations().stream()
                .filter(organization ->
                        organization.kind() == OrganizationKind.PROVIDER && organization.standing() != Standing.LEFT)
                .forEach(organization -> providers.put(organization.id().toString(), organization.name()));
        model.addAttribute("fund", fund);
        model.addAttribute("providers", providers);
        model.addAttribute("shareForm", form);
        return "membership/fund-share";
    }

    private static String closing(FundSheet fund, ClosureForm form, Model model) {
        model.addAttribute("fund", fund);
        model.addAttribute("closureForm", form);
        return "membership/fund-closure";
    }

    private static Optional<String> answer(Optional<FundSheet> done, String notice, RedirectAttributes redirect) {
        return done.map(fund -> {
            redirect.addFlashAttribute("notice", notice);
            redirect.addAttribute("id", fund.id().toString());
            return "redirect:/funds/{id}";
        });
    }

    private static String again(HttpServletResponse response, String view) {
        response.setStatus(422);
        return view;
    }

    private Line line(FundSheet fund) {
        var ends = fund.endsOn();
        var phase = today().isBefore(fund.startsOn())
                ? Phase.LATER
                : ends != null && !today().isBefore(ends) ? Phase.PAST : Phase.NOW;
        var inForce = fund.rules().stream().filter(rule -> phase(rule.rule()) == Phase.NOW);
        return new Line(fund, phase, inForce.map(this::rule).toList());
    }

    private RuleLine rule(FundSheet.Rule dated) {
        var counties = dated.rule().counties().stream()
                .flatMap(county -> catalog.entry(ListName.COUNTY, ListCode.of(county.value())).stream())
                .toList();
        return new RuleLine(dated, phase(dated.rule()), counties);
    }

    private Phase phase(FundRule rule) {
        var ends = rule.validTo();
        if (today().isBefore(rule.validFrom())) {
            return Phase.LATER;
        }
        return ends != null && !today().isBefore(ends) ? Phase.PAST : Phase.NOW;
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(PACIFIC));
    }

    /** Whether something holds today. */
    enum Phase {
        NOW,
        LATER,
        PAST
    }

    /** @param inForce the rules that hold today */
    record Line(FundSheet fund, Phase phase, List<RuleLine> inForce) {}

    record RuleLine(FundSheet.Rule dated, Phase phase, List<Entry> counties) {}
}
