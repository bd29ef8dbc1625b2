package org.amparo.matching;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.intake.CaseFacts;
import org.amparo.intake.CaseId;
import org.amparo.kernel.HumanReference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The copies of cases, one row for each round. */
@Repository
class RoutedCases {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    RoutedCases(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The facts of a case, for the round they name and, but for what those need, for every other round that waits. */
    void keep(CaseId caseFile, @Nullable HumanReference reference, CaseFacts facts, Instant at) {
        jdbc.sql("""
                /* later */ WITH others AS (
                    UPDATE matching.routed_case
                    SET facts = :facts::jsonb || jsonb_build_object('round', round, 'needs', facts -> 'needs'), urgency = :urgency
                    WHERE case_id = :case AND round <> :round AND state = 'WAITING')
                INSERT INTO matching.routed_case (case_id, round, reference, facts, urgency, state, waiting_since, paused,
                    left_out, fund_overrides)
                SELECT :case, :round, coalesce(:reference, max(reference)), :facts::jsonb, :urgency, 'WAITING', :at,
                        coalesce(bool_or(paused), false), coalesce(bool_or(left_out), false),
                        coalesce((array_agg(fund_overrides ORDER BY round DESC))[1], '[]')
                FROM matching.routed_case WHERE case_id = :case
                ON CONFLICT (case_id, round) DO UPDATE SET facts = excluded.facts, urgency = excluded.urgency
                """)
                .param("case", caseFile.value())
                .param("round", facts.round())
                .param("reference", reference == null ? null : reference.value(), java.sql.Types.VARCHAR)
                .param("facts", json.writeValueAsString(facts))
                .param("urgency", facts.urgency().name())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void consentWithdrawn(CaseId caseFile, Instant at) {
        jdbc.sql("""
                WITH ended AS (
                    UPDATE matching.unmet SET until = :at, ended = 'NO_CONSENT' WHERE case_id = :case AND until IS NULL)
                UPDATE matching.routed_case SET facts = jsonb_set(facts, '{consented}', 'false') WHERE case_id = :case
                """)
                .param("case", caseFile.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Linked to another file about the same person, or not any more. */
    void paused(CaseId caseFile, boolean paused) {
        jdbc.sql("UPDATE matching.routed_case SET paused = :paused WHERE case_id = :case")
                .param("paused", paused)
                .param("case", caseFile.value())
                .update();
    }

    /** Which funds pay by a dispatcher's word, in place of what was decided before. */
    void override(CaseId caseFile, List<FundOverride> overrides) {
        jdbc.sql("UPDATE matching.routed_case SET fund_overrides = :overrides::jsonb WHERE case_id = :case")
                .param("overrides", json.writeValueAsString(overrides))
                .param("case", caseFile.value())
                .update();
    }

    void closed(CaseId caseFile, Instant at) {
        jdbc.sql("""
                WITH ended AS (
                    UPDATE matching.unmet SET until = :at, ended = 'CLOSED' WHERE case_id = :case AND until IS NULL)
                UPDATE matching.routed_case SET state = 'CLOSED' WHERE case_id = :case AND state = 'WAITING'
                """)
                .param("case", caseFile.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whether the case counts in what is told of many. */
    void leftOut(CaseId caseFile, boolean leftOut) {
        jdbc.sql("/* later */ UPDATE matching.routed_case SET left_out = :out WHERE case_id = :case")
                .param("out", leftOut)
                .param("case", caseFile.value())
                .update();
    }

    void placed(CaseId caseFile, int round, Instant at) {
        jdbc.sql("""
                /* later */ WITH ended AS (
                    UPDATE matching.unmet SET until = :at, ended = 'TAKEN' WHERE case_id = :case AND round = :round AND until IS NULL)
                UPDATE matching.routed_case SET state = 'PLACED' WHERE case_id = :case AND round = :round
                """)
                .param("case", caseFile.value())
                .param("round", round)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Holds the round for this transaction, so that only one drawing of it goes on at a time. */
    Optional<RoutedCase> lock(CaseId caseFile, int round) {
        return jdbc.sql("SELECT * FROM matching.routed_case WHERE case_id = :case AND round = :round FOR UPDATE")
                .param("case", caseFile.value())
                .param("round", round)
                .query(this::read)
                .optional();
    }

    /** Every round of a case, the latest first. */
    List<RoutedCase> rounds(CaseId caseFile) {
        return jdbc.sql("SELECT * FROM matching.routed_case WHERE case_id = :case ORDER BY round DESC")
                .param("case", caseFile.value())
                .query(this::read)
                .list();
    }

    /** Rounds that wait with consent and without a live offer, the most urgent and longest waiting first. */
    @Transactional(readOnly = true)
    List<RoutedCase> waitingWithoutOffer(int most) {
        return jdbc.sql("""
                SELECT * FROM matching.routed_case c
                WHERE state = 'WAITING' AND (facts ->> 'consented')::boolean
                  AND NOT EXISTS (SELECT 1 FROM matching.asked a
                                  WHERE a.case_id = c.case_id AND a.round = c.round AND a.answer = 'LIVE')
                ORDER BY urgency, waiting_since, case_id, round
                LIMIT :most
                """).param("most", most).query(this::read).list();
    }

    /** Rounds that wait with consent and are offered to somebody at this moment, the most urgent and longest waiting first. */
    @Transactional(readOnly = true)
    List<RoutedCase> waitingUnderOffer(int most) {
        return jdbc.sql("""
                SELECT * FROM matching.routed_case c
                WHERE state = 'WAITING' AND (facts ->> 'consented')::boolean
                  AND EXISTS (SELECT 1 FROM matching.asked a
                              WHERE a.case_id = c.case_id AND a.round = c.round AND a.answer = 'LIVE')
                ORDER BY urgency, waiting_since, case_id, round
                LIMIT :most
                """).param("most", most).query(this::read).list();
    }

    /** Rounds that wait with consent, offered or not, the most urgent and longest waiting first. */
    List<RoutedCase> waiting(int most) {
        return jdbc.sql("""
                SELECT * FROM matching.routed_case
                WHERE state = 'WAITING' AND NOT paused AND (facts ->> 'consented')::boolean
                ORDER BY urgency, waiting_since, case_id, round
                LIMIT :most
                """).param("most", most).query(this::read).list();
    }

    /** Rounds that wait with consent for nothing but money, the most urgent and longest waiting first. */
    List<RoutedCase> unfunded(int most) {
        return jdbc.sql("""
                SELECT c.* FROM matching.routed_case c JOIN matching.shortlist s USING (case_id, round)
                WHERE s.unfunded IS NOT NULL AND c.state = 'WAITING' AND NOT c.paused AND (c.facts ->> 'consented')::boolean
                ORDER BY c.urgency, c.waiting_since, c.case_id, c.round
                LIMIT :most
                """).param("most", most).query(this::read).list();
    }

    /** Rounds that began to wait since then, whatever became of them, the latest first. */
    List<RoutedCase> since(Instant then, int most) {
        return jdbc.sql("""
                SELECT * FROM matching.routed_case WHERE waiting_since >= :then AND NOT paused
                ORDER BY waiting_since DESC, case_id, round
                LIMIT :most
                """)
                .param("then", then.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query(this::read)
                .list();
    }

    private RoutedCase read(ResultSet row, int number) throws SQLException {
        var reference = row.getString("reference");
        return new RoutedCase(
                new CaseId(row.getObject("case_id", UUID.class)),
                row.getInt("round"),
                reference == null ? null : new HumanReference(reference),
                json.readValue(row.getString("facts"), CaseFacts.class),
                RoutedCase.State.valueOf(row.getString("state")),
                row.getBoolean("paused"),
                row.getObject("waiting_since", OffsetDateTime.class).toInstant(),
                List.of(json.readValue(row.getString("fund_overrides"), FundOverride[].class)));
    }
}
