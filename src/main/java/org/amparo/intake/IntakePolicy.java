package org.amparo.intake;

import java.util.Optional;
import java.util.function.Supplier;
import org.amparo.kernel.NotFound;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.Role;
import org.amparo.membership.SignedIn;

/**
 * Who may what at the hotline's desk; behind it, row-level security says it again. Case files are the coalition's, and for every volunteer and
 * dispatcher. Calls, intakes being written and spreadsheets are their organization's. A provider sees of a case file what was disclosed to it. For
 * everybody else there is nothing here, and what may not be seen is not there.
 */
final class IntakePolicy {

    private IntakePolicy() {}

    static boolean isHotline(SignedIn by) {
        return by.is(Role.VOLUNTEER) || by.is(Role.DISPATCHER);
    }

    static void requireHotline(SignedIn by) {
        if (!isHotline(by)) {
            throw new NotFound();
        }
    }

    static void requireProvider(SignedIn by) {
        if (!by.is(Role.PROVIDER)) {
            throw new NotFound();
        }
    }

    /** What one organization keeps for itself. */
    static boolean isOwn(OrganizationId owner, SignedIn by) {
        return isHotline(by) && owner.equals(by.organization());
    }

    /**
     * @param disclosed how much of the file its organization may see at this moment; asked for providers alone
     * @return why the reader may see that much
     */
    static Basis requireStage(DisclosureStage stage, SignedIn by, Supplier<Optional<Basis>> disclosed) {
        if (isHotline(by)) {
            return Basis.HOTLINE;
        }
        if (!by.is(Role.PROVIDER)) {
            throw new NotFound();
        }
        return disclosed
                .get()
                .filter(granted -> granted.stage().compareTo(stage) >= 0)
                .orElseThrow(NotFound::new);
    }
}
