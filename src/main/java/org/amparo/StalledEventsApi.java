package org.amparo;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What has not happened yet, for a steward's script. */
@RestController
@RequestMapping("/api/v1/events")
@PreAuthorize("hasRole('STEWARD')")
@Tag(name = "Events")
class StalledEventsApi {

    private final StalledEvents events;

    StalledEventsApi(StalledEvents events) {
        this.events = events;
    }

    @GetMapping
    @Operation(summary = "Reactions to events that have not happened yet, oldest first")
    List<StalledPublication> all() {
        return events.all();
    }

    @PostMapping("/{id}/attempts")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Try a failed reaction again at once")
    @ApiResponse(responseCode = "202", description = "Is being tried")
    @ApiResponse(responseCode = "404", description = "Has happened meanwhile, or never was")
    @ApiResponse(responseCode = "409", description = "Is being tried just now")
    void tryAgain(@PathVariable UUID id) {
        events.tryAgain(id);
    }
}
