package org.amparo.intake;

import java.util.List;

/**
 * What a shift leaves to the next one: promises to call back, the most pressing first, intakes not finished, and what time is about to end.
 *
 * @param lapsing open cases whose consent somebody else gave, and which lapses within three days unless the person ratifies it
 * @param fading open cases nobody has taken, whose files are destroyed within a week unless somebody says that they are still needed
 */
public record Handover(
        List<CallView> promises,
        List<DraftView> drafts,
        List<CaseRow> pressing,
        List<CaseRow> lapsing,
        List<CaseRow> fading) {}
