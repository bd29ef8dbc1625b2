package org.amparo.intake;

import io.swagger.v3.oas.annotations.media.Schema;
import org.amparo.kernel.Personal;
import org.amparo.kernel.PersonalText;
import org.jspecify.annotations.Nullable;

/** Which ways of reaching the caller are safe: to call, to leave a message, to send a text; and when. */
public record SafeContact(
        Answer call,
        Answer message,
        Answer text,
        @Schema(type = "string") @Nullable PersonalText bestTime) implements Personal {

    public SafeContact {
        call = call == null ? Answer.NOT_ASKED : call;
        message = message == null ? Answer.NOT_ASKED : message;
        text = text == null ? Answer.NOT_ASKED : text;
    }

    public static SafeContact notAsked() {
        return new SafeContact(Answer.NOT_ASKED, Answer.NOT_ASKED, Answer.NOT_ASKED, null);
    }

    @Override
    public String toString() {
        return SEALED;
    }
}
