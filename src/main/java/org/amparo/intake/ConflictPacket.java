package org.amparo.intake;

import java.util.List;
import org.amparo.kernel.CountryCode;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.Personal;
import org.jspecify.annotations.Nullable;

/**
 * What a provider needs to check for conflicts of interest before it may see more: who it is about, and who else is in the case.
 *
 * @param alike those of the reader's own conflict list who are like somebody in it
 */
public record ConflictPacket(
        CaseId caseFile,
        HumanReference reference,
        @Nullable String name,
        List<String> surnames,
        List<String> aliases,
        @Nullable String born,
        @Nullable CountryCode countryOfBirth,
        @Nullable CountryCode nationality,
        @Nullable String callerName,
        Relation callerRelation,
        List<CaseView.PartyView> parties,
        List<AgencyInvolved> agencies,
        List<ConflictEntryView> alike)
        implements Personal {

    @Override
    public String toString() {
        return SEALED;
    }
}
