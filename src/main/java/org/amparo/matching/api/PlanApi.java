package org.amparo.matching.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.amparo.intake.CaseId;
import org.amparo.kernel.NotFound;
import org.amparo.matching.PlanCaseView;
import org.amparo.matching.PlanDesk;
import org.amparo.matching.PlanView;
import org.amparo.membership.SignedIn;
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
@RequestMapping("/api/v1/plan")
@PreAuthorize("hasRole('DISPATCHER')")
@Tag(
        name = "Docket plan",
        description = "All waiting cases against all open room: the best plan there is, with its proof")
class PlanApi {

    private final PlanDesk desk;

    PlanApi(PlanDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    @Operation(summary = "The plan made last")
    @ApiResponse(responseCode = "200", description = "The plan, beside what one-by-one routing would do")
    @ApiResponse(responseCode = "404", description = "No plan was made yet")
    PlanView latest(@Parameter(hidden = true) SignedIn by) {
        return desk.latest(by).orElseThrow(NotFound::new);
    }

    @PostMapping
    @Operation(summary = "Plan the docket as it is now")
    @ApiResponse(responseCode = "200", description = "The plan; nothing is offered by it")
    PlanView make(@Parameter(hidden = true) SignedIn by) {
        return desk.make(by);
    }

    @GetMapping("/cases/{id}")
    @Operation(summary = "A case of the plan, with all providers that could take it")
    @ApiResponse(responseCode = "200", description = "The case, and whom it may be pinned to")
    @ApiResponse(responseCode = "404", description = "The case is not in the plan")
    PlanCaseView choices(
            @PathVariable CaseId id,
            @Parameter(description = "Which need of the case, counted from one", example = "1")
                    @RequestParam(defaultValue = "1")
                    int round,
            @Parameter(hidden = true) SignedIn by) {
        return desk.choices(id, round, by);
    }

    @PutMapping("/cases/{id}/wishes")
    @Operation(summary = "Pin a case to a provider, or forbid some, for the next plan")
    @ApiResponse(responseCode = "200", description = "The plan as it was, with the wishes for the next")
    @ApiResponse(responseCode = "409", description = "The plan is committed or replaced, or the case is under offer")
    @ApiResponse(responseCode = "422", description = "The provider to be pinned could not take the case")
    PlanView wish(
            @PathVariable CaseId id,
            @Parameter(description = "Which need of the case, counted from one", example = "1")
                    @RequestParam(defaultValue = "1")
                    int round,
            @RequestBody WishRequest request,
            @Parameter(hidden = true) SignedIn by) {
        return desk.wish(request.toCommand(id, round), by);
    }

    @PostMapping("/offers")
    @Operation(summary = "Turn the plan into offers")
    @ApiResponse(responseCode = "200", description = "The plan; pairs that no longer hold are named with their reason")
    @ApiResponse(
            responseCode = "409",
            description = "The plan is committed or replaced, or does not keep to all wishes yet")
    PlanView commit(@RequestBody CommitRequest request, @Parameter(hidden = true) SignedIn by) {
        return desk.commit(request.toId(), by);
    }
}
