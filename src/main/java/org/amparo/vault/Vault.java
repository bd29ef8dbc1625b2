package org.amparo.vault;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Seals and opens what is about people. Each owner (a case file, a draft, a matter) has one data key; destroying that key is how an owner's
 * data is shredded, wherever copies of the sealed bytes lie.
 *
 * <p>What a caller does with the vault belongs to the caller's transaction: a key made in a transaction that rolls back was never made.
 */
public interface Vault {

    /** Makes the data key of a new owner; one row. An owner that has one keeps it. */
    void admit(UUID owner, Lifetime lifetime);

    /** @throws IllegalStateException when the owner has no data key, never had one or is shredded */
    byte[] seal(Cell cell, byte[] text);

    /**
     * @return what was sealed; empty when the owner was shredded
     * @throws Held when an organization holds the owner's key alone and has not unlocked it in this request
     * @throws Tampered when the bytes were not sealed for this cell
     */
    Optional<byte[]> open(Cell cell, byte[] sealed);

    /**
     * Fetches the data keys of many owners with one statement, so that opening a list costs no statement for each line.
     *
     * @return those that have one; for the others there is nothing to open
     */
    Set<UUID> fetch(Collection<UUID> owners);

    /**
     * Destroys the owners' data keys with one statement. From the commit on nothing of theirs opens here, within a minute on every node; as
     * soon as the key files have followed, nothing of it opens from an older copy of the database either.
     */
    void shred(Collection<UUID> owners);
}
