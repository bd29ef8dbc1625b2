package org.amparo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;

/** The session of a browser during one request. To the framework its id is the ticket; what is kept is {@link WebSessions}' to say. */
final class WebSession implements Session {

    /** Attribute: when the session ends however busy it is ({@link Instant}). */
    static final String UNTIL = "amparo.until";

    /** How far behind {@link #seenAt} may lie, so that not every request writes. A session is idle for up to that much longer. */
    static final Duration COARSE = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<String, Object> attributes;
    private final Set<String> changed = new HashSet<>();
    private final Instant begunAt;
    private SessionTicket ticket;
    private @Nullable SessionTicket former;
    private Instant seenAt;
    private Duration idle;
    private long version;
    private boolean kept;
    private boolean idleChanged;

    /** A session that begins. */
    WebSession(Clock clock, Duration idle) {
        this(clock, SessionTicket.draw(), new HashMap<>(), clock.instant(), clock.instant(), idle, 0);
        this.kept = false;
    }

    /** A session that was kept. */
    WebSession(
            Clock clock,
            SessionTicket ticket,
            Map<String, Object> attributes,
            Instant begunAt,
            Instant seenAt,
            Duration idle,
            long version) {
        this.clock = clock;
        this.ticket = ticket;
        this.attributes = attributes;
        this.begunAt = begunAt;
        this.seenAt = seenAt;
        this.idle = idle;
        this.version = version;
        this.kept = true;
    }

    SessionTicket ticket() {
        return ticket;
    }

    /** The ticket its row is kept under, after {@link #changeSessionId()} another than the present one. */
    SessionTicket keptUnder() {
        return former == null ? ticket : former;
    }

    boolean isKept() {
        return kept;
    }

    boolean isChanged() {
        return former != null || idleChanged || !changed.isEmpty();
    }

    boolean wasSeenLongAgo() {
        return !seenAt.plus(COARSE).isAfter(clock.instant());
    }

    long version() {
        return version;
    }

    Map<String, Object> attributes() {
        return attributes;
    }

    Instant begunAt() {
        return begunAt;
    }

    Instant seenAt() {
        return seenAt;
    }

    Instant endsAt() {
        var idleEnd = seenAt.plus(idle).plus(COARSE);
        return attributes.get(UNTIL) instanceof Instant until && until.isBefore(idleEnd) ? until : idleEnd;
    }

    void seen() {
        this.seenAt = clock.instant();
    }

    void wasKept(long version) {
        this.version = version;
        this.kept = true;
        this.former = null;
        this.idleChanged = false;
        this.changed.clear();
    }

    /** Another request was faster: what it kept stands, except for what this one changed. */
    void rebase(WebSession present) {
        var all = new HashMap<>(present.attributes);
        for (var name : changed) {
            if (attributes.get(name) == null) {
                all.remove(name);
            } else {
                all.put(name, attributes.get(name));
            }
        }
        attributes.clear();
        attributes.putAll(all);
        version = present.version;
    }

    @Override
    public String getId() {
        return ticket.value();
    }

    @Override
    public String changeSessionId() {
        if (kept && former == null) {
            former = ticket;
        }
        ticket = SessionTicket.draw();
        return getId();
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as the interface has it
    public <T> @Nullable T getAttribute(String name) {
        return (T) attributes.get(name);
    }

    @Override
    public Set<String> getAttributeNames() {
        return Set.copyOf(attributes.keySet());
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        if (value == null) {
            removeAttribute(name);
        } else {
            attributes.put(name, value);
            changed.add(name);
        }
    }

    @Override
    public void removeAttribute(String name) {
        if (attributes.remove(name) != null) {
            changed.add(name);
        }
    }

    @Override
    public Instant getCreationTime() {
        return begunAt;
    }

    /** When it was seen is noted as the session is kept, by the application's own clock. */
    @Override
    public void setLastAccessedTime(Instant now) {}

    @Override
    public Instant getLastAccessedTime() {
        return seenAt;
    }

    @Override
    public void setMaxInactiveInterval(Duration interval) {
        idleChanged |= !interval.equals(idle);
        idle = interval;
    }

    @Override
    public Duration getMaxInactiveInterval() {
        return idle;
    }

    @Override
    public boolean isExpired() {
        return !endsAt().isAfter(clock.instant());
    }
}
