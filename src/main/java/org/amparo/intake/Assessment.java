package org.amparo.intake;

import java.util.List;
import org.amparo.kernel.Urgency;

/**
 * What follows from a draft as it stands.
 *
 * @param urgency by the rules, before any override
 * @param problems what keeps it from being submitted
 */
public record Assessment(
        Urgency urgency,
        List<UrgencyReason> reasons,
        List<PossibleDuplicate> duplicates,
        List<FieldProblem> problems) {}
