package org.amparo.matching;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.amparo.membership.OrganizationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * All practices in memory, to judge a case against a thousand providers without reading a thousand rows. What this node changes is
 * read again after the commit; what another node changes is seen within a second, by its version.
 */
@Component
class PracticeBook {

    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final Practices practices;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();

    private volatile Page page = new Page(Map.of(), Long.MIN_VALUE, false);

    PracticeBook(Practices practices, JdbcClient jdbc, Clock clock) {
        this.practices = practices;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** As they were read: {@link PracticeSheet#at} says what counts in a week. */
    Map<OrganizationId, PracticeSheet> sheets() {
        var current = page;
        if (current.fresh()) {
            return current.sheets();
        }
        reading.lock();
        try {
            if (!page.fresh()) {
                page = read(page.sheets());
            }
            return page.sheets();
        } finally {
            reading.unlock();
        }
    }

    /** As it stands now. */
    PracticeSheet sheet(OrganizationId provider) {
        var sheet = sheets().get(provider);
        return sheet == null ? PracticeSheet.blank(provider) : sheet.at(Week.of(clock.instant()));
    }

    /** Called inside a transaction that changes a practice: once it has committed, the next reader reads again. */
    void turnPageAfterCommit() {
        AfterCommit.first(this::turnPage);
    }

    void turnPage() {
        reading.lock();
        try {
            page = new Page(page.sheets(), page.readAt(), false);
        } finally {
            reading.unlock();
        }
    }

    private Page read(Map<OrganizationId, PracticeSheet> known) {
        var now = System.nanoTime();
        var sheets = new HashMap<OrganizationId, PracticeSheet>();
        Set<OrganizationId> changed = new HashSet<>();
        jdbc.sql("SELECT id, version FROM matching.practice").query(row -> {
            var provider = new OrganizationId(row.getObject("id", java.util.UUID.class));
            var sheet = known.get(provider);
            if (sheet != null && sheet.version() == row.getLong("version")) {
                sheets.put(provider, sheet);
            } else {
                changed.add(provider);
            }
        });
        if (!changed.isEmpty()) {
            practices.all(changed).forEach(practice -> {
                var sheet = practice.sheet(clock.instant());
                sheets.put(sheet.provider(), sheet);
            });
        }
        return new Page(Map.copyOf(sheets), now, true);
    }

    private record Page(Map<OrganizationId, PracticeSheet> sheets, long readAt, boolean valid) {

        boolean fresh() {
            return valid && System.nanoTime() - readAt < FRESH_NANOS;
        }
    }
}
