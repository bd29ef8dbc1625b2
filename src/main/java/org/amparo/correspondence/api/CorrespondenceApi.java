package org.amparo.correspondence.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.amparo.correspondence.CalendarScope;
import org.amparo.correspondence.CalendarView;
import org.amparo.correspondence.CorrespondenceDesk;
import org.amparo.correspondence.Delivery;
import org.amparo.correspondence.LetterId;
import org.amparo.correspondence.OpenedCalendar;
import org.amparo.kernel.NotFound;
import org.amparo.membership.SignedIn;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Correspondence", description = "Calendars of hearings, and letters that did not arrive")
class CorrespondenceApi {

    record CalendarBody(@NotNull @Schema(example = "MINE") CalendarScope scope) {}

    private final CorrespondenceDesk desk;

    CorrespondenceApi(CorrespondenceDesk desk) {
        this.desk = desk;
    }

    @GetMapping("/calendar")
    @PreAuthorize("hasRole('PROVIDER')")
    @Operation(summary = "Read the own calendar, without its address")
    @ApiResponse(responseCode = "200", description = "The calendar")
    @ApiResponse(responseCode = "404", description = "There is none")
    CalendarView calendar(SignedIn by) {
        return desk.calendar(by).orElseThrow(NotFound::new);
    }

    @PostMapping("/calendar")
    @PreAuthorize("hasRole('PROVIDER')")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Make a calendar at a new secret address, told this once; the one before answers no more")
    OpenedCalendar open(@Valid @RequestBody CalendarBody body, SignedIn by) {
        return desk.openCalendar(body.scope(), by);
    }

    @DeleteMapping("/calendar")
    @PreAuthorize("hasRole('PROVIDER')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revoke the own calendar")
    void revoke(SignedIn by) {
        desk.revokeCalendar(by);
    }

    @GetMapping("/correspondence")
    @PreAuthorize("hasRole('STEWARD')")
    @Operation(summary = "Read how the post stands, and which letters did not arrive")
    Delivery delivery() {
        return desk.delivery();
    }

    @PostMapping("/correspondence/{letter}/redelivery")
    @PreAuthorize("hasRole('STEWARD')")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Try a letter again")
    @ApiResponse(responseCode = "202", description = "It will be tried again")
    @ApiResponse(responseCode = "409", description = "It has been sent or dropped meanwhile, or never existed")
    void redeliver(@PathVariable LetterId letter) {
        desk.redeliver(letter);
    }
}
