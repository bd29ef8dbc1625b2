package org.amparo.vault;

import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.X25519;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.amparo.kernel.Rejected;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An organization's private key lies in the database twice: under its passphrase, stretched by Argon2id (RFC 9106) together with a secret
 * of the key file, so that a stolen dump alone can't be guessed at; and under a random recovery code, which was split and forgotten.
 */
@Component
class HeldKeys implements OrganizationKeys {

    /** With 64 MiB the second choice RFC 9106 recommends, for machines with less memory than two gigabytes to spare. */
    static final int PASSES = 3;

    /** What could be the letters of two sheets; what couldn't is not asked of the database. */
    private static final Pattern LETTERS = Pattern.compile("[A-Z0-9 ]{0,40}");

    static final int TRIES = 10;
    static final Duration TRIED_WITHIN = Duration.ofMinutes(15);

    private static final int CUSTODIANS = 2;
    private static final int SALT = 16;
    private static final int LAST = 4;

    /** Each costs its memory while it lasts. */
    private static final Semaphore STRETCHING = new Semaphore(2, true);

    private final SealingVault vault;
    private final UnlockedKeys unlocked;
    private final Fingerprints fingerprints;
    private final JdbcClient jdbc;
    private final TransactionTemplate apart;
    private final Clock clock;
    private final int memory;
    private final SecureRandom random = new SecureRandom();

    HeldKeys(
            SealingVault vault,
            UnlockedKeys unlocked,
            Fingerprints fingerprints,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock,
            @Value("${amparo.passphrase-memory-kib:65536}") int memory) {
        this.vault = vault;
        this.unlocked = unlocked;
        this.fingerprints = fingerprints;
        this.jdbc = jdbc;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
        this.memory = memory;
    }

    private record Row(
            UUID organization,
            byte[] salt,
            int memory,
            int passes,
            byte[] underPassphrase,
            String kit,
            byte[] underRecovery) {

        static Row read(ResultSet row, int number) throws SQLException {
            return new Row(
                    row.getObject("organization", UUID.class),
                    row.getBytes("salt"),
                    row.getInt("memory_kib"),
                    row.getInt("passes"),
                    row.getBytes("under_passphrase"),
                    row.getString("kit"),
                    row.getBytes("under_recovery"));
        }
    }

    private record Split(Recovery recovery, byte[] sealed, String check) {}

    @Override
    public Optional<Known> find(UUID organization) {
        return jdbc.sql("""
                        SELECT made_at, confirmed_at, changed_at, kit,
                               (SELECT count(*) FROM vault.data_key WHERE holder = organization_key.organization) AS holds
                        FROM vault.organization_key WHERE organization = ?
                        """)
                .param(organization)
                .query((row, number) -> new Known(
                        row.getTimestamp("made_at").toInstant(),
                        instant(row.getTimestamp("confirmed_at")),
                        row.getTimestamp("changed_at").toInstant(),
                        row.getString("kit"),
                        row.getInt("holds")))
                .optional();
    }

    @Override
    public Recovery make(UUID organization, Passphrase passphrase) {
        requireStrong("passphrase", passphrase);
        var secret = X25519.generatePrivateKey();
        var salt = salt();
        var now = now();
        var split = split(organization, secret);
        var made = jdbc.sql("""
                        INSERT INTO vault.organization_key (organization, made_at, changed_at, public_key, salt, memory_kib, passes,
                            under_passphrase, kit, under_recovery, recovery_check, tried_since)
                        VALUES (:organization, :now, :now, :public, :salt, :memory, :passes, :passphrase, :kit, :recovery, :check, :now)
                        ON CONFLICT DO NOTHING
                        """)
                .param("organization", organization)
                .param("now", now)
                .param("public", Hpke.publicKey(secret))
                .param("salt", salt)
                .param("memory", memory)
                .param("passes", PASSES)
                .param("passphrase", seal(stretched(passphrase, salt, memory, PASSES), secret, words(organization)))
                .param("kit", split.recovery().kit())
                .param("recovery", split.sealed())
                .param("check", split.check())
                .update();
        Arrays.fill(secret, (byte) 0);
        if (made == 0) {
            throw Rejected.conflict("key-there-already");
        }
        return split.recovery();
    }

    @Override
    public boolean confirm(UUID organization, List<String> lastLetters) {
        var typed = String.join(
                " ",
                lastLetters.stream()
                        .map(letters -> letters.strip().toUpperCase(Locale.ROOT))
                        .toList());
        if (!LETTERS.matcher(typed).matches()) {
            return false;
        }
        return jdbc.sql("""
                        UPDATE vault.organization_key SET confirmed_at = coalesce(confirmed_at, ?)
                        WHERE organization = ? AND recovery_check = ?
                        """).params(now(), organization, typed).update() == 1;
    }

    @Override
    public Optional<String> unlock(UUID organization, Passphrase passphrase, UUID member) {
        return opened(organization, passphrase).map(secret -> {
            try {
                return unlocked.keep(organization, member, secret);
            } finally {
                Arrays.fill(secret, (byte) 0);
            }
        });
    }

    @Override
    public void lock(String handle) {
        unlocked.lock(handle);
    }

    @Override
    public boolean change(UUID organization, Passphrase old, Passphrase anew) {
        requireStrong("anew", anew);
        var secret = opened(organization, old);
        secret.ifPresent(bytes -> {
            protect(organization, bytes, anew);
            Arrays.fill(bytes, (byte) 0);
        });
        return secret.isPresent();
    }

    @Override
    public Optional<Recovery> renew(UUID organization, Passphrase passphrase) {
        return opened(organization, passphrase).map(secret -> {
            var split = split(organization, secret);
            keep(organization, split);
            Arrays.fill(secret, (byte) 0);
            return split.recovery();
        });
    }

    @Override
    public Optional<Recovery> recover(UUID organization, List<String> parts, Passphrase anew) {
        requireStrong("anew", anew);
        return attempted(organization)
                .flatMap(row -> joined(row.kit(), parts).flatMap(code -> {
                    try {
                        var secret = new AesGcmJce(code).decrypt(row.underRecovery(), sheets(organization, row.kit()));
                        succeeded(organization);
                        protect(organization, secret, anew);
                        var split = split(organization, secret);
                        keep(organization, split);
                        Arrays.fill(secret, (byte) 0);
                        return Optional.of(split.recovery());
                    } catch (GeneralSecurityException otherParts) {
                        return Optional.empty();
                    }
                }));
    }

    @Override
    public void retire(UUID organization) {
        var gone = jdbc.sql("""
                        DELETE FROM vault.organization_key WHERE organization = ?
                          AND NOT EXISTS (SELECT FROM vault.data_key WHERE holder = ?)
                        """).params(organization, organization).update();
        if (gone == 0 && find(organization).isPresent()) {
            throw Rejected.conflict("key-holds-files");
        }
        unlocked.lockAll(organization);
    }

    @Override
    public Set<UUID> handOver(Collection<UUID> owners, UUID organization) {
        var publicKey = jdbc.sql("""
                        SELECT public_key FROM vault.organization_key WHERE organization = ? AND confirmed_at IS NOT NULL FOR SHARE
                        """).param(organization).query(byte[].class).optional();
        return publicKey.map(key -> vault.handOver(owners, organization, key)).orElse(Set.of());
    }

    @Override
    public void giveBack(UUID owner) {
        vault.giveBack(owner);
    }

    @Override
    public Optional<UUID> holder(UUID owner) {
        return jdbc.sql("SELECT holder FROM vault.data_key WHERE owner = ? AND holder IS NOT NULL")
                .param(owner)
                .query(UUID.class)
                .optional();
    }

    @Override
    public void present(String handle, UUID member) {
        unlocked.present(handle, member);
    }

    @Override
    public void dismiss() {
        unlocked.dismiss();
    }

    @Override
    public boolean isUnlocked(UUID organization) {
        return unlocked.isUnlocked(organization);
    }

    // Tries

    private Optional<byte[]> opened(UUID organization, Passphrase passphrase) {
        return attempted(organization).flatMap(row -> {
            try {
                var secret = new AesGcmJce(stretched(passphrase, row.salt(), row.memory(), row.passes()))
                        .decrypt(row.underPassphrase(), words(organization));
                succeeded(organization);
                return Optional.of(secret);
            } catch (GeneralSecurityException wrong) {
                return Optional.empty();
            }
        });
    }

    /** A try is counted before it is made, so that many at once are no more than their number. */
    private Optional<Row> attempted(UUID organization) {
        var now = clock.instant();
        return apart.execute(status -> jdbc.sql("""
                        UPDATE vault.organization_key
                        SET tries = CASE WHEN tried_since < :since THEN 1 ELSE tries + 1 END,
                            tried_since = CASE WHEN tried_since < :since THEN :now ELSE tried_since END
                        WHERE organization = :organization AND (tries < :most OR tried_since < :since)
                        RETURNING organization, salt, memory_kib, passes, under_passphrase, kit, under_recovery
                        """)
                .param("since", Timestamp.from(now.minus(TRIED_WITHIN)))
                .param("now", Timestamp.from(now))
                .param("organization", organization)
                .param("most", TRIES)
                .query(Row::read)
                .optional());
    }

    private void succeeded(UUID organization) {
        apart.executeWithoutResult(
                status -> jdbc.sql("UPDATE vault.organization_key SET tries = 0 WHERE organization = ?")
                        .param(organization)
                        .update());
    }

    // Under which the private key lies

    private void protect(UUID organization, byte[] secret, Passphrase passphrase) {
        var salt = salt();
        jdbc.sql("""
                        UPDATE vault.organization_key SET salt = ?, memory_kib = ?, passes = ?, under_passphrase = ?, changed_at = ?
                        WHERE organization = ?
                        """)
                .params(
                        salt,
                        memory,
                        PASSES,
                        seal(stretched(passphrase, salt, memory, PASSES), secret, words(organization)),
                        now(),
                        organization)
                .update();
        unlocked.lockAll(organization);
    }

    private void keep(UUID organization, Split split) {
        jdbc.sql("""
                        UPDATE vault.organization_key SET kit = ?, under_recovery = ?, recovery_check = ?, confirmed_at = NULL
                        WHERE organization = ?
                        """)
                .params(split.recovery().kit(), split.sealed(), split.check(), organization)
                .update();
    }

    private Split split(UUID organization, byte[] secret) {
        var code = new byte[KeyTree.KEY];
        random.nextBytes(code);
        var kit = RecoveryKit.name(random);
        var parts = RecoveryKit.split(code, CUSTODIANS, random);
        var letters = List.of(RecoveryKit.letters(1, kit, parts.get(0)), RecoveryKit.letters(2, kit, parts.get(1)));
        var check = String.join(
                " ",
                letters.stream()
                        .map(part -> part.substring(part.length() - LAST))
                        .toList());
        return new Split(new Recovery(kit, letters), seal(code, secret, sheets(organization, kit)), check);
    }

    private static Optional<byte[]> joined(String kit, List<String> parts) {
        var code = new byte[KeyTree.KEY];
        try {
            for (var number = 1; number <= CUSTODIANS; number++) {
                RecoveryKit.add(RecoveryKit.part(number, kit, parts.get(number - 1)), code);
            }
            return Optional.of(code);
        } catch (KeyTrouble mistyped) {
            return Optional.empty();
        }
    }

    private byte[] stretched(Passphrase passphrase, byte[] salt, int memory, int passes) {
        try {
            if (!STRETCHING.tryAcquire(30, TimeUnit.SECONDS)) {
                throw Rejected.conflict("key-busy");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
        try {
            var argon = new Argon2BytesGenerator();
            argon.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(memory)
                    .withIterations(passes)
                    .withParallelism(1)
                    .withSalt(salt)
                    .withSecret(fingerprints.whole("organization-key", salt))
                    .build());
            var key = new byte[KeyTree.KEY];
            argon.generateBytes(passphrase.bytes(), key);
            return key;
        } finally {
            STRETCHING.release();
        }
    }

    private static byte[] seal(byte[] key, byte[] secret, byte[] bound) {
        try {
            return new AesGcmJce(key).encrypt(secret, bound);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM seals", e);
        }
    }

    private static void requireStrong(String field, Passphrase passphrase) {
        if (!passphrase.isStrong()) {
            throw Rejected.invalid(field, "passphrase-weak", Passphrase.SHORTEST);
        }
    }

    private byte[] salt() {
        var salt = new byte[SALT];
        random.nextBytes(salt);
        return salt;
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    private static byte[] words(UUID organization) {
        return ("amparo-organization-1|passphrase|" + organization).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] sheets(UUID organization, String kit) {
        return ("amparo-organization-1|recovery|" + organization + '|' + kit).getBytes(StandardCharsets.UTF_8);
    }
}
