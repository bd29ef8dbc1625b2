package org.amparo.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Data keys in a table, wrapped by leaves of the key file's trees. An unwrapped key stays in memory for a minute at most and in bounded
 * number; one that was made or destroyed in a transaction counts for that transaction alone until it commits.
 */
@Component
class SealingVault implements Vault {

    /** How long a data key destroyed on one node may still open on another. */
    static final Duration KEPT_UNWRAPPED = Duration.ofMinutes(1);

    private static final int UNWRAPPED_AT_MOST = 10_000;
    private static final byte FORMAT = 1;

    private final KeyRing ring;
    private final LeafNumbers leaves;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Cache<UUID, Aead> unwrapped = Caffeine.newBuilder()
            .maximumSize(UNWRAPPED_AT_MOST)
            .expireAfterWrite(KEPT_UNWRAPPED)
            .build();

    private volatile int noted;

    /** A data key as it lies in the database. */
    record Wrapped(UUID owner, long leaf, int tree, byte[] key) {

        static Wrapped read(ResultSet row, int number) throws SQLException {
            return new Wrapped(
                    row.getObject("owner", UUID.class),
                    row.getLong("leaf"),
                    row.getInt("tree"),
                    row.getBytes("wrapped"));
        }
    }

    SealingVault(KeyRing ring, LeafNumbers leaves, JdbcClient jdbc, Clock clock) {
        this.ring = ring;
        this.leaves = leaves;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void admit(UUID owner, Lifetime lifetime) {
        var tree = ring.current().wrapping(clock.instant());
        var leaf = leaves.next(lifetime);
        var key = new byte[KeyTree.KEY];
        random.nextBytes(key);
        var wrapping = tree.keys().key(leaf).orElseThrow(() -> new IllegalStateException("a new leaf is there"));
        var made = jdbc.sql("""
                        INSERT INTO vault.data_key (owner, leaf, tree, wrapped) VALUES (?, ?, ?, ?)
                        ON CONFLICT (owner) DO NOTHING
                        """)
                .params(owner, leaf, tree.number(), wrap(owner, leaf, tree.number(), wrapping, key))
                .update();
        if (made == 1) {
            settle(owner, Optional.of(aead(key)));
            note(tree.number());
        }
        Arrays.fill(key, (byte) 0);
    }

    @Override
    public byte[] seal(Cell cell, byte[] text) {
        var key = key(cell.owner()).orElseThrow(() -> new IllegalStateException("no data key for " + cell.owner()));
        try {
            var sealed = key.encrypt(text, cell.bound());
            var framed = new byte[sealed.length + 1];
            framed[0] = FORMAT;
            System.arraycopy(sealed, 0, framed, 1, sealed.length);
            return framed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM seals", e);
        }
    }

    @Override
    public Optional<byte[]> open(Cell cell, byte[] sealed) {
        var key = key(cell.owner());
        if (key.isEmpty()) {
            return Optional.empty();
        }
        if (sealed.length == 0 || sealed[0] != FORMAT) {
            throw new Tampered("sealed bytes of an unknown format");
        }
        try {
            return Optional.of(key.get().decrypt(Arrays.copyOfRange(sealed, 1, sealed.length), cell.bound()));
        } catch (GeneralSecurityException e) {
            throw new Tampered(cell, e);
        }
    }

    @Override
    public Set<UUID> fetch(Collection<UUID> owners) {
        Set<UUID> here = new HashSet<>(owners);
        var missing = here.stream()
                .filter(owner -> unwrapped.getIfPresent(owner) == null)
                .toArray(UUID[]::new);
        if (missing.length > 0) {
            here.removeAll(Set.of(missing));
            jdbc.sql("SELECT owner, leaf, tree, wrapped FROM vault.data_key WHERE owner = ANY (?)")
                    .param(missing)
                    .query(Wrapped::read)
                    .list()
                    .forEach(wrapped -> unwrap(wrapped).ifPresent(key -> here.add(wrapped.owner())));
        }
        return here;
    }

    @Override
    public void shred(Collection<UUID> owners) {
        jdbc.sql("""
                        WITH gone AS (DELETE FROM vault.data_key WHERE owner = ANY (?) RETURNING leaf, owner)
                        INSERT INTO vault.shredding (leaf, owner) SELECT leaf, owner FROM gone
                        """).param(owners.toArray(UUID[]::new)).update();
        owners.forEach(owner -> settle(owner, Optional.empty()));
    }

    /** The owner's data key, wrapped anew by the tree that wraps now; empty when it is destroyed. */
    Optional<Wrapped> rewrapped(Wrapped old) {
        var tree = ring.current().wrapping(clock.instant());
        var key = plain(old);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        var wrapping = tree.keys().key(old.leaf());
        return wrapping.map(leaf -> new Wrapped(
                old.owner(), old.leaf(), tree.number(), wrap(old.owner(), old.leaf(), tree.number(), leaf, key.get())));
    }

    /** Nothing unwrapped is left in memory. */
    void forget() {
        unwrapped.invalidateAll();
    }

    private Optional<Aead> key(UUID owner) {
        var own = unsettled();
        if (own != null && own.containsKey(owner)) {
            return own.get(owner);
        }
        var known = unwrapped.getIfPresent(owner);
        if (known != null) {
            return Optional.of(known);
        }
        return jdbc.sql("SELECT owner, leaf, tree, wrapped FROM vault.data_key WHERE owner = ?")
                .param(owner)
                .query(Wrapped::read)
                .optional()
                .flatMap(this::unwrap);
    }

    private Optional<Aead> unwrap(Wrapped wrapped) {
        var key = plain(wrapped).map(SealingVault::aead);
        key.ifPresent(aead -> unwrapped.put(wrapped.owner(), aead));
        return key;
    }

    private Optional<byte[]> plain(Wrapped wrapped) {
        if (ring.current().tree(wrapped.tree()).isEmpty()) {
            ring.refresh();
        }
        var tree = ring.current()
                .tree(wrapped.tree())
                .orElseThrow(() -> new IllegalStateException("the key file lacks wrapping key " + wrapped.tree()));
        return tree.keys().key(wrapped.leaf()).map(wrapping -> {
            try {
                return aead(wrapping).decrypt(wrapped.key(), bound(wrapped.owner(), wrapped.leaf(), wrapped.tree()));
            } catch (GeneralSecurityException e) {
                throw new Tampered("a wrapped data key");
            }
        });
    }

    private static byte[] wrap(UUID owner, long leaf, int tree, byte[] wrapping, byte[] key) {
        try {
            return aead(wrapping).encrypt(key, bound(owner, leaf, tree));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM seals", e);
        }
    }

    private static byte[] bound(UUID owner, long leaf, int tree) {
        return ("amparo-key-1|" + owner + '|' + leaf + '|' + tree).getBytes(StandardCharsets.UTF_8);
    }

    private static Aead aead(byte[] key) {
        try {
            return new AesGcmJce(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /** A generation of wrapping keys is noted once it is used, so that a key file without it is known to be too old. */
    private void note(int tree) {
        if (tree == noted) {
            return;
        }
        jdbc.sql("INSERT INTO vault.tree_in_use (tree) VALUES (?) ON CONFLICT DO NOTHING")
                .param(tree)
                .update();
        afterCommit(() -> noted = tree);
    }

    // What a transaction made or destroyed is its own until it commits.

    private void settle(UUID owner, Optional<Aead> key) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            settled(owner, key);
            return;
        }
        var own = unsettled();
        if (own == null) {
            own = new HashMap<>();
            TransactionSynchronizationManager.bindResource(this, own);
            TransactionSynchronizationManager.registerSynchronization(new Settling(own));
        }
        own.put(owner, key);
    }

    private void settled(UUID owner, Optional<Aead> key) {
        key.ifPresentOrElse(aead -> unwrapped.put(owner, aead), () -> unwrapped.invalidate(owner));
    }

    @SuppressWarnings("unchecked")
    private @Nullable Map<UUID, Optional<Aead>> unsettled() {
        return (Map<UUID, Optional<Aead>>) TransactionSynchronizationManager.getResource(this);
    }

    private static void afterCommit(Runnable action) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            action.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }

    private final class Settling implements TransactionSynchronization {

        private final Map<UUID, Optional<Aead>> own;

        Settling(Map<UUID, Optional<Aead>> own) {
            this.own = own;
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(SealingVault.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(SealingVault.this, own);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(SealingVault.this);
            if (status == STATUS_COMMITTED) {
                own.forEach(SealingVault.this::settled);
            }
        }
    }
}
