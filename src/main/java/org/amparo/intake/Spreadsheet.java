package org.amparo.intake;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Typing;

/** A CSV file of intakes, as its cells; or a clear word why it is none. */
final class Spreadsheet {

    private static final String FILE = "file";

    /** A row by its number, the heading being row 1; {@code whole} when it has as many cells as the heading. */
    record Line(int number, Map<ImportColumn, String> cells, boolean whole) {}

    private Spreadsheet() {}

    /** @throws Rejected when the file is too large, no text, no CSV, or has other columns */
    static List<Line> read(byte[] content) {
        if (content.length > UploadSpreadsheet.LARGEST) {
            throw Rejected.invalid(FILE, "csv-too-large");
        }
        var text = text(content);
        var separator = separator(text);
        var lines = new ArrayList<Line>();
        List<ImportColumn> columns = List.of();
        var number = 0;
        try (var reader = CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)) {
            for (CsvRecord row : reader) {
                number++;
                if (number == 1) {
                    columns = columns(row.getFields());
                } else if (row.getFields().stream().anyMatch(cell -> !cell.isBlank())) {
                    if (lines.size() == UploadSpreadsheet.MOST_ROWS) {
                        throw Rejected.invalid(FILE, "csv-too-many-rows", UploadSpreadsheet.MOST_ROWS);
                    }
                    lines.add(line(number, columns, row.getFields()));
                }
            }
        } catch (CsvParseException e) {
            throw Rejected.invalid(FILE, "csv-unreadable", number + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (lines.isEmpty()) {
            throw Rejected.invalid(FILE, "csv-empty");
        }
        return lines;
    }

    private static Line line(int number, List<ImportColumn> columns, List<String> fields) {
        Map<ImportColumn, String> cells = new EnumMap<>(ImportColumn.class);
        for (var i = 0; i < Math.min(columns.size(), fields.size()); i++) {
            cells.put(columns.get(i), Typing.clean(fields.get(i)).strip());
        }
        return new Line(number, cells, columns.size() == fields.size());
    }

    private static List<ImportColumn> columns(List<String> headings) {
        if (headings.stream().allMatch(String::isBlank)) {
            throw Rejected.invalid(FILE, "csv-empty");
        }
        var columns = headings.stream()
                .map(heading ->
                        ImportColumn.of(heading).orElseThrow(() -> Rejected.invalid(FILE, "csv-unknown-column")))
                .toList();
        if (!columns.contains(ImportColumn.PERSON_NAME)) {
            throw Rejected.invalid(FILE, "csv-missing-column");
        }
        return columns;
    }

    static String text(byte[] content) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                throw Rejected.invalid(FILE, "csv-not-text");
            }
            var plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
            if (plain.isBlank()) {
                throw Rejected.invalid(FILE, "csv-empty");
            }
            return plain;
        } catch (CharacterCodingException e) {
            throw Rejected.invalid(FILE, "csv-not-text");
        }
    }

    /** Spreadsheets of some countries separate by semicolon. */
    static char separator(String text) {
        var heading = text.lines().findFirst().orElse("");
        return heading.indexOf(',') < 0 && heading.indexOf(';') >= 0 ? ';' : ',';
    }
}
