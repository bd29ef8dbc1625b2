package org.amparo.kernel;

/**
 * There is nothing here for this reader. Another organization's record and one that never existed are the same answer, so the
 * exception says nothing about which it was.
 */
public class NotFound extends RuntimeException {

    public NotFound() {
        super("nothing here for this reader", null, false, false);
    }
}
