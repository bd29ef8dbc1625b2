package org.amparo.vault;

import java.util.UUID;

/** What was asked for opens with the key of an organization alone, and that key is not unlocked here. */
public class Held extends RuntimeException {

    private final UUID organization;

    Held(UUID organization) {
        super("held by an organization alone", null, false, false);
        this.organization = organization;
    }

    public UUID organization() {
        return organization;
    }
}
