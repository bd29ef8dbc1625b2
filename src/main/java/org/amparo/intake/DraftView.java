package org.amparo.intake;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.Personal;
import org.amparo.membership.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * An intake being written.
 *
 * @param language of the call, in which the script is read
 * @param versions how often each section was saved
 * @param typed what was typed, valid or not, by path of the field
 * @param submittedAs the case file it became
 */
public record DraftView(
        DraftId id,
        MemberId owner,
        LanguageCode language,
        Instant startedAt,
        Instant touchedAt,
        Map<DraftSection, Long> versions,
        Map<String, List<String>> typed,
        @Nullable CaseId submittedAs)
        implements Personal {

    /** What was typed in a field; empty when nothing was. */
    public String text(String field) {
        var values = typed.get(field);
        return values == null || values.isEmpty() ? "" : values.getFirst();
    }

    /** How often a section was saved. */
    public long version(DraftSection section) {
        return versions.getOrDefault(section, 0L);
    }

    @Override
    public String toString() {
        return SEALED;
    }
}
