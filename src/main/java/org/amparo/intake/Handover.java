package org.amparo.intake;

import java.util.List;

/** What a shift leaves to the next one: promises to call back, the most pressing first, and intakes not finished. */
public record Handover(List<CallView> promises, List<DraftView> drafts, List<CaseRow> pressing) {}
