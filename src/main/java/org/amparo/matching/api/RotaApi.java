package org.amparo.matching.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.amparo.matching.RotaDesk;
import org.amparo.matching.RotaView;
import org.amparo.membership.SignedIn;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/practice/rota")
@PreAuthorize("hasRole('PROVIDER')")
@Tag(name = "Rota", description = "Who of your people is on call")
class RotaApi {

    private final RotaDesk desk;

    RotaApi(RotaDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    @Operation(summary = "Who of your people is on call")
    RotaView rota(@Parameter(hidden = true) SignedIn by) {
        return desk.rota(by);
    }

    @PutMapping
    @Operation(summary = "Plan who is on call")
    @ApiResponse(responseCode = "200", description = "The rota as it is now; what is over is forgotten")
    @ApiResponse(responseCode = "409", description = "Somebody else planned since you looked")
    @ApiResponse(
            responseCode = "422",
            description = "Too far away, or somebody who answers no offers; the field is named")
    RotaView plan(@RequestBody RotaRequest request, @Parameter(hidden = true) SignedIn by) {
        return desk.plan(request.toCommand(), by);
    }
}
