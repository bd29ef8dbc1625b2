package org.amparo.correspondence;

import java.util.Set;
import org.amparo.membership.Role;

/** What a letter is about. None says who the person is, or anything about them. */
public enum LetterKind {
    OFFER_WAITS,
    /** Half of the time for an answer has gone. */
    OFFER_REMINDER,
    /** Something changed about an offer that stands. */
    OFFER_CHANGED,
    /** The offer was taken back or ran out: nothing is left to do. */
    OFFER_GONE,
    /** Something changed about a case the organization has. */
    MATTER_CHANGED,
    /** Nobody can take an urgent case; a dispatcher should look. */
    NO_PROVIDER_FOUND,
    /** A case waits longer than agreed for a dispatcher to choose whom to ask. */
    HAND_AWAITED,
    /** A provider that promises room by the week has not said what it takes on in the next one. */
    WEEK_AWAITED,
    /** Somebody reached a limit of looking people up; a steward should look. */
    LOOK_UPS,
    /** A file was opened to somebody in an emergency. */
    EMERGENCY_OPENED,
    /** Parts of a file were handed out. */
    FILE_EXPORTED;

    /** Whose work it is, and so who may know of it. */
    Set<Role> readers() {
        return switch (this) {
            case OFFER_WAITS, OFFER_REMINDER, OFFER_CHANGED, OFFER_GONE, MATTER_CHANGED, WEEK_AWAITED ->
                Set.of(Role.PROVIDER);
            case NO_PROVIDER_FOUND, HAND_AWAITED -> Set.of(Role.DISPATCHER);
            case LOOK_UPS -> Set.of(Role.STEWARD);
            case EMERGENCY_OPENED, FILE_EXPORTED -> Set.of(Role.PROVIDER, Role.DISPATCHER);
        };
    }
}
