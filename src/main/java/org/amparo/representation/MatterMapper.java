package org.amparo.representation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.amparo.membership.Directory;
import org.amparo.membership.MemberId;
import org.amparo.membership.OrganizationId;
import org.mapstruct.Context;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** From a matter to what its readers see, one way. */
@Mapper
abstract class MatterMapper {

    /** Who reads, when, and how members and organizations are called. */
    record Reading(Instant now, Duration reopenWithin, Directory directory, Notes notes) {

        String memberName(UUID member) {
            return directory
                    .member(new MemberId(member))
                    .map(Directory.MemberEntry::name)
                    .orElse("");
        }

        String organizationName(OrganizationId organization) {
            return directory
                    .organization(organization)
                    .map(Directory.OrganizationEntry::name)
                    .orElse("");
        }

        LocalDate today() {
            return LocalDate.ofInstant(now, Matter.PACIFIC);
        }
    }

    MatterView view(Matter matter, Reading reading) {
        var next = matter.nextHearing(reading.now());
        var deadlines = matter.deadlines().stream()
                .map(deadline -> view(deadline, reading))
                .sorted(Comparator.comparing(MatterView.DeadlineView::due))
                .toList();
        return new MatterView(
                matter.id(),
                matter.version(),
                matter.caseFile(),
                matter.round(),
                matter.referral(),
                matter.reference(),
                matter.provider(),
                matter.fund(),
                matter.attorney(),
                reading.memberName(matter.attorney().value()),
                matter.scope(),
                matter.residual(),
                matter.openedAt(),
                new MatterView.CustodyTrack(
                        matter.custodyStatus(),
                        matter.custodyFacility(),
                        matter.custodyObservedAt(),
                        matter.observations().stream()
                                .map(this::view)
                                .sorted(Comparator.comparing(MatterView.ObservationView::observedOn)
                                        .reversed())
                                .toList(),
                        outcomes(matter, Track.CUSTODY)),
                new MatterView.LegalTrack(
                        matter.legalOutcome(),
                        matter.legalOn(),
                        matter.hearings().stream()
                                .map(hearing -> view(hearing, reading))
                                .sorted(Comparator.comparing(MatterView.HearingView::hearingAt))
                                .toList(),
                        outcomes(matter, Track.LEGAL)),
                new MatterView.ServiceTrack(
                        matter.serviceState(),
                        matter.firstContactAt(),
                        milestones(matter),
                        matter.serviceOutcome(),
                        matter.decidingOutcome(),
                        matter.serviceEndedOn()),
                next == null ? null : view(next, reading),
                deadlines.stream()
                        .filter(MatterView.DeadlineView::open)
                        .findFirst()
                        .orElse(null),
                deadlines,
                matter.notices().stream().map(this::view).toList().reversed(),
                notes(matter, reading),
                matter.closedAt(),
                matter.isReopenable(reading.reopenWithin(), reading.now()));
    }

    MatterStatus status(Matter matter, Reading reading) {
        var next = matter.nextHearing(reading.now());
        return new MatterStatus(
                matter.id(),
                matter.caseFile(),
                matter.round(),
                matter.provider(),
                reading.organizationName(matter.provider()),
                reading.memberName(matter.attorney().value()),
                matter.scope(),
                matter.residual(),
                matter.openedAt(),
                matter.custodyStatus(),
                matter.custodyFacility(),
                matter.legalOutcome(),
                matter.legalOn(),
                matter.serviceState(),
                milestones(matter),
                next == null ? null : next.type(),
                next == null ? null : next.court(),
                next == null ? null : next.hearingAt(),
                matter.serviceOutcome(),
                matter.serviceEndedOn());
    }

    /** The latest first. */
    private static List<MatterView.NoteView> notes(Matter matter, Reading reading) {
        var notes = matter.notes();
        return IntStream.range(0, notes.size())
                .mapToObj(position -> new MatterView.NoteView(
                        reading.notes().open(matter.id(), position, notes.get(position)),
                        reading.memberName(notes.get(position).writtenBy()),
                        notes.get(position).writtenAt()))
                .toList()
                .reversed();
    }

    private List<MatterView.MilestoneView> milestones(Matter matter) {
        return matter.milestones().stream()
                .map(this::view)
                .sorted(Comparator.comparing(MatterView.MilestoneView::on))
                .toList();
    }

    private List<MatterView.OutcomeView> outcomes(Matter matter, Track track) {
        return matter.outcomes().stream()
                .filter(recorded -> recorded.outcome().track() == track)
                .map(this::view)
                .sorted(Comparator.comparing(MatterView.OutcomeView::on).reversed())
                .toList();
    }

    abstract MatterView.ObservationView view(Observation observation);

    abstract MatterView.MilestoneView view(Milestone milestone);

    abstract MatterView.OutcomeView view(RecordedOutcome outcome);

    abstract MatterView.NoticeView view(Notice notice);

    @Mapping(target = "ahead", expression = "java(hearing.isAheadOf(reading.now()))")
    abstract MatterView.HearingView view(Hearing hearing, @Context Reading reading);

    @Mapping(target = "overdue", expression = "java(deadline.isOpen() && deadline.due().isBefore(reading.today()))")
    abstract MatterView.DeadlineView view(Deadline deadline, @Context Reading reading);
}
