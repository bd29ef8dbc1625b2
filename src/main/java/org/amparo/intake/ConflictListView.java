package org.amparo.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reader's own conflict list, a page of it.
 *
 * @param names how many names are on the whole list
 * @param entries the latest first
 * @param next where the next page begins; {@code null} on the last
 */
public record ConflictListView(
        int names,
        List<ConflictEntryView> entries,
        @Nullable String next) {}
