package org.amparo.referrals.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Set;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.membership.FundId;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.SignedIn;
import org.amparo.referrals.Acceptance;
import org.amparo.referrals.CaseReferrals;
import org.amparo.referrals.Decline;
import org.amparo.referrals.DeclineDetail;
import org.amparo.referrals.DeclineReason;
import org.amparo.referrals.Inbox;
import org.amparo.referrals.Offer;
import org.amparo.referrals.PlacementAnswer;
import org.amparo.referrals.PlacementAnswer.Choice;
import org.amparo.referrals.Queue;
import org.amparo.referrals.QueueFilter;
import org.amparo.referrals.QueuePlace;
import org.amparo.referrals.ReferralId;
import org.amparo.referrals.ReferralView;
import org.amparo.referrals.ReferralsDesk;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Offers and their answers over the API. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Referrals", description = "The offer of a case to a provider, and its answer")
class ReferralsApi {

    private final ReferralsDesk desk;

    ReferralsApi(ReferralsDesk desk) {
        this.desk = desk;
    }

    @PostMapping("/referrals")
    @PreAuthorize("hasRole('DISPATCHER')")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Offer a case by hand",
            description =
                    "Offers a round of a case to each of the providers, or to none when one of them cannot be asked.")
    @ApiResponse(responseCode = "201", description = "The offers, in the order of the providers")
    @ApiResponse(
            responseCode = "409",
            description = "already-offered, case-already-placed, case-closed or consent-missing")
    @ApiResponse(responseCode = "422", description = "providers-missing, provider-unavailable or fund-not-held")
    List<ReferralView> offer(@Valid @RequestBody OfferRequest request, SignedIn by) {
        return desk.offer(request.command(), by);
    }

    @GetMapping("/referrals/inbox")
    @PreAuthorize("hasRole('PROVIDER')")
    @Operation(summary = "Live offers to the own organization", description = "The one with the least time left first.")
    Inbox inbox(SignedIn by) {
        return desk.inbox(by);
    }

    @GetMapping("/referrals/queue")
    @PreAuthorize("hasRole('DISPATCHER')")
    @Operation(
            summary = "Cases nobody has taken yet",
            description = "The most urgent first, then the one with the least time left; 50 at a time. "
                    + "Send the \"next\" of one page as \"after\" for the following one.")
    Queue queue(
            @RequestParam(required = false) @Schema(example = "U1") @Nullable Urgency urgency,
            @RequestParam(defaultValue = "ALL") @Schema(example = "NO_OFFER") QueueFilter.Show show,
            @RequestParam(required = false) @Schema(type = "string") @Nullable QueuePlace after) {
        return desk.queue(new QueueFilter(urgency, show, after));
    }

    @GetMapping("/cases/{caseFile}/referrals")
    @PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER')")
    @Operation(summary = "The search for a provider of one case", description = "The latest round and offer first.")
    CaseReferrals ofCase(@PathVariable CaseId caseFile) {
        return desk.ofCase(caseFile);
    }

    @GetMapping("/referrals/{id}")
    @PreAuthorize("hasAnyRole('PROVIDER', 'VOLUNTEER', 'DISPATCHER')")
    @Operation(
            summary = "One offer",
            description = "A provider finds its own; reading it here does not count as having viewed it.")
    ReferralView find(@PathVariable ReferralId id, SignedIn by) {
        return desk.find(id, by);
    }

    @PostMapping("/referrals/{id}/view")
    @PreAuthorize("hasRole('PROVIDER')")
    @Operation(summary = "Open an offer", description = "The read receipt: only the first time is remembered.")
    ReferralView view(@PathVariable ReferralId id, SignedIn by) {
        return desk.view(id, by);
    }

    @PostMapping("/referrals/{id}/conflict-check")
    @PreAuthorize("hasRole('PROVIDER')")
    @Operation(
            summary = "Answer the conflict check",
            description = "Without a conflict the full file opens; with one the offer is declined for it.")
    @ApiResponse(responseCode = "200", description = "The offer as it is now")
    @ApiResponse(responseCode = "409", description = "offer-expired, offer-withdrawn or another end")
    ReferralView conflictCheck(
            @PathVariable ReferralId id, @Valid @RequestBody ConflictCheckRequest request, SignedIn by) {
        return Boolean.TRUE.equals(request.conflict()) ? desk.reportConflict(id, by) : desk.clearConflicts(id, by);
    }

    @PostMapping("/referrals/{id}/acceptance")
    @PreAuthorize("hasRole('PROVIDER')")
    @Operation(
            summary = "Take the case",
            description = "For all that is needed, or for the scope named. Accepting twice is accepting once.")
    @ApiResponse(responseCode = "200", description = "The accepted offer")
    @ApiResponse(
            responseCode = "409",
            description = "case-already-placed when another provider was faster; conflicts-not-cleared; offer-expired "
                    + "or another end")
    ReferralView accept(
            @PathVariable ReferralId id,
            @RequestBody(required = false) @Nullable AcceptanceRequest request,
            SignedIn by) {
        var scope = request == null ? null : request.scope();
        return desk.accept(new Acceptance(id, scope == null ? Set.of() : scope), by);
    }

    @PostMapping("/referrals/{id}/decline")
    @PreAuthorize("hasRole('PROVIDER')")
    @Operation(summary = "Say no", description = "With a coded reason and, if it helps, a coded detail of it.")
    @ApiResponse(responseCode = "200", description = "The declined offer")
    @ApiResponse(responseCode = "409", description = "offer-expired, offer-withdrawn or another end")
    @ApiResponse(responseCode = "422", description = "merits-not-allowed or detail-of-another-reason")
    ReferralView decline(@PathVariable ReferralId id, @Valid @RequestBody DeclineRequest request, SignedIn by) {
        return desk.decline(new Decline(id, request.reason(), request.detail()), by);
    }

    @PostMapping("/referrals/{id}/placement")
    @PreAuthorize("hasAnyRole('PROVIDER', 'DISPATCHER')")
    @Operation(
            summary = "Keep a case or hand it back",
            description =
                    "The answer to the question asked when something changed so that the provider may not be able to go on. "
                            + "HAND_BACK ends the service; what it undertook is routed again.")
    @ApiResponse(responseCode = "200", description = "The placement")
    @ApiResponse(responseCode = "409", description = "placement-not-questioned")
    ReferralView placement(@PathVariable ReferralId id, @Valid @RequestBody PlacementRequest request, SignedIn by) {
        return desk.answer(new PlacementAnswer(id, request.answer()), by);
    }

    @PostMapping("/referrals/{id}/withdrawal")
    @PreAuthorize("hasRole('DISPATCHER')")
    @Operation(summary = "Take an offer back")
    @ApiResponse(responseCode = "200", description = "The withdrawn offer")
    @ApiResponse(responseCode = "409", description = "It had ended already")
    ReferralView withdraw(@PathVariable ReferralId id, SignedIn by) {
        return desk.withdraw(id, by);
    }

    @Schema(example = """
                    {"caseFile":"0192f0c1-5a00-7b02-8f4e-0a1b2c3d4e5f","round":1,\
                    "providers":["0192e000-0000-7000-8000-000000000011"],"fund":null}""")
    record OfferRequest(
            @NotNull CaseId caseFile,
            @Min(1) int round,
            @NotEmpty List<OrganizationId> providers,
            @Nullable FundId fund) {

        Offer command() {
            return new Offer(caseFile, round, providers, fund);
        }
    }

    @Schema(example = "{\"answer\": \"KEEP\"}")
    record PlacementRequest(@NotNull Choice answer) {}

    @Schema(example = "{\"conflict\": false}")
    record ConflictCheckRequest(@NotNull Boolean conflict) {}

    @Schema(example = "{\"scope\": [\"BOND\"]}")
    record AcceptanceRequest(@Nullable Set<Service> scope) {}

    @Schema(example = "{\"reason\": \"LANGUAGE\", \"detail\": \"NO_SPEAKER\"}")
    record DeclineRequest(
            @NotNull DeclineReason reason, @Nullable DeclineDetail detail) {}
}
