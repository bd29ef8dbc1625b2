package org.amparo.referrals.web;

import java.util.List;
import java.util.Optional;
import org.amparo.catalog.Catalog;
import org.amparo.kernel.Urgency;
import org.amparo.referrals.QueueFilter;
import org.amparo.referrals.QueueLine;
import org.amparo.referrals.QueuePlace;
import org.amparo.referrals.ReferralsDesk;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The dispatcher's first page: who has nobody yet, the most urgent first. */
@Controller
@PreAuthorize("hasRole('DISPATCHER')")
class QueuePages {

    private final ReferralsDesk desk;
    private final Catalog catalog;

    QueuePages(ReferralsDesk desk, Catalog catalog) {
        this.desk = desk;
        this.catalog = catalog;
    }

    /** A filter nobody could have chosen is no filter: a link from yesterday still leads to the queue. */
    @GetMapping("/queue")
    String queue(
            @RequestParam(required = false) @Nullable String urgency,
            @RequestParam(required = false) @Nullable String show,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        var filter = new QueueFilter(
                Typed.constant(Urgency.class, urgency).orElse(null),
                Typed.constant(QueueFilter.Show.class, show).orElse(QueueFilter.Show.ALL),
                Typed.read(QueuePlace::of, after).orElse(null));
        var queue = desk.queue(filter);
        model.addAttribute("filter", filter);
        model.addAttribute("urgencies", Urgency.values());
        model.addAttribute("questioned", queue.questioned());
        model.addAttribute("overdue", queue.overdue());
        model.addAttribute("shows", QueueFilter.Show.values());
        model.addAttribute(
                "lines",
                queue.lines().stream()
                        .map(line -> new Line(line, Told.of(line.facts(), catalog)))
                        .toList());
        model.addAttribute("top", address(filter, null));
        model.addAttribute("following", queue.next() == null ? null : address(filter, queue.next()));
        return "referrals/queue";
    }

    private static String address(QueueFilter filter, @Nullable QueuePlace after) {
        return UriComponentsBuilder.fromPath("/queue")
                .queryParamIfPresent("urgency", Optional.ofNullable(filter.urgency()))
                .queryParam("show", filter.show())
                .queryParamIfPresent("after", Optional.ofNullable(after))
                .toUriString();
    }

    record Line(QueueLine round, @Nullable Told told) {

        public List<QueueLine.LiveOffer> asked() {
            return round.offers();
        }
    }
}
