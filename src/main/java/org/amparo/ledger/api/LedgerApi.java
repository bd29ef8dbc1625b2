package org.amparo.ledger.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.Rejected;
import org.amparo.ledger.LedgerDesk;
import org.amparo.ledger.LedgerPage;
import org.amparo.ledger.LedgerQuery;
import org.amparo.ledger.ShreddedPage;
import org.amparo.ledger.ShreddedQuery;
import org.amparo.membership.MemberId;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who did, read and was refused what, for a steward's script. */
@RestController
@RequestMapping("/api/v1/ledger")
@PreAuthorize("hasRole('STEWARD')")
@Tag(name = "Ledger")
class LedgerApi {

    private final LedgerDesk desk;

    LedgerApi(LedgerDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    @Operation(
            summary = "Who did, read and was refused what, the latest first",
            description = "Days are Pacific, and both belong to the period. With changes, a period of at most 31 days.")
    @ApiResponse(responseCode = "200", description = "Up to 50 entries, and where the next page begins")
    @ApiResponse(responseCode = "422", description = "A parameter can't be read, or the period is too long")
    LedgerPage find(
            @Parameter(example = "K7MR-4QX") @RequestParam(required = false) @Nullable String reference,
            @RequestParam(required = false) @Nullable MemberId member,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
            @RequestParam(defaultValue = "false") boolean changes,
            @RequestParam(required = false) @Nullable String after,
            SignedIn by) {
        return desk.find(new LedgerQuery(reference(reference), member, from, to, changes, after), by);
    }

    @GetMapping("/shredded")
    @Operation(
            summary = "What was destroyed in a period, and why: how often, and the latest fifty",
            description = "Days are Pacific, and both belong to the period.")
    @ApiResponse(responseCode = "422", description = "The last day is before the first")
    ShreddedPage shredded(
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
            @RequestParam(required = false) @Nullable String after,
            SignedIn by) {
        return desk.shredded(new ShreddedQuery(from, to, after), by);
    }

    private static @Nullable HumanReference reference(@Nullable String typed) {
        try {
            return typed == null || typed.isBlank() ? null : HumanReference.of(typed);
        } catch (IllegalArgumentException e) {
            throw Rejected.invalid("reference", "ledger-reference");
        }
    }
}
