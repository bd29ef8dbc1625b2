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
import java.util.Objects;
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
    private final UnlockedKeys unlocked;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Cache<UUID, Aead> unwrapped = Caffeine.newBuilder()
            .maximumSize(UNWRAPPED_AT_MOST)
            .expireAfterWrite(KEPT_UNWRAPPED)
            .build();

    private volatile int noted;

    /** A data key as it lies in the database; sealed to an organization's key first when that alone holds it. */
    record Wrapped(
            UUID owner,
            long leaf,
            int tree,
            byte[] key,
            @Nullable UUID holder) {

        static Wrapped read(ResultSet row, int number) throws SQLException {
            return new Wrapped(
                    row.getObject("owner", UUID.class),
                    row.getLong("leaf"),
                    row.getInt("tree"),
                    row.getBytes("wrapped"),
                    row.getObject("holder", UUID.class));
        }
    }

    SealingVault(KeyRing ring, LeafNumbers leaves, UnlockedKeys unlocked, JdbcClient jdbc, Clock clock) {
        this.ring = ring;
        this.leaves = leaves;
        this.unlocked = unlocked;
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
                .params(owner, leaf, tree.number(), wrap(owner, leaf, tree.number(), null, wrapping, key))
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
            jdbc.sql(
                            "SELECT owner, leaf, tree, wrapped, holder FROM vault.data_key WHERE owner = ANY (?) AND holder IS NULL")
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
                old.owner(),
                old.leaf(),
                tree.number(),
                wrap(old.owner(), old.leaf(), tree.number(), old.holder(), leaf, key.get()),
                old.holder()));
    }

    /**
     * Seals the owners' data keys to an organization's public key, under new leaves, and orders the leaves they had to be destroyed: what an
     * older copy of the database still holds of them opens no more than what a shredded owner left there.
     */
    Set<UUID> handOver(Collection<UUID> owners, UUID organization, byte[] publicKey) {
        Set<UUID> handed = new HashSet<>();
        var rows = jdbc.sql("""
                        SELECT owner, leaf, tree, wrapped, holder FROM vault.data_key
                        WHERE owner = ANY (?) AND holder IS NULL ORDER BY owner FOR UPDATE
                        """)
                .param(owners.toArray(UUID[]::new))
                .query(Wrapped::read)
                .list();
        for (var row : rows) {
            var key = plain(row);
            if (key.isPresent()) {
                var sealed = Hpke.seal(publicKey, key.get(), held(row.owner(), organization));
                store(row.owner(), leaves.next(Lifetime.LASTING), organization, sealed);
                jdbc.sql("INSERT INTO vault.shredding (leaf, owner) VALUES (?, ?)")
                        .params(row.leaf(), row.owner())
                        .update();
                Arrays.fill(key.get(), (byte) 0);
                settle(row.owner(), Optional.empty());
                handed.add(row.owner());
            }
        }
        return handed;
    }

    /** @throws Held when the organization's key is not unlocked in this request */
    void giveBack(UUID owner) {
        var row = jdbc.sql("""
                        SELECT owner, leaf, tree, wrapped, holder FROM vault.data_key
                        WHERE owner = ? AND holder IS NOT NULL FOR UPDATE
                        """).param(owner).query(Wrapped::read).optional();
        row.flatMap(this::held).ifPresent(key -> {
            store(owner, row.get().leaf(), null, key);
            settle(owner, Optional.of(aead(key)));
            Arrays.fill(key, (byte) 0);
        });
    }

    private void store(UUID owner, long leaf, @Nullable UUID holder, byte[] content) {
        var tree = ring.current().wrapping(clock.instant());
        var wrapping = tree.keys().key(leaf).orElseThrow(() -> new IllegalStateException("the leaf was destroyed"));
        jdbc.sql("UPDATE vault.data_key SET leaf = ?, tree = ?, wrapped = ?, holder = cast(? AS uuid) WHERE owner = ?")
                .param(leaf)
                .param(tree.number())
                .param(wrap(owner, leaf, tree.number(), holder, wrapping, content))
                .param(holder)
                .param(owner)
                .update();
        note(tree.number());
    }

    /** The data key that an organization holds alone; empty when it is destroyed. */
    private Optional<byte[]> held(Wrapped row) {
        var organization = Objects.requireNonNull(row.holder());
        var sealed = plain(row);
        if (sealed.isEmpty()) {
            return Optional.empty();
        }
        var secret = unlocked.privateKey(organization).orElseThrow(() -> new Held(organization));
        try {
            return Optional.of(Hpke.open(secret, sealed.get(), held(row.owner(), organization)));
        } catch (GeneralSecurityException e) {
            throw new Tampered("a data key an organization holds");
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static byte[] held(UUID owner, UUID organization) {
        return ("amparo-held-1|" + owner + '|' + organization).getBytes(StandardCharsets.UTF_8);
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
        return jdbc.sql("SELECT owner, leaf, tree, wrapped, holder FROM vault.data_key WHERE owner = ?")
                .param(owner)
                .query(Wrapped::read)
                .optional()
                .flatMap(this::unwrap);
    }

    /** What an organization holds alone is unwrapped for who unlocked it, each time, and never kept. */
    private Optional<Aead> unwrap(Wrapped wrapped) {
        if (wrapped.holder() != null) {
            return held(wrapped).map(SealingVault::aead);
        }
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
                return aead(wrapping)
                        .decrypt(
                                wrapped.key(),
                                bound(wrapped.owner(), wrapped.leaf(), wrapped.tree(), wrapped.holder()));
            } catch (GeneralSecurityException e) {
                throw new Tampered("a wrapped data key");
            }
        });
    }

    private static byte[] wrap(UUID owner, long leaf, int tree, @Nullable UUID holder, byte[] wrapping, byte[] key) {
        try {
            return aead(wrapping).encrypt(key, bound(owner, leaf, tree, holder));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM seals", e);
        }
    }

    private static byte[] bound(UUID owner, long leaf, int tree, @Nullable UUID holder) {
        return ("amparo-key-1|" + owner + '|' + leaf + '|' + tree + (holder == null ? "" : "|" + holder))
                .getBytes(StandardCharsets.UTF_8);
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
