package org.amparo.matching.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Rejected;
import org.amparo.matching.MatchingDesk;
import org.amparo.matching.OverrideFund;
import org.amparo.matching.OverrideReason;
import org.amparo.matching.PayingDesk;
import org.amparo.matching.ShortlistView;
import org.amparo.matching.UnfundedView;
import org.amparo.membership.FundId;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@PreAuthorize("hasRole('DISPATCHER')")
@Tag(
        name = "Who pays",
        description = "Who waits for nothing but money, and a dispatcher's word that a fund pays all the same")
class PayingApi {

    private final PayingDesk desk;
    private final MatchingDesk matching;

    PayingApi(PayingDesk desk, MatchingDesk matching) {
        this.desk = desk;
        this.matching = matching;
    }

    @GetMapping("/unfunded")
    @Operation(
            summary =
                    "Cases somebody could take, but for the money: the first 200, the most urgent and longest waiting first")
    List<UnfundedView> unfunded(@Parameter(hidden = true) SignedIn by) {
        return desk.unfunded(by);
    }

    @PostMapping("/cases/{id}/funds/{fund}/override")
    @Operation(summary = "Decide that a fund pays for a case although its rules say no, or an answer is missing")
    @ApiResponse(responseCode = "200", description = "The shortlist, drawn again")
    @ApiResponse(
            responseCode = "409",
            description = "The fund pays by its rules, is not open, or the case waits no more")
    ShortlistView override(
            @PathVariable CaseId id,
            @PathVariable FundId fund,
            @RequestBody OverrideRequest request,
            @Parameter(hidden = true) SignedIn by) {
        if (request.reason() == null) {
            throw Rejected.invalid("reason", "required");
        }
        desk.override(new OverrideFund(id, fund, request.reason()), by);
        return matching.shortlist(id, null, by);
    }

    @DeleteMapping("/cases/{id}/funds/{fund}/override")
    @Operation(summary = "Let the rules of the fund count again")
    @ApiResponse(responseCode = "200", description = "The shortlist, drawn again")
    ShortlistView takeBack(@PathVariable CaseId id, @PathVariable FundId fund, @Parameter(hidden = true) SignedIn by) {
        desk.takeBack(id, fund, by);
        return matching.shortlist(id, null, by);
    }

    record OverrideRequest(
            @Schema(example = "PAYER_AGREED") @Nullable OverrideReason reason) {}
}
