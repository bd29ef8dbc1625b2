package org.amparo.membership.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.amparo.membership.AlertId;
import org.amparo.membership.AlertSheet;
import org.amparo.membership.MembershipDesk;
import org.amparo.membership.SignedIn;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/alerts")
@PreAuthorize("hasRole('STEWARD')")
@Tag(name = "Alerts", description = "Who asked for more than their work explains; never for whom")
class AlertsApi {

    private final MembershipDesk desk;

    AlertsApi(MembershipDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    @Operation(summary = "Alerts, those nobody has looked into first; 200 at most")
    List<AlertSheet> alerts() {
        return desk.alerts();
    }

    @PostMapping("/{id}/settlement")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Say that an alert was looked into")
    @ApiResponse(responseCode = "204", description = "Noted, with who said so")
    @ApiResponse(responseCode = "409", description = "Another steward was faster, or there is no such alert")
    void settle(@PathVariable AlertId id, SignedIn by) {
        desk.settle(id, by);
    }
}
