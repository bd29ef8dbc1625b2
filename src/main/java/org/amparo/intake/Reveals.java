package org.amparo.intake;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.amparo.kernel.HumanReference;
import org.amparo.membership.MemberId;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * Who was shown what of a case file, at which stage, because of which decision. Nothing of what was shown is told. All times are in UTC.
 *
 * @param sights one for each organization, that of the hotline first, then in the order in which the case came to them
 * @param more whether there were looks before the earliest told here; the ledger has them all
 */
public record Reveals(CaseId caseFile, HumanReference reference, List<Sight> sights, boolean more) {

    /** How an organization came to see the file, step by step, the earliest first. */
    public record Sight(
            @Schema(type = "string", format = "uuid") @Nullable
            OrganizationId organization,

            @Nullable String organizationName,
            List<Step> steps) {}

    /**
     * A decision that opened or closed a part of the file, or a look at it. Looks of one member at the same part, one after the other, are
     * one step.
     *
     * @param decision what was decided; {@code null} for a look
     * @param as what somebody looked at; {@code null} for a decision
     * @param because the decision that let them look
     * @param shown what of it there was to see
     * @param member who decided or looked; {@code null} for the system
     * @param times how often they looked
     * @param last when they looked last
     */
    public record Step(
            Instant at,
            @Nullable HistoryKind decision,
            @Nullable ReadAs as,
            @Nullable Basis because,
            Set<FieldSet> shown,

            @Schema(type = "string", format = "uuid") @Nullable
            MemberId member,

            @Nullable String memberName,
            int times,
            Instant last) {}
}
