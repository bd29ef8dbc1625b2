package org.amparo.intake;

import io.swagger.v3.oas.annotations.media.Schema;
import java.io.Serializable;
import java.util.List;
import org.amparo.kernel.Personal;

/**
 * Names that were read from a file and are not on the conflict list before somebody says so.
 *
 * @param good how many will be on the list
 * @param known how many of the file are on it already, and are left out
 * @param problems what is wrong, by row; told once, right after the upload
 * @param first some of the good ones, as they were read
 */
public record ConflictUploadView(
        @Schema(type = "string", format = "uuid") ConflictId id,
        int good,
        int known,
        List<RowProblem> problems,
        List<ConflictEntryView> first)
        implements Personal {

    /** @param row as the file counts its lines; {@code code} names the message {@code problem.<code>} */
    public record RowProblem(int row, String code) implements Serializable {}

    @Override
    public String toString() {
        return SEALED;
    }
}
