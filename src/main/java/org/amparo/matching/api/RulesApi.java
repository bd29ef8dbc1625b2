package org.amparo.matching.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import org.amparo.kernel.Rejected;
import org.amparo.matching.Rule;
import org.amparo.matching.RuleState;
import org.amparo.matching.RulesDesk;
import org.amparo.matching.RulesView;
import org.amparo.matching.SwitchRule;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/rules")
@Tag(name = "Rules", description = "The rules providers are judged by, and which of them are in force")
class RulesApi {

    private final RulesDesk desk;

    RulesApi(RulesDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    @PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER', 'PROVIDER', 'LEAD', 'STEWARD')")
    @Operation(summary = "Every rule, whether it is in force, and what was decided on it")
    RulesView rules() {
        return desk.rules();
    }

    @PostMapping("/{rule}/decisions")
    @PreAuthorize("hasRole('STEWARD')")
    @Operation(summary = "Put a rule in force, or out of it, from a day on")
    @ApiResponse(responseCode = "200", description = "The rules as they are now")
    @ApiResponse(responseCode = "409", description = "Somebody else decided since you looked")
    @ApiResponse(
            responseCode = "422",
            description = "The rule cannot be switched, the day is over or nothing would change; the field is named")
    RulesView decide(
            @PathVariable Rule rule, @RequestBody RuleDecisionRequest request, @Parameter(hidden = true) SignedIn by) {
        return desk.decide(request.toCommand(rule), by);
    }

    record RuleDecisionRequest(
            @Schema(example = "NOT_IN_FORCE") @Nullable RuleState state,

            @Schema(example = "2026-12-01", description = "The first day, Pacific time: today or later") @Nullable
            LocalDate validFrom,

            @Schema(
                    example = "Steering committee of November 12: interpreters are paid for",
                    description = "For everybody in the coalition to read; names no person")
            @Nullable
            String reason,

            @Schema(example = "1", description = "The version you looked at") @Nullable
            Integer version) {

        SwitchRule toCommand(Rule rule) {
            if (state == null) {
                throw Rejected.invalid("state", "required");
            }
            if (validFrom == null) {
                throw Rejected.invalid("validFrom", "required");
            }
            if (reason == null) {
                throw Rejected.invalid("reason", "required");
            }
            if (version == null) {
                throw Rejected.invalid("version", "required");
            }
            return new SwitchRule(rule, state, validFrom, reason, version);
        }
    }
}
