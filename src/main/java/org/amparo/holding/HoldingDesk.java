package org.amparo.holding;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.amparo.intake.CaseId;
import org.amparo.intake.Sights;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.amparo.membership.Directory;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.OrganizationKind;
import org.amparo.membership.Role;
import org.amparo.membership.SignedIn;
import org.amparo.membership.Standing;
import org.amparo.vault.Held;
import org.amparo.vault.OrganizationKeys;
import org.amparo.vault.OrganizationKeys.Recovery;
import org.amparo.vault.Passphrase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Where a steward lets an organization hold files alone, and where the organization keeps its key. A wrong passphrase, wrong recovery
 * sheets, no key at all and too many tries are one and the same answer.
 */
@Component
public class HoldingDesk {

    public static final int SHORTEST_GRACE = 1;
    public static final int USUAL_GRACE = 7;
    public static final int LONGEST_GRACE = 60;

    private final Permissions permissions;
    private final Handovers handovers;
    private final OrganizationKeys keys;
    private final Sights sights;
    private final Directory directory;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    HoldingDesk(
            Permissions permissions,
            Handovers handovers,
            OrganizationKeys keys,
            Sights sights,
            Directory directory,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.permissions = permissions;
        this.handovers = handovers;
        this.keys = keys;
        this.sights = sights;
        this.directory = directory;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    // The steward

    /** Every provider organization that takes part, with its key and its files, by name. */
    @Transactional(readOnly = true)
    public List<HolderView> holders(SignedIn by) {
        requireSteward(by);
        var counts = handovers.counts();
        return directory.organizations(OrganizationKind.PROVIDER).stream()
                .filter(entry -> entry.standing() == Standing.ADMITTED || counts.containsKey(entry.id()))
                .map(entry -> {
                    var permission = permissions.of(entry.id());
                    var known = keys.find(entry.id().value());
                    var count = counts.getOrDefault(entry.id(), new int[2]);
                    return new HolderView(
                            entry.id(),
                            entry.name(),
                            permission.map(Permissions.Permission::since).orElse(null),
                            permission.map(Permissions.Permission::graceDays).orElse(USUAL_GRACE),
                            known.map(OrganizationKeys.Known::made).orElse(null),
                            known.map(OrganizationKeys.Known::confirmed).orElse(null),
                            count[0],
                            count[1]);
                })
                .toList();
    }

    /**
     * Lets an organization hold files alone, or changes the days of grace of what it takes from now on.
     *
     * @throws NotFound when there is no such provider organization
     */
    @Transactional
    public void permit(OrganizationId organization, int graceDays, SignedIn by) {
        requireSteward(by);
        if (directory
                .organization(organization)
                .filter(entry -> entry.kind() == OrganizationKind.PROVIDER)
                .isEmpty()) {
            throw new NotFound();
        }
        if (graceDays < SHORTEST_GRACE || graceDays > LONGEST_GRACE) {
            throw Rejected.invalid("graceDays", "grace-days", SHORTEST_GRACE, LONGEST_GRACE);
        }
        permissions.permit(organization, graceDays, clock.instant());
        tell(organization, KeyStep.PERMITTED, by);
    }

    /** Nothing more is handed over to that organization. What it holds already stays with it: nobody else could take it. */
    @Transactional
    public void endPermission(OrganizationId organization, SignedIn by) {
        requireSteward(by);
        if (!permissions.end(organization, clock.instant())) {
            throw new NotFound();
        }
        tell(organization, KeyStep.PERMISSION_ENDED, by);
        handovers.stop(
                "organization = ?", StopReason.PERMISSION_ENDED, by.actor(), clock.instant(), organization.value());
    }

    // The organization

    @Transactional(readOnly = true)
    public KeyView key(SignedIn by) {
        requireProvider(by);
        var organization = by.organization();
        var permission = permissions.of(organization);
        var known = keys.find(organization.value());
        List<KeyView.File> waiting = new ArrayList<>();
        List<KeyView.File> held = new ArrayList<>();
        for (var one : handovers.of(organization)) {
            var file = new KeyView.File(
                    one.caseFile(), one.reference(), one.due(), one.held(), sights.isNeeded(one.caseFile()));
            if (one.held() == null) {
                waiting.add(file);
            } else {
                held.addFirst(file);
            }
        }
        return new KeyView(
                state(organization, permission.isPresent(), known),
                permission.map(Permissions.Permission::graceDays).orElse(USUAL_GRACE),
                known.map(OrganizationKeys.Known::made).orElse(null),
                known.map(OrganizationKeys.Known::changed).orElse(null),
                known.map(OrganizationKeys.Known::kit).orElse(null),
                mayConfirm(by),
                waiting,
                held);
    }

    private KeyState state(OrganizationId organization, boolean permitted, Optional<OrganizationKeys.Known> known) {
        if (known.isEmpty()) {
            return permitted ? KeyState.NONE : KeyState.NOT_PERMITTED;
        }
        if (known.get().confirmed() == null) {
            return KeyState.UNCONFIRMED;
        }
        return keys.isUnlocked(organization.value()) ? KeyState.UNLOCKED : KeyState.LOCKED;
    }

    /**
     * Makes the organization's key.
     *
     * @return the recovery sheets, which are shown now and never again
     * @throws Rejected when it may not have one, has one, or the passphrase is weak
     */
    @Transactional
    public Recovery make(Passphrase passphrase, SignedIn by) {
        requireProvider(by);
        if (permissions.of(by.organization()).isEmpty()) {
            throw Rejected.conflict("key-not-permitted");
        }
        var recovery = keys.make(by.organization().value(), passphrase);
        permissions.madeBy(by.organization(), by.member());
        tell(by.organization(), KeyStep.MADE, by);
        return recovery;
    }

    /**
     * A second person shows that both recovery sheets were written down.
     *
     * @param lastLetters the last four letters of each
     * @throws Rejected when they are wrong, or the reader made the sheets and doesn't work alone
     */
    @Transactional
    public void confirm(List<String> lastLetters, SignedIn by) {
        requireProvider(by);
        if (!mayConfirm(by)) {
            throw Rejected.conflict("sheets-same-person");
        }
        if (!keys.confirm(by.organization().value(), lastLetters)) {
            throw Rejected.invalid("first", "sheets-wrong");
        }
        tell(by.organization(), KeyStep.SHEETS_CONFIRMED, by);
    }

    private boolean mayConfirm(SignedIn by) {
        var madeBy = permissions
                .of(by.organization())
                .map(Permissions.Permission::madeBy)
                .orElse(null);
        return !by.member().equals(madeBy)
                || directory.members(by.organization(), Set.of(Role.PROVIDER)).size() == 1;
    }

    /**
     * Opens the key for the reader's session.
     *
     * @return the handle that opens it from now on; it is nowhere on the server
     * @throws Rejected when the passphrase is wrong, and always in the same words
     */
    public String unlock(Passphrase passphrase, SignedIn by) {
        requireProvider(by);
        var handle = transaction.execute(status ->
                keys.unlock(by.organization().value(), passphrase, by.member().value()));
        if (handle == null || handle.isEmpty()) {
            throw refused("passphrase", "passphrase-refused", by);
        }
        try {
            transaction.executeWithoutResult(status -> tell(by.organization(), KeyStep.UNLOCKED, by));
        } catch (RuntimeException unwritten) {
            keys.lock(handle.get());
            throw unwritten;
        }
        return handle.get();
    }

    @Transactional
    public void lock(String handle, SignedIn by) {
        requireProvider(by);
        keys.lock(handle);
        tell(by.organization(), KeyStep.LOCKED, by);
    }

    /** @throws Rejected when the old passphrase is wrong or the new one is weak */
    public void change(Passphrase old, Passphrase anew, SignedIn by) {
        requireProvider(by);
        var changed = transaction.execute(status -> {
            if (!keys.change(by.organization().value(), old, anew)) {
                return false;
            }
            tell(by.organization(), KeyStep.PASSPHRASE_CHANGED, by);
            return true;
        });
        if (!Boolean.TRUE.equals(changed)) {
            throw refused("old", "passphrase-refused", by);
        }
    }

    /**
     * Makes new recovery sheets; the former open nothing from now on.
     *
     * @throws Rejected when the passphrase is wrong
     */
    public Recovery renew(Passphrase passphrase, SignedIn by) {
        requireProvider(by);
        return sheets(() -> keys.renew(by.organization().value(), passphrase), KeyStep.SHEETS_RENEWED, by)
                .orElseThrow(() -> refused("passphrase", "passphrase-refused", by));
    }

    /**
     * Sets a new passphrase with both recovery sheets, and makes new sheets.
     *
     * @throws Rejected when a sheet is wrong, or the new passphrase is weak
     */
    public Recovery recover(List<String> parts, Passphrase anew, SignedIn by) {
        requireProvider(by);
        return sheets(() -> keys.recover(by.organization().value(), parts, anew), KeyStep.RECOVERED, by)
                .orElseThrow(() -> refused("first", "recovery-refused", by));
    }

    /** Whoever made the sheets that count is not the one to confirm them. */
    private Optional<Recovery> sheets(Supplier<Optional<Recovery>> made, KeyStep step, SignedIn by) {
        return Objects.requireNonNull(transaction.execute(status -> {
            var recovery = made.get();
            if (recovery.isPresent()) {
                permissions.madeBy(by.organization(), by.member());
                tell(by.organization(), step, by);
            }
            return recovery;
        }));
    }

    /** @throws Rejected when the key still holds files */
    @Transactional
    public void retire(SignedIn by) {
        requireProvider(by);
        if (keys.find(by.organization().value()).isEmpty()) {
            throw new NotFound();
        }
        keys.retire(by.organization().value());
        tell(by.organization(), KeyStep.RETIRED, by);
    }

    /** A file that waits to be handed over stays with the coalition too. */
    @Transactional
    public void keepWithCoalition(CaseId caseFile, SignedIn by) {
        requireProvider(by);
        var stopped = handovers.stop(
                "case_id = ? AND organization = ?",
                StopReason.DECIDED,
                by.actor(),
                clock.instant(),
                caseFile.value(),
                by.organization().value());
        if (stopped == 0) {
            throw new NotFound();
        }
    }

    /**
     * Gives a held file back, so that whoever may see it opens it again.
     *
     * @throws Held when the key is not unlocked in this session
     */
    @Transactional
    public void giveBack(CaseId caseFile, SignedIn by) {
        requireProvider(by);
        var now = clock.instant();
        var held = handovers.givenBack(caseFile, by.organization(), now).orElseThrow(NotFound::new);
        keys.giveBack(caseFile.value());
        events.publishEvent(new FileGivenBack(caseFile, held.reference(), by.organization(), by.actor(), now));
    }

    private Rejected refused(String field, String code, SignedIn by) {
        transaction.executeWithoutResult(
                status -> events.publishEvent(new KeyRefused(by.organization(), by.actor(), clock.instant())));
        return Rejected.invalid(field, code);
    }

    private void tell(OrganizationId organization, KeyStep step, SignedIn by) {
        events.publishEvent(new OrganizationKeyChanged(organization, step, by.actor(), clock.instant()));
    }

    private static void requireSteward(SignedIn by) {
        if (!by.is(Role.STEWARD)) {
            throw new NotFound();
        }
    }

    private static void requireProvider(SignedIn by) {
        if (!by.is(Role.PROVIDER)) {
            throw new NotFound();
        }
    }
}
