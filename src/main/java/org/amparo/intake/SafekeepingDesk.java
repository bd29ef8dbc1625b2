package org.amparo.intake;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.amparo.intake.Duties.LiftHold;
import org.amparo.intake.Duties.SetHold;
import org.amparo.intake.Duties.SetTerms;
import org.amparo.intake.Duties.ShredCase;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.NotFound;
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
    private final Disclosures disclosures;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SafekeepingDesk(
            CaseFiles files,
            Retention retention,
            Purge purge,
            Shredding shredding,
            Holds holds,
            Disclosures disclosures,
            ApplicationEventPublisher events,
            Clock clock) {
        this.files = files;
        this.retention = retention;
        this.purge = purge;
        this.shredding = shredding;
        this.holds = holds;
        this.disclosures = disclosures;
        this.events = events;
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
        require(by.is(Role.STEWARD));
        return retention.set(command, by.actor());
    }

    /** A file nobody has taken is still needed: its clock begins anew. */
    public void keep(CaseId id, SignedIn by) {
        require(isHotline(by));
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
        require(by.is(Role.DISPATCHER));
        var file = files.findById(id).filter(found -> !found.isShredded()).orElseThrow(NotFound::new);
        return new Shreddable(id, file.reference(), holds.inForce(id));
    }

    /**
     * Destroys what one file tells of people, for good.
     *
     * @throws Rejected when the reference that was typed is not the file's, no reason was given, or a legal hold stands on the file
     */
    public ShreddedFile shred(ShredCase command, SignedIn by) {
        require(by.is(Role.DISPATCHER));
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
            require(by.is(Role.PROVIDER)
                    && disclosures.of(id).stream()
                            .anyMatch(disclosure -> disclosure.organization().equals(by.organization())));
        }
        return purge.shredded(id).orElseThrow(NotFound::new);
    }

    // Legal holds

    /** Legal holds in force, by reference. */
    @Transactional(readOnly = true)
    public List<HoldView> holds(SignedIn by) {
        require(by.is(Role.STEWARD));
        return holds.inForce();
    }

    /** Legal holds that have ended, the latest first. */
    @Transactional(readOnly = true)
    public List<HoldView> liftedHolds(SignedIn by) {
        require(by.is(Role.STEWARD));
        return holds.lifted();
    }

    /** @throws Rejected when there is no such file, or nothing of it is left to hold */
    public HoldView set(SetHold command, SignedIn by) {
        require(by.is(Role.STEWARD));
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
        require(by.is(Role.STEWARD));
        if (command.reason() == null) {
            throw Rejected.invalid("reason", "required");
        }
        return holds.lift(command.hold(), command.reason(), by.actor());
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

    private static void require(boolean entitled) {
        if (!entitled) {
            throw new NotFound();
        }
    }
}
