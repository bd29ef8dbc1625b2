package org.amparo;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.FailedEventPublications;
import org.springframework.modulith.events.ResubmissionOptions;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Reactions to events that have not happened yet, and the second chance they get. One node at a time tries again what failed: after 15
 * seconds, then after twice as long each time, at last every hour, for ever. Reactions are idempotent, so a chance too many does no harm.
 */
@Component
class StalledEvents {

    /** What is younger than this is no news: somebody is at it. */
    private static final Duration NEWS = Duration.ofSeconds(20);

    private static final int AT_ONCE = 200;
    private static final int SHOWN = 500;

    /** Of all failed ones, so that those who wait don't hide those whose turn it is. */
    private static final int LOOKED_AT = 10_000;

    /** The advisory lock that one node holds while it tries again: "amparo", in hexadecimal digits, and a number. */
    private static final long LOCK = 0x616d_7061_726f_0001L;

    private static final String DUE = """
            SELECT id FROM event_publication
             WHERE status = 'FAILED'
               AND coalesce(last_resubmission_date, publication_date)
                   + least(interval '15 seconds' * power(2, least(greatest(completion_attempts, 1), 12) - 1), interval '1 hour') <= ?
             ORDER BY publication_date
             LIMIT ?""";

    private static final String STALLED = """
            SELECT id, listener_id, event_type, publication_date, completion_attempts, last_resubmission_date, status
              FROM event_publication
             WHERE completion_date IS NULL AND (status = 'FAILED' OR publication_date < ?)
             ORDER BY publication_date
             LIMIT ?""";

    private static final Logger log = LoggerFactory.getLogger(StalledEvents.class);

    private final DataSource database;
    private final JdbcClient jdbc;
    private final ObjectProvider<FailedEventPublications> failed;
    private final Clock clock;

    StalledEvents(DataSource database, ObjectProvider<FailedEventPublications> failed, Clock clock) {
        this.database = database;
        this.jdbc = JdbcClient.create(database);
        this.failed = failed;
        this.clock = clock;
    }

    /** The oldest first; those that go on by themselves within seconds are left out. */
    List<StalledPublication> all() {
        var now = clock.instant();
        return jdbc.sql(STALLED)
                .param(utc(now.minus(NEWS)))
                .param(SHOWN)
                .query((row, number) -> read(row, now))
                .list();
    }

    /**
     * Tries again at once.
     *
     * @throws NotFound when it has happened meanwhile
     * @throws Rejected when it is being tried just now
     */
    void tryAgain(UUID id) {
        var status = jdbc.sql("SELECT status FROM event_publication WHERE id = ? AND completion_date IS NULL")
                .param(id)
                .query(String.class)
                .optional()
                .orElseThrow(NotFound::new);
        if (!"FAILED".equals(status)) {
            throw Rejected.conflict("event-under-way");
        }
        resubmit(Set.of(id));
    }

    @Scheduled(
            fixedDelayString = "${amparo.events.second-chance:15s}",
            initialDelayString = "${amparo.events.second-chance:15s}")
    void tryAgainWhatIsDue() {
        try (var connection = database.getConnection()) {
            if (!ask(connection, "SELECT pg_try_advisory_lock(?)")) {
                return; // another node is at it
            }
            try {
                var due = jdbc.sql(DUE)
                        .param(utc(clock.instant()))
                        .param(AT_ONCE)
                        .query(UUID.class)
                        .set();
                if (!due.isEmpty()) {
                    resubmit(due);
                    log.info("Gave {} reactions to events another chance", due.size());
                }
            } finally {
                ask(connection, "SELECT pg_advisory_unlock(?)");
            }
        } catch (SQLException unreachable) {
            log.warn("Could not try failed reactions again: {}", Trouble.describe(unreachable));
        }
    }

    private void resubmit(Set<UUID> ids) {
        failed.ifAvailable(publications -> publications.resubmit(ResubmissionOptions.defaults()
                .withBatchSize(LOOKED_AT)
                .withMaxInFlight(LOOKED_AT)
                .withFilter(publication -> ids.contains(publication.getIdentifier()))));
    }

    private static boolean ask(Connection connection, String question) throws SQLException {
        try (var statement = connection.prepareStatement(question)) {
            statement.setLong(1, LOCK);
            try (var answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    private static StalledPublication read(ResultSet row, Instant now) throws SQLException {
        var since = row.getObject("publication_date", OffsetDateTime.class).toInstant();
        var last = row.getObject("last_resubmission_date", OffsetDateTime.class);
        return new StalledPublication(
                row.getObject("id", UUID.class),
                row.getString("listener_id"),
                row.getString("event_type").replaceFirst("^org\\.amparo\\.", ""),
                since,
                Duration.between(since, now),
                row.getInt("completion_attempts"),
                last == null ? null : last.toInstant(),
                "FAILED".equals(row.getString("status"))
                        ? StalledPublication.State.FAILED
                        : StalledPublication.State.UNDER_WAY);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
