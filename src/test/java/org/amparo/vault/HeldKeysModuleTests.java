package org.amparo.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amparo.kernel.Rejected;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.amparo.support.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** What an organization holds alone opens with its passphrase and this server's key file together, and with neither alone. */
@ApplicationModuleTest
@Import({TestInfrastructure.class, TestMembers.class})
@TestPropertySource(
        properties = {
            "amparo.keys.destroy-every=1h", // the tests say when
            "amparo.keys.rewrap-every=1h",
            "amparo.passphrase-memory-kib=256" // they try many
        })
class HeldKeysModuleTests {

    private static final Passphrase WORDS = new Passphrase("seven lanterns under the quiet bridge");
    private static final Passphrase OTHER_WORDS = new Passphrase("nobody waters the orange piano twice");
    private static final UUID MEMBER = UUID.randomUUID();

    private final OrganizationKeys keys;
    private final SealingVault vault;
    private final KeyRing ring;
    private final KeyKeeping keeping;
    private final JdbcClient jdbc;
    private final TestPostgres.Database server;
    private final TransactionTemplate transaction;
    private final Clock clock;

    private UUID organization = UUID.randomUUID();
    private OrganizationKeys.Recovery recovery = new OrganizationKeys.Recovery("", List.of());

    HeldKeysModuleTests(
            OrganizationKeys keys,
            SealingVault vault,
            KeyRing ring,
            KeyKeeping keeping,
            JdbcClient jdbc,
            TestPostgres.Database server,
            TransactionTemplate transaction,
            Clock clock) {
        this.keys = keys;
        this.vault = vault;
        this.ring = ring;
        this.keeping = keeping;
        this.jdbc = jdbc;
        this.server = server;
        this.transaction = transaction;
        this.clock = clock;
    }

    @BeforeEach
    void aKeyOfItsOwn() {
        jdbc.sql("DELETE FROM vault.data_key").update();
        vault.forget();
        organization = UUID.randomUUID();
        recovery = keys.make(organization, WORDS);
        assertThat(keys.confirm(organization, lastLetters(recovery))).isTrue();
    }

    @AfterEach
    void theRequestIsOver() {
        keys.dismiss();
    }

    @Test
    void opensWithThePassphraseAndWithNothingElse() {
        var files = sealed(25);
        handOver(files);

        assertThat(openedBy(vault, files)).isZero();
        assertThat(openedBy(restarted(), files)).isZero();
        assertThat(vault.fetch(files.keySet())).isEmpty();
        files.keySet()
                .forEach(owner -> assertThatExceptionOfType(Held.class)
                        .isThrownBy(() -> vault.open(cell(owner), files.get(owner)))
                        .matches(held -> held.organization().equals(organization)));

        unlock(WORDS);
        assertThat(openedBy(vault, files)).isEqualTo(25);
        keys.dismiss();
        assertThat(openedBy(vault, files)).isZero();
    }

    /** The promise of the hand-over: older copies of the database help nobody who has today's key file, and harm no other file. */
    @Test
    void anOlderBackupOpensNoneOfThoseHandedOverAndAllOfTheOthers() {
        var handed = sealed(50);
        var others = sealed(50);
        jdbc.sql("CREATE TABLE vault.backup AS SELECT * FROM vault.data_key").update();
        try {
            handOver(handed);
            assertThat(keeping.destroy()).isGreaterThanOrEqualTo(50);
            jdbc.sql("DELETE FROM vault.data_key").update();
            server.asSuperuser().sql("DELETE FROM vault.shredding").update(); // an older database knows nothing of it
            jdbc.sql("INSERT INTO vault.data_key SELECT * FROM vault.backup").update();

            assertThat(openedBy(restarted(), handed)).isZero();
            assertThat(openedBy(restarted(), others)).isEqualTo(50);
        } finally {
            jdbc.sql("DROP TABLE vault.backup").update();
        }
    }

    @Test
    void staysHeldWhileTheWrappingKeysAreRotatedAndAGenerationIsDropped() {
        var files = sealed(10);
        handOver(files);
        ring.change(current -> current.rotated(clock.instant(), new java.security.SecureRandom()));
        keeping.rewrap();
        var later = Clock.offset(clock, KeyKeeping.ALL_HAVE_SEEN.plusMinutes(1));
        new KeyKeeping(ring, vault, jdbc, transaction, later).rewrap();
        var former = ring.current().trees().reversed().get(1).number();
        ring.change(current -> current.dropped(former));

        assertThat(openedBy(vault, files)).isZero();
        unlock(WORDS);
        assertThat(openedBy(vault, files)).isEqualTo(10);
    }

    @Test
    void isShreddedLikeAnyOther() {
        var files = sealed(5);
        handOver(files);
        keeping.destroy();
        jdbc.sql("CREATE TABLE vault.backup AS SELECT * FROM vault.data_key").update();
        try {
            vault.shred(files.keySet());
            keeping.destroy();
            unlock(WORDS);
            assertThat(openedBy(vault, files)).isZero();
            jdbc.sql("INSERT INTO vault.data_key SELECT * FROM vault.backup").update();
            assertThat(openedBy(vault, files))
                    .as("an older copy, with the organization's passphrase")
                    .isZero();
        } finally {
            jdbc.sql("DROP TABLE vault.backup").update();
        }
    }

    @Test
    void isGivenBackByWhoUnlockedItAndByNobodyElse() {
        var files = sealed(3);
        handOver(files);
        var one = files.keySet().iterator().next();
        assertThatExceptionOfType(Held.class)
                .isThrownBy(() -> transaction.executeWithoutResult(status -> keys.giveBack(one)));

        unlock(WORDS);
        transaction.executeWithoutResult(status -> keys.giveBack(one));
        keys.dismiss();
        assertThat(openedBy(vault, files)).isEqualTo(1);
        assertThat(openedBy(restarted(), files)).isEqualTo(1);
        assertThat(keys.holder(one)).isEmpty();
        assertThat(keys.find(organization).orElseThrow().holds()).isEqualTo(2);
    }

    @Test
    void aHandOverThatRolledBackNeverWas() {
        var files = sealed(3);
        transaction.executeWithoutResult(status -> {
            assertThat(keys.handOver(files.keySet(), organization)).hasSize(3);
            status.setRollbackOnly();
        });
        keeping.destroy();
        assertThat(openedBy(vault, files)).isEqualTo(3);
        assertThat(openedBy(restarted(), files)).isEqualTo(3);
    }

    @Test
    void handsNothingOverBeforeTheSheetsAreConfirmed() {
        var files = sealed(2);
        var hasty = UUID.randomUUID();
        var sheets = keys.make(hasty, WORDS);
        assertThat(keys.handOver(files.keySet(), hasty)).isEmpty();
        assertThat(keys.confirm(hasty, List.of("AAAA", "BBBB"))).isFalse();
        assertThat(keys.handOver(files.keySet(), hasty)).isEmpty();
        assertThat(keys.confirm(hasty, lastLetters(sheets))).isTrue();
        assertThat(keys.handOver(files.keySet(), hasty)).hasSize(2);
    }

    @Test
    void anotherOrganizationsKeyOpensNothing() {
        var files = sealed(4);
        handOver(files);
        var other = UUID.randomUUID();
        keys.make(other, OTHER_WORDS);
        keys.present(keys.unlock(other, OTHER_WORDS, MEMBER).orElseThrow(), MEMBER);
        assertThat(openedBy(vault, files)).isZero();
        assertThat(keys.isUnlocked(organization)).isFalse();
    }

    @Test
    void aHandleIsForTheMemberWhoUnlockedAndForNobodyWithHalfOfIt() {
        var handle = keys.unlock(organization, WORDS, MEMBER).orElseThrow();
        keys.present(handle, UUID.randomUUID());
        assertThat(keys.isUnlocked(organization)).isFalse();
        keys.dismiss();
        for (var wrong : List.of("", "x", handle.substring(1), handle.substring(0, 40) + "A".repeat(24), "\u0000")) {
            keys.present(wrong, MEMBER);
            var files = sealed(1);
            handOver(files);
            assertThat(openedBy(vault, files)).isZero();
            keys.dismiss();
        }
        keys.present(handle, MEMBER);
        assertThat(keys.isUnlocked(organization)).isTrue();
        keys.lock(handle);
        assertThat(keys.isUnlocked(organization)).isFalse();
    }

    @Test
    void takesTenTriesInAQuarterOfAnHour() {
        for (var wrong = 0; wrong < HeldKeys.TRIES; wrong++) {
            assertThat(keys.unlock(organization, OTHER_WORDS, MEMBER)).isEmpty();
        }
        assertThat(keys.unlock(organization, WORDS, MEMBER))
                .as("right, but too late")
                .isEmpty();
        assertThat(keys.change(organization, WORDS, OTHER_WORDS)).isFalse();
        assertThat(keys.recover(organization, recovery.parts(), OTHER_WORDS)).isEmpty();
        jdbc.sql("UPDATE vault.organization_key SET tried_since = tried_since - interval '16 minutes'")
                .update();
        assertThat(keys.unlock(organization, WORDS, MEMBER)).isPresent();
    }

    @Test
    void knowsNoKeyFromAWrongPassphrase() {
        assertThat(keys.unlock(UUID.randomUUID(), WORDS, MEMBER)).isEmpty();
    }

    @Test
    void takesANewPassphraseAndNoneThatIsWeak() {
        var files = sealed(3);
        handOver(files);
        var before = keys.unlock(organization, WORDS, MEMBER).orElseThrow();
        for (var weak : List.of("short", "aaaaaaaaaaaaaaaaaaaaaaaaa", "abababababababababababab", " ".repeat(30))) {
            assertThatExceptionOfType(Rejected.class)
                    .isThrownBy(() -> keys.change(organization, WORDS, new Passphrase(weak)))
                    .matches(rejected -> rejected.code().equals("passphrase-weak"));
        }
        assertThat(keys.change(organization, OTHER_WORDS, WORDS)).isFalse();
        assertThat(keys.change(organization, WORDS, OTHER_WORDS)).isTrue();

        keys.present(before, MEMBER);
        assertThat(keys.isUnlocked(organization))
                .as("unlocked with the old one")
                .isFalse();
        assertThat(keys.unlock(organization, WORDS, MEMBER)).isEmpty();
        unlock(OTHER_WORDS);
        assertThat(openedBy(vault, files)).isEqualTo(3);
    }

    @Test
    void bothSheetsBringALostPassphraseBackOnce() {
        var files = sealed(3);
        handOver(files);
        var parts = recovery.parts();
        assertThat(parts).hasSize(2);
        var mistyped = (parts.getFirst().startsWith("A") ? "B" : "A")
                + parts.getFirst().substring(1);
        assertThat(keys.recover(organization, List.of(mistyped, parts.getLast()), OTHER_WORDS))
                .isEmpty();
        assertThat(keys.recover(organization, List.of(parts.getFirst(), parts.getFirst()), OTHER_WORDS))
                .as("one sheet twice")
                .isEmpty();
        assertThat(keys.recover(organization, List.of(parts.getLast(), parts.getFirst()), OTHER_WORDS))
                .as("the wrong way round")
                .isEmpty();

        var anew = keys.recover(
                        organization,
                        parts.stream()
                                .map(part ->
                                        part.toLowerCase(java.util.Locale.ROOT).replace(" ", "  "))
                                .toList(),
                        OTHER_WORDS)
                .orElseThrow();
        assertThat(keys.unlock(organization, WORDS, MEMBER)).isEmpty();
        unlock(OTHER_WORDS);
        assertThat(openedBy(vault, files)).isEqualTo(3);
        assertThat(keys.recover(organization, parts, WORDS)).as("used up").isEmpty();
        assertThat(anew.parts()).doesNotContainAnyElementsOf(parts);
        assertThat(keys.find(organization).orElseThrow().confirmed()).isNull();
    }

    @Test
    void makesOneKeyAndEndsItOnlyWhenItHoldsNothing() {
        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> keys.make(organization, OTHER_WORDS));
        var files = sealed(1);
        handOver(files);
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> keys.retire(organization))
                .matches(rejected -> rejected.code().equals("key-holds-files"));
        unlock(WORDS);
        transaction.executeWithoutResult(
                status -> keys.giveBack(files.keySet().iterator().next()));
        keys.retire(organization);
        assertThat(keys.find(organization)).isEmpty();
        assertThat(keys.isUnlocked(organization)).isFalse();
    }

    @Test
    void refusesAHeldKeyPutInAnothersPlace() {
        var files = sealed(2);
        handOver(files);
        unlock(WORDS);
        var owners = files.keySet().stream().toList();
        jdbc.sql("""
                        UPDATE vault.data_key SET (leaf, tree, wrapped) =
                            (SELECT leaf, tree, wrapped FROM vault.data_key WHERE owner = ?)
                        WHERE owner = ?
                        """).params(owners.getFirst(), owners.getLast()).update();
        assertThatExceptionOfType(Tampered.class)
                .isThrownBy(() -> vault.open(cell(owners.getLast()), files.get(owners.getLast())));
        jdbc.sql("UPDATE vault.data_key SET holder = NULL WHERE owner = ?")
                .param(owners.getFirst())
                .update();
        assertThatExceptionOfType(Tampered.class)
                .isThrownBy(() -> vault.open(cell(owners.getFirst()), files.get(owners.getFirst())));
    }

    @Test
    void leavesNeitherPassphraseNorSheetNorHandleInTheDatabase() {
        var handle = keys.unlock(organization, WORDS, MEMBER).orElseThrow();
        var dump = jdbc.sql("SELECT organization_key::text FROM vault.organization_key WHERE organization = ?")
                .param(organization)
                .query(String.class)
                .single();
        assertThat(dump).doesNotContain("lanterns", handle);
        recovery.parts().forEach(part -> assertThat(dump).doesNotContain(part));
        assertThat(WORDS.toString()).isEqualTo("[sealed]");
        assertThat(recovery.toString()).isEqualTo("[sealed]");
    }

    private void unlock(Passphrase words) {
        keys.present(keys.unlock(organization, words, MEMBER).orElseThrow(), MEMBER);
    }

    private void handOver(Map<UUID, byte[]> files) {
        transaction.executeWithoutResult(status ->
                assertThat(keys.handOver(files.keySet(), organization)).hasSameSizeAs(files.keySet()));
    }

    private Map<UUID, byte[]> sealed(int number) {
        return Stream.generate(UUID::randomUUID)
                .limit(number)
                .peek(owner -> vault.admit(owner, Lifetime.LASTING))
                .collect(Collectors.toMap(
                        Function.identity(),
                        owner -> vault.seal(cell(owner), owner.toString().getBytes(UTF_8))));
    }

    private static int openedBy(SealingVault by, Map<UUID, byte[]> files) {
        var opened = 0;
        for (var file : files.entrySet()) {
            try {
                if (by.open(cell(file.getKey()), file.getValue())
                        .filter(text ->
                                new String(text, UTF_8).equals(file.getKey().toString()))
                        .isPresent()) {
                    opened++;
                }
            } catch (Held | Tampered closed) {
                // Then it is not opened.
            }
        }
        return opened;
    }

    /** A vault that knows nothing but the database and the key file. */
    private SealingVault restarted() {
        return new SealingVault(
                new KeyRing(ring.file(), jdbc), new LeafNumbers(jdbc), new UnlockedKeys(clock), jdbc, clock);
    }

    private static List<String> lastLetters(OrganizationKeys.Recovery recovery) {
        return recovery.parts().stream()
                .map(part -> part.substring(part.length() - 4))
                .toList();
    }

    private static Cell cell(UUID owner) {
        return new Cell("intake.case_file", "told", owner, 1);
    }
}
