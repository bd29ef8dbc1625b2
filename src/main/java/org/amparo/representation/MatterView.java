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
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.Service;
import org.amparo.membership.FundId;
import org.amparo.membership.MemberId;
import org.amparo.membership.OrganizationId;
import org.amparo.referrals.ReferralId;
import org.jspecify.annotations.Nullable;

/**
 * A matter as its own provider sees it, the provider's notes included.
 *
 * @param version to be given back with the next command
 * @param residual what the person asked for and this matter's scope leaves undone; it has been routed again
 * @param nextHearing the earliest hearing ahead, {@code null} when none is
 * @param nextDeadline the earliest open deadline, met or missed ones aside; {@code null} when none is open
 * @param closedAt {@code null} while the matter is open
 * @param reopenable whether it is closed and may still be opened again
 */
public record MatterView(
        MatterId id,
        @Schema(example = "4") long version,
        CaseId caseFile,
        int round,
        ReferralId referral,
        @Schema(type = "string", example = "K7MR-4QX") HumanReference reference,
        OrganizationId provider,
        @Nullable FundId fund,
        MemberId attorney,
        @Schema(example = "Alma Quispe") String attorneyName,
        Set<Service> scope,
        Set<Service> residual,
        Instant openedAt,
        CustodyTrack custody,
        LegalTrack legal,
        ServiceTrack service,
        @Nullable HearingView nextHearing,
        @Nullable DeadlineView nextDeadline,
        List<DeadlineView> deadlines,
        List<NoticeView> notices,
        List<NoteView> notes,
        @Nullable Instant closedAt,
        boolean reopenable) {

    public boolean open() {
        return closedAt == null;
    }

    /** Where the person is. {@code observedOn} in UTC. */
    public record CustodyTrack(
            CustodyStatus status,
            @Nullable FacilityCode facility,
            Instant observedOn,
            List<ObservationView> observations,
            List<OutcomeView> outcomes) {}

    /** Where the legal case stands: the latest outcome, and the hearings by date. */
    public record LegalTrack(
            @Nullable Outcome outcome,
            @Nullable LocalDate on,
            List<HearingView> hearings,
            List<OutcomeView> outcomes) {}

    /** What the provider does. {@code firstContactAt} in UTC; {@code outcome}, {@code deciding} and {@code endedOn} once it has ended. */
    public record ServiceTrack(
            ServiceState state,
            @Nullable Instant firstContactAt,
            List<MilestoneView> milestones,
            @Nullable Outcome outcome,
            @Nullable Outcome deciding,
            @Nullable LocalDate endedOn) {}

    public record ObservationView(
            CustodyStatus custody, @Nullable FacilityCode facility, Instant observedOn) {}

    public record MilestoneView(
            ServiceMilestone milestone,
            Instant on,
            @Nullable ContactMode how) {}

    /** @param ahead whether it is on the calendar and still to come */
    public record HearingView(
            HearingId id,
            @Schema(type = "string", example = "CY") ListCode type,
            @Schema(type = "string", example = "ADL") CourtCode court,
            Instant hearingAt,
            HearingSource source,
            LocalDate lastVerified,
            @Nullable HearingResult result,
            @Nullable ListCode adjournment,
            boolean ahead) {}

    /** @param overdue whether it is open and its day has passed */
    public record DeadlineView(
            DeadlineId id,
            DeadlineKind kind,
            LocalDate due,
            @Nullable LocalDate metOn,
            @Nullable LocalDate droppedOn,
            boolean overdue) {

        public boolean open() {
            return metOn == null && droppedOn == null;
        }
    }

    public record OutcomeView(
            Outcome outcome,
            LocalDate on,
            @Schema(example = "500000") @Nullable Long amountCents) {}

    /** News from others. {@code from} and {@code to} only when the person was moved. */
    public record NoticeView(
            NoticeKind kind,
            @Nullable FacilityCode from,
            @Nullable FacilityCode to,
            Instant noticedAt,
            @Nullable Instant seenAt) {}

    /** The text is revealed here: only the provider's own people get this view. */
    public record NoteView(String text, String writtenBy, Instant writtenAt) {

        /** The text of a note is nobody's log line. */
        @Override
        public String toString() {
            return "NoteView[sealed]";
        }
    }
}
