package org.amparo.intake;

import java.util.List;
import org.amparo.kernel.Personal;

/** A section as it stands after saving. A field in conflict keeps what somebody else saved first; both values are here. */
public record SavedSection(DraftView draft, DraftSection section, long version, List<Conflict> conflicts) {

    public record Conflict(String field, List<String> saved, List<String> yours) implements Personal {

        @Override
        public String toString() {
            return SEALED;
        }
    }
}
