package org.amparo.matching.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import org.amparo.matching.PromisesDesk;
import org.amparo.matching.PromisesView;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.SignedIn;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Promises", description = "How many cases a provider takes on in a week, and for whom")
class PromisesApi {

    private final PromisesDesk desk;

    PromisesApi(PromisesDesk desk) {
        this.desk = desk;
    }

    @GetMapping("/practice/promises")
    @PreAuthorize("hasRole('PROVIDER')")
    @Operation(summary = "What your own organization promised, week by week")
    PromisesView own(@Parameter(hidden = true) SignedIn by) {
        return desk.promises(by.organization(), by);
    }

    @PutMapping("/practice/promises/{week}")
    @PreAuthorize("hasRole('PROVIDER')")
    @Operation(summary = "Promise for this week or the next")
    @ApiResponse(
            responseCode = "200",
            description = "What is promised now; from that week on your room goes by the week")
    @ApiResponse(
            responseCode = "409",
            description = "The week is over or too far away, or somebody else said something since you looked")
    @ApiResponse(responseCode = "422", description = "Something in it cannot be; the field is named")
    PromisesView promiseOwn(
            @Parameter(description = "Its Monday", example = "2026-11-23")
                    @PathVariable
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    LocalDate week,
            @RequestBody PromisesRequest request,
            @Parameter(hidden = true) SignedIn by) {
        return desk.promise(request.toCommand(by.organization(), week), by);
    }

    @GetMapping("/practices/{organization}/promises")
    @PreAuthorize("hasAnyRole('DISPATCHER', 'STEWARD')")
    @Operation(summary = "What a provider promised, week by week")
    PromisesView promises(@PathVariable OrganizationId organization, @Parameter(hidden = true) SignedIn by) {
        return desk.promises(organization, by);
    }

    @PutMapping("/practices/{organization}/promises/{week}")
    @PreAuthorize("hasAnyRole('DISPATCHER', 'STEWARD')")
    @Operation(summary = "Promise for a provider, for this week or the next")
    PromisesView promise(
            @PathVariable OrganizationId organization,
            @Parameter(description = "Its Monday", example = "2026-11-23")
                    @PathVariable
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    LocalDate week,
            @RequestBody PromisesRequest request,
            @Parameter(hidden = true) SignedIn by) {
        return desk.promise(request.toCommand(organization, week), by);
    }
}
