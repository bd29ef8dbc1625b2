package org.amparo;

import java.util.Locale;

/** What somebody has to show beside a password. */
enum Proof {
    /** A code of the moment from a device of their own, or a passkey. */
    CODE,
    PASSKEY;

    /** Its name in addresses. */
    String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The problem somebody has who did not show it. */
    String problem() {
        return path() + "-required";
    }
}
