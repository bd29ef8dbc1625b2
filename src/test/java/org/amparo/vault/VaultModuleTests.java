package org.amparo.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestKeys;
import org.amparo.support.TestMembers;
import org.amparo.support.TestPostgres;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

@ApplicationModuleTest
@Import({TestInfrastructure.class, TestMembers.class})
@TestPropertySource(properties = {"amparo.keys.destroy-every=1h", "amparo.keys.rewrap-every=1h"}) // the tests say when
class VaultModuleTests {

    private final SealingVault vault;
    private final KeyRing ring;
    private final KeyKeeping keeping;
    private final JdbcClient jdbc;
    private final TestPostgres.Database server;
    private final TransactionTemplate transaction;
    private final Clock clock;

    VaultModuleTests(
            SealingVault vault,
            KeyRing ring,
            KeyKeeping keeping,
            JdbcClient jdbc,
            TestPostgres.Database server,
            TransactionTemplate transaction,
            Clock clock) {
        this.vault = vault;
        this.ring = ring;
        this.keeping = keeping;
        this.jdbc = jdbc;
        this.server = server;
        this.transaction = transaction;
        this.clock = clock;
    }

    @BeforeEach
    void coldMemory() {
        jdbc.sql("DELETE FROM vault.data_key").update();
        vault.forget();
    }

    @Test
    void opensWhatItSealedAfterAStart() {
        var cell = cell(admitted());
        var sealed = vault.seal(cell, "canary".getBytes(UTF_8));
        assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("canary");
        assertThat(text(cell, sealed)).isEqualTo("canary");
        assertThat(restarted().open(cell, sealed)).hasValue("canary".getBytes(UTF_8));
    }

    @Test
    void neverSealsTheSameTextAlike() {
        var cell = cell(admitted());
        assertThat(vault.seal(cell, new byte[4])).isNotEqualTo(vault.seal(cell, new byte[4]));
    }

    @Test
    void refusesEveryChangedByteAndEveryCut() {
        var cell = cell(admitted());
        var sealed = vault.seal(cell, "a story".getBytes(UTF_8));
        for (var at = 0; at < sealed.length; at++) {
            var changed = sealed.clone();
            changed[at] ^= 1;
            assertThatExceptionOfType(Tampered.class).isThrownBy(() -> vault.open(cell, changed));
            var cut = java.util.Arrays.copyOf(sealed, at);
            assertThatExceptionOfType(Tampered.class).isThrownBy(() -> vault.open(cell, cut));
        }
    }

    @Test
    void opensInItsOwnPlaceOnly() {
        var owner = admitted();
        var other = admitted();
        var cell = new Cell("intake.case_file", "told", owner, 3);
        var sealed = vault.seal(cell, "x".getBytes(UTF_8));
        for (var elsewhere : List.of(
                new Cell("intake.draft", "told", owner, 3),
                new Cell("intake.case_file", "name", owner, 3),
                new Cell("intake.case_file", "told", other, 3),
                new Cell("intake.case_file", "told", owner, 2),
                new Cell("intake.case_file", "told", owner, 4))) {
            assertThatExceptionOfType(Tampered.class).isThrownBy(() -> vault.open(elsewhere, sealed));
        }
    }

    @Test
    void refusesAWrappedKeyPutInAnothersPlace() {
        var one = admitted();
        var other = admitted();
        jdbc.sql("""
                        UPDATE vault.data_key SET (leaf, tree, wrapped) =
                            (SELECT leaf, tree, wrapped FROM vault.data_key WHERE owner = ?)
                        WHERE owner = ?
                        """).params(one, other).update();
        vault.forget();
        assertThatExceptionOfType(Tampered.class).isThrownBy(() -> vault.open(cell(other), new byte[40]));
    }

    @Test
    void sealsForNobodyItDoesNotKnow() {
        assertThatIllegalStateException().isThrownBy(() -> vault.seal(cell(UUID.randomUUID()), new byte[1]));
        assertThat(vault.open(cell(UUID.randomUUID()), new byte[40])).isEmpty();
    }

    @Test
    void aKeyOfATransactionThatRolledBackWasNeverMade() {
        var owner = UUID.randomUUID();
        transaction.executeWithoutResult(status -> {
            vault.admit(owner, Lifetime.LASTING);
            assertThat(vault.seal(cell(owner), new byte[1])).isNotEmpty();
            status.setRollbackOnly();
        });
        assertThatIllegalStateException().isThrownBy(() -> vault.seal(cell(owner), new byte[1]));
        vault.admit(owner, Lifetime.LASTING);
        assertThat(vault.seal(cell(owner), new byte[1])).isNotEmpty();
    }

    @Test
    void admitsOnce() {
        var owner = admitted();
        var sealed = vault.seal(cell(owner), new byte[1]);
        vault.admit(owner, Lifetime.LASTING);
        vault.forget();
        assertThat(vault.open(cell(owner), sealed)).isPresent();
    }

    @Test
    void opensAListWithOneStatement() {
        var owners = Stream.generate(this::admitted).limit(30).toList();
        var sealed = owners.stream()
                .map(owner -> vault.seal(cell(owner), owner.toString().getBytes(UTF_8)))
                .toList();
        vault.forget();
        vault.fetch(owners);
        jdbc.sql("ALTER TABLE vault.data_key RENAME TO out_of_reach").update();
        try {
            for (var at = 0; at < owners.size(); at++) {
                assertThat(text(cell(owners.get(at)), sealed.get(at)))
                        .isEqualTo(owners.get(at).toString());
            }
        } finally {
            jdbc.sql("ALTER TABLE vault.out_of_reach RENAME TO data_key").update();
        }
    }

    @Test
    void shredsWithTheTransactionAndNotWithout() {
        var cell = cell(admitted());
        var sealed = vault.seal(cell, "kept".getBytes(UTF_8));
        transaction.executeWithoutResult(status -> {
            vault.shred(List.of(cell.owner()));
            assertThat(vault.open(cell, sealed)).isEmpty();
            status.setRollbackOnly();
        });
        keeping.destroy();
        assertThat(text(cell, sealed)).isEqualTo("kept");
        vault.shred(List.of(cell.owner()));
        assertThat(vault.open(cell, sealed)).isEmpty();
        vault.shred(List.of(cell.owner()));
    }

    /** The promise of a shredded file: no older copy of the database helps, and it harms no other file. */
    @Test
    void anOlderBackupOpensNoneOfTheShreddedAndAllOfTheOthers() {
        var shredded = Stream.generate(this::admitted).limit(100).toList();
        var others = Stream.generate(this::admitted).limit(100).toList();
        jdbc.sql("CREATE TABLE vault.told AS SELECT owner, ''::bytea AS sealed FROM vault.data_key LIMIT 0")
                .update();
        for (var owner : Stream.concat(shredded.stream(), others.stream()).toList()) {
            jdbc.sql("INSERT INTO vault.told VALUES (?, ?)")
                    .params(owner, vault.seal(cell(owner), owner.toString().getBytes(UTF_8)))
                    .update();
        }
        try {
            // A rotation between backup and purge: the backup's data keys are wrapped by a generation that is not the
            // newest.
            jdbc.sql("CREATE TABLE vault.backup AS SELECT * FROM vault.data_key")
                    .update();
            rotate();
            keeping.rewrap();
            jdbc.sql("CREATE TABLE vault.later_backup AS SELECT * FROM vault.data_key")
                    .update();

            vault.shred(shredded);
            assertThat(keeping.destroy()).isGreaterThanOrEqualTo(100);

            for (var backup : List.of("vault.backup", "vault.later_backup")) {
                jdbc.sql("DELETE FROM vault.data_key").update();
                server.asSuperuser()
                        .sql("DELETE FROM vault.shredding")
                        .update(); // an older database knows nothing of it
                jdbc.sql("INSERT INTO vault.data_key SELECT * FROM " + backup).update();
                var today = restarted();
                assertThat(opened(today, shredded)).as(backup).isZero();
                assertThat(opened(today, others)).as(backup).isEqualTo(100);
            }
        } finally {
            jdbc.sql("DROP TABLE vault.told, vault.backup").update();
            jdbc.sql("DROP TABLE IF EXISTS vault.later_backup").update();
        }
    }

    @Test
    void destroysAfterACrashWhatWasOrderedBeforeIt() {
        var cell = cell(admitted());
        var sealed = vault.seal(cell, new byte[1]);
        jdbc.sql("CREATE TABLE vault.backup AS SELECT * FROM vault.data_key").update();
        vault.shred(List.of(cell.owner()));
        // The node stops here, before the key file followed, and starts again much later.
        server.asSuperuser()
                .sql("UPDATE vault.shredding SET ordered_at = now() - interval '40 days'")
                .update();
        var started = new KeyKeeping(ring, vault, jdbc, transaction, clock);
        assertThat(started.destroy()).isPositive();
        assertThat(started.destroy()).isZero();
        jdbc.sql("INSERT INTO vault.data_key SELECT * FROM vault.backup WHERE owner = ?")
                .param(cell.owner())
                .update();
        jdbc.sql("DROP TABLE vault.backup").update();
        assertThat(restarted().open(cell, sealed)).isEmpty();
    }

    @Test
    void aKeyFileBroughtBackFromACopyIsBroughtUpToDate() throws IOException {
        var cell = cell(admitted());
        var sealed = vault.seal(cell, new byte[1]);
        var copy = Files.readAllBytes(ring.file());
        var wrapped = jdbc.sql("SELECT leaf FROM vault.data_key WHERE owner = ?")
                .param(cell.owner())
                .query(Long.class)
                .single();
        vault.shred(List.of(cell.owner()));
        keeping.destroy();
        var file = Files.createTempDirectory("older").resolve("amparo.keys");
        KeyFiles.write(file, copy);
        var older = new KeyRing(file, jdbc);
        older.afterPropertiesSet();
        assertThat(older.current().holds(wrapped)).isTrue();
        new KeyKeeping(older, vault, jdbc, transaction, clock).destroy();
        assertThat(older.current().holds(wrapped)).isFalse();
        assertThat(KeyFiles.read(file).holds(wrapped)).isFalse();
        assertThat(vault.open(cell, sealed)).isEmpty();
    }

    @Test
    void rotatesWhileEverybodyWrites() throws Exception {
        var cells = new ArrayList<Cell>();
        for (var before = 0; before < 700; before++) {
            cells.add(cell(admitted()));
        }
        var sealed = new ArrayList<byte[]>();
        cells.forEach(
                cell -> sealed.add(vault.seal(cell, cell.owner().toString().getBytes(UTF_8))));
        var stop = new AtomicBoolean();
        try (var people = Executors.newFixedThreadPool(4)) {
            Callable<Integer> work = () -> {
                var done = 0;
                var random = new Random();
                while (!stop.get()) {
                    if (random.nextInt(10) == 0) {
                        vault.forget();
                    }
                    var fresh = cell(admitted());
                    assertThat(text(fresh, vault.seal(fresh, "new".getBytes(UTF_8))))
                            .isEqualTo("new");
                    var at = random.nextInt(cells.size());
                    assertThat(text(cells.get(at), sealed.get(at)))
                            .isEqualTo(cells.get(at).owner().toString());
                    done++;
                }
                return done;
            };
            var working = List.of(people.submit(work), people.submit(work), people.submit(work), people.submit(work));
            int generation;
            try {
                generation = rotate();
                assertThat(keeping.rewrap()).isGreaterThanOrEqualTo(700);
                keeping.rewrap();
            } finally {
                stop.set(true);
            }
            for (var one : working) {
                assertThat(one.get()).isPositive();
            }
            keeping.rewrap();
            assertThat(jdbc.sql("SELECT count(*) FROM vault.data_key WHERE tree < ?")
                            .param(generation)
                            .query(Integer.class)
                            .single())
                    .isZero();
        }
        vault.forget();
        for (var at = 0; at < cells.size(); at++) {
            assertThat(text(cells.get(at), sealed.get(at)))
                    .isEqualTo(cells.get(at).owner().toString());
        }
    }

    @Test
    void saysThatAGenerationIsEmptyOnlyWhenNoNodeCanUseItAnyMore() {
        var cell = cell(admitted());
        var sealed = vault.seal(cell, new byte[1]);
        rotate();
        keeping.rewrap();
        keeping.rewrap();
        assertThat(ring.current().trees().reversed().get(1).emptied()).isNull();
        var later = Clock.offset(clock, KeyKeeping.ALL_HAVE_SEEN.plusMinutes(1));
        new KeyKeeping(ring, vault, jdbc, transaction, later).rewrap();
        assertThat(ring.current().trees().reversed().get(1).emptied()).isNotNull();
        ring.change(keys -> keys.dropped(keys.trees().reversed().get(1).number()));
        vault.forget();
        assertThat(vault.open(cell, sealed)).isPresent();
        new KeyRing(ring.file(), jdbc).afterPropertiesSet();
    }

    @Test
    void aNodeThatHasNotSeenARotationYetLooksAgain() {
        var behind = restarted();
        KeyFiles.change(ring.file(), keys -> keys.rotated(clock.instant(), new java.security.SecureRandom()));
        ring.refresh();
        var cell = cell(admitted());
        var sealed = vault.seal(cell, new byte[1]);
        assertThat(behind.open(cell, sealed)).isPresent();
    }

    @Test
    void refusesTheKeyFileOfAnotherInstallationAndAnOlderOne() throws IOException {
        admitted();
        var other = TestKeys.make();
        assertThatExceptionOfType(KeyTrouble.class)
                .isThrownBy(() -> new KeyRing(other, jdbc).afterPropertiesSet())
                .withMessageContaining("belongs to installation");
        var copy = Files.readAllBytes(ring.file());
        rotate();
        admitted();
        var file = Files.createTempDirectory("older").resolve("amparo.keys");
        KeyFiles.write(file, copy);
        assertThatExceptionOfType(KeyTrouble.class)
                .isThrownBy(() -> new KeyRing(file, jdbc).afterPropertiesSet())
                .withMessageContaining("older than this database");
        assertThatExceptionOfType(KeyTrouble.class)
                .isThrownBy(() -> new KeyRing(Path.of("/nowhere/amparo.keys"), jdbc))
                .withMessageContaining("keys create");
    }

    private UUID admitted() {
        var owner = UUID.randomUUID();
        vault.admit(owner, Lifetime.LASTING);
        return owner;
    }

    private int rotate() {
        ring.change(keys -> keys.rotated(clock.instant(), new java.security.SecureRandom()));
        return ring.current().trees().getLast().number();
    }

    /** Another node, or this one after a start: nothing in memory. */
    private SealingVault restarted() {
        return new SealingVault(
                new KeyRing(ring.file(), jdbc), new LeafNumbers(jdbc), new UnlockedKeys(clock), jdbc, clock);
    }

    private int opened(Vault with, List<UUID> owners) {
        var opened = 0;
        for (var owner : owners) {
            var sealed = jdbc.sql("SELECT sealed FROM vault.told WHERE owner = ?")
                    .param(owner)
                    .query(byte[].class)
                    .single();
            if (with.open(cell(owner), sealed)
                    .filter(text -> new String(text, UTF_8).equals(owner.toString()))
                    .isPresent()) {
                opened++;
            }
        }
        return opened;
    }

    private String text(Cell cell, byte[] sealed) {
        return new String(vault.open(cell, sealed).orElseThrow(), UTF_8);
    }

    private static Cell cell(UUID owner) {
        return new Cell("intake.case_file", "told", owner, 1);
    }
}
