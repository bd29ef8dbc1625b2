package org.amparo.intake.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.amparo.intake.CallId;
import org.amparo.intake.CallView;
import org.amparo.intake.Handover;
import org.amparo.intake.IntakeDesk;
import org.amparo.intake.LogCall;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/calls")
@PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER')")
@Tag(name = "Calls", description = "Calls to the hotline that did not become case files, and promises to call back")
class CallsApi {

    private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");

    private final IntakeDesk desk;
    private final Clock clock;

    CallsApi(IntakeDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @PostMapping
    @Operation(summary = "Log a call that is no case")
    @ApiResponse(responseCode = "201", description = "The call is logged")
    @ApiResponse(responseCode = "422", description = "An intake is opened at /cases; or the case file is not known")
    ResponseEntity<CallView> log(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @io.swagger.v3.oas.annotations.media.Content(
                                            examples = @io.swagger.v3.oas.annotations.media.ExampleObject("""
                                                            {"kind": "INFORMATION", "language": "es",
                                                             "callBack": {"by": "2026-11-22T18:00:00Z", "phone": "213-555-0123"}}
                                                            """)))
                    @RequestBody
                    LogCall command,
            SignedIn by) {
        var call = desk.log(command, by);
        return ResponseEntity.created(URI.create("/api/v1/calls/" + call.id())).body(call);
    }

    @GetMapping
    @Operation(summary = "Calls of a day to the own organization, the latest first")
    List<CallView> calls(
            @Parameter(description = "Pacific time; today when left out", example = "2026-11-21")
                    @RequestParam(required = false)
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable
                    LocalDate on,
            SignedIn by) {
        return desk.calls(on == null ? LocalDate.ofInstant(clock.instant(), ZONE) : on, by);
    }

    @GetMapping("/handover")
    @Operation(summary = "What a shift leaves to the next one: promises, unfinished intakes, pressing cases")
    Handover handover(SignedIn by) {
        return desk.handover(by);
    }

    @PostMapping("/{id}/kept")
    @Operation(summary = "A promised call back was made")
    CallView keep(@PathVariable CallId id, SignedIn by) {
        return desk.keepPromise(id, by);
    }
}
