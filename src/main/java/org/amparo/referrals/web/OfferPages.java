package org.amparo.referrals.web;

import java.time.Clock;
import java.util.List;
import org.amparo.intake.CaseId;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.amparo.membership.FundId;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.SignedIn;
import org.amparo.referrals.Offer;
import org.amparo.referrals.ReferralId;
import org.amparo.referrals.ReferralsDesk;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A dispatcher offers by hand and takes back. The choice of providers is made on the case's shortlist, which posts here. */
@Controller
@PreAuthorize("hasRole('DISPATCHER')")
class OfferPages {

    private final ReferralsDesk desk;
    private final Clock clock;

    OfferPages(ReferralsDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @PostMapping("/referrals")
    String offer(OfferForm form, SignedIn by, RedirectAttributes redirect) {
        var offer = form.command();
        var made = desk.offer(offer, by);
        redirect.addFlashAttribute("notice", "referrals.offered");
        redirect.addFlashAttribute("noticeArguments", List.of(made.size()));
        return "redirect:/cases/" + offer.caseFile() + "/referrals";
    }

    @PostMapping("/referrals/{id}/withdrawal")
    String withdraw(
            @PathVariable ReferralId id,
            @RequestParam(required = false) @Nullable String from,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean part,
            SignedIn by,
            Model model,
            RedirectAttributes redirect) {
        var withdrawn = desk.withdraw(id, by);
        if (part) {
            CaseReferralsPages.show(desk.ofCase(withdrawn.caseFile()), by, clock.instant(), model);
            return "referrals/case :: search";
        }
        redirect.addFlashAttribute("notice", "referrals.withdrawn");
        redirect.addFlashAttribute("noticeArguments", List.of(withdrawn.providerName()));
        return "queue".equals(from) ? "redirect:/queue" : "redirect:/cases/" + withdrawn.caseFile() + "/referrals";
    }

    /** What the shortlist sends, as it came. */
    record OfferForm(
            @Nullable String caseFile,
            @Nullable String round,
            @Nullable List<String> providers,
            @Nullable String fund) {

        /** @throws NotFound when it names no case that could exist */
        Offer command() {
            return new Offer(
                    Typed.read(CaseId::of, caseFile).orElseThrow(NotFound::new),
                    Typed.read(Integer::valueOf, round == null ? "1" : round).orElseThrow(NotFound::new),
                    providers == null
                            ? List.of()
                            : providers.stream()
                                    .map(typed -> Typed.read(OrganizationId::of, typed)
                                            .orElseThrow(() -> Rejected.invalid("providers", "provider-unavailable")))
                                    .toList(),
                    fund == null || fund.isBlank()
                            ? null
                            : Typed.read(FundId::of, fund)
                                    .orElseThrow(() -> Rejected.invalid("fund", "fund-not-held")));
        }
    }
}
