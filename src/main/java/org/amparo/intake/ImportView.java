package org.amparo.intake;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.amparo.kernel.Personal;
import org.jspecify.annotations.Nullable;

/**
 * An uploaded spreadsheet.
 *
 * @param rows how many rows it has
 * @param good how many can be imported, or were
 * @param known how many were imported before and are left out
 * @param problems what is wrong, by row and column
 * @param confirmedAt when the good rows became case files
 */
public record ImportView(
        ImportId id,
        String fileName,
        Instant uploadedAt,
        @Nullable Instant confirmedAt,
        int rows,
        int good,
        int known,
        int wrong,
        List<RowProblem> problems)
        implements Personal {

    /**
     * @param row as the spreadsheet counts them, the heading being row 1
     * @param code names the message {@code problem.<code>}
     */
    public record RowProblem(int row, String column, String code, List<Serializable> arguments) {}

    @Override
    public String toString() {
        return SEALED;
    }
}
