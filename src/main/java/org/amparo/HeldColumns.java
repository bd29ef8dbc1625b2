package org.amparo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.amparo.intake.RecordKind;
import org.springframework.core.io.ClassPathResource;

/**
 * What the database holds, column by column: the list in {@code docs/security/columns.csv}, which travels with the program and which a test
 * compares with the schema. So what the page says can't be less than what is there.
 */
class HeldColumns {

    private static final String MEMBERS = "membership.member.";
    private static final Set<RecordKind> FILES =
            EnumSet.of(RecordKind.UNREFERRED, RecordKind.DECLINED, RecordKind.HANDED_OVER);

    /** By which clocks what is about people is kept; what is not named here is kept until who wrote it removes it. */
    private static final Map<String, Set<RecordKind>> CLOCKS = Map.of(
            "intake.case_file", FILES,
            "intake.imported_row", FILES,
            "intake.call", EnumSet.of(RecordKind.PROMISES),
            "intake.draft", EnumSet.of(RecordKind.UNFINISHED),
            "intake.import", EnumSet.of(RecordKind.UNFINISHED),
            "representation.note", EnumSet.of(RecordKind.NOTES),
            "correspondence.letter", EnumSet.of(RecordKind.LETTERS));

    private final List<Column> columns;

    /** @param clocks by which it is kept; none when it stays until somebody removes it */
    record Column(String name, String holds, Set<RecordKind> clocks) {

        String module() {
            return name.substring(0, name.indexOf('.'));
        }
    }

    HeldColumns() {
        this.columns = lines().stream().skip(1).map(HeldColumns::column).toList();
    }

    /** What is told about people, sealed. */
    List<Column> sealed() {
        return of("sealed");
    }

    /** What it is found by. */
    List<Column> fingerprints() {
        return of("fingerprint");
    }

    /** What is known of members, who sign in. */
    List<Column> members() {
        return of("coalition").stream()
                .filter(column -> column.name().startsWith(MEMBERS))
                .toList();
    }

    /** How many columns of each module hold codes, and nothing anybody typed about a person. */
    Map<String, Long> codes() {
        return of("code").stream().collect(Collectors.groupingBy(Column::module, TreeMap::new, Collectors.counting()));
    }

    private List<Column> of(String kind) {
        return columns.stream().filter(column -> column.holds().equals(kind)).toList();
    }

    private static Column column(String line) {
        var cells = line.split(",", 3);
        var table = cells[0].substring(0, cells[0].lastIndexOf('.'));
        return new Column(cells[0], cells[1], CLOCKS.getOrDefault(table, Set.of()));
    }

    private static List<String> lines() {
        try {
            return new ClassPathResource("columns.csv", HeldColumns.class)
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
