package org.amparo.vault;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import org.amparo.kernel.Personal;

/** Words somebody knows and nobody keeps. Typed on any keyboard, the same words are the same passphrase. */
public record Passphrase(String text) implements Personal {

    public static final int SHORTEST = 20;
    public static final int LONGEST = 200;

    private static final int DIFFERENT = 8;

    public Passphrase {
        text = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
    }

    /** Whether it can protect a key: long, and not the same few letters again and again. */
    public boolean isStrong() {
        return text.length() >= SHORTEST
                && text.length() <= LONGEST
                && text.codePoints().map(Character::toLowerCase).distinct().count() >= DIFFERENT;
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return SEALED;
    }
}
