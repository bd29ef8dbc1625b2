package org.amparo.ledger.web;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.Rejected;
import org.amparo.ledger.LedgerDesk;
import org.amparo.ledger.LedgerPage;
import org.amparo.ledger.LedgerQuery;
import org.amparo.ledger.ShreddedPage;
import org.amparo.ledger.ShreddedQuery;
import org.amparo.membership.Directory;
import org.amparo.membership.FreshSignIn;
import org.amparo.membership.MemberId;
import org.amparo.membership.OrganizationKind;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** Where a steward sees who opened which file. */
@Controller
@PreAuthorize("hasRole('STEWARD')")
class LedgerPages {

    private static final int DAYS = 30;
    private static final int SHREDDED_DAYS = 90;

    private final LedgerDesk desk;
    private final Directory directory;
    private final Clock clock;

    LedgerPages(LedgerDesk desk, Directory directory, Clock clock) {
        this.desk = desk;
        this.directory = directory;
        this.clock = clock;
    }

    /** As typed or chosen; nothing instead of what is blank. */
    record LedgerFilter(
            @Nullable String reference,
            @Nullable String member,
            @Nullable String from,
            @Nullable String to,
            @Nullable String changes,
            @Nullable String after) {

        LedgerFilter {
            reference = filled(reference);
            member = filled(member);
            from = filled(from);
            to = filled(to);
            changes = filled(changes);
            after = filled(after);
        }

        private static @Nullable String filled(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }
    }

    @GetMapping("/ledger")
    String ledger(@ModelAttribute LedgerFilter ledgerFilter, SignedIn by, Model model) {
        var today = LocalDate.ofInstant(clock.instant(), LedgerDesk.PACIFIC);
        var from = Objects.requireNonNullElse(
                ledgerFilter.from(), today.minusDays(DAYS).toString());
        var to = Objects.requireNonNullElse(ledgerFilter.to(), today.toString());
        var found = new LedgerPage(List.of(), null);
        try {
            found = desk.find(
                    new LedgerQuery(
                            reference(ledgerFilter.reference()),
                            member(ledgerFilter.member()),
                            day("from", from),
                            day("to", to),
                            ledgerFilter.changes() != null,
                            ledgerFilter.after()),
                    by);
        } catch (Rejected rejected) {
            model.addAttribute("trouble", rejected);
        }
        model.addAttribute("ledgerFilter", ledgerFilter);
        model.addAttribute("from", from);
        model.addAttribute("to", to);
        model.addAttribute("members", members());
        model.addAttribute("found", found);
        model.addAttribute("following", found.next() == null ? null : address(ledgerFilter, from, to, found.next()));
        return "ledger/ledger";
    }

    /** What was destroyed, and why. */
    @GetMapping("/ledger/shredded")
    String shredded(@ModelAttribute LedgerFilter ledgerFilter, SignedIn by, Model model) {
        var today = LocalDate.ofInstant(clock.instant(), LedgerDesk.PACIFIC);
        var from = Objects.requireNonNullElse(
                ledgerFilter.from(), today.minusDays(SHREDDED_DAYS).toString());
        var to = Objects.requireNonNullElse(ledgerFilter.to(), today.toString());
        var found = new ShreddedPage(List.of(), List.of(), null);
        try {
            found = desk.shredded(new ShreddedQuery(day("from", from), day("to", to), ledgerFilter.after()), by);
        } catch (Rejected rejected) {
            model.addAttribute("trouble", rejected);
        }
        model.addAttribute("from", from);
        model.addAttribute("to", to);
        model.addAttribute("found", found);
        model.addAttribute(
                "following",
                found.next() == null
                        ? null
                        : UriComponentsBuilder.fromPath("/ledger/shredded")
                                .queryParam("from", from)
                                .queryParam("to", to)
                                .queryParam("after", found.next())
                                .encode()
                                .toUriString());
        return "ledger/shredded";
    }

    /** The proof of what was destroyed, to hand on. */
    @GetMapping(value = "/ledger/shredded.csv", produces = "text/csv")
    @FreshSignIn
    ResponseEntity<String> proof(
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
            SignedIn by) {
        var lines = desk.proof(new ShreddedQuery(from, to, null), by).stream()
                .map(cells -> cells.stream().map(LedgerPages::cell).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("amparo-shredded-" + from + "-" + to + ".csv")
                                .build()
                                .toString())
                .body(lines);
    }

    /** Codes, ids and times: no cell holds a comma or a quotation mark, and what did would be quoted. */
    private static String cell(String text) {
        return text.matches("[^,\"\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private List<Directory.MemberEntry> members() {
        return Arrays.stream(OrganizationKind.values())
                .flatMap(kind -> directory.organizations(kind).stream())
                .flatMap(organization -> directory.members(organization.id(), Set.of()).stream())
                .sorted(Comparator.comparing(Directory.MemberEntry::name))
                .toList();
    }

    private static @Nullable HumanReference reference(@Nullable String typed) {
        try {
            return typed == null ? null : HumanReference.of(typed);
        } catch (IllegalArgumentException e) {
            throw Rejected.invalid("reference", "ledger-reference");
        }
    }

    private static @Nullable MemberId member(@Nullable String chosen) {
        try {
            return chosen == null ? null : MemberId.of(chosen);
        } catch (IllegalArgumentException e) {
            throw Rejected.invalid("member", "invalid-input");
        }
    }

    private static LocalDate day(String field, String typed) {
        try {
            return LocalDate.parse(typed);
        } catch (DateTimeException e) {
            throw Rejected.invalid(field, "ledger-day");
        }
    }

    private static String address(LedgerFilter filter, String from, String to, String after) {
        return UriComponentsBuilder.fromPath("/ledger")
                .queryParam("from", from)
                .queryParam("to", to)
                .queryParam("after", after)
                .queryParamIfPresent("reference", Optional.ofNullable(filter.reference()))
                .queryParamIfPresent("member", Optional.ofNullable(filter.member()))
                .queryParamIfPresent("changes", Optional.ofNullable(filter.changes()))
                .encode()
                .toUriString();
    }
}
