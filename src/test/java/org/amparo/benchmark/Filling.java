package org.amparo.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.amparo.vault.Cell;
import org.amparo.vault.Lifetime;
import org.amparo.vault.Vault;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Fills the tables up to a number of cases by multiplying one that the application opened itself: other ids, references, days, names.
 * Nine of ten filled cases are open and wait in the list; their rounds are placed, so that nothing is routed.
 */
final class Filling {

    /** Filled rows have ids from here on, far from any the application draws. */
    static final long BASE = 1L << 60;

    private static final String ID = "lpad(to_hex(n + " + BASE + "), 32, '0')::uuid";
    private static final String ALPHABET = "346789ABCDEFGHJKMNPQRTWXY";

    private final JdbcTemplate database;

    Filling(JdbcTemplate database) {
        this.database = database;
    }

    void fill(int from, int to) {
        database.execute("SET synchronous_commit = off");
        copy("intake.case_file", "ORDER BY opened_at DESC LIMIT 1", from, to, """
                'id', %s, 'call_id', %s, 'version', 0,
                'reference', %s,
                'opened_at', now() - (n %% 540) * interval '1 day' - (n %% 86399) * interval '1 second',
                'urgency', 'U' || (1 + n %% 4),
                'placement', 'PLACED',
                'found', %s,
                'closed_at', CASE WHEN n %% 10 = 0 THEN now() END,
                'close_reason', CASE WHEN n %% 10 = 0 THEN 'SERVED' END""".formatted(
                        ID, ID, reference(), SealedNames.found()));
        copy(
                "referrals.docket",
                "ORDER BY since DESC LIMIT 1",
                from,
                to,
                "'case_id', %s, 'reference', %s, 'state', 'CONCLUDED', 'urgency', 'U' || (1 + n %% 4)"
                        .formatted(ID, reference()));
        copy(
                "matching.routed_case",
                "ORDER BY waiting_since DESC LIMIT 1",
                from,
                to,
                "'case_id', %s, 'reference', %s, 'state', 'PLACED'".formatted(ID, reference()));
        copy("reporting.journey", "ORDER BY opened_at DESC LIMIT 1", from, to, """
                'case_id', %s, 'urgency', 'U' || (n %% 5),
                'opened_at', now() - (n %% 540) * interval '1 day',
                'offered_at', now() - (n %% 540) * interval '1 day' + (n %% 7200) * interval '1 second',
                'accepted_at', CASE WHEN n %% 5 > 0 THEN now() - (n %% 540) * interval '1 day' + (n %% 200000) * interval '1 second' END,
                'contacted_at', CASE WHEN n %% 7 > 0 THEN now() - (n %% 540) * interval '1 day' + (n %% 400000) * interval '1 second' END""".formatted(ID));
        database.execute("RESET synchronous_commit");
        // What the server would do by itself in the next minutes, beside what is measured.
        database.execute("VACUUM (ANALYZE)");
    }

    /**
     * Gives filled cases a data key and a sealed name each: those that the first page of open cases shows, and some to search for. All
     * others keep a name that nobody can open, since a million keys would take longer to make than the whole run.
     *
     * @return references of cases to search for
     */
    List<String> name(Vault vault, int searched) {
        var sealed = new ArrayList<Object[]>();
        var shown = database.queryForList("""
                SELECT id FROM intake.case_file WHERE closed_at IS NULL ORDER BY urgency, opened_at, id LIMIT 40""", UUID.class);
        var known = database.queryForList("""
                SELECT id FROM intake.case_file WHERE id >= lpad(to_hex(%d::bigint), 32, '0')::uuid AND id < '00000000-0000-0000-7000-000000000000'
                 ORDER BY hashtextextended(id::text, 0) LIMIT %d""".formatted(BASE, searched), UUID.class);
        for (var id : java.util.stream.Stream.concat(shown.stream(), known.stream())
                .filter(id -> id.getMostSignificantBits() == 0)
                .distinct()
                .toList()) {
            vault.admit(id, Lifetime.LASTING);
            var version =
                    database.queryForObject("SELECT told_version FROM intake.case_file WHERE id = ?", Long.class, id);
            var cell = new Cell("intake.case_file", "name", id, version);
            sealed.add(new Object[] {
                vault.seal(cell, "Invented Tum Ixcoy".getBytes(java.nio.charset.StandardCharsets.UTF_8)), id
            });
        }
        database.batchUpdate("UPDATE intake.case_file SET name = ? WHERE id = ?", sealed);
        return known.stream()
                .map(id -> database.queryForObject(
                        "SELECT reference FROM intake.case_file WHERE id = ?", String.class, id))
                .toList();
    }

    /** Offers of filled cases to a provider, conflicts checked, so that accepting is the next thing. The referral's id is the case's. */
    void offer(java.util.UUID provider, int from, int to) {
        database.update("UPDATE referrals.docket SET state = 'OPEN' WHERE case_id BETWEEN %s AND %s"
                .formatted(ID.replace("n +", from + 1 + " +"), ID.replace("n +", to + " +")));
        copy("referrals.referral", "ORDER BY offered_at DESC LIMIT 1", from, to, """
                'id', %s, 'case_id', %s, 'round', 1, 'version', 2, 'reference', %s, 'provider', '%s'::uuid, 'status', 'CONFLICT_CHECKED',
                'offered_at', now(), 'viewed_at', now(), 'conflicts_cleared_at', now(), 'answer_due', now() + interval '7 days',
                'decline_reason', null, 'decline_detail', null, 'withdraw_reason', null, 'scope', null, 'ended_at', null,
                'concluded_at', null""".formatted(
                        ID, ID, reference(), provider));
    }

    /** One in a few hundred thousand references is one the application has drawn; that row is left out. */
    private void copy(String table, String template, int from, int to, String changes) {
        for (var low = from + 1; low <= to; low += 50_000) {
            database.update("""
                    INSERT INTO %s
                    SELECT filled.*
                      FROM (SELECT to_jsonb(one) AS template FROM (SELECT * FROM %s %s) one) kept,
                           generate_series(%d::bigint, %d::bigint) n,
                           LATERAL jsonb_populate_record(NULL::%s, template || jsonb_build_object(%s)) filled
                    ON CONFLICT DO NOTHING""".formatted(table, table, template, low, Math.min(to, low + 49_999), table, changes));
        }
    }

    /** Seven letters of the reference's alphabet, grouped four and three, different for every n below six thousand million. */
    private static String reference() {
        var text = new StringBuilder();
        long power = 1;
        for (var place = 0; place < 7; place++) {
            text.append(place == 0 ? "" : place == 4 ? " || '-' || " : " || ");
            text.append("substr('")
                    .append(ALPHABET)
                    .append("', ((n / ")
                    .append(power)
                    .append(") % 25)::int + 1, 1)");
            power *= 25;
        }
        return text.toString();
    }
}
