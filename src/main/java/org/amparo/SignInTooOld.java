package org.amparo;

import java.time.Duration;
import org.springframework.security.access.AccessDeniedException;

/** For what was asked the person must prove again who they are. */
final class SignInTooOld extends AccessDeniedException {

    private final transient Duration fresh;

    SignInTooOld(Duration fresh) {
        super("proven too long ago");
        this.fresh = fresh;
    }

    /** How long ago it may have been. */
    Duration fresh() {
        return fresh;
    }
}
