package org.amparo.matching.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.FieldOfficeCode;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Service;
import org.amparo.matching.Quarter;
import org.amparo.matching.WhatIf;
import org.amparo.matching.WhatIfDesk;
import org.amparo.matching.WhatIfView;
import org.amparo.membership.FundId;
import org.amparo.membership.FundRule;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/what-if")
@PreAuthorize("hasAnyRole('LEAD', 'STEWARD')")
@Tag(name = "What if", description = "For how many more people somebody would have been found, roughly")
class WhatIfApi {

    private final WhatIfDesk desk;

    WhatIfApi(WhatIfDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    @Operation(
            summary = "What one more place, an interpreter or another rule of a fund would have changed",
            description =
                    "Replays everybody for whom nobody could be found in a quarter that is over. Numbers are full tens; 1 to 10 is withheld.")
    @ApiResponse(responseCode = "200", description = "The answer, roughly")
    @ApiResponse(responseCode = "403", description = "Neither lead nor steward")
    @ApiResponse(
            responseCode = "422",
            description =
                    "what-if-quarter, what-if-service, what-if-one-place, what-if-language, what-if-fund, what-if-rule, "
                            + "what-if-per-week or unknown-code")
    WhatIfView ask(
            @Parameter(description = "A quarter that is over, Pacific time", example = "2026-Q3") @RequestParam
                    String quarter,
            @RequestParam @Schema(example = "PLACES") WhatIf.Wished kind,
            @RequestParam(required = false) @Schema(example = "BOND") @Nullable Service service,
            @RequestParam(required = false) @Schema(type = "string", example = "ADLNTCA") @Nullable
                    FacilityCode facility,
            @RequestParam(required = false) @Schema(type = "string", example = "LOS") @Nullable
                    FieldOfficeCode fieldOffice,
            @RequestParam(required = false) @Schema(type = "string", example = "mam") @Nullable LanguageCode language,
            @RequestParam(required = false) @Schema(type = "string") @Nullable FundId fund,
            @RequestParam(required = false) @Schema(example = "NO_VIOLENT_FELONY") FundRule.@Nullable Kind rule,
            @Parameter(description = "1, 2, 3, 5 or 10", example = "1") @RequestParam(defaultValue = "1") int perWeek,
            @Parameter(hidden = true) SignedIn by) {
        return desk.ask(
                new WhatIf(read(quarter), kind, service, facility, fieldOffice, language, fund, rule, perWeek), by);
    }

    private static Quarter read(String quarter) {
        try {
            return Quarter.of(quarter);
        } catch (IllegalArgumentException none) {
            throw Rejected.invalid("quarter", "what-if-quarter");
        }
    }
}
