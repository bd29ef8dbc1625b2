package org.amparo.referrals.web;

import org.amparo.catalog.Catalog;
import org.amparo.membership.SignedIn;
import org.amparo.referrals.InboxLine;
import org.amparo.referrals.ReferralsDesk;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The attorney's first page: what waits for an answer, the shortest time first. */
@Controller
@PreAuthorize("hasRole('PROVIDER')")
class InboxPages {

    private final ReferralsDesk desk;
    private final Catalog catalog;

    InboxPages(ReferralsDesk desk, Catalog catalog) {
        this.desk = desk;
        this.catalog = catalog;
    }

    @GetMapping("/inbox")
    String inbox(SignedIn by, Model model) {
        var inbox = desk.inbox(by);
        model.addAttribute(
                "lines",
                inbox.offers().stream()
                        .map(offer -> new Line(offer, Told.of(offer.facts(), catalog)))
                        .toList());
        model.addAttribute("more", inbox.more());
        return "referrals/inbox";
    }

    record Line(InboxLine offer, @Nullable Told told) {}
}
