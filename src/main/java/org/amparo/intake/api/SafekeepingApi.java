package org.amparo.intake.api;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.amparo.intake.CaseId;
import org.amparo.intake.Duties.LiftHold;
import org.amparo.intake.Duties.SetHold;
import org.amparo.intake.Duties.SetTerms;
import org.amparo.intake.Duties.ShredCase;
import org.amparo.intake.HoldId;
import org.amparo.intake.HoldReason;
import org.amparo.intake.HoldView;
import org.amparo.intake.LiftReason;
import org.amparo.intake.RecordKind;
import org.amparo.intake.RetentionSheet;
import org.amparo.intake.SafekeepingDesk;
import org.amparo.intake.ShredCause;
import org.amparo.intake.ShreddedFile;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How long case files are kept, what must not be destroyed, and destroying one by hand. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Safekeeping", description = "How long things are kept, legal holds, and what was destroyed")
class SafekeepingApi {

    private final SafekeepingDesk desk;

    SafekeepingApi(SafekeepingDesk desk) {
        this.desk = desk;
    }

    record Terms(
            @Schema(example = "{\"UNREFERRED\": 30}") @JsonSetter(contentNulls = Nulls.FAIL) @Nullable
            Map<RecordKind, Integer> days,

            int version) {}

    record Hold(@Schema(example = "K7MR-4QX") @Nullable String reference, HoldReason reason) {}

    record Release(LiftReason reason) {}

    record Shredding(@Schema(example = "K7MR-4QX") @Nullable String reference, ShredCause reason) {}

    @GetMapping("/retention")
    @PreAuthorize("hasRole('STEWARD')")
    @Operation(summary = "How long each kind of record is kept")
    RetentionSheet terms() {
        return desk.terms();
    }

    @PutMapping("/retention")
    @PreAuthorize("hasRole('STEWARD')")
    @Operation(
            summary = "Set how long kinds of records are kept, in days",
            description = "Kinds left out stay. A longer term counts at once, a shorter one a week later.")
    @ApiResponse(responseCode = "409", description = "Somebody has changed the terms since that version")
    @ApiResponse(responseCode = "422", description = "A term is out of its bounds")
    RetentionSheet set(@RequestBody Terms request, SignedIn by) {
        return desk.set(new SetTerms(request.days() == null ? Map.of() : request.days(), request.version()), by);
    }

    @GetMapping("/holds")
    @PreAuthorize("hasRole('STEWARD')")
    @Operation(summary = "Legal holds in force, by reference, the latest first")
    List<HoldView> holds(SignedIn by) {
        return desk.holds(by);
    }

    @PostMapping("/holds")
    @PreAuthorize("hasRole('STEWARD')")
    @Operation(summary = "Keep a case file from being destroyed, whatever its clock says")
    @ApiResponse(responseCode = "201", description = "The hold stands")
    @ApiResponse(responseCode = "422", description = "There is no such file, or nothing of it is left")
    ResponseEntity<HoldView> hold(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            "{\"reference\": \"K7MR-4QX\", \"reason\": \"LAWSUIT\"}")))
                    @RequestBody
                    Hold request,
            SignedIn by) {
        var hold = desk.set(new SetHold(request.reference() == null ? "" : request.reference(), request.reason()), by);
        return ResponseEntity.created(URI.create("/api/v1/holds/" + hold.id())).body(hold);
    }

    @PostMapping("/holds/{id}/release")
    @PreAuthorize("hasRole('STEWARD')")
    @Operation(summary = "Lift a legal hold")
    @ApiResponse(responseCode = "409", description = "It has been lifted already")
    HoldView lift(@PathVariable HoldId id, @RequestBody Release request, SignedIn by) {
        return desk.lift(new LiftHold(id, request.reason()), by);
    }

    @PostMapping("/cases/{id}/shredding")
    @PreAuthorize("hasRole('DISPATCHER')")
    @Operation(
            summary = "Destroy what one case file tells of people, for good",
            description = "The reference is sent once more, to show that this file is meant.")
    @ApiResponse(responseCode = "409", description = "A legal hold stands on the file")
    @ApiResponse(responseCode = "422", description = "The reference is not the file's")
    ShreddedFile shred(@PathVariable CaseId id, @RequestBody Shredding request, SignedIn by) {
        return desk.shred(
                new ShredCase(id, request.reference() == null ? "" : request.reference(), request.reason()), by);
    }

    @PostMapping("/cases/{id}/keeping")
    @PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER')")
    @Operation(summary = "Say that a file nobody has taken is still needed: its clock begins anew")
    @ApiResponse(responseCode = "204", description = "It is kept for another term")
    ResponseEntity<Void> keep(@PathVariable CaseId id, SignedIn by) {
        desk.keep(id, by);
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/cases/{id}/remains")
    @PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER', 'PROVIDER')")
    @Operation(summary = "What is left of a case file that was destroyed: that it was there, and why it is gone")
    @ApiResponse(responseCode = "404", description = "There is nothing here for this reader, or the file is there")
    ShreddedFile remains(@PathVariable CaseId id, SignedIn by) {
        return desk.remains(id, by);
    }
}
