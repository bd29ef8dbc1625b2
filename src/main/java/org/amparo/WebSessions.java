package org.amparo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Component;

/**
 * Keeps sessions in the database in a form that is of no use to who has the database: found by a digest of the browser's ticket, sealed
 * with a key only the ticket gives. Costs a signed-in request one look-up by primary key, and a write when something changed or a minute
 * has gone.
 */
@Component
class WebSessions implements SessionRepository<WebSession> {

    /** For somebody who has not signed in yet. */
    static final Duration ANONYMOUS = Duration.ofMinutes(15);

    private static final Logger log = LoggerFactory.getLogger(WebSessions.class);
    private static final int TRIES = 5;

    private final JdbcClient jdbc;
    private final Clock clock;

    WebSessions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A place somebody is signed in at. The row's own digest tells one from another and is of no use elsewhere. */
    record Place(byte[] id, Instant begunAt, Instant seenAt) {}

    private record Kept(byte[] content, Instant begunAt, Instant seenAt, long version) {}

    @Override
    public WebSession createSession() {
        return new WebSession(clock, ANONYMOUS);
    }

    @Override
    public @Nullable WebSession findById(String id) {
        return SessionTicket.read(id).map(this::find).orElse(null);
    }

    private @Nullable WebSession find(SessionTicket ticket) {
        return jdbc.sql("SELECT version, begun_at, seen_at, content FROM web_session WHERE id = ? AND ends_at > ?")
                .param(ticket.id())
                .param(at(clock.instant()))
                .query((row, number) -> new Kept(
                        row.getBytes("content"),
                        row.getObject("begun_at", OffsetDateTime.class).toInstant(),
                        row.getObject("seen_at", OffsetDateTime.class).toInstant(),
                        row.getLong("version")))
                .optional()
                .map(kept -> read(ticket, kept))
                .orElse(null);
    }

    @Override
    public void save(WebSession session) {
        if (!session.isKept()) {
            insert(session);
        } else if (session.isChanged()) {
            update(session);
        } else if (session.wasSeenLongAgo()) {
            touch(session);
        }
    }

    @Override
    public void deleteById(String id) {
        SessionTicket.read(id)
                .ifPresent(ticket -> jdbc.sql("DELETE FROM web_session WHERE id = ?")
                        .param(ticket.id())
                        .update());
    }

    /** Where somebody is signed in, the latest first. */
    List<Place> of(String subject) {
        return jdbc.sql("""
                        SELECT id, begun_at, seen_at FROM web_session WHERE subject = ? AND ends_at > ?
                         ORDER BY seen_at DESC
                        """)
                .param(subject)
                .param(at(clock.instant()))
                .query((row, number) -> new Place(
                        row.getBytes("id"),
                        row.getObject("begun_at", OffsetDateTime.class).toInstant(),
                        row.getObject("seen_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Ends all sessions of a subject of the identity provider. */
    int end(String subject) {
        return jdbc.sql("DELETE FROM web_session WHERE subject = ?")
                .param(subject)
                .update();
    }

    /** Ends the sessions that began with that session at the identity provider. */
    int end(String subject, String providerSession) {
        return jdbc.sql("DELETE FROM web_session WHERE subject = ? AND provider_session = ?")
                .param(subject)
                .param(providerSession)
                .update();
    }

    @Scheduled(fixedDelay = 5, initialDelay = 5, timeUnit = TimeUnit.MINUTES)
    void forgetWhatEnded() {
        jdbc.sql("DELETE FROM web_session WHERE ends_at <= ?")
                .param(at(clock.instant()))
                .update();
    }

    private void insert(WebSession session) {
        session.seen();
        var identity = Identity.of(session);
        jdbc.sql("""
                        INSERT INTO web_session (id, version, subject, provider_session, begun_at, seen_at, ends_at, content)
                        VALUES (?, 0, ?, ?, ?, ?, ?, ?)
                        """)
                .param(session.ticket().id())
                .param(identity.subject())
                .param(identity.providerSession())
                .param(at(session.begunAt()))
                .param(at(session.seenAt()))
                .param(at(session.endsAt()))
                .param(session.ticket().seal(write(session)))
                .update();
        session.wasKept(0);
    }

    /** Two requests of one browser may end at once. What neither of them changed is not lost, and what was ended stays so. */
    private void update(WebSession session) {
        session.seen();
        for (int tries = 0; tries < TRIES; tries++) {
            var identity = Identity.of(session);
            var written = jdbc.sql("""
                            UPDATE web_session
                               SET id = ?, version = version + 1, subject = ?, provider_session = ?, seen_at = ?, ends_at = ?, content = ?
                             WHERE id = ? AND version = ?
                            """)
                    .param(session.ticket().id())
                    .param(identity.subject())
                    .param(identity.providerSession())
                    .param(at(session.seenAt()))
                    .param(at(session.endsAt()))
                    .param(session.ticket().seal(write(session)))
                    .param(session.keptUnder().id())
                    .param(session.version())
                    .update();
            if (written == 1) {
                session.wasKept(session.version() + 1);
                return;
            }
            var present = find(session.keptUnder());
            if (present == null) {
                return;
            }
            session.rebase(present);
        }
    }

    private void touch(WebSession session) {
        session.seen();
        jdbc.sql("UPDATE web_session SET seen_at = ?, ends_at = ? WHERE id = ?")
                .param(at(session.seenAt()))
                .param(at(session.endsAt()))
                .param(session.ticket().id())
                .update();
    }

    private static byte[] write(WebSession session) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(session.getMaxInactiveInterval());
            out.writeObject(new HashMap<>(session.attributes()));
        } catch (IOException unwritable) {
            throw new IllegalStateException("a session attribute can't be kept", unwritable);
        }
        return bytes.toByteArray();
    }

    /** What an older version of the program wrote may be unreadable: its owner signs in again. */
    private @Nullable WebSession read(SessionTicket ticket, Kept kept) {
        try (var in = new ObjectInputStream(new ByteArrayInputStream(ticket.open(kept.content())))) {
            var idle = (Duration) in.readObject();
            @SuppressWarnings("unchecked") // as written above, and nobody else could seal it
            var attributes = (Map<String, Object>) in.readObject();
            return new WebSession(clock, ticket, attributes, kept.begunAt(), kept.seenAt(), idle, kept.version());
        } catch (GeneralSecurityException | IOException | ReflectiveOperationException | RuntimeException unreadable) {
            log.warn("A session could not be read and has ended: {}", Trouble.describe(unreadable));
            return null;
        }
    }

    private static OffsetDateTime at(Instant moment) {
        return OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
    }

    private record Identity(
            @Nullable String subject, @Nullable String providerSession) {

        static Identity of(WebSession session) {
            return session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY)
                                    instanceof SecurityContext context
                            && context.getAuthentication() != null
                            && context.getAuthentication().getPrincipal() instanceof OidcUser user
                    ? new Identity(user.getSubject(), user.getClaimAsString("sid"))
                    : new Identity(null, null);
        }
    }
}
