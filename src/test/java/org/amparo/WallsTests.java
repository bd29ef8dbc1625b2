package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The wall in the database, without any code in front of it: what each role may, and that no transaction inherits another's reader. */
@SpringBootTest
@Import({TestInfrastructure.class, SecurityTests.People.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WallsTests {

    private static final Path COLUMNS = Path.of("docs", "security", "columns.csv");

    /** Nobody in custody is in these: members, lists, counts, ids of letters and entries, sessions. */
    private static final Set<String> OPEN_TO_OVERSEERS = Set.of(
            "catalog.item",
            "correspondence.letter",
            "intake.retention",
            "ledger.block",
            "ledger.entry",
            "ledger.era",
            "ledger.legal_process",
            "ledger.legal_process_answer",
            "matching.capacity",
            "matching.practice",
            "matching.routing_settings",
            "matching.rule_switch",
            "membership.alert",
            "membership.fund",
            "membership.fund_rule",
            "membership.member",
            "membership.member_role",
            "membership.organization",
            "membership.shift",
            "membership.shift_change",
            "public.event_publication",
            "public.keyed_request",
            "public.web_session",
            "reporting.figure",
            "reporting.spread");

    private static final int ORGANIZATIONS = 6;
    private static final int ROWS = 5;

    /** What belongs to one organization, and the column that says to which. */
    private static final Map<String, String> OF_HOTLINES =
            Map.of("intake.draft", "organization", "intake.call", "organization", "intake.import", "organization");

    private static final Map<String, String> OF_PROVIDERS = Map.of(
            "referrals.referral", "provider",
            "representation.matter", "provider",
            "intake.disclosure", "organization",
            "matching.asked", "provider",
            "correspondence.hearing", "provider");

    private final TestPostgres.Database server;
    private final List<UUID> organizations = new ArrayList<>();

    WallsTests(@Autowired TestPostgres.Database server) {
        this.server = server;
    }

    @BeforeAll
    void givenRowsOfSixOrganizations() {
        for (var number = 0; number < ORGANIZATIONS; number++) {
            var organization = UUID.randomUUID();
            organizations.add(organization);
            for (var row = 0; row < ROWS; row++) {
                server.withoutTriggers((jdbc, status) -> {
                    var file = UUID.randomUUID();
                    jdbc.sql("""
                                    INSERT INTO intake.case_file (id, version, reference, call_id, call_started, opened_at, round, rounds,
                                        urgency, reasoning, custody, custody_seen_at, timeline, arrest, violent_felony, consented,
                                        consents, spanish, told, told_version, found)
                                    VALUES (:id, 0, :reference, :id, now(), now(), 1, '[]', 'U1', '[]', 'DETAINED', now(), '[]', '{}',
                                        'NO', true, '[]', 'NONE', '\\x00', 0, '{}')
                                    """)
                            .param("id", file)
                            .param("reference", file.toString().substring(0, 8))
                            .update();
                    for (var sql : List.of(
                            "INSERT INTO intake.disclosure (case_id, organization, round, packet_at) VALUES (:case, :of, 1, now())",
                            "INSERT INTO intake.draft (id, version, owner, organization, language, started_at, touched_at,"
                                    + " sections_version) VALUES (:id, 0, :id, :of, 'es', now(), now(), 0)",
                            "INSERT INTO intake.call (id, version, kind, started_at, ended_at, organization)"
                                    + " VALUES (:id, 0, 'OTHER', now(), now(), :of)",
                            "INSERT INTO intake.import (id, version, member, organization, uploaded_at, content, content_version)"
                                    + " VALUES (:id, 0, :id, :of, now(), '\\x00', 0)",
                            "INSERT INTO referrals.docket (case_id, round, reference, state, urgency, facts, since, clock_from, due)"
                                    + " VALUES (:case, 1, 'x', 'OPEN', 'U1', '{}', now(), now(), now())",
                            "INSERT INTO referrals.referral (id, version, case_id, round, reference, provider, urgency, route, status,"
                                    + " offered_at, answer_due, due_because)"
                                    + " VALUES (:id, 0, :case, 1, 'x', :of, 'U1', 'BY_HAND', 'OFFERED', now(), now(), 'x')",
                            "INSERT INTO matching.asked (referral, case_id, round, provider, answer, offered_at)"
                                    + " VALUES (:id, :case, 1, :of, 'OFFERED', now())",
                            "INSERT INTO matching.shortlist (case_id, round, version, entries, route, settings_version, drawn_at)"
                                    + " VALUES (:case, 1, 0, '[]', 'x', 1, now())",
                            "INSERT INTO representation.matter (id, version, case_file, round, referral, reference, provider, attorney,"
                                    + " needs, scope, offered_at, opened_at, changed_at, custody_status, custody_observed_at)"
                                    + " VALUES (:id, 0, :case, 1, :id, 'x', :of, :id, 'x', 'x', now(), now(), now(), 'x', now())",
                            "INSERT INTO representation.note (matter_id, position, text, written_by, written_at)"
                                    + " VALUES (:id, 0, '\\x00', :id, now())",
                            "INSERT INTO correspondence.hearing (hearing, matter, provider, attorney, reference, hearing_type, court,"
                                    + " hearing_at, sequence, changed_at)"
                                    + " VALUES (:id, :id, :of, :id, 'x', 'x', 'x', now(), 0, now())")) {
                        jdbc.sql(sql)
                                .param("id", file)
                                .param("case", file)
                                .param("of", organization)
                                .update();
                    }
                    return true;
                });
            }
        }
    }

    private Setting hotline(UUID organization) {
        return new Setting(Setting.COALITION, false, false, organization, null, UUID.randomUUID());
    }

    private Setting provider(UUID organization) {
        return new Setting(Setting.PROVIDER, false, false, null, organization, UUID.randomUUID());
    }

    private static Setting overseer() {
        return new Setting(Setting.OVERSEER, false, true, null, null, UUID.randomUUID());
    }

    @Test
    void standsAsTheStartDemandsIt() {
        assertThat(WalledDatabase.troubleIn(server.asApplication())).isEmpty();
    }

    @Test
    void everySchemaIsKnownToTheConnection() {
        var schemas = server.asSuperuser().sql("""
                        SELECT DISTINCT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'public', 'membership', 'catalog')
                        """).query(String.class).list();

        assertThat(schemas)
                .contains("intake")
                .allMatch(schema -> WalledDataSource.asks("SELECT 1 FROM " + schema + ".x"));
    }

    @Test
    void theStartRefusesASuperuserAnOwnerAndATableBehindNothing() {
        assertThat(WalledDatabase.troubleIn(server.asSuperuser()))
                .singleElement()
                .asString()
                .contains("is a superuser or may bypass");
        assertThat(WalledDatabase.troubleIn(JdbcClient.create(
                        new DriverManagerDataSource(server.url(), server.owner(), server.ownerPassword()))))
                .singleElement()
                .asString()
                .contains("owns tables");
        server.asSuperuser()
                .sql("ALTER TABLE intake.draft NO FORCE ROW LEVEL SECURITY")
                .update();
        try {
            assertThat(WalledDatabase.troubleIn(server.asApplication()))
                    .singleElement()
                    .asString()
                    .endsWith("without forced row-level security: intake.draft");
        } finally {
            server.asSuperuser()
                    .sql("ALTER TABLE intake.draft FORCE ROW LEVEL SECURITY")
                    .update();
        }
    }

    @Test
    void leadsAndStewardsHaveNoRightToAnyTableWithPeopleInIt() throws IOException {
        var reached = new TreeSet<String>();
        for (var table : tables()) {
            var granted = server.asSuperuser()
                    .sql("SELECT has_any_column_privilege('amparo_overseer', ?::regclass, 'SELECT')")
                    .param(table)
                    .query(Boolean.class)
                    .single();
            var read = as(overseer(), jdbc -> {
                try {
                    jdbc.sql("SELECT * FROM " + table + " LIMIT 1").query().listOfRows();
                    return true;
                } catch (DataAccessException refused) {
                    return false;
                }
            });
            if (granted && read) {
                reached.add(table);
            } else {
                assertThat(read).as(table).isFalse();
            }
        }
        // reporting.arrival: only the number of a row, and none of them by policy
        assertThat(reached).containsExactlyInAnyOrderElementsOf(OPEN_TO_OVERSEERS);
        assertThat(sealed())
                .isNotEmpty()
                .filteredOn(table -> !table.equals("public.web_session")) // a member's own, sealed with their ticket
                .doesNotContainAnyElementsOf(reached);
    }

    @Test
    void aTransactionThatWasToldNothingReachesNobody() throws IOException {
        for (var table : tables()) {
            if (table.startsWith("membership.")
                    || table.startsWith("catalog.")
                    || table.startsWith("public.")
                    || OPEN_TO_OVERSEERS.contains(table)) {
                continue;
            }
            var seen = as(Setting.NOBODY, jdbc -> {
                try {
                    return jdbc.sql("SELECT * FROM " + table + " LIMIT 1")
                            .query()
                            .listOfRows()
                            .size();
                } catch (DataAccessException refused) {
                    return 0;
                }
            });
            assertThat(seen).as(table).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Setting.COALITION, Setting.PROVIDER, Setting.OVERSEER, "none"})
    void theLedgerIsOnlyEverAddedTo(String role) {
        var reader = new Setting(role, true, false, null, null, null);
        for (var sql : List.of(
                "UPDATE ledger.entry SET act = 'Nothing'",
                "DELETE FROM ledger.entry",
                "TRUNCATE ledger.entry",
                "ALTER TABLE ledger.entry DISABLE TRIGGER ALL",
                "ALTER TABLE ledger.entry NO FORCE ROW LEVEL SECURITY",
                "DROP POLICY own_deeds ON ledger.entry",
                "UPDATE ledger.block SET entries = 0",
                "DELETE FROM ledger.block")) {
            assertThatExceptionOfType(DataAccessException.class)
                    .as(sql)
                    .isThrownBy(() -> as(reader, jdbc -> jdbc.sql(sql).update()));
        }
    }

    @Test
    void nobodyWritesIntoTheLedgerInAnothersName() {
        var reader = provider(organizations.getFirst());
        var sql =
                "INSERT INTO ledger.entry (era, id, at, kind, act, member) VALUES (1, gen_random_uuid(), now(), 'CHANGE', 'X', ?)";
        int written = as(reader, jdbc -> jdbc.sql(sql).param(reader.member()).update());
        assertThat(written).isOne();
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> as(
                        reader, jdbc -> jdbc.sql(sql).param(UUID.randomUUID()).update()));
    }

    @Test
    void aDisclosureThatEndedAndAConsentWithdrawnHideTheFile() {
        var reader = provider(organizations.getFirst());
        var file = as(
                reader,
                jdbc -> jdbc.sql("SELECT id FROM intake.case_file LIMIT 1")
                        .query(UUID.class)
                        .single());
        var see = "SELECT count(*) FROM intake.case_file WHERE id = '" + file + "'";
        for (var how : List.of(
                "intake.disclosure SET ended_at = %s WHERE case_id", "intake.case_file SET consented = %s WHERE id")) {
            var ends = how.contains("ended_at") ? "now()" : "false";
            var goesOn = how.contains("ended_at") ? "NULL" : "true";
            server.asSuperuser()
                    .sql("UPDATE " + how.formatted(ends) + " = '" + file + "'")
                    .update();
            assertThat(counted(reader, see)).isZero();
            server.asSuperuser()
                    .sql("UPDATE " + how.formatted(goesOn) + " = '" + file + "'")
                    .update();
            assertThat(counted(reader, see)).isOne();
        }
    }

    /** Ten thousand transactions of eight threads on four connections: some fail, some go back to a savepoint, some do nothing. */
    @Test
    @SuppressWarnings("ThreadLocalUsage") // one for one test
    void noTransactionInheritsAnothersReader() throws Exception {
        var reader = new ThreadLocal<Setting>();
        try (var pool = pool(4);
                var people = Executors.newFixedThreadPool(8)) {
            var walled = new WalledDataSource(pool, () -> reader.get() == null ? Setting.NOBODY : reader.get());
            var foreign = new AtomicInteger();
            var own = new AtomicInteger();
            var refused = new AtomicInteger();
            var done = new AtomicInteger();
            var working = new ArrayList<java.util.concurrent.Future<?>>();
            for (var person = 0; person < 8; person++) {
                var random = new Random(person);
                working.add(people.submit(() -> {
                    for (var turn = 0; turn < 1_250; turn++) {
                        transact(walled, reader, random, foreign, own, refused);
                        done.incrementAndGet();
                    }
                    return null;
                }));
            }
            for (var one : working) {
                one.get();
            }
            assertThat(done).hasValue(10_000);
            assertThat(foreign).hasValue(0);
            assertThat(own.get()).isGreaterThan(10_000);
            assertThat(refused.get()).isGreaterThan(500);
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
    }

    /** Who asks goes with the question, and with nothing that the same connection is asked afterwards. */
    @Test
    void aQuestionOutsideATransactionIsToldForItselfAlone() throws SQLException {
        var mine = organizations.getFirst();
        try (var pool = pool(1);
                var connection = new WalledDataSource(pool, () -> hotline(mine)).getConnection()) {
            try (var question = connection.prepareStatement(
                    "SELECT organization, ?::text FROM intake.draft WHERE organization = ANY (?) AND ? > 1")) {
                question.setString(1, "said");
                question.setArray(2, connection.createArrayOf("uuid", organizations.toArray()));
                question.setInt(3, 2);
                for (var time = 0; time < 10; time++) { // also as the server keeps it prepared
                    try (var rows = question.executeQuery()) {
                        for (var row = 0; row < ROWS; row++) {
                            assertThat(rows.next()).isTrue();
                            assertThat(rows.getObject(1, UUID.class)).isEqualTo(mine);
                            assertThat(rows.getString(2)).isEqualTo("said");
                        }
                        assertThat(rows.next()).isFalse();
                    }
                }
                assertThat(question.execute()).isTrue();
                assertThat(question.getResultSet().next()).isTrue();
            }
            try (var wrong = connection.prepareStatement("SELECT 1 / (count(*) - " + ROWS + ") FROM intake.draft")) {
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(wrong::executeQuery)
                        .withMessageContaining("division by zero");
            }
            try (var afterwards = connection.prepareStatement(
                            "SELECT current_user, coalesce(current_setting('amparo.organization', true), '')");
                    var rows = afterwards.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isNotEqualTo(Setting.COALITION);
                assertThat(rows.getString(2)).isEmpty();
            }
        }
    }

    private void transact(
            WalledDataSource walled,
            ThreadLocal<Setting> reader,
            Random random,
            AtomicInteger foreign,
            AtomicInteger own,
            AtomicInteger refused)
            throws SQLException {
        var organization = organizations.get(random.nextInt(ORGANIZATIONS));
        var kind = random.nextInt(4);
        reader.set(
                switch (kind) {
                    case 0 -> hotline(organization);
                    case 1 -> provider(organization);
                    case 2 -> overseer();
                    default -> Setting.NOBODY;
                });
        var tables = List.copyOf((kind == 0 ? OF_HOTLINES : OF_PROVIDERS).entrySet());
        try (var connection = walled.getConnection()) {
            connection.setAutoCommit(false);
            for (var statements = 1 + random.nextInt(3); statements > 0; statements--) {
                var table = tables.get(random.nextInt(tables.size()));
                var savepoint = random.nextInt(5) == 0 ? connection.setSavepoint() : null;
                try {
                    count(connection, table, kind > 1 ? null : organization, foreign, own);
                } catch (SQLException denied) {
                    refused.incrementAndGet();
                    connection.rollback();
                    break;
                }
                if (savepoint != null) {
                    connection.rollback(savepoint);
                }
            }
            switch (random.nextInt(4)) {
                case 0 -> connection.rollback();
                case 1 -> {} // goes back to the pool as it is
                default -> connection.commit();
            }
            if (random.nextInt(3) == 0) {
                connection.setAutoCommit(true);
                try { // a question outside a transaction is one of its own
                    count(connection, tables.getFirst(), kind > 1 ? null : organization, foreign, own);
                } catch (SQLException denied) {
                    refused.incrementAndGet();
                }
            }
        } finally {
            reader.remove();
        }
    }

    private static void count(
            Connection connection,
            Map.Entry<String, String> table,
            @Nullable UUID reader,
            AtomicInteger foreign,
            AtomicInteger own)
            throws SQLException {
        try (var statement = connection.prepareStatement("SELECT " + table.getValue() + " FROM " + table.getKey());
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                (rows.getObject(1, UUID.class).equals(reader) ? own : foreign).incrementAndGet();
            }
        }
    }

    @Test
    void listsAndSearchKeepTheirIndexes() {
        server.withoutTriggers((jdbc, status) -> jdbc.sql("""
                        INSERT INTO intake.case_file (id, version, reference, call_id, call_started, opened_at, round, rounds, urgency,
                            reasoning, custody, custody_seen_at, timeline, arrest, violent_felony, consented, consents, spanish, told,
                            told_version, found)
                        SELECT gen_random_uuid(), 0, 'p' || n, gen_random_uuid(), now(), now() - n * interval '1 minute', 1, '[]', 'U1', '[]',
                            'DETAINED', now(), '[]', '{}', 'NO', true, '[]', 'NONE', '\\x00', 0, ARRAY[n::bigint, n + 1000000]
                        FROM generate_series(1, 30000) AS n
                        """).update());
        server.asSuperuser().sql("ANALYZE intake.case_file").update();
        try {
            var reader = hotline(organizations.getFirst());
            assertThat(plan(reader, """
                            SELECT id FROM intake.case_file WHERE closed_at IS NULL ORDER BY opened_at DESC, id DESC LIMIT 20""")).contains("case_file_open_newest").doesNotContain("Seq Scan", "Sort");
            assertThat(plan(reader, "SELECT id FROM intake.case_file WHERE found && ARRAY[17::bigint]"))
                    .contains("case_file_found")
                    .doesNotContain("Seq Scan");
            assertThat(plan(
                            provider(organizations.getFirst()),
                            "SELECT id FROM intake.case_file WHERE id = '" + UUID.randomUUID() + "'"))
                    .contains("case_file_pkey", "disclosure_pkey")
                    .doesNotContain("Seq Scan");
        } finally {
            server.asSuperuser()
                    .sql("DELETE FROM intake.case_file WHERE reference LIKE 'p%'")
                    .update();
        }
    }

    private String plan(Setting reader, String sql) {
        List<String> lines = as(
                reader, jdbc -> jdbc.sql("EXPLAIN " + sql).query(String.class).list());
        return String.join("\n", lines);
    }

    private int counted(Setting reader, String sql) {
        return as(reader, jdbc -> jdbc.sql(sql).query(Integer.class).single());
    }

    private <T> T as(Setting reader, java.util.function.Function<JdbcClient, T> work) {
        var walled = new WalledDataSource(
                new DriverManagerDataSource(server.url(), server.user(), server.password()), () -> reader);
        var transaction = new TransactionTemplate(new JdbcTransactionManager(walled));
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return java.util.Objects.requireNonNull(transaction.execute(status -> {
            status.setRollbackOnly();
            return work.apply(JdbcClient.create(walled));
        }));
    }

    private HikariDataSource pool(int size) {
        var settings = new HikariConfig();
        settings.setJdbcUrl(server.url());
        settings.setUsername(server.user());
        settings.setPassword(server.password());
        settings.setMaximumPoolSize(size);
        return new HikariDataSource(settings);
    }

    /** Every table of the list of columns, migrations' own history aside. */
    private static Set<String> tables() throws IOException {
        try (var lines = Files.lines(COLUMNS)) {
            return lines.skip(1)
                    .map(line -> line.substring(0, line.indexOf(',')))
                    .map(column -> column.substring(0, column.lastIndexOf('.')))
                    .filter(table -> !table.startsWith("public.flyway_"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> sealed() throws IOException {
        try (var lines = Files.lines(COLUMNS)) {
            return lines.map(line -> line.split(",", -1))
                    .filter(cells -> Set.of("sealed", "fingerprint").contains(cells[1]))
                    .map(cells -> cells[0].substring(0, cells[0].lastIndexOf('.')))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
