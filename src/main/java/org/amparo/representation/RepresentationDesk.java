package org.amparo.representation;

import static org.amparo.kernel.Rejected.invalid;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.amparo.catalog.Catalog;
import org.amparo.catalog.ListName;
import org.amparo.intake.CaseId;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.amparo.membership.Directory;
import org.amparo.membership.Directory.MemberEntry;
import org.amparo.membership.Role;
import org.amparo.membership.SignedIn;
import org.amparo.referrals.ReferralId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where providers keep their matters. Every command names the version it was made on: {@link Rejected#stale()} when somebody saved in
 * between. A matter of another organization and one that does not exist are both {@link NotFound}. A code no list knows, a date that can't
 * be and an amount that means nothing are {@link Rejected} with the field at fault. What is done to a closed matter is a conflict.
 */
@Component
@Transactional
@EnableConfigurationProperties(RepresentationSettings.class)
public class RepresentationDesk {

    private final Matters matters;
    private final MatterSearch search;
    private final MatterMapper mapper;
    private final Notes notes;
    private final ApplicationEventPublisher events;
    private final Directory directory;
    private final Catalog catalog;
    private final RepresentationSettings settings;
    private final Clock clock;

    RepresentationDesk(
            Matters matters,
            MatterSearch search,
            MatterMapper mapper,
            Notes notes,
            ApplicationEventPublisher events,
            Directory directory,
            Catalog catalog,
            RepresentationSettings settings,
            Clock clock) {
        this.matters = matters;
        this.search = search;
        this.mapper = mapper;
        this.notes = notes;
        this.events = events;
        this.directory = directory;
        this.catalog = catalog;
        this.settings = settings;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public MatterList list(MatterFilter filter, SignedIn by) {
        if (filter.reference() != null && !HumanReference.begins(filter.reference())) {
            throw Rejected.misplaced("reference", "not-a-reference");
        }
        var reading = reading();
        return search.find(filter, by.organization(), by.member(), reading.now(), reading::memberName);
    }

    public MatterView view(MatterId id, SignedIn by) {
        return read(find(id, by), by);
    }

    /** The own organization's matter of a referral; empty while it has not been opened, which takes a moment after acceptance. */
    public Optional<MatterView> ofReferral(ReferralId referral, SignedIn by) {
        return matters.findByReferral(referral)
                .filter(matter -> RepresentationPolicy.isOwn(matter.provider(), by))
                .map(matter -> read(matter, by));
    }

    /** Nobody reads without its being written down, in the same transaction. */
    private MatterView read(Matter matter, SignedIn by) {
        events.publishEvent(new MatterRead(matter.id(), matter.reference(), by.actor(), now()));
        return mapper.view(matter, reading());
    }

    /** The own organization's youngest matter of a case. */
    @Transactional(readOnly = true)
    public Optional<MatterId> ownOf(CaseId caseFile, SignedIn by) {
        return matters.findByCaseFileOrderByOpenedAtDesc(caseFile).stream()
                .filter(matter -> RepresentationPolicy.isOwn(matter.provider(), by))
                .map(Matter::id)
                .findFirst();
    }

    /** For the hotline: what is being done about a case, coded. Empty when nobody has taken it, or when there is no such case. */
    @Transactional(readOnly = true)
    public List<MatterStatus> statusOf(CaseId caseFile, SignedIn by) {
        RepresentationPolicy.requireHotline(by);
        var reading = reading();
        return matters.findByCaseFileOrderByOpenedAtDesc(caseFile).stream()
                .map(matter -> mapper.status(matter, reading))
                .toList();
    }

    /** Who can take over the matter: the organization's members with the role provider. */
    @Transactional(readOnly = true)
    public List<MemberEntry> colleagues(SignedIn by) {
        return directory.members(by.organization(), Set.of(Role.PROVIDER));
    }

    public MatterView record(RecordMilestone command, SignedIn by) {
        var matter = find(command.matter(), by).at(command.version());
        return saved(matter.record(command, by.actor(), now()), by);
    }

    public MatterView schedule(ScheduleHearing command, SignedIn by) {
        var matter = find(command.matter(), by).at(command.version());
        requireKnown(command.type(), command.court());
        return saved(matter.schedule(command, by.actor(), now()), by);
    }

    public MatterView change(ChangeHearing command, SignedIn by) {
        var matter = find(command.matter(), by).at(command.version());
        requireKnown(command.type(), command.court());
        return saved(matter.change(command, by.actor(), now()), by);
    }

    public MatterView conclude(RecordHearingResult command, SignedIn by) {
        var matter = find(command.matter(), by).at(command.version());
        if (command.adjournment() != null
                && catalog.entry(ListName.ADJOURNMENT, command.adjournment()).isEmpty()) {
            throw invalid("adjournment", "unknown-code");
        }
        return saved(matter.conclude(command, by.actor(), now()), by);
    }

    public MatterView set(SetDeadline command, SignedIn by) {
        return saved(find(command.matter(), by).at(command.version()).set(command, now()), by);
    }

    public MatterView meet(MeetDeadline command, SignedIn by) {
        return saved(find(command.matter(), by).at(command.version()).meet(command, now()), by);
    }

    public MatterView drop(DropDeadline command, SignedIn by) {
        return saved(find(command.matter(), by).at(command.version()).drop(command, now()), by);
    }

    public MatterView observe(ObserveCustody command, SignedIn by) {
        var matter = find(command.matter(), by).at(command.version());
        requireKnown(command.facility());
        return saved(matter.observe(command, by.actor(), now()), by);
    }

    public MatterView record(RecordOutcome command, SignedIn by) {
        var matter = find(command.matter(), by).at(command.version());
        requireKnown(command.facility());
        return saved(matter.record(command, by.actor(), now()), by);
    }

    public MatterView write(WriteNote command, SignedIn by) {
        var matter = find(command.matter(), by).at(command.version());
        return saved(matter.write(command, notes, by.actor(), now()), by);
    }

    public MatterView transfer(TransferMatter command, SignedIn by) {
        var matter = find(command.matter(), by).at(command.version());
        if (colleagues(by).stream().noneMatch(colleague -> colleague.id().equals(command.to()))) {
            throw invalid("to", "matter-no-colleague");
        }
        return saved(matter.transfer(command.to(), by.actor(), now()), by);
    }

    public MatterView acknowledge(AcknowledgeNotices command, SignedIn by) {
        return saved(find(command.matter(), by).at(command.version()).acknowledge(now()), by);
    }

    public MatterView close(CloseMatter command, SignedIn by) {
        var matter = find(command.matter(), by).at(command.version());
        return saved(matter.close(command, by.actor(), now()), by);
    }

    public MatterView reopen(ReopenMatter command, SignedIn by) {
        var matter = find(command.matter(), by).at(command.version());
        return saved(matter.reopen(command.reason(), settings.reopenWithin(), by.actor(), now()), by);
    }

    private Matter find(MatterId id, SignedIn by) {
        RepresentationPolicy.requireProvider(by);
        return matters.findById(id).orElseThrow(NotFound::new).readBy(by.organization());
    }

    /** Flushed before it is looked at, so that the view carries the version the next command must name. */
    private MatterView saved(Matter matter, SignedIn by) {
        if (matter.announcesNothing()) {
            events.publishEvent(new MatterAmended(matter.id(), matter.reference(), by.actor(), now()));
        }
        return mapper.view(matters.saveAndFlush(matter), reading());
    }

    private void requireKnown(ListCode hearingType, CourtCode court) {
        if (catalog.entry(ListName.HEARING_TYPE, hearingType).isEmpty()) {
            throw invalid("type", "unknown-code");
        }
        if (catalog.court(court).isEmpty()) {
            throw invalid("court", "unknown-code");
        }
    }

    private void requireKnown(@Nullable FacilityCode facility) {
        if (facility != null && catalog.facility(facility).isEmpty()) {
            throw invalid("facility", "unknown-code");
        }
    }

    private MatterMapper.Reading reading() {
        return new MatterMapper.Reading(now(), settings.reopenWithin(), directory, notes);
    }

    private Instant now() {
        return clock.instant();
    }
}
