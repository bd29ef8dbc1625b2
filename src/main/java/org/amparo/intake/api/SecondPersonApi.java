package org.amparo.intake.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.amparo.intake.Duties.AskEmergency;
import org.amparo.intake.Duties.AskExport;
import org.amparo.intake.EmergencyId;
import org.amparo.intake.EmergencyReason;
import org.amparo.intake.EmergencyView;
import org.amparo.intake.ExportGround;
import org.amparo.intake.ExportId;
import org.amparo.intake.ExportPart;
import org.amparo.intake.ExportView;
import org.amparo.intake.FileExport;
import org.amparo.intake.SafekeepingDesk;
import org.amparo.membership.FreshSignIn;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What needs a second person. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Safekeeping")
class SecondPersonApi {

    private final SafekeepingDesk desk;

    SecondPersonApi(SafekeepingDesk desk) {
        this.desk = desk;
    }

    record Emergency(@Schema(example = "K7MR-4QX") @Nullable String reference, EmergencyReason reason) {}

    record Export(
            @Schema(example = "K7MR-4QX") @Nullable String reference,
            @Nullable Set<ExportPart> parts,
            ExportGround ground) {}

    @GetMapping("/emergencies")
    @PreAuthorize("hasAnyRole('PROVIDER', 'DISPATCHER', 'STEWARD')")
    @Operation(summary = "Requests to open a file in an emergency: one's own, or all for who decides")
    List<EmergencyView> emergencies(SignedIn by) {
        return desk.emergencies(by);
    }

    @PostMapping("/emergencies")
    @PreAuthorize("hasRole('PROVIDER')")
    @Operation(
            summary = "Ask to open a file that was not disclosed to one's organization",
            description = "The answer is the same whether there is such a file or not. A second person decides.")
    @ApiResponse(responseCode = "201", description = "The request waits for a second person")
    ResponseEntity<EmergencyView> ask(@RequestBody Emergency request, SignedIn by) {
        var asked = desk.ask(
                new AskEmergency(request.reference() == null ? "" : request.reference(), request.reason()), by);
        return ResponseEntity.created(URI.create("/api/v1/emergencies/" + asked.id()))
                .body(asked);
    }

    @PostMapping("/emergencies/{id}/approval")
    @PreAuthorize("hasAnyRole('DISPATCHER', 'STEWARD')")
    @Operation(summary = "Let the person who asked see the file for sixty minutes")
    @ApiResponse(responseCode = "409", description = "It was decided before, or there is no file that could be opened")
    EmergencyView approve(@PathVariable EmergencyId id, SignedIn by) {
        return desk.approve(id, by);
    }

    @PostMapping("/emergencies/{id}/refusal")
    @PreAuthorize("hasAnyRole('DISPATCHER', 'STEWARD')")
    @Operation(summary = "Refuse to open a file in an emergency")
    EmergencyView refuse(@PathVariable EmergencyId id, SignedIn by) {
        return desk.refuse(id, by);
    }

    @PostMapping("/emergencies/{id}/end")
    @PreAuthorize("hasAnyRole('PROVIDER', 'DISPATCHER', 'STEWARD')")
    @Operation(summary = "End it before its hour is over, for who asked or decided")
    EmergencyView end(@PathVariable EmergencyId id, SignedIn by) {
        return desk.end(id, by);
    }

    @GetMapping("/exports")
    @PreAuthorize("hasAnyRole('DISPATCHER', 'STEWARD')")
    @Operation(summary = "Requests to hand out parts of one case file, by reference")
    List<ExportView> exports(SignedIn by) {
        return desk.exports(by);
    }

    @PostMapping("/exports")
    @FreshSignIn
    @PreAuthorize("hasRole('DISPATCHER')")
    @Operation(summary = "Ask to hand out named parts of one case file", description = "A steward decides.")
    @ApiResponse(responseCode = "201", description = "The request waits for a steward")
    ResponseEntity<ExportView> ask(@RequestBody Export request, SignedIn by) {
        var asked = desk.ask(
                new AskExport(
                        request.reference() == null ? "" : request.reference(),
                        request.parts() == null ? Set.of() : request.parts(),
                        request.ground()),
                by);
        return ResponseEntity.created(URI.create("/api/v1/exports/" + asked.id()))
                .body(asked);
    }

    @PostMapping("/exports/{id}/approval")
    @FreshSignIn
    @PreAuthorize("hasRole('STEWARD')")
    @Operation(summary = "Let the dispatcher who asked download it, once and within 24 hours")
    @ApiResponse(responseCode = "409", description = "It was decided before")
    ExportView approve(@PathVariable ExportId id, SignedIn by) {
        return desk.approve(id, by);
    }

    @PostMapping("/exports/{id}/refusal")
    @PreAuthorize("hasRole('STEWARD')")
    @Operation(summary = "Refuse to hand it out")
    ExportView refuse(@PathVariable ExportId id, SignedIn by) {
        return desk.refuse(id, by);
    }

    @PostMapping("/exports/{id}/download")
    @FreshSignIn
    @PreAuthorize("hasRole('DISPATCHER')")
    @Operation(summary = "The parts that were approved, once, for who asked")
    @ApiResponse(responseCode = "409", description = "It was taken before, it is too late, or nobody approved")
    FileExport download(@PathVariable ExportId id, SignedIn by) {
        return desk.download(id, by);
    }
}
