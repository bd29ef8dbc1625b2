package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Every column that could hold words, bytes or documents is listed with what it holds, so that nobody adds one that holds something about a
 * person without saying where it goes.
 */
@SpringBootTest
@Import({TestInfrastructure.class, SecurityTests.People.class})
class PersonalColumnsTests {

    private static final Path LIST = Path.of("docs", "security", "columns.csv");

    /** What a column may hold; nothing told about a person lies open in any of them. */
    private static final Set<String> KINDS = Set.of(
            "sealed", // told about a person, under the data key of the column's owner
            "key", // wrapped keys, hashes and signatures
            "fingerprint", // keyed, see docs/security/keys.md
            "code", // entries of lists, enums, references, ids, coded documents
            "coalition", // names and words of organizations, members and the coalition's own lists
            "technical"); // sessions, migrations, the event registry

    private final JdbcClient jdbc;

    PersonalColumnsTests(@Autowired TestPostgres.Database database) {
        this.jdbc = database.asSuperuser();
    }

    @Test
    void everyColumnThatCouldHoldWordsSaysWhatItHolds() throws IOException {
        var listed = listed();
        assertThat(listed.values()).allMatch(KINDS::contains);
        assertThat(listed.keySet()).as("docs/security/columns.csv").containsExactlyInAnyOrderElementsOf(columns());
    }

    @Test
    void whatIsSealedIsBytes() throws IOException {
        var bytes = jdbc.sql("""
                        SELECT table_schema || '.' || table_name || '.' || column_name FROM information_schema.columns
                        WHERE data_type = 'bytea'
                        """).query(String.class).list();
        assertThat(bytes)
                .containsAll(listed().entrySet().stream()
                        .filter(column -> column.getValue().equals("sealed"))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()));
    }

    private List<String> columns() {
        return jdbc.sql("""
                        SELECT c.table_schema || '.' || c.table_name || '.' || c.column_name
                        FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
                        WHERE c.table_schema NOT IN ('pg_catalog', 'information_schema') AND t.table_type = 'BASE TABLE'
                          AND c.data_type NOT IN ('uuid', 'boolean', 'integer', 'smallint', 'bigint', 'date', 'xid8',
                              'timestamp with time zone', 'timestamp without time zone', 'numeric', 'double precision')
                        """).query(String.class).list();
    }

    private static Map<String, String> listed() throws IOException {
        var listed = new TreeMap<String, String>();
        for (var line : Files.readAllLines(LIST).stream().skip(1).toList()) {
            var cells = line.split(",", 3);
            listed.put(cells[0], cells[1]);
        }
        return listed;
    }
}
