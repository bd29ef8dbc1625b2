package org.amparo.matching;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.amparo.intake.CaseFacts;
import org.amparo.intake.CaseId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** When nobody could take a case, kept over time. Written only where that begins or ends: what stays as it is costs nothing. */
@Repository
class UnmetNeeds {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    UnmetNeeds(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void begin(RoutedCase routed, UnmetCause cause, List<UnmetNeed.Alone> alone, Instant at) {
        jdbc.sql("""
                WITH other AS (
                    UPDATE matching.unmet SET until = :at, ended = 'OTHER_CAUSE'
                    WHERE case_id = :case AND round = :round AND until IS NULL AND since < :at)
                INSERT INTO matching.unmet (case_id, round, since, cause, urgency, facts, alone)
                VALUES (:case, :round, :at, :cause, :urgency, :facts::jsonb, :alone::jsonb)
                ON CONFLICT (case_id, round, since) DO NOTHING
                """)
                .param("case", routed.caseFile().value())
                .param("round", routed.round())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("cause", cause.name())
                .param("urgency", routed.facts().urgency().name())
                .param("facts", json.writeValueAsString(routed.facts()))
                .param("alone", json.writeValueAsString(alone))
                .update();
    }

    void end(CaseId caseFile, int round, UnmetNeed.End end, Instant at) {
        jdbc.sql("""
                UPDATE matching.unmet SET until = :at, ended = :end WHERE case_id = :case AND round = :round AND until IS NULL
                """)
                .param("case", caseFile.value())
                .param("round", round)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("end", end.name())
                .update();
    }

    /** What began in that time, of cases that count in figures, case by case and the earliest first. */
    List<UnmetNeed> between(Instant from, Instant to) {
        return jdbc.sql("""
                SELECT u.*, c.state = 'PLACED' AS taken
                FROM matching.unmet u JOIN matching.routed_case c ON c.case_id = u.case_id AND c.round = u.round
                WHERE u.since >= :from AND u.since < :to AND NOT c.left_out
                ORDER BY u.case_id, u.since, u.round
                """)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .query(this::read)
                .list();
    }

    private UnmetNeed read(ResultSet row, int number) throws SQLException {
        return new UnmetNeed(
                new CaseId(row.getObject("case_id", UUID.class)),
                row.getInt("round"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                instant(row, "until"),
                UnmetCause.valueOf(row.getString("cause")),
                row.getBoolean("taken"),
                json.readValue(row.getString("facts"), CaseFacts.class),
                List.of(json.readValue(row.getString("alone"), UnmetNeed.Alone[].class)));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
