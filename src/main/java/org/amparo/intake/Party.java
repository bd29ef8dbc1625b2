package org.amparo.intake;

import io.swagger.v3.oas.annotations.media.Schema;
import org.amparo.kernel.Personal;
import org.amparo.kernel.PersonalText;

/** Somebody else of whom a provider must know before taking the case. */
public record Party(@Schema(type = "string") PersonalText name, PartyRole role) implements Personal {

    @Override
    public String toString() {
        return SEALED;
    }
}
