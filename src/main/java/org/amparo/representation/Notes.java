package org.amparo.representation;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.amparo.kernel.PersonalText;
import org.amparo.vault.Cell;
import org.amparo.vault.Lifetime;
import org.amparo.vault.Vault;
import org.springframework.stereotype.Component;

/** Seals the notes of matters and opens them. Each is bound to its matter and its place among the notes. */
@Component
class Notes {

    private static final String SHREDDED = "";

    private final Vault vault;

    Notes(Vault vault) {
        this.vault = vault;
    }

    byte[] seal(MatterId matter, int position, PersonalText text) {
        if (position == 0 || vault.fetch(Set.of(matter.value())).isEmpty()) { // shredded, and reopened since
            vault.admit(matter.value(), Lifetime.LASTING);
        }
        return vault.seal(cell(matter, position), text.reveal().getBytes(StandardCharsets.UTF_8));
    }

    /** Whoever calls this has established that the reader is of the matter's own provider. */
    String open(MatterId matter, int position, Note note) {
        return vault.open(cell(matter, position), note.text())
                .map(text -> new String(text, StandardCharsets.UTF_8))
                .orElse(SHREDDED);
    }

    private static Cell cell(MatterId matter, int position) {
        return new Cell("representation.note", "text", matter.value(), position);
    }
}
