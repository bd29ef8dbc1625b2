package org.amparo.ledger;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Identifier;
import org.amparo.kernel.Reading;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

/**
 * Writes down every fact somebody answers for: one row in the transaction of the fact. Where the row can't be written, the exception ends
 * that transaction, and what was not written down has not happened.
 */
@Component
class Scribe {

    private static final String INSERT = """
            /* later */ INSERT INTO ledger.entry (era, id, at, kind, act, member, organization, subject_kind, subject, reference, ground)
            VALUES (?, ?, ?, ?, ?, cast(? AS uuid), cast(? AS uuid), ?, cast(? AS uuid), ?, ?)
            """;

    private final JdbcOperations jdbc;
    private final Eras eras;

    Scribe(JdbcOperations jdbc, Eras eras) {
        this.jdbc = jdbc;
        this.eras = eras;
    }

    @EventListener
    void on(Accountable fact) {
        if (fact instanceof Reading reading && !reading.each().isEmpty()) {
            List<Object[]> rows = new ArrayList<>();
            rows.add(row(reading));
            reading.each().forEach(one -> rows.add(row(one)));
            jdbc.batchUpdate(INSERT, rows);
        } else {
            jdbc.update(INSERT, row(fact));
        }
    }

    @SuppressWarnings("NullAway") // nothing is what these columns hold when there is nothing
    private Object[] row(Accountable fact) {
        var shape = Shape.of(fact);
        return new Object[] {
            eras.current(),
            Identifier.next(),
            Timestamp.from(fact.at()),
            shape.kind().name(),
            shape.act(),
            fact.actor().member(),
            fact.actor().organization(),
            shape.subjectKind(),
            shape.subject(fact),
            shape.reference(fact),
            shape.ground(fact)
        };
    }
}
