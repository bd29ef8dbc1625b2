package org.amparo.vault;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * One place in the database that holds sealed bytes. Sealed bytes open in their own place only: copied to another table, column or owner,
 * or put back after the place was written anew, they do not open.
 *
 * @param table schema and name, for example {@code intake.case_file}
 * @param owner whose data key seals it: the id of the case file, draft, matter
 * @param version how often this place was written; kept beside the sealed bytes and counted up at each sealing
 */
public record Cell(String table, String column, UUID owner, long version) {

    /** What the seal is bound to. The parts can't be taken for each other: neither table nor column holds a bar. */
    byte[] bound() {
        return ("amparo-cell-1|" + table + '|' + column + '|' + owner + '|' + version).getBytes(StandardCharsets.UTF_8);
    }
}
