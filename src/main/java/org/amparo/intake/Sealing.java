package org.amparo.intake;

import jakarta.persistence.PostLoad;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreUpdate;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.amparo.kernel.NotFound;
import org.amparo.vault.Cell;
import org.amparo.vault.Fingerprints;
import org.amparo.vault.Lifetime;
import org.amparo.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/**
 * Seals what aggregates hold of people when their row is written, and opens it when somebody asks. Whatever is only counted, routed or
 * listed by codes is never opened.
 */
@Component
class Sealing {

    private final Vault vault;
    private final Fingerprints fingerprints;

    Sealing(Vault vault, Fingerprints fingerprints) {
        this.vault = vault;
        this.fingerprints = fingerprints;
    }

    /** An aggregate whose row holds sealed columns. */
    interface Sealed {

        /** The row is about to be written: what has changed is sealed. */
        void seal(Sealing with);

        /** The row was read. */
        void openableWith(Sealing sealing);
    }

    @PrePersist
    @PreUpdate
    void seal(Object row) {
        ((Sealed) row).seal(this);
    }

    @PostLoad
    void loaded(Object row) {
        ((Sealed) row).openableWith(this);
    }

    /** What was changed is at hand: an aggregate is changed and saved in one transaction. */
    static <T> T requireOpened(@Nullable T content) {
        if (content == null) {
            throw new IllegalStateException("changed in another transaction than it is saved in");
        }
        return content;
    }

    void admit(UUID owner, Lifetime lifetime) {
        vault.admit(owner, lifetime);
    }

    byte[] seal(Cell cell, Object content) {
        return vault.seal(cell, StoredJson.write(content));
    }

    /** @throws NotFound when it was shredded: then there is nothing here for anybody */
    <T> T open(Cell cell, byte[] sealed, TypeReference<T> type) {
        return StoredJson.read(vault.open(cell, sealed).orElseThrow(NotFound::new), type);
    }

    byte[] sealText(Cell cell, String text) {
        return vault.seal(cell, text.getBytes(StandardCharsets.UTF_8));
    }

    long[] found(PersonDetails person, CallerDetails caller) {
        return FoundBy.of(person, caller, fingerprints);
    }

    /** Before many are opened: their keys with one statement. */
    void fetch(Collection<UUID> owners) {
        vault.fetch(owners);
    }

    void shred(List<UUID> owners) {
        if (!owners.isEmpty()) {
            vault.shred(owners);
        }
    }
}
