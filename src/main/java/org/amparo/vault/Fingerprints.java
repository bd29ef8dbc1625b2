package org.amparo.vault;

import java.util.List;
import java.util.Set;

/**
 * Keyed fingerprints, by which sealed data is found. Equal things have equal fingerprints; without the key file nobody can make the
 * fingerprint of anything, so a list of all A-numbers does not help who has the database alone. What a fingerprint does tell is which
 * rows are alike, and how many are.
 */
public interface Fingerprints {

    /** A fingerprint of 64 bits: for one million different things the odds of any two being alike are 1 to 37 million. */
    long of(String kind, String text);

    /** A fingerprint of 256 bits, for what must never be taken for something else. */
    byte[] whole(String kind, byte[] content);

    /**
     * The words of a person's names, each once and in no order: without accents, in Latin letters, without particles such as "de la".
     */
    List<Word> words(Iterable<String> names);

    /**
     * The same, with fingerprints of one scope alone: a name has another one in each, so that rows of two scopes can't be told to be about
     * the same person.
     */
    List<Word> words(String scope, Iterable<String> names);

    /**
     * One word of a name.
     *
     * @param spelt equal when written alike
     * @param sounds any in common when spoken alike, by Daitch-Mokotoff or by Beider-Morse for Spanish
     */
    record Word(long spelt, Set<Long> sounds) {}
}
