package org.amparo.intake;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.amparo.kernel.Accountable;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who outside the hotline may see how much of a case file. Kept in the transaction of the decision that causes it, so that an attorney
 * who has cleared conflicts sees the file at once, and one whose offer was withdrawn sees nothing from that moment. It never locks the
 * case file itself for longer than one narrow update, so an answer to an offer does not wait for somebody who edits.
 */
@Component
class Disclosures implements Sights {

    private final JdbcClient jdbc;

    Disclosures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One organization's sight of one round of a case. */
    record Disclosure(
            OrganizationId organization,
            int round,
            Instant packetAt,
            @Nullable Instant fileAt,
            @Nullable Instant placedAt,
            @Nullable Instant endedAt) {}

    @EventListener
    void offered(CaseOffered signal) {
        jdbc.sql("""
                        /* later */ INSERT INTO intake.disclosure (case_id, organization, round, packet_at) VALUES (?, ?, ?, ?)
                        ON CONFLICT (case_id, organization, round)
                        DO UPDATE SET packet_at = excluded.packet_at, file_at = NULL, placed_at = NULL, ended_at = NULL
                        """)
                .params(signal.caseFile().value(), signal.provider().value(), signal.round(), at(signal))
                .update();
    }

    @EventListener
    void opened(FileOpened signal) {
        jdbc.sql("""
                        /* later */ UPDATE intake.disclosure SET file_at = ?
                        WHERE case_id = ? AND organization = ? AND round = ? AND ended_at IS NULL
                        """)
                .params(at(signal), signal.caseFile().value(), signal.provider().value(), signal.round())
                .update();
    }

    @EventListener
    void placed(CasePlaced signal) {
        jdbc.sql("""
                        /* later */ INSERT INTO intake.disclosure (case_id, organization, round, packet_at, file_at, placed_at)
                        VALUES (:case, :organization, :round, :at, :at, :at)
                        ON CONFLICT (case_id, organization, round)
                        DO UPDATE SET file_at = coalesce(disclosure.file_at, excluded.file_at),
                                      placed_at = excluded.placed_at, ended_at = NULL
                        """)
                .param("case", signal.caseFile().value())
                .param("organization", signal.provider().value())
                .param("round", signal.round())
                .param("at", at(signal))
                .update();
        jdbc.sql("/* later */ UPDATE intake.case_file SET placement = 'PLACED' WHERE id = ? AND round = ?")
                .params(signal.caseFile().value(), signal.round())
                .update();
    }

    @EventListener
    void unplaced(CaseUnplaced signal) {
        var ended = jdbc.sql("""
                        UPDATE intake.disclosure SET ended_at = ?
                        WHERE case_id = ? AND organization = ? AND round = ? AND ended_at IS NULL
                        RETURNING placed_at IS NOT NULL
                        """)
                .params(at(signal), signal.caseFile().value(), signal.provider().value(), signal.round())
                .query(Boolean.class)
                .list();
        if (ended.contains(true)) {
            jdbc.sql("UPDATE intake.case_file SET placement = 'SERVED' WHERE id = ? AND round = ?")
                    .params(signal.caseFile().value(), signal.round())
                    .update();
        }
    }

    /** The next round of needs waits for a provider. */
    void waiting(CaseId caseFile) {
        jdbc.sql("UPDATE intake.case_file SET placement = 'WAITING' WHERE id = ?")
                .param(caseFile.value())
                .update();
    }

    /** Why that organization may see the file at this moment, and so how much of it. Consent withdrawn hides everything at once. */
    Optional<Basis> sight(CaseId caseFile, OrganizationId organization) {
        return jdbc.sql("""
                        SELECT bool_or(disclosure.file_at IS NOT NULL) AS cleared, bool_or(disclosure.placed_at IS NOT NULL) AS placed
                        FROM intake.disclosure JOIN intake.case_file ON case_file.id = disclosure.case_id
                        WHERE disclosure.case_id = ? AND disclosure.organization = ? AND disclosure.ended_at IS NULL
                          AND case_file.consented
                        HAVING count(*) > 0
                        """)
                .params(caseFile.value(), organization.value())
                .query((row, number) -> row.getBoolean("placed")
                        ? Basis.ACCEPTED
                        : row.getBoolean("cleared") ? Basis.CONFLICTS_CLEARED : Basis.OFFERED)
                .optional();
    }

    @Override
    public boolean seesAlone(CaseId caseFile, OrganizationId organization) {
        return jdbc.sql("""
                        SELECT case_file.placement = 'PLACED' AND case_file.consented AND NOT case_file.on_hold
                           AND EXISTS (SELECT FROM intake.disclosure WHERE case_id = case_file.id AND organization = :organization
                                  AND placed_at IS NOT NULL AND ended_at IS NULL)
                           AND NOT EXISTS (SELECT FROM intake.disclosure WHERE case_id = case_file.id
                                  AND (organization <> :organization OR placed_at IS NULL) AND ended_at IS NULL)
                        FROM intake.case_file WHERE id = :case FOR UPDATE
                        """)
                .param("case", caseFile.value())
                .param("organization", organization.value())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    @Override
    public boolean isNeeded(CaseId caseFile) {
        return jdbc.sql(
                                "SELECT count(*) FROM intake.case_file WHERE id = ? AND closed_at IS NULL AND placement = 'WAITING'")
                        .param(caseFile.value())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    List<Disclosure> of(CaseId caseFile) {
        return jdbc.sql("""
                        SELECT organization, round, packet_at, file_at, placed_at, ended_at FROM intake.disclosure
                        WHERE case_id = ? ORDER BY packet_at, organization
                        """)
                .param(caseFile.value())
                .query((row, number) -> new Disclosure(
                        new OrganizationId(row.getObject("organization", UUID.class)),
                        row.getInt("round"),
                        row.getTimestamp("packet_at").toInstant(),
                        instant(row.getTimestamp("file_at")),
                        instant(row.getTimestamp("placed_at")),
                        instant(row.getTimestamp("ended_at"))))
                .list();
    }

    /** Who took the call, and who has the case. */
    Set<OrganizationId> holders(CaseId caseFile) {
        return jdbc.sql("""
                        SELECT opened_for FROM intake.case_file WHERE id = :case AND opened_for IS NOT NULL
                        UNION SELECT organization FROM intake.disclosure
                        WHERE case_id = :case AND placed_at IS NOT NULL AND ended_at IS NULL
                        """).param("case", caseFile.value()).query(UUID.class).list().stream()
                .map(OrganizationId::new)
                .collect(Collectors.toSet());
    }

    /** Where the current round stands with providers: {@code WAITING}, {@code PLACED} or {@code SERVED}. */
    String placement(CaseId caseFile) {
        return jdbc.sql("SELECT placement FROM intake.case_file WHERE id = ?")
                .param(caseFile.value())
                .query(String.class)
                .single();
    }

    private static Timestamp at(Accountable signal) {
        return Timestamp.from(signal.at());
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
