package org.amparo.matching.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.amparo.catalog.Catalog;
import org.amparo.catalog.ListName;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Service;
import org.amparo.matching.WhatIf;
import org.amparo.matching.WhatIfDesk;
import org.amparo.membership.Directory;
import org.amparo.membership.FundRule;
import org.amparo.membership.SignedIn;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** What one more place, an interpreter or another rule would have changed. Asking changes nothing, so the question stands in the address. */
@Controller
@PreAuthorize("hasAnyRole('LEAD', 'STEWARD')")
class WhatIfPages {

    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    private final WhatIfDesk desk;
    private final Catalog catalog;
    private final Directory directory;
    private final ReasonWords words;
    private final Clock clock;

    WhatIfPages(WhatIfDesk desk, Catalog catalog, Directory directory, ReasonWords words, Clock clock) {
        this.desk = desk;
        this.catalog = catalog;
        this.directory = directory;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/what-if")
    String ask(
            @RequestParam(defaultValue = "false") boolean asked,
            @ModelAttribute("whatIfForm") WhatIfForm form,
            BindingResult binding,
            SignedIn by,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        if (asked) {
            var wish = form.command(binding);
            if (wish != null) {
                try {
                    model.addAttribute("answer", desk.ask(wish, by));
                } catch (Rejected rejected) {
                    if (rejected.field() == null) {
                        throw rejected;
                    }
                    binding.rejectValue(rejected.field(), "problem." + rejected.code());
                }
            }
            if (binding.hasErrors()) {
                response.setStatus(422);
            }
        }
        var today = LocalDate.ofInstant(clock.instant(), PACIFIC);
        var quarters = new LinkedHashMap<String, String>();
        desk.quarters()
                .forEach(quarter -> quarters.put(
                        quarter.toString(),
                        words.say(
                                "matching.what-if.quarter.name",
                                locale,
                                quarter.number(),
                                String.valueOf(quarter.from().getYear()))));
        Map<String, String> funds = new LinkedHashMap<>();
        directory.funds(today).forEach(fund -> funds.put(fund.id().toString(), fund.name()));
        model.addAttribute("kind", form.chosenKind());
        model.addAttribute("kinds", WhatIf.Wished.values());
        model.addAttribute("quarters", quarters);
        model.addAttribute("services", Service.values());
        model.addAttribute("facilities", catalog.facilities(today));
        model.addAttribute("offices", catalog.entries(ListName.FIELD_OFFICE, today));
        model.addAttribute("languages", catalog.languages(today));
        model.addAttribute("funds", funds);
        model.addAttribute("rules", rules(locale));
        model.addAttribute(
                "numbers",
                WhatIfDesk.PER_WEEK.stream().sorted().map(String::valueOf).toList());
        return "matching/what-if";
    }

    private Map<String, String> rules(Locale locale) {
        var rules = new LinkedHashMap<String, String>();
        for (var rule : FundRule.Kind.values()) {
            rules.put(rule.name(), words.say("membership.Kind." + rule.name(), locale));
        }
        return rules;
    }
}
