package org.amparo.intake;

import java.time.Clock;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.amparo.intake.Duties.AskEmergency;
import org.amparo.intake.Duties.AskExport;
import org.amparo.intake.Duties.LiftHold;
import org.amparo.intake.Duties.SetHold;
import org.amparo.intake.Duties.SetTerms;
import org.amparo.intake.Duties.ShredCase;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Reach;
import org.amparo.kernel.Rejected;
import org.amparo.membership.Role;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The desk of those who answer for the case files rather than work with them: how long each is kept, what must not be destroyed, and what is
 * left of those that were. A steward sees references here, and never a person.
 */
@Component
@Transactional
public class SafekeepingDesk {

    private final CaseFiles files;
    private final Retention retention;
    private final Purge purge;
    private final Shredding shredding;
    private final Holds holds;
    private final Emergencies emergencies;
    private final Exports exports;
    private final CaseViews views;
    private final Disclosures disclosures;
    private final ApplicationEventPublisher events;
    private final Reach reach;
    private final Clock clock;

    SafekeepingDesk(
            CaseFiles files,
            Retention retention,
            Purge purge,
            Shredding shredding,
            Holds holds,
            Emergencies emergencies,
            Exports exports,
            CaseViews views,
            Disclosures disclosures,
            ApplicationEventPublisher events,
            Reach reach,
            Clock clock) {
        this.files = files;
        this.retention = retention;
        this.purge = purge;
        this.shredding = shredding;
        this.holds = holds;
        this.emergencies = emergencies;
        this.exports = exports;
        this.views = views;
        this.disclosures = disclosures;
        this.events = events;
        this.reach = reach;
        this.clock = clock;
    }

    // How long

    /** How long each kind of record is kept; no secret from anybody signed in. */
    @Transactional(readOnly = true)
    public RetentionSheet terms() {
        return retention.sheet();
    }

    /** @throws Rejected when a term is out of its bounds, or somebody else was faster */
    public RetentionSheet set(SetTerms command, SignedIn by) {
        actForCoalition(by.is(Role.STEWARD));
        return retention.set(command, by.actor());
    }

    /** A file nobody has taken is still needed: its clock begins anew. */
    public void keep(CaseId id, SignedIn by) {
        actForCoalition(isHotline(by));
        var file = files.findLocked(id).orElseThrow(NotFound::new);
        if (file.isShredded()) {
            throw new NotFound();
        }
        var now = clock.instant();
        files.save(file.touch(now));
        events.publishEvent(new CaseKept(id, file.reference(), by.actor(), now));
    }

    // Destroying by hand

    /** What the page asks before it destroys: the reference, and whether a hold stands in the way. */
    @Transactional(readOnly = true)
    public Shreddable shreddable(CaseId id, SignedIn by) {
        actForCoalition(by.is(Role.DISPATCHER));
        var file = files.findById(id).filter(found -> !found.isShredded()).orElseThrow(NotFound::new);
        return new Shreddable(id, file.reference(), holds.inForce(id));
    }

    /**
     * Destroys what one file tells of people, for good.
     *
     * @throws Rejected when the reference that was typed is not the file's, no reason was given, or a legal hold stands on the file
     */
    public ShreddedFile shred(ShredCase command, SignedIn by) {
        actForCoalition(by.is(Role.DISPATCHER));
        var file = files.findLocked(command.caseFile())
                .filter(found -> !found.isShredded())
                .orElseThrow(NotFound::new);
        if (command.reason() == null || command.reason() == ShredCause.CLOCK) {
            throw Rejected.invalid("reason", "required");
        }
        if (!file.reference().equals(typed(command.reference()))) {
            throw Rejected.invalid("reference", "reference-differs");
        }
        if (!holds.inForce(file.id()).isEmpty()) {
            throw Rejected.conflict("case-held");
        }
        shredding.files(Map.of(file, Shredding.Ground.byHand(command.reason(), by.actor())));
        return purge.shredded(file.id()).orElseThrow(NotFound::new);
    }

    /** What is left of a file that was shredded, for the hotline and for an organization it was disclosed to. */
    @Transactional(readOnly = true)
    public ShreddedFile remains(CaseId id, SignedIn by) {
        if (!isHotline(by)) {
            actForCoalition(by.is(Role.PROVIDER)
                    && disclosures.of(id).stream()
                            .anyMatch(disclosure -> disclosure.organization().equals(by.organization())));
        }
        return purge.shredded(id).orElseThrow(NotFound::new);
    }

    // Legal holds

    /** Legal holds in force, by reference. */
    @Transactional(readOnly = true)
    public List<HoldView> holds(SignedIn by) {
        actForCoalition(by.is(Role.STEWARD));
        return holds.inForce();
    }

    /** Legal holds that have ended, the latest first. */
    @Transactional(readOnly = true)
    public List<HoldView> liftedHolds(SignedIn by) {
        actForCoalition(by.is(Role.STEWARD));
        return holds.lifted();
    }

    /** @throws Rejected when there is no such file, or nothing of it is left to hold */
    public HoldView set(SetHold command, SignedIn by) {
        actForCoalition(by.is(Role.STEWARD));
        if (command.reason() == null) {
            throw Rejected.invalid("reason", "required");
        }
        var reference = typed(command.reference());
        if (reference == null) {
            throw Rejected.invalid("reference", "not-a-reference");
        }
        return holds.set(reference, command.reason(), by.actor());
    }

    /** @throws Rejected when it has been lifted already */
    public HoldView lift(LiftHold command, SignedIn by) {
        actForCoalition(by.is(Role.STEWARD));
        if (command.reason() == null) {
            throw Rejected.invalid("reason", "required");
        }
        return holds.lift(command.hold(), command.reason(), by.actor());
    }

    // In an emergency

    /**
     * A provider asks to see a file that was not disclosed to it. The answer is the same whether there is such a file or not.
     *
     * @throws Rejected when what was typed is no reference, or no reason was given
     */
    public EmergencyView ask(AskEmergency command, SignedIn by) {
        actForCoalition(by.is(Role.PROVIDER));
        return emergencies.ask(reference(command.reference()), given(command.reason()), by);
    }

    /**
     * A second person, who routes cases or looks after the coalition, lets the first see the file for an hour.
     *
     * @throws Rejected when it is the same person, it was decided before, or there is no file that could be opened
     */
    public EmergencyView approve(EmergencyId id, SignedIn by) {
        actForCoalition(mayDecide(by));
        return emergencies.approve(id, by);
    }

    public EmergencyView refuse(EmergencyId id, SignedIn by) {
        actForCoalition(mayDecide(by));
        return emergencies.refuse(id, by);
    }

    /** Who asked or decided ends it before its hour is over. */
    public EmergencyView end(EmergencyId id, SignedIn by) {
        actForCoalition(by.is(Role.PROVIDER) || mayDecide(by));
        return emergencies.end(id, by);
    }

    /** One's own requests; all of them for who decides. */
    @Transactional(readOnly = true)
    public List<EmergencyView> emergencies(SignedIn by) {
        actForCoalition(by.is(Role.PROVIDER) || mayDecide(by));
        return emergencies.list(by, mayDecide(by));
    }

    // Handing out

    /** @throws Rejected when there is no such file, or nothing was chosen */
    public ExportView ask(AskExport command, SignedIn by) {
        actForCoalition(by.is(Role.DISPATCHER));
        if (command.parts().isEmpty()) {
            throw Rejected.invalid("parts", "required");
        }
        if (command.ground() == null) {
            throw Rejected.invalid("ground", "required");
        }
        return exports.ask(reference(command.reference()), command.parts(), command.ground(), by);
    }

    /** @throws Rejected when it is the same person, or it was decided before */
    public ExportView approve(ExportId id, SignedIn by) {
        actForCoalition(by.is(Role.STEWARD));
        return exports.decide(id, true, by);
    }

    /** @throws Rejected when it is the same person, or it was decided before */
    public ExportView refuse(ExportId id, SignedIn by) {
        actForCoalition(by.is(Role.STEWARD));
        return exports.decide(id, false, by);
    }

    @Transactional(readOnly = true)
    public List<ExportView> exports(SignedIn by) {
        actForCoalition(by.is(Role.DISPATCHER) || by.is(Role.STEWARD));
        return exports.list();
    }

    /**
     * The parts that were approved, once.
     *
     * @throws Rejected when they were taken before, it is too late, or nobody approved
     */
    public FileExport download(ExportId id, SignedIn by) {
        actForCoalition(by.is(Role.DISPATCHER));
        var asked = exports.take(id, by);
        var file = files.findById(asked.caseFile())
                .filter(found -> !found.isShredded())
                .orElseThrow(NotFound::new);
        var now = clock.instant();
        Map<ExportPart, Object> parts = new EnumMap<>(ExportPart.class);
        var shown = EnumSet.noneOf(FieldSet.class);
        for (var part : asked.parts()) {
            parts.put(part, views.part(file, part));
            shown.addAll(part.fields());
        }
        shown.retainAll(file.told().shown(ReadAs.HOTLINE_FILE));
        events.publishEvent(
                new CaseRead(file.id(), file.reference(), ReadAs.EXPORTED, Basis.EXPORT, shown, by.actor(), now));
        events.publishEvent(new FileExported(
                file.id(),
                file.reference(),
                id,
                asked.ground(),
                asked.parts(),
                disclosures.holders(file.id()),
                by.actor(),
                now));
        return new FileExport(id, file.reference(), asked.ground(), now, parts);
    }

    private static boolean mayDecide(SignedIn by) {
        return by.is(Role.DISPATCHER) || by.is(Role.STEWARD);
    }

    private static HumanReference reference(@Nullable String text) {
        var reference = typed(text);
        if (reference == null) {
            throw Rejected.invalid("reference", "not-a-reference");
        }
        return reference;
    }

    private static <T> T given(@Nullable T reason) {
        if (reason == null) {
            throw Rejected.invalid("reason", "required");
        }
        return reason;
    }

    static @Nullable HumanReference typed(@Nullable String text) {
        try {
            return text == null ? null : HumanReference.of(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static boolean isHotline(SignedIn by) {
        return by.is(Role.VOLUNTEER) || by.is(Role.DISPATCHER);
    }

    /** Whoever may act here acts for the coalition, within what this desk shows: references, and never a person. */
    private void actForCoalition(boolean entitled) {
        if (!entitled) {
            throw new NotFound();
        }
        reach.widen();
    }
}
