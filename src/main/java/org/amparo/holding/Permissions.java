package org.amparo.holding;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.amparo.kernel.Remembered;
import org.amparo.membership.MemberId;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Which organizations may hold files alone: few rows, asked for at every acceptance, so they are remembered. */
@Component
class Permissions {

    private final JdbcClient jdbc;
    private final Remembered<Map<OrganizationId, Permission>> remembered;

    Permissions(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.remembered = new Remembered<>(this::read, this::stamp, Duration.ofSeconds(1));
    }

    /** @param madeBy who made the key that is there now, if there is one */
    record Permission(
            OrganizationId organization,
            Instant since,
            int graceDays,
            @Nullable MemberId madeBy) {

        Instant due(Instant placed) {
            return placed.plus(Duration.ofDays(graceDays));
        }
    }

    Optional<Permission> of(OrganizationId organization) {
        return Optional.ofNullable(remembered.get().get(organization));
    }

    Map<OrganizationId, Permission> all() {
        return remembered.get();
    }

    void permit(OrganizationId organization, int graceDays, Instant now) {
        jdbc.sql("""
                        INSERT INTO holding.permission (organization, since, grace_days, stamp) VALUES (?, ?, ?, 1)
                        ON CONFLICT (organization) DO UPDATE
                        SET since = CASE WHEN permission.ended_at IS NULL THEN permission.since ELSE excluded.since END,
                            grace_days = excluded.grace_days, ended_at = NULL, stamp = permission.stamp + 1
                        """)
                .params(organization.value(), Timestamp.from(now), graceDays)
                .update();
        forget();
    }

    /** @return whether there was one */
    boolean end(OrganizationId organization, Instant now) {
        var ended =
                jdbc.sql("""
                        UPDATE holding.permission SET ended_at = ?, stamp = stamp + 1 WHERE organization = ? AND ended_at IS NULL
                        """).params(Timestamp.from(now), organization.value()).update();
        forget();
        return ended == 1;
    }

    void madeBy(OrganizationId organization, MemberId member) {
        jdbc.sql("UPDATE holding.permission SET made_by = ?, stamp = stamp + 1 WHERE organization = ?")
                .params(member.value(), organization.value())
                .update();
        forget();
    }

    private Map<OrganizationId, Permission> read() {
        return jdbc
                .sql("SELECT organization, since, grace_days, made_by FROM holding.permission WHERE ended_at IS NULL")
                .query(Permissions::permission)
                .list()
                .stream()
                .collect(Collectors.toMap(Permission::organization, permission -> permission));
    }

    private long stamp() {
        return jdbc.sql("SELECT coalesce(sum(stamp), 0) FROM holding.permission")
                .query(Long.class)
                .single();
    }

    private void forget() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            remembered.forget();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                remembered.forget();
            }
        });
    }

    private static Permission permission(ResultSet row, int number) throws SQLException {
        var madeBy = row.getObject("made_by", UUID.class);
        return new Permission(
                new OrganizationId(row.getObject("organization", UUID.class)),
                row.getTimestamp("since").toInstant(),
                row.getInt("grace_days"),
                madeBy == null ? null : new MemberId(madeBy));
    }
}
