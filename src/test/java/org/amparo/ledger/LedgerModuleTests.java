package org.amparo.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.Identifier;
import org.amparo.kernel.Reading;
import org.amparo.kernel.Refusal;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.amparo.support.TestPostgres;
import org.amparo.vault.Signatures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

@ApplicationModuleTest(extraIncludes = "vault")
@Import({TestInfrastructure.class, TestMembers.class})
@TestPropertySource(properties = "amparo.ledger.chain-every=1h") // the tests say when
class LedgerModuleTests {

    private static final HumanReference REFERENCE = new HumanReference("K7MR-4QX");

    private final ApplicationEventPublisher events;
    private final Chain chain;
    private final Checkpoints checkpoints;
    private final Signatures signatures;
    private final JdbcClient jdbc;
    private final DataSource database;
    private final TestPostgres.Database server;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LedgerModuleTests(
            ApplicationEventPublisher events,
            Chain chain,
            Checkpoints checkpoints,
            Signatures signatures,
            JdbcClient jdbc,
            DataSource database,
            TestPostgres.Database server,
            TransactionTemplate transaction,
            Clock clock) {
        this.events = events;
        this.chain = chain;
        this.checkpoints = checkpoints;
        this.signatures = signatures;
        this.jdbc = jdbc;
        this.database = database;
        this.server = server;
        this.transaction = transaction;
        this.clock = clock;
    }

    record CaseId(UUID value) implements Identifier {}

    enum Reason {
        LANGUAGE
    }

    record CaseShut(CaseId caseFile, HumanReference reference, Reason reason, Actor actor, Instant at)
            implements Accountable {}

    record CaseSeen(CaseId caseFile, HumanReference reference, Actor actor, Instant at) implements Reading {}

    record CasesFound(List<CaseSeen> found, Actor actor, Instant at) implements Reading {

        @Override
        public List<CaseSeen> each() {
            return found;
        }
    }

    record TurnedAway(Actor actor, Instant at) implements Refusal {}

    @BeforeEach
    void empty() {
        asOwner("TRUNCATE ledger.entry, ledger.block");
    }

    @Test
    void writesWhoDidWhatToWhatAndWhy() {
        var id = new CaseId(Identifier.next());
        events.publishEvent(new CaseShut(id, REFERENCE, Reason.LANGUAGE, actor(), clock.instant()));
        events.publishEvent(new TurnedAway(Actor.system(), clock.instant()));
        assertThat(entries()).extracting(Entry::kind).containsExactlyInAnyOrder("CHANGE", "REFUSAL");
        var entry = entries().stream()
                .filter(one -> one.kind().equals("CHANGE"))
                .findFirst()
                .orElseThrow();
        assertThat(entry.act()).isEqualTo("CaseShut");
        assertThat(entry.subjectKind()).isEqualTo("Case");
        assertThat(entry.subject()).isEqualTo(id.value());
        assertThat(entry.reference()).isEqualTo("K7MR-4QX");
        assertThat(entry.ground()).isEqualTo("LANGUAGE");
        assertThat(entry.member()).isEqualTo(TestMembers.VOLUNTEER.member().value());
    }

    @Test
    void writesDownEachThingThatWasShownTogether() {
        var seen = List.of(seen(), seen(), seen());
        events.publishEvent(new CasesFound(seen, actor(), clock.instant()));
        assertThat(entries())
                .extracting(Entry::subject)
                .containsExactlyInAnyOrder(
                        null,
                        seen.get(0).caseFile().value(),
                        seen.get(1).caseFile().value(),
                        seen.get(2).caseFile().value());
    }

    @Test
    void whatCanNotBeWrittenDownDoesNotHappen() {
        jdbc.sql("CREATE TABLE IF NOT EXISTS public.deed (what text)").update();
        server.asSuperuser().sql("GRANT ALL ON public.deed TO amparo_common").update();
        jdbc.sql("DELETE FROM public.deed").update();
        jdbc.sql("ALTER TABLE ledger.entry RENAME TO out_of_reach").update();
        try {
            assertThatException()
                    .isThrownBy(() -> transaction.executeWithoutResult(status -> {
                        jdbc.sql("INSERT INTO public.deed VALUES ('done')").update();
                        events.publishEvent(seen());
                    }));
        } finally {
            jdbc.sql("ALTER TABLE ledger.out_of_reach RENAME TO entry").update();
        }
        assertThat(jdbc.sql("SELECT count(*) FROM public.deed")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void whatDidNotHappenIsNotWrittenDown() {
        transaction.executeWithoutResult(status -> {
            events.publishEvent(seen());
            status.setRollbackOnly();
        });
        assertThat(entries()).isEmpty();
    }

    @Test
    void isOnlyEverAddedTo() {
        events.publishEvent(seen());
        chain.extend();
        for (var sql : List.of(
                "UPDATE ledger.entry SET act = 'Nothing'",
                "DELETE FROM ledger.entry",
                "TRUNCATE ledger.entry",
                "UPDATE ledger.block SET entries = 0",
                "DELETE FROM ledger.block",
                "TRUNCATE ledger.block")) {
            assertThatException().as(sql).isThrownBy(() -> jdbc.sql(sql).update());
        }
        assertThat(verified(checkpointed())).isEmpty();
    }

    /** An entry whose transaction began first and ended last is in its place, and none is in two blocks or in none. */
    @Test
    void chainsWhatIsWrittenAtOnce() throws Exception {
        try (var slow = database.getConnection();
                var people = Executors.newFixedThreadPool(4)) {
            slow.setAutoCommit(false);
            insert(slow);
            chain.extend();
            assertThat(chain.last()).isEmpty();
            var working = new ArrayList<java.util.concurrent.Future<?>>();
            for (var person = 0; person < 4; person++) {
                working.add(people.submit(() -> {
                    for (var deed = 0; deed < 50; deed++) {
                        transaction.executeWithoutResult(status -> events.publishEvent(seen()));
                    }
                }));
            }
            for (var one : working) {
                one.get();
            }
            chain.extend();
            assertThat(chain.last()).isEmpty();
            slow.commit();
        }
        chain.extend();
        assertThat(chain.last())
                .hasValueSatisfying(block -> assertThat(block.total()).isEqualTo(201));
        for (var more = 0; more < 5; more++) {
            events.publishEvent(seen());
            chain.extend();
        }
        assertThat(chain.last())
                .hasValueSatisfying(block -> assertThat(block.number()).isEqualTo(6));
        assertThat(verified(checkpointed())).isEmpty();
    }

    @Test
    void goesOnInANewEraOnAnotherCluster() {
        events.publishEvent(seen());
        chain.extend();
        events.publishEvent(seen());
        asOwner("UPDATE ledger.era SET cluster = 'elsewhere'");
        var eras = new Eras(jdbc);
        eras.afterPropertiesSet();
        var before = entries().getFirst().era();
        assertThat(eras.current()).isEqualTo(before + 1);
        asOwner("INSERT INTO ledger.entry (era, written_in, id, at, kind, act) VALUES (" + eras.current() + ", '7', '"
                + UUID.randomUUID() + "', now(), 'CHANGE', 'X')");
        chain.extend();
        assertThat(chain.last()).hasValueSatisfying(block -> {
            assertThat(block.number()).isEqualTo(3);
            assertThat(block.era()).isEqualTo(before + 1);
            assertThat(block.total()).isEqualTo(3);
        });
        assertThat(verified(checkpointed())).isEmpty();
        asOwner("DELETE FROM ledger.era WHERE number > " + before);
        asOwner("UPDATE ledger.era SET cluster = (SELECT system_identifier::text FROM pg_control_system())");
    }

    /** By who owns the database, with all triggers off, and then made to look whole again as far as that goes without the key file. */
    @Test
    void everyEditDeletionReorderingAndTruncationIsFound() {
        var random = new Random(11);
        for (var block = 0; block < 12; block++) {
            for (var entry = 0; entry < 6; entry++) {
                events.publishEvent(random.nextBoolean() ? seen() : new TurnedAway(actor(), clock.instant()));
            }
            chain.extend();
        }
        var checkpoint = checkpointed();
        assertThat(verified(checkpoint)).isEmpty();
        var missed = new ArrayList<String>();
        for (var attack = 0; attack < 1_000; attack++) {
            var sql = attack(random);
            var found = server.withoutTriggers((superuser, status) -> {
                for (var statement : sql) {
                    superuser.sql(statement).update();
                }
                status.setRollbackOnly();
                return new Verification(superuser, signatures.publicKey())
                        .against(checkpoint)
                        .isWhole();
            });
            if (found) {
                missed.add(String.join("; ", sql));
            }
        }
        assertThat(missed).isEmpty();
        assertThat(verified(checkpoint)).isEmpty();
    }

    @Test
    void aLedgerRewrittenWithTheKeyIsFoundByTheCheckpointAlone() {
        events.publishEvent(seen());
        events.publishEvent(seen());
        chain.extend();
        var checkpoint = checkpointed();
        asOwner("DELETE FROM ledger.block");
        asOwner("DELETE FROM ledger.entry WHERE id = (SELECT id FROM ledger.entry LIMIT 1)");
        chain.extend();
        assertThat(new Verification(jdbc, signatures.publicKey()).against(null).isWhole())
                .isTrue();
        assertThat(verified(checkpoint)).anyMatch(finding -> finding.contains("history was rewritten"));
    }

    @Test
    void aCheckpointIsVerifiedByACommand() throws Exception {
        events.publishEvent(seen());
        var file = checkpoints.write().orElseThrow();
        var key = Base64.getEncoder().encodeToString(signatures.publicKey());
        var told = new ArrayList<String>();
        var commands = new LedgerCommands(database, told::add);
        assertThat(commands.run(List.of("verify", "--checkpoint", file.toString(), "--public-key", key)))
                .as(String.join("\n", told))
                .isTrue();
        assertThat(told.getLast()).startsWith("Whole: 1 entries in 1 blocks");

        var other = java.security.KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        assertThat(commands.run(List.of(
                        "verify",
                        "--checkpoint",
                        file.toString(),
                        "--public-key",
                        Base64.getEncoder().encodeToString(other.getPublic().getEncoded()))))
                .isFalse();

        var forged = Files.writeString(
                file.resolveSibling("forged.json"), Files.readString(file).replace("\"entries\":1", "\"entries\":2"));
        assertThat(commands.run(List.of("verify", "--checkpoint", forged.toString(), "--public-key", key)))
                .isFalse();
        asOwner("DELETE FROM ledger.block");
        assertThat(commands.run(List.of("verify", "--checkpoint", file.toString(), "--public-key", key)))
                .isFalse();
        assertThat(told.getLast()).isEqualTo("NOT WHOLE.");
        for (var wrong : List.of(
                List.<String>of(),
                List.of("verify"),
                List.of("verify", "--public-key", "no"),
                List.of("verify", "--checkpoint", "/nowhere", "--public-key", key),
                List.of("mend", "--public-key", key))) {
            assertThat(commands.run(wrong)).isFalse();
        }
    }

    private List<String> attack(Random random) {
        var all = entries();
        var blocks = jdbc.sql("SELECT count(*) FROM ledger.block")
                .query(Integer.class)
                .single();
        var one = all.get(random.nextInt(all.size()));
        var other = all.get((all.indexOf(one) + 1 + random.nextInt(all.size() - 1)) % all.size());
        var where = " WHERE id = '" + one.id() + "'";
        var block = 1 + random.nextInt(blocks);
        return switch (random.nextInt(12)) {
            case 0 -> List.of("UPDATE ledger.entry SET member = '" + UUID.randomUUID() + "'" + where);
            case 1 -> List.of("UPDATE ledger.entry SET at = at - interval '1 hour'" + where);
            case 2 -> List.of("UPDATE ledger.entry SET act = act || 'x'" + where);
            case 3 -> List.of("UPDATE ledger.entry SET subject = gen_random_uuid()" + where);
            case 4 -> List.of("UPDATE ledger.entry SET kind = 'CHANGE', ground = 'X'" + where);
            case 5 -> List.of("DELETE FROM ledger.entry" + where);
            case 6 ->
                List.of( // two entries change places
                        "UPDATE ledger.entry SET id = '" + UUID.randomUUID() + "'" + where,
                        "UPDATE ledger.entry SET id = '" + one.id() + "' WHERE id = '" + other.id() + "'");
            case 7 ->
                List.of("UPDATE ledger.entry SET written_in = '"
                        + Long.toUnsignedString(
                                one.writtenIn() == other.writtenIn() ? one.writtenIn() - 1 : other.writtenIn())
                        + "'" + where);
            case 8 -> List.of("DELETE FROM ledger.block WHERE number >= " + block); // the chain is cut
            case 9 ->
                List.of( // the end is cut, entries and all
                        "DELETE FROM ledger.entry USING ledger.block WHERE number = " + blocks
                                + " AND written_in >= from_xact",
                        "DELETE FROM ledger.block WHERE number = " + blocks);
            case 10 ->
                List.of(
                        "DELETE FROM ledger.entry" + where,
                        "UPDATE ledger.block SET entries = entries - 1 WHERE from_xact <= '" + one.writtenIn()
                                + "' AND to_xact > '" + one.writtenIn() + "'",
                        "UPDATE ledger.block SET total = total - 1 WHERE to_xact > '" + one.writtenIn() + "'");
            default ->
                List.of("INSERT INTO ledger.entry (era, written_in, id, at, kind, act) VALUES (" + one.era() + ", '"
                        + one.writtenIn() + "', '" + UUID.randomUUID() + "', now(), 'READING', 'CaseSeen')");
        };
    }

    private Checkpoint checkpointed() {
        chain.extend();
        var checkpoint = Checkpoint.unsigned(chain.last().orElseThrow(), signatures.publicKey(), clock.instant());
        return checkpoint.signed(signatures.sign(checkpoint.bytes()));
    }

    private List<String> verified(Checkpoint checkpoint) {
        return new Verification(jdbc, signatures.publicKey())
                .against(checkpoint)
                .findings();
    }

    private List<Entry> entries() {
        return jdbc.sql("SELECT " + Entry.COLUMNS + " FROM ledger.entry ORDER BY era, written_in, id")
                .query(Entry::read)
                .list();
    }

    private void asOwner(String sql) {
        server.withoutTriggers((superuser, status) -> superuser.sql(sql).update());
    }

    private void insert(Connection connection) throws java.sql.SQLException {
        try (var insert = connection.prepareStatement(
                "INSERT INTO ledger.entry (era, id, at, kind, act) VALUES (?, ?, ?, 'READING', 'Slow')")) {
            insert.setInt(1, new EraOf().number());
            insert.setObject(2, UUID.randomUUID());
            insert.setTimestamp(3, Timestamp.from(clock.instant().minus(Duration.ofMinutes(1))));
            insert.executeUpdate();
        }
    }

    private final class EraOf {
        int number() {
            return jdbc.sql("SELECT max(number) FROM ledger.era")
                    .query(Integer.class)
                    .single();
        }
    }

    private CaseSeen seen() {
        return new CaseSeen(new CaseId(Identifier.next()), REFERENCE, actor(), clock.instant());
    }

    private static Actor actor() {
        return TestMembers.VOLUNTEER.actor();
    }
}
