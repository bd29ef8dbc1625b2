package org.amparo.representation.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.amparo.intake.CaseId;
import org.amparo.intake.CustodyStatus;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.PersonalText;
import org.amparo.membership.MemberId;
import org.amparo.membership.SignedIn;
import org.amparo.representation.AcknowledgeNotices;
import org.amparo.representation.ChangeHearing;
import org.amparo.representation.CloseMatter;
import org.amparo.representation.ContactMode;
import org.amparo.representation.DeadlineId;
import org.amparo.representation.DeadlineKind;
import org.amparo.representation.DropDeadline;
import org.amparo.representation.HearingId;
import org.amparo.representation.HearingResult;
import org.amparo.representation.HearingSource;
import org.amparo.representation.MatterFilter;
import org.amparo.representation.MatterId;
import org.amparo.representation.MatterList;
import org.amparo.representation.MatterStatus;
import org.amparo.representation.MatterView;
import org.amparo.representation.MeetDeadline;
import org.amparo.representation.ObserveCustody;
import org.amparo.representation.Outcome;
import org.amparo.representation.RecordHearingResult;
import org.amparo.representation.RecordMilestone;
import org.amparo.representation.RecordOutcome;
import org.amparo.representation.ReopenMatter;
import org.amparo.representation.ReopenReason;
import org.amparo.representation.RepresentationDesk;
import org.amparo.representation.ScheduleHearing;
import org.amparo.representation.ServiceMilestone;
import org.amparo.representation.SetDeadline;
import org.amparo.representation.TransferMatter;
import org.amparo.representation.WriteNote;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Matters of the own organization. Every answer carries the version the next change must name; a change made on an old version is refused
 * with 409, and nothing is lost but the request.
 */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Matters", description = "The work of a provider on a case, on three tracks: custody, legal case, service")
class MatterApi {

    /** A step of the service. {@code how} is required for the first contact. */
    record MilestoneBody(
            @NotNull @Schema(example = "3") Long version,
            @NotNull @Schema(example = "FIRST_CONTACT") ServiceMilestone milestone,

            @NotNull @Schema(example = "2026-03-16T18:30:00Z")
            Instant on,

            @Schema(example = "LEGAL_CALL") @Nullable ContactMode how) {}

    record HearingBody(
            @NotNull @Schema(example = "3") Long version,

            @NotNull @Schema(type = "string", example = "CY")
            ListCode type,

            @NotNull @Schema(type = "string", example = "ADL")
            CourtCode court,

            @NotNull @Schema(example = "2026-03-24T16:00:00Z")
            Instant hearingAt,

            @NotNull @Schema(example = "EOIR_NOTICE") HearingSource source,
            @NotNull @Schema(example = "2026-03-16") LocalDate lastVerified) {}

    record HearingResultBody(
            @NotNull @Schema(example = "4") Long version,
            @NotNull @Schema(example = "ADJOURNED") HearingResult result,

            @Schema(type = "string", example = "01") @Nullable
            ListCode adjournment) {}

    record DeadlineBody(
            @NotNull @Schema(example = "4") Long version,
            @NotNull @Schema(example = "BIA_APPEAL") DeadlineKind kind,
            @NotNull @Schema(example = "2026-04-15") LocalDate due) {}

    record CompletionBody(
            @NotNull @Schema(example = "5") Long version,
            @NotNull @Schema(example = "2026-04-02") LocalDate on) {}

    record VersionBody(@NotNull @Schema(example = "5") Long version) {}

    record CustodyBody(
            @NotNull @Schema(example = "5") Long version,
            @NotNull @Schema(example = "DETAINED") CustodyStatus custody,

            @Schema(type = "string", example = "ADLNTCA") @Nullable
            FacilityCode facility,

            @NotNull @Schema(example = "2026-03-16T18:30:00Z")
            Instant observedOn) {}

    /** An outcome of the custody or legal track. The amount, in US cents, is for bonds only; the facility for transfers only. */
    record OutcomeBody(
            @NotNull @Schema(example = "5") Long version,
            @NotNull @Schema(example = "BOND_POSTED") Outcome outcome,
            @NotNull @Schema(example = "2026-03-24") LocalDate on,
            @Schema(example = "500000") @Nullable Long amountCents,

            @Schema(type = "string", example = "ADLNTCA") @Nullable
            FacilityCode facility) {}

    record NoteBody(
            @NotNull @Schema(example = "5") Long version,

            @NotBlank @Schema(example = "Declaration of the employer is on its way.")
            String text) {

        @Override
        public String toString() {
            return "NoteBody[sealed]";
        }
    }

    record TransferBody(
            @NotNull @Schema(example = "5") Long version,

            @NotNull @Schema(type = "string", example = "01931b7e-6c3f-7000-8000-000000000003")
            MemberId to) {}

    record ClosureBody(
            @NotNull @Schema(example = "9") Long version,
            @NotNull @Schema(example = "COMPLETED") Outcome service,
            @Schema(example = "ASYLUM") @Nullable Outcome legal,
            @NotNull @Schema(example = "2026-06-01") LocalDate on) {}

    record ReopeningBody(
            @NotNull @Schema(example = "10") Long version,
            @NotNull @Schema(example = "CLOSED_BY_MISTAKE") ReopenReason reason) {}

    private final RepresentationDesk desk;

    MatterApi(RepresentationDesk desk) {
        this.desk = desk;
    }

    @GetMapping("/matters")
    @PreAuthorize("hasRole('PROVIDER')")
    @Operation(summary = "List the matters of the own organization, what comes next first")
    @ApiResponse(responseCode = "200", description = "Twenty matters, and how many there are")
    @ApiResponse(responseCode = "400", description = "not-a-reference: an address is no place for names")
    MatterList list(
            @RequestParam(defaultValue = "OPEN") MatterFilter.State state,
            @RequestParam(defaultValue = "ORGANIZATION") MatterFilter.Whose whose,
            @Parameter(
                            description = "The beginning of a reference, and nothing else",
                            schema = @Schema(type = "string", example = "K7MR"))
                    @RequestParam(required = false)
                    @Nullable
                    String reference,
            @RequestParam(defaultValue = "1") int page,
            SignedIn by) {
        return desk.list(new MatterFilter(state, whose, reference, page), by);
    }

    @GetMapping("/matters/{id}")
    @PreAuthorize("hasRole('PROVIDER')")
    @Operation(summary = "Read a matter of the own organization")
    @ApiResponse(responseCode = "200", description = "The matter")
    @ApiResponse(responseCode = "404", description = "No such matter for this reader")
    MatterView matter(@PathVariable MatterId id, SignedIn by) {
        return desk.view(id, by);
    }

    @GetMapping("/cases/{id}/matters")
    @PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER')")
    @Operation(summary = "Read what is being done about a case, coded, without anything a provider wrote")
    List<MatterStatus> ofCase(@PathVariable CaseId id, SignedIn by) {
        return desk.statusOf(id, by);
    }

    @PostMapping("/matters/{id}/milestones")
    @PreAuthorize("hasRole('PROVIDER')")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Record a step of the service, such as the first contact with the person")
    MatterView milestone(@PathVariable MatterId id, @Valid @RequestBody MilestoneBody body, SignedIn by) {
        return desk.record(new RecordMilestone(id, body.version(), body.milestone(), body.on(), body.how()), by);
    }

    @PostMapping("/matters/{id}/hearings")
    @PreAuthorize("hasRole('PROVIDER')")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Put a hearing on the calendar, with where its date is known from")
    MatterView hearing(@PathVariable MatterId id, @Valid @RequestBody HearingBody body, SignedIn by) {
        return desk.schedule(
                new ScheduleHearing(
                        id,
                        body.version(),
                        body.type(),
                        body.court(),
                        body.hearingAt(),
                        body.source(),
                        body.lastVerified()),
                by);
    }

    @PutMapping("/matters/{id}/hearings/{hearing}")
    @PreAuthorize("hasRole('PROVIDER')")
    @Operation(summary = "Change a hearing on the calendar, or say that it was verified again")
    MatterView change(
            @PathVariable MatterId id,
            @PathVariable HearingId hearing,
            @Valid @RequestBody HearingBody body,
            SignedIn by) {
        return desk.change(
                new ChangeHearing(
                        id,
                        body.version(),
                        hearing,
                        body.type(),
                        body.court(),
                        body.hearingAt(),
                        body.source(),
                        body.lastVerified()),
                by);
    }

    @PostMapping("/matters/{id}/hearings/{hearing}/result")
    @PreAuthorize("hasRole('PROVIDER')")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Record what became of a hearing")
    MatterView result(
            @PathVariable MatterId id,
            @PathVariable HearingId hearing,
            @Valid @RequestBody HearingResultBody body,
            SignedIn by) {
        return desk.conclude(
                new RecordHearingResult(id, body.version(), hearing, body.result(), body.adjournment()), by);
    }

    @PostMapping("/matters/{id}/deadlines")
    @PreAuthorize("hasRole('PROVIDER')")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Set a deadline")
    MatterView deadline(@PathVariable MatterId id, @Valid @RequestBody DeadlineBody body, SignedIn by) {
        return desk.set(new SetDeadline(id, body.version(), body.kind(), body.due()), by);
    }

    @PostMapping("/matters/{id}/deadlines/{deadline}/completion")
    @PreAuthorize("hasRole('PROVIDER')")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Say that a deadline was met")
    MatterView meet(
            @PathVariable MatterId id,
            @PathVariable DeadlineId deadline,
            @Valid @RequestBody CompletionBody body,
            SignedIn by) {
        return desk.meet(new MeetDeadline(id, body.version(), deadline, body.on()), by);
    }

    @PostMapping("/matters/{id}/deadlines/{deadline}/removal")
    @PreAuthorize("hasRole('PROVIDER')")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Say that a deadline does not apply any more")
    MatterView drop(
            @PathVariable MatterId id,
            @PathVariable DeadlineId deadline,
            @Valid @RequestBody VersionBody body,
            SignedIn by) {
        return desk.drop(new DropDeadline(id, body.version(), deadline), by);
    }

    @PostMapping("/matters/{id}/custody")
    @PreAuthorize("hasRole('PROVIDER')")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Say where the person was seen")
    MatterView custody(@PathVariable MatterId id, @Valid @RequestBody CustodyBody body, SignedIn by) {
        return desk.observe(
                new ObserveCustody(id, body.version(), body.custody(), body.facility(), body.observedOn()), by);
    }

    @PostMapping("/matters/{id}/outcomes")
    @PreAuthorize("hasRole('PROVIDER')")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Record an outcome of the custody or legal track, such as a release on bond with its amount")
    @ApiResponse(responseCode = "201", description = "The matter as it is now")
    @ApiResponse(responseCode = "422", description = "An amount where it means nothing, a day in the future")
    MatterView outcome(@PathVariable MatterId id, @Valid @RequestBody OutcomeBody body, SignedIn by) {
        return desk.record(
                new RecordOutcome(id, body.version(), body.outcome(), body.on(), body.amountCents(), body.facility()),
                by);
    }

    @PostMapping("/matters/{id}/notes")
    @PreAuthorize("hasRole('PROVIDER')")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Write a note only the own organization reads")
    MatterView note(@PathVariable MatterId id, @Valid @RequestBody NoteBody body, SignedIn by) {
        return desk.write(new WriteNote(id, body.version(), PersonalText.of(body.text())), by);
    }

    @PostMapping("/matters/{id}/acknowledgement")
    @PreAuthorize("hasRole('PROVIDER')")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Say that the news from others were seen")
    MatterView acknowledge(@PathVariable MatterId id, @Valid @RequestBody VersionBody body, SignedIn by) {
        return desk.acknowledge(new AcknowledgeNotices(id, body.version()), by);
    }

    @PostMapping("/matters/{id}/transfer")
    @PreAuthorize("hasRole('PROVIDER')")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Hand a matter on to a colleague")
    MatterView transfer(@PathVariable MatterId id, @Valid @RequestBody TransferBody body, SignedIn by) {
        return desk.transfer(new TransferMatter(id, body.version(), body.to()), by);
    }

    @PostMapping("/matters/{id}/closure")
    @PreAuthorize("hasRole('PROVIDER')")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Close a matter with how the service ended and what decided the legal case")
    @ApiResponse(responseCode = "201", description = "The closed matter")
    @ApiResponse(responseCode = "409", description = "Closed already, or changed since it was read")
    MatterView closure(@PathVariable MatterId id, @Valid @RequestBody ClosureBody body, SignedIn by) {
        return desk.close(new CloseMatter(id, body.version(), body.service(), body.legal(), body.on()), by);
    }

    @PostMapping("/matters/{id}/reopening")
    @PreAuthorize("hasRole('PROVIDER')")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Open a closed matter again, to put its record right")
    MatterView reopening(@PathVariable MatterId id, @Valid @RequestBody ReopeningBody body, SignedIn by) {
        return desk.reopen(new ReopenMatter(id, body.version(), body.reason()), by);
    }
}
