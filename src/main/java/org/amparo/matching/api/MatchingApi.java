package org.amparo.matching.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.amparo.intake.CaseId;
import org.amparo.matching.EntryView;
import org.amparo.matching.MatchingDesk;
import org.amparo.matching.PracticeView;
import org.amparo.matching.RoutingView;
import org.amparo.matching.ShortlistView;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(
        name = "Matching",
        description = "Which providers can take a case and why, what they can take, and how the coalition ranks them")
class MatchingApi {

    private final MatchingDesk desk;

    MatchingApi(MatchingDesk desk) {
        this.desk = desk;
    }

    @GetMapping("/cases/{id}/shortlist")
    @PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER')")
    @Operation(summary = "Every provider for a case, best first, with all reasons")
    @ApiResponse(responseCode = "200", description = "The shortlist as it was last drawn")
    @ApiResponse(responseCode = "404", description = "Nothing here for this reader")
    ShortlistView shortlist(
            @PathVariable CaseId id,
            @Parameter(description = "Which need of the case, counted from one; left out, the latest", example = "1")
                    @RequestParam(required = false)
                    @Nullable
                    Integer round,
            @Parameter(hidden = true) SignedIn by) {
        return desk.shortlist(id, round, by);
    }

    @PostMapping("/cases/{id}/shortlist")
    @PreAuthorize("hasRole('DISPATCHER')")
    @Operation(summary = "Look at all providers again")
    @ApiResponse(responseCode = "200", description = "The shortlist as it stands now")
    ShortlistView redraw(
            @PathVariable CaseId id,
            @Parameter(example = "1") @RequestParam(defaultValue = "1") int round,
            @Parameter(hidden = true) SignedIn by) {
        return desk.redraw(id, round, by);
    }

    @GetMapping("/cases/{id}/shortlist/mine")
    @PreAuthorize("hasRole('PROVIDER')")
    @Operation(summary = "Why a case was offered to your organization")
    @ApiResponse(responseCode = "200", description = "Your own entry, and nothing of others")
    @ApiResponse(responseCode = "404", description = "The case was not offered to you")
    EntryView mine(
            @PathVariable CaseId id,
            @Parameter(description = "Left out, the one last offered to you", example = "1")
                    @RequestParam(required = false)
                    @Nullable
                    Integer round,
            @Parameter(hidden = true) SignedIn by) {
        return desk.whyMine(id, round, by);
    }

    @GetMapping("/practice")
    @PreAuthorize("hasRole('PROVIDER')")
    @Operation(summary = "What your own organization can take")
    PracticeView own(@Parameter(hidden = true) SignedIn by) {
        return desk.practice(by.organization(), by);
    }

    @PutMapping("/practice")
    @PreAuthorize("hasRole('PROVIDER')")
    @Operation(summary = "Say what your own organization can take")
    @ApiResponse(responseCode = "200", description = "The practice as it stands now")
    @ApiResponse(responseCode = "409", description = "Somebody else described it since you looked")
    @ApiResponse(responseCode = "422", description = "Something in it cannot be; the field is named")
    PracticeView describeOwn(@RequestBody PracticeRequest request, @Parameter(hidden = true) SignedIn by) {
        return desk.describe(request.toCommand(by.organization()), by);
    }

    @PutMapping("/practice/capacity")
    @PreAuthorize("hasRole('PROVIDER')")
    @Operation(summary = "Say how much your own organization can take")
    @ApiResponse(responseCode = "200", description = "The practice as it is now")
    @ApiResponse(responseCode = "422", description = "A promise is negative, or below what is in use")
    PracticeView ownCapacity(@RequestBody CapacityRequest request, @Parameter(hidden = true) SignedIn by) {
        return desk.setCapacity(request.toCommand(by.organization()), by);
    }

    @GetMapping("/practices")
    @PreAuthorize("hasAnyRole('DISPATCHER', 'STEWARD')")
    @Operation(summary = "What every provider can take")
    List<PracticeView> practices(@Parameter(hidden = true) SignedIn by) {
        return desk.practices(by);
    }

    @GetMapping("/practices/{organization}")
    @PreAuthorize("hasAnyRole('DISPATCHER', 'STEWARD')")
    @Operation(summary = "What a provider can take")
    PracticeView practice(@PathVariable OrganizationId organization, @Parameter(hidden = true) SignedIn by) {
        return desk.practice(organization, by);
    }

    @PutMapping("/practices/{organization}")
    @PreAuthorize("hasAnyRole('DISPATCHER', 'STEWARD')")
    @Operation(summary = "Say for a provider what it can take")
    PracticeView describe(
            @PathVariable OrganizationId organization,
            @RequestBody PracticeRequest request,
            @Parameter(hidden = true) SignedIn by) {
        return desk.describe(request.toCommand(organization), by);
    }

    @PutMapping("/practices/{organization}/capacity")
    @PreAuthorize("hasAnyRole('DISPATCHER', 'STEWARD')")
    @Operation(summary = "Say for a provider how much it can take")
    PracticeView capacity(
            @PathVariable OrganizationId organization,
            @RequestBody CapacityRequest request,
            @Parameter(hidden = true) SignedIn by) {
        return desk.setCapacity(request.toCommand(organization), by);
    }

    @GetMapping("/routing")
    @PreAuthorize("hasAnyRole('STEWARD', 'DISPATCHER')")
    @Operation(summary = "How providers are ranked and offers go out")
    RoutingView routing(@Parameter(hidden = true) SignedIn by) {
        return desk.routing(by);
    }

    @PutMapping("/routing")
    @PreAuthorize("hasRole('STEWARD')")
    @Operation(summary = "Set how providers are ranked and offers go out")
    @ApiResponse(responseCode = "200", description = "As it is now")
    @ApiResponse(responseCode = "409", description = "Somebody else changed the settings since you looked")
    @ApiResponse(responseCode = "422", description = "The weights contradict each other; the field is named")
    RoutingView change(@RequestBody RoutingRequest request, @Parameter(hidden = true) SignedIn by) {
        return desk.change(request.toCommand(), by);
    }
}
