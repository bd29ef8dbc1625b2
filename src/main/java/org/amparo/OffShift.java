package org.amparo;

import org.springframework.security.access.AccessDeniedException;

/** A volunteer whose shift has ended asks for more than finishing what they began. */
final class OffShift extends AccessDeniedException {

    OffShift() {
        super("not on duty");
    }
}
