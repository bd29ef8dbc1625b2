package org.amparo.intake;

import io.swagger.v3.oas.annotations.media.Schema;
import org.amparo.kernel.PersonalText;
import org.amparo.kernel.Urgency;

/** A person's judgement instead of the computed one, with the reason. */
public record UrgencyOverride(
        Urgency urgency, @Schema(type = "string") PersonalText reason) {}
