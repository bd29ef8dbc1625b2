package org.amparo.intake;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.amparo.intake.ConflictUploadView.RowProblem;
import org.amparo.kernel.PersonalText;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Typing;
import org.jspecify.annotations.Nullable;

/**
 * A file of names for a conflict list: one name a line, or a CSV file whose columns are name, kind and reference. A heading may name the
 * columns, in English or Spanish; without one they stand in that order.
 */
final class NameList {

    static final int LARGEST = 2_000_000;
    static final int MOST_ROWS = 20_000;

    private static final String FILE = "file";
    private static final int COLUMNS = 3;
    private static final Map<String, Integer> HEADINGS =
            Map.of("name", 0, "nombre", 0, "kind", 1, "tipo", 1, "reference", 2, "referencia", 2);
    private static final Map<String, ConflictKind> KINDS = Map.ofEntries(
            Map.entry("client", ConflictKind.CLIENT),
            Map.entry("cliente", ConflictKind.CLIENT),
            Map.entry("former client", ConflictKind.FORMER_CLIENT),
            Map.entry("former_client", ConflictKind.FORMER_CLIENT),
            Map.entry("excliente", ConflictKind.FORMER_CLIENT),
            Map.entry("adverse", ConflictKind.ADVERSE),
            Map.entry("adverse party", ConflictKind.ADVERSE),
            Map.entry("contraparte", ConflictKind.ADVERSE),
            Map.entry("related", ConflictKind.RELATED),
            Map.entry("relacionada", ConflictKind.RELATED),
            Map.entry("relacionado", ConflictKind.RELATED));

    private NameList() {}

    /** @param row as the file counts its lines */
    record Named(int row, AddConflict entry) {}

    /** What a file says: every line that could be read, and every line that could not with the code of what is wrong with it. */
    record Content(List<Named> named, List<RowProblem> problems) {}

    /** @throws Rejected when the file is too large, no text, no CSV, or holds no name */
    static Content read(byte[] content) {
        if (content.length > LARGEST) {
            throw Rejected.invalid(FILE, "names-too-large");
        }
        var text = Spreadsheet.text(content);
        var named = new ArrayList<Named>();
        var problems = new ArrayList<RowProblem>();
        var places = List.of(0, 1, 2);
        var row = 0;
        try (var reader = CsvReader.builder()
                .fieldSeparator(Spreadsheet.separator(text))
                .skipEmptyLines(false)
                .ofCsvRecord(text)) {
            for (CsvRecord line : reader) {
                row++;
                var cells = line.getFields().stream()
                        .map(cell -> Typing.clean(cell).strip())
                        .toList();
                if (row == 1 && isHeading(cells)) {
                    places = cells.stream()
                            .map(cell -> HEADINGS.getOrDefault(cell.toLowerCase(Locale.ROOT), -1))
                            .toList();
                } else if (cells.stream().anyMatch(cell -> !cell.isEmpty())) {
                    if (named.size() + problems.size() == MOST_ROWS) {
                        throw Rejected.invalid(FILE, "csv-too-many-rows", MOST_ROWS);
                    }
                    var parts = parts(cells, places);
                    var wrong = wrong(parts);
                    if (wrong == null) {
                        named.add(new Named(row, entry(parts)));
                    } else {
                        problems.add(new RowProblem(row, wrong));
                    }
                }
            }
        } catch (CsvParseException e) {
            throw Rejected.invalid(FILE, "csv-unreadable", row + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (named.isEmpty() && problems.isEmpty()) {
            throw Rejected.invalid(FILE, "csv-empty");
        }
        return new Content(named, problems);
    }

    private static boolean isHeading(List<String> cells) {
        return cells.stream().map(cell -> cell.toLowerCase(Locale.ROOT)).anyMatch(List.of("name", "nombre")::contains);
    }

    /** Name, kind and reference, each as written and empty where there is none. */
    private static String[] parts(List<String> cells, List<Integer> places) {
        var parts = new String[] {"", "", ""};
        for (var at = 0; at < Math.min(cells.size(), places.size()); at++) {
            if (places.get(at) >= 0 && places.get(at) < COLUMNS) {
                parts[places.get(at)] = cells.get(at);
            }
        }
        return parts;
    }

    private static @Nullable String wrong(String[] parts) {
        if (parts[0].isEmpty()) {
            return "required";
        }
        if (parts[0].length() > IntakeCheck.NAME || parts[2].length() > ConflictLists.REFERENCE) {
            return "name-too-long";
        }
        return kind(parts[1]) == null ? "conflict-kind" : null;
    }

    private static AddConflict entry(String[] parts) {
        return new AddConflict(
                PersonalText.of(parts[0]), Objects.requireNonNull(kind(parts[1])), PersonalText.ofNullable(parts[2]));
    }

    private static @Nullable ConflictKind kind(String written) {
        return written.isEmpty() ? ConflictKind.RELATED : KINDS.get(written.toLowerCase(Locale.ROOT));
    }
}
