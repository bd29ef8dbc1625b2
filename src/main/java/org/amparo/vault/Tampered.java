package org.amparo.vault;

/** Sealed bytes are not what was written in their place: changed, cut, or brought there from elsewhere. */
public class Tampered extends RuntimeException {

    Tampered(Cell cell, Throwable why) {
        super("what lies in " + cell.table() + "." + cell.column() + " was not sealed for it", why);
    }

    Tampered(String what) {
        super(what);
    }
}
