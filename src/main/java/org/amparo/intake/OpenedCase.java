package org.amparo.intake;

import java.util.List;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.Urgency;

/** A case file that was just opened. */
public record OpenedCase(CaseId id, HumanReference reference, Urgency urgency, List<UrgencyReason> reasons) {}
