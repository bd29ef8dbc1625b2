package org.amparo.representation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.amparo.intake.CaseId;
import org.amparo.intake.CustodyStatus;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.Service;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * What the hotline may know of a matter: who works on the case, on what, how far, and when the next hearing is. Coded throughout, without
 * the provider's notes.
 */
public record MatterStatus(
        MatterId id,
        CaseId caseFile,
        int round,
        OrganizationId provider,
        @Schema(example = "Puente Legal Aid") String providerName,
        String attorneyName,
        Set<Service> scope,
        Set<Service> residual,
        Instant openedAt,
        CustodyStatus custody,
        @Nullable FacilityCode facility,
        @Nullable Outcome legal,
        @Nullable LocalDate legalOn,
        ServiceState state,
        List<MatterView.MilestoneView> milestones,
        @Nullable ListCode hearingType,
        @Nullable CourtCode hearingCourt,
        @Nullable Instant nextHearing,
        @Nullable Outcome outcome,
        @Nullable LocalDate endedOn) {}
