package org.amparo.intake;

import org.amparo.kernel.Personal;

/** Command: read a CSV file of intakes. */
public record UploadSpreadsheet(String fileName, byte[] content) implements Personal {

    /** Largest file read, in bytes. */
    public static final int LARGEST = 5 * 1024 * 1024;

    /** Most rows read. */
    public static final int MOST_ROWS = 5_000;

    @Override
    public String toString() {
        return SEALED;
    }
}
