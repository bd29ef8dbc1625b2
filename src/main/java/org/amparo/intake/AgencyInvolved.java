package org.amparo.intake;

import io.swagger.v3.oas.annotations.media.Schema;
import org.amparo.kernel.ListCode;

/**
 * An agency and its part in what happened to the person. Both are codes: they tell nothing of who it is.
 *
 * @param agency entry of the list {@code AGENCY}
 */
public record AgencyInvolved(
        @Schema(type = "string", example = "ICE_ERO") ListCode agency,
        @Schema(example = "ARRESTED") AgencyPart part) {}
