package org.amparo.vault;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.amparo.kernel.Personal;
import org.jspecify.annotations.Nullable;

/**
 * Keys that organizations hold. An owner's data key can be handed to one; from then on nobody opens what is sealed with it but that
 * organization's people, with their passphrase, on this server. Neither passphrase nor recovery code is kept, and the server's own keys
 * open nothing of it.
 *
 * <p>An unlocked key lives in the memory of one node, sealed under a handle that only the unlocking browser has, until it is locked, for
 * half an hour after it was used last and for eight hours at most.
 */
public interface OrganizationKeys {

    /**
     * What brings a lost passphrase back: two parts, both needed, shown once.
     *
     * @param kit names the pair, so that sheets of different times are not mixed up
     */
    record Recovery(String kit, List<String> parts) implements Personal {

        public Recovery {
            parts = List.copyOf(parts);
        }

        @Override
        public String toString() {
            return SEALED;
        }
    }

    /**
     * What is known of an organization's key. All times are in UTC.
     *
     * @param confirmed when somebody showed that the recovery sheets were written down; nothing is handed over before
     * @param holds how many owners' data keys it alone opens
     */
    record Known(Instant made, @Nullable Instant confirmed, Instant changed, String kit, int holds) {}

    Optional<Known> find(UUID organization);

    /**
     * Makes the organization's key.
     *
     * @throws org.amparo.kernel.Rejected when it has one, or the passphrase is weak
     */
    Recovery make(UUID organization, Passphrase passphrase);

    /**
     * The recovery sheets were written down: whoever says so types the last four letters of each part.
     *
     * @return whether they are right
     */
    boolean confirm(UUID organization, List<String> lastLetters);

    /**
     * Unlocks the key for one member.
     *
     * @return the handle that opens it from now on; nothing when the passphrase is wrong, there is no key, or it was tried too often, and
     *     nobody is told which
     */
    Optional<String> unlock(UUID organization, Passphrase passphrase, UUID member);

    /** Forgets an unlocked key. */
    void lock(String handle);

    /**
     * @return whether the old passphrase was right
     * @throws org.amparo.kernel.Rejected when the new one is weak
     */
    boolean change(UUID organization, Passphrase old, Passphrase anew);

    /**
     * New recovery sheets; the former open nothing from now on.
     *
     * @return nothing when the passphrase is wrong
     */
    Optional<Recovery> renew(UUID organization, Passphrase passphrase);

    /**
     * Sets a new passphrase with both parts of the recovery code, which is used up: new parts are made.
     *
     * @return nothing when a part is wrong
     */
    Optional<Recovery> recover(UUID organization, List<String> parts, Passphrase anew);

    /**
     * Ends an organization's key.
     *
     * @throws org.amparo.kernel.Rejected when it still holds something
     */
    void retire(UUID organization);

    /**
     * From the commit on, only the organization opens what the owners' data keys seal, and within seconds no older copy of the database
     * does with the key file of then.
     *
     * @return those that were handed over; not among them is who was shredded or is held already
     */
    Set<UUID> handOver(Collection<UUID> owners, UUID organization);

    /**
     * Everybody who may see it opens it again. Needs the organization's key unlocked in this request.
     *
     * @throws Held when it is not
     */
    void giveBack(UUID owner);

    /** The organization that alone opens an owner's data, if there is one. */
    Optional<UUID> holder(UUID owner);

    /** For the length of a request: the handle it came with, and the member it is of. */
    void present(String handle, UUID member);

    /** The request is over. */
    void dismiss();

    /** Whether the request came with that organization's key unlocked. */
    boolean isUnlocked(UUID organization);
}
