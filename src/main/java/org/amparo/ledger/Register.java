package org.amparo.ledger;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.amparo.membership.Directory;
import org.amparo.membership.MemberId;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The register of legal process received. Like the ledger it is only ever added to: what was done is an entry of its own. */
@Component
class Register {

    private static final int SHOWN = 200;
    private static final int CASES = 50;

    private final JdbcClient jdbc;
    private final Directory directory;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Register(JdbcClient jdbc, Directory directory, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.events = events;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway") // nothing is what these columns hold when there is nothing
    ProcessView register(RegisterProcess command, SignedIn by) {
        var today = today();
        if (command.receivedOn().isAfter(today)) {
            throw Rejected.invalid("receivedOn", "date-in-future");
        }
        if (command.answerDue() != null && command.answerDue().isBefore(command.receivedOn())) {
            throw Rejected.invalid("answerDue", "process-due-before");
        }
        var one = command.scope() == ProcessScope.ONE_CASE;
        if (one && command.references().size() != 1) {
            throw Rejected.invalid("references", "process-one-reference");
        }
        if (command.references().size() > CASES) {
            throw Rejected.invalid("references", "process-many-references", CASES);
        }
        var id = ProcessId.create();
        var now = clock.instant();
        jdbc.sql("""
                        INSERT INTO ledger.legal_process
                            (id, kind, issuer, received_on, answer_due, scope, case_references, secret, registered_by, registered_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        id.value(),
                        command.kind().name(),
                        command.issuer().name(),
                        Date.valueOf(command.receivedOn()),
                        command.answerDue() == null ? null : Date.valueOf(command.answerDue()),
                        command.scope().name(),
                        command.references().stream().map(HumanReference::value).toArray(String[]::new),
                        command.secret(),
                        by.member().value(),
                        Timestamp.from(now))
                .update();
        events.publishEvent(
                new ProcessReceived(id, command.kind(), command.issuer(), command.scope(), by.actor(), now));
        return find(id);
    }

    ProcessView answer(AnswerProcess command, SignedIn by) {
        var process = find(command.process());
        if (command.on().isAfter(today())) {
            throw Rejected.invalid("on", "date-in-future");
        }
        if (command.on().isBefore(process.receivedOn())) {
            throw Rejected.invalid("on", "process-answered-before");
        }
        var now = clock.instant();
        jdbc.sql("""
                        INSERT INTO ledger.legal_process_answer (id, process, response, counsel, answered_on, recorded_by, recorded_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        ProcessId.create().value(),
                        command.process().value(),
                        command.response().name(),
                        command.counsel().name(),
                        Date.valueOf(command.on()),
                        by.member().value(),
                        Timestamp.from(now))
                .update();
        events.publishEvent(
                new ProcessAnswered(command.process(), command.response(), command.counsel(), by.actor(), now));
        return find(command.process());
    }

    /** The latest received first. */
    List<ProcessView> list() {
        return with(jdbc.sql("SELECT * FROM ledger.legal_process ORDER BY received_on DESC, id DESC LIMIT " + SHOWN)
                .query(this::process)
                .list());
    }

    ProcessView find(ProcessId id) {
        return with(jdbc.sql("SELECT * FROM ledger.legal_process WHERE id = ?")
                        .param(id.value())
                        .query(this::process)
                        .list())
                .stream()
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    private List<ProcessView> with(List<ProcessView> found) {
        Map<UUID, List<ProcessView.Answer>> answers = jdbc
                .sql(
                        "SELECT * FROM ledger.legal_process_answer WHERE process = ANY (?) ORDER BY recorded_at DESC, id DESC")
                .param(found.stream().map(process -> process.id().value()).toArray(UUID[]::new))
                .query((row, number) -> Map.entry(row.getObject("process", UUID.class), answer(row)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return found.stream()
                .map(process -> new ProcessView(
                        process.id(),
                        process.kind(),
                        process.issuer(),
                        process.receivedOn(),
                        process.answerDue(),
                        process.scope(),
                        process.references(),
                        process.secret(),
                        process.registeredBy(),
                        process.registeredByName(),
                        process.registeredAt(),
                        answers.getOrDefault(process.id().value(), List.of())))
                .toList();
    }

    private ProcessView process(ResultSet row, int number) throws SQLException {
        var by = new MemberId(row.getObject("registered_by", UUID.class));
        return new ProcessView(
                new ProcessId(row.getObject("id", UUID.class)),
                ProcessKind.valueOf(row.getString("kind")),
                ProcessIssuer.valueOf(row.getString("issuer")),
                row.getObject("received_on", LocalDate.class),
                row.getObject("answer_due", LocalDate.class),
                ProcessScope.valueOf(row.getString("scope")),
                Arrays.stream((Object[]) row.getArray("case_references").getArray())
                        .map(reference -> new HumanReference(reference.toString()))
                        .toList(),
                row.getBoolean("secret"),
                by,
                name(by),
                instant(row, "registered_at"),
                List.of());
    }

    private ProcessView.Answer answer(ResultSet row) throws SQLException {
        var by = new MemberId(row.getObject("recorded_by", UUID.class));
        return new ProcessView.Answer(
                ProcessResponse.valueOf(row.getString("response")),
                Counsel.valueOf(row.getString("counsel")),
                row.getObject("answered_on", LocalDate.class),
                by,
                name(by),
                instant(row, "recorded_at"));
    }

    private @Nullable String name(MemberId member) {
        return directory.member(member).map(Directory.MemberEntry::name).orElse(null);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), LedgerDesk.PACIFIC);
    }
}
