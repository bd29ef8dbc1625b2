package org.amparo.intake;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.amparo.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Destroys what files and calls tell of people, within the caller's transaction: the sealed bytes, what they are found by, the coded facts
 * that would still tell one person from others, and the data keys, so that no older copy of the database opens either.
 */
@Component
class Shredding {

    private final CaseFiles files;
    private final Sealing sealing;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Shredding(CaseFiles files, Sealing sealing, JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.files = files;
        this.sealing = sealing;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** Why it happens, and by whose clock or word. */
    record Ground(
            ShredCause cause,
            @Nullable RecordKind clock,
            @Nullable Term term,
            Actor actor) {

        static Ground runOut(RecordKind clock, Term term) {
            return new Ground(ShredCause.CLOCK, clock, term, Actor.system());
        }

        static Ground byHand(ShredCause cause, Actor actor) {
            return new Ground(cause, null, null, actor);
        }
    }

    /** Files whose rows the caller has locked, and that no hold stands on. */
    @SuppressWarnings("NullAway") // nothing is what these columns hold when there is nothing
    void files(Map<CaseFile, Ground> doomed) {
        if (doomed.isEmpty()) {
            return;
        }
        var now = clock.instant();
        doomed.forEach((file, ground) -> {
            file.shred(ground, now);
            jdbc.sql("""
                            INSERT INTO intake.shredded (case_id, cause, clock, days, shredded_by)
                            VALUES (?, ?, ?, ?, cast(? AS uuid))
                            """)
                    .params(
                            file.id().value(),
                            ground.cause().name(),
                            ground.clock() == null ? null : ground.clock().name(),
                            ground.term() == null ? null : ground.term().days(),
                            ground.actor().member())
                    .update();
        });
        files.saveAllAndFlush(doomed.keySet());
        var ids = doomed.keySet().stream().map(file -> file.id().value()).toList();
        var owners = ids.toArray(UUID[]::new);
        jdbc.sql("DELETE FROM intake.imported_row WHERE case_id = ANY (?)")
                .param(owners)
                .update();
        jdbc.sql("DELETE FROM intake.conflict_answer WHERE case_id = ANY (?)")
                .param(owners)
                .update();
        unlink(owners, now);
        var grounds = doomed.entrySet().stream()
                .collect(Collectors.toMap(one -> one.getKey().id().value(), Map.Entry::getValue));
        Map<CallId, Ground> promised = new LinkedHashMap<>();
        jdbc.sql("SELECT id, case_id FROM intake.call WHERE case_id = ANY (?) AND promise IS NOT NULL")
                .param(owners)
                .query(row -> {
                    promised.put(
                            new CallId(row.getObject("id", UUID.class)),
                            Objects.requireNonNull(grounds.get(row.getObject("case_id", UUID.class))));
                });
        promises(promised, now);
        sealing.shred(ids);
    }

    /** That two files were about one person is told of the person as well. A file that was worked on in the other one is on its own again. */
    private void unlink(UUID[] owners, Instant now) {
        var links = jdbc.sql("""
                        DELETE FROM intake.merger WHERE case_id = ANY (:owners) OR kept = ANY (:owners)
                        RETURNING id, case_id, kept, undone_at IS NULL AND case_id <> ALL (:owners) AS left_alone
                        """)
                .param("owners", owners)
                .query((row, number) -> new Link(
                        new MergerId(row.getObject("id", UUID.class)),
                        new CaseId(row.getObject("case_id", UUID.class)),
                        new CaseId(row.getObject("kept", UUID.class)),
                        row.getBoolean("left_alone")))
                .list();
        jdbc.sql(
                        "UPDATE intake.case_file SET merged_into = NULL WHERE merged_into = ANY (:owners) OR id = ANY (:owners) AND merged_into IS NOT NULL")
                .param("owners", owners)
                .update();
        links.stream().filter(Link::leftAlone).forEach(link -> {
            var facts = files.findById(link.other()).orElseThrow().facts();
            events.publishEvent(new MergeUndone(link.other(), link.kept(), link.id(), facts, Actor.system(), now));
        });
    }

    private record Link(MergerId id, CaseId other, CaseId kept, boolean leftAlone) {}

    /** Promises to call back that have run out. */
    void promises(List<CallId> doomed, Ground ground) {
        promises(doomed.stream().collect(Collectors.toMap(call -> call, call -> ground)), clock.instant());
    }

    private void promises(Map<CallId, Ground> doomed, Instant now) {
        if (doomed.isEmpty()) {
            return;
        }
        var owners = doomed.keySet().stream().map(CallId::value).toList();
        jdbc.sql("UPDATE intake.call SET promise = NULL, call_back_by = NULL, version = version + 1 WHERE id = ANY (?)")
                .param(owners.toArray(UUID[]::new))
                .update();
        doomed.forEach((call, ground) -> events.publishEvent(
                new PromiseShredded(call, ground.cause(), ground.clock(), ground.term(), ground.actor(), now)));
        sealing.shred(owners);
    }
}
