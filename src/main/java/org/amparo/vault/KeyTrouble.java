package org.amparo.vault;

/** The key file is missing, damaged, unsafe, or not the one of this database. Its message says which and what to do, and no key. */
public class KeyTrouble extends RuntimeException {

    KeyTrouble(String message) {
        super(message, null, false, false);
    }
}
