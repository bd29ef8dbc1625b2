package org.amparo.matching;

import java.time.Instant;

/**
 * Something of a practice that a provider's own answer to an offer put in question: is it still right?
 *
 * @param code of the language or the facility; the service, when it is about room
 * @param askedAt since when, in UTC
 */
public record PracticeQuestion(Kind kind, String code, Instant askedAt) {

    public enum Kind {
        /** It declined for want of room, though by its standing room there is some, or it has not said. */
        ROOM,
        /** It declined for the language, though by its practice it reaches it. */
        LANGUAGE,
        /** It declined for the place, though by its practice it serves it. */
        PLACE
    }

    boolean isAbout(Kind kind, String code) {
        return this.kind == kind && this.code.equals(code);
    }
}
