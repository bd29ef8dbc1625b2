package org.amparo.intake;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.amparo.intake.ImportView.RowProblem;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Typing;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.SignedIn;
import org.amparo.vault.Fingerprints;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Spreadsheets become case files row by row: each good row in a transaction of its own, with the trace that keeps the same row from
 * being imported twice. An import that stopped half-way is confirmed again and goes on where it stopped.
 */
@Component
class Importing {

    private final Imports imports;
    private final DraftReading reading;
    private final Opening opening;
    private final Sealing sealing;
    private final Fingerprints fingerprints;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Importing(
            Imports imports,
            DraftReading reading,
            Opening opening,
            Sealing sealing,
            Fingerprints fingerprints,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.imports = imports;
        this.reading = reading;
        this.opening = opening;
        this.sealing = sealing;
        this.fingerprints = fingerprints;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    ImportView upload(UploadSpreadsheet command, SignedIn by) {
        var known = imported(by.organization());
        var rows = new ArrayList<Import.Row>();
        for (var line : Spreadsheet.read(command.content())) {
            rows.add(row(line, by.organization(), known));
        }
        return view(imports.save(new Import(name(command.fileName()), rows, by, clock.instant())));
    }

    ImportView find(ImportId id, SignedIn by) {
        return view(own(id, by));
    }

    List<ImportView> all(SignedIn by) {
        var latest = imports.findLatest(by.organization());
        sealing.fetch(
                latest.stream().map(spreadsheet -> spreadsheet.id().value()).toList());
        return latest.stream().map(this::view).toList();
    }

    ImportView confirm(ImportId id, SignedIn by) {
        var spreadsheet = own(id, by);
        if (spreadsheet.confirmedAt() != null) {
            return view(spreadsheet);
        }
        for (var row : spreadsheet.rows()) {
            if (row.state() == Import.State.GOOD) {
                transaction.executeWithoutResult(status -> open(row, by));
            }
        }
        return Objects.requireNonNull(
                transaction.execute(status -> view(imports.save(own(id, by).confirmed(clock.instant())))));
    }

    private void open(Import.Row row, SignedIn by) {
        var done = jdbc.sql("SELECT count(*) FROM intake.imported_row WHERE organization = ? AND fingerprint = ?")
                .params(by.organization().value(), bytes(row))
                .query(Integer.class)
                .single();
        if (done > 0) {
            return;
        }
        var opened = opening.open(reading.read(row.typed(), null).command(), by.actor());
        jdbc.sql("INSERT INTO intake.imported_row (organization, fingerprint, case_id) VALUES (?, ?, ?)")
                .params(by.organization().value(), bytes(row), opened.id().value())
                .update();
    }

    private Import.Row row(Spreadsheet.Line line, OrganizationId organization, Set<String> known) {
        var fingerprint = fingerprint(line, organization);
        if (!known.add(fingerprint)) {
            return new Import.Row(line.number(), Import.State.KNOWN, fingerprint, Map.of(), List.of());
        }
        var problems = new ArrayList<RowProblem>();
        if (!line.whole()) {
            problems.add(new RowProblem(line.number(), ImportColumn.PERSON_NAME.heading(), "row-too-short", List.of()));
        }
        var typed = typed(line, problems);
        reading.read(typed, null).problems().stream()
                .map(problem -> new RowProblem(
                        line.number(),
                        ImportColumn.asking(problem.field()).heading(),
                        problem.code(),
                        problem.arguments()))
                .forEach(problems::add);
        return problems.isEmpty()
                ? new Import.Row(line.number(), Import.State.GOOD, fingerprint, typed, List.of())
                : new Import.Row(line.number(), Import.State.WRONG, fingerprint, Map.of(), problems);
    }

    /** A row as somebody would have typed it on the intake page. */
    private static Map<String, List<String>> typed(Spreadsheet.Line line, List<RowProblem> problems) {
        Map<String, List<String>> typed = new HashMap<>();
        line.cells().forEach((column, cell) -> {
            if (!cell.isEmpty()) {
                typed.put(
                        column.field(),
                        column == ImportColumn.NEEDS
                                ? Arrays.stream(cell.split("[;|]"))
                                        .map(String::strip)
                                        .toList()
                                : List.of(cell));
            }
        });
        born(line, typed, problems);
        agencies(line, typed, problems);
        if (!typed.containsKey("person.name")) {
            typed.put("person.notGiven", List.of("true"));
        }
        typed.putIfAbsent("custody.facility", List.of(DraftReading.UNKNOWN));
        typed.put("custody.source", List.of(ObservationSource.SPREADSHEET.name()));
        typed.put("hearing.source", List.of(ObservationSource.SPREADSHEET.name()));
        typed.putIfAbsent("consent.answer", List.of(ConsentAnswer.NOT_ASKED.name()));
        if (typed.get("consent.answer").contains(ConsentAnswer.GIVEN.name())) {
            typed.put(
                    "consent.purposes",
                    List.of(ConsentPurpose.SHARE_WITH_PROVIDERS.name(), ConsentPurpose.CONTACT.name()));
        }
        return typed;
    }

    private static void born(Spreadsheet.Line line, Map<String, List<String>> typed, List<RowProblem> problems) {
        var cell = line.cells().get(ImportColumn.BORN);
        if (cell == null || cell.isEmpty()) {
            return;
        }
        typed.remove("person.born.year");
        try {
            var born = PartialDate.of(cell);
            typed.put("person.born.year", List.of(String.valueOf(born.year())));
            put(typed, "person.born.month", born.month());
            put(typed, "person.born.day", born.day());
            if (born.about()) {
                typed.put("person.born.about", List.of("true"));
            }
        } catch (IllegalArgumentException e) {
            problems.add(new RowProblem(line.number(), ImportColumn.BORN.heading(), "birth-form", List.of()));
        }
    }

    /** Each agency with its part behind a colon, as the page has them in fields of their own. */
    private static void agencies(Spreadsheet.Line line, Map<String, List<String>> typed, List<RowProblem> problems) {
        typed.remove(ImportColumn.AGENCIES.field());
        var told = Arrays.stream(
                        line.cells().getOrDefault(ImportColumn.AGENCIES, "").split("[;|]"))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
        if (told.size() > DraftSection.AGENCIES) {
            problems.add(new RowProblem(
                    line.number(), ImportColumn.AGENCIES.heading(), "too-many", List.of(DraftSection.AGENCIES)));
            return;
        }
        for (var i = 0; i < told.size(); i++) {
            var parts = told.get(i).split(":", 2);
            typed.put("arrest.agencies." + i + ".agency", List.of(parts[0].strip()));
            if (parts.length > 1) {
                typed.put("arrest.agencies." + i + ".part", List.of(parts[1].strip()));
            }
        }
    }

    private static void put(Map<String, List<String>> typed, String field, @Nullable Integer part) {
        if (part != null) {
            typed.put(field, List.of(String.valueOf(part)));
        }
    }

    private Set<String> imported(OrganizationId organization) {
        return new HashSet<>(jdbc
                .sql("SELECT fingerprint FROM intake.imported_row WHERE organization = ?")
                .param(organization.value())
                .query(byte[].class)
                .list()
                .stream()
                .map(HexFormat.of()::formatHex)
                .toList());
    }

    private static byte[] bytes(Import.Row row) {
        return HexFormat.of().parseHex(row.fingerprint());
    }

    /** The organization belongs to it, so that two organizations' traces of one row tell nothing about each other. */
    private String fingerprint(Spreadsheet.Line line, OrganizationId organization) {
        var row = line.cells().entrySet().stream()
                .filter(cell -> !cell.getValue().isEmpty())
                .map(cell -> cell.getKey().heading() + "=" + cell.getValue())
                .collect(Collectors.joining("\n", organization + "\n", ""));
        return HexFormat.of().formatHex(fingerprints.whole("imported-row", row.getBytes(StandardCharsets.UTF_8)));
    }

    private Import own(ImportId id, SignedIn by) {
        return imports.findById(id)
                .filter(found -> IntakePolicy.isOwn(found.organization(), by))
                .orElseThrow(NotFound::new);
    }

    private ImportView view(Import spreadsheet) {
        return new ImportView(
                spreadsheet.id(),
                spreadsheet.fileName().reveal(),
                spreadsheet.uploadedAt(),
                spreadsheet.confirmedAt(),
                spreadsheet.rows().size(),
                spreadsheet.count(Import.State.GOOD),
                spreadsheet.count(Import.State.KNOWN),
                spreadsheet.count(Import.State.WRONG),
                spreadsheet.rows().stream()
                        .flatMap(row -> row.problems().stream())
                        .toList());
    }

    private static String name(String fileName) {
        var plain = Typing.clean(fileName).strip();
        return plain.length() > 200 ? plain.substring(0, 200) : plain;
    }
}
