package org.amparo.intake;

import java.util.List;
import java.util.Map;
import org.amparo.kernel.Personal;

/**
 * Command: keep what was typed in a section, valid or not.
 *
 * @param version of the section the typist saw
 * @param typed by path of the field; fields of other sections are ignored
 */
public record SaveSection(DraftId draft, DraftSection section, long version, Map<String, List<String>> typed)
        implements Personal {

    @Override
    public String toString() {
        return SEALED;
    }
}
