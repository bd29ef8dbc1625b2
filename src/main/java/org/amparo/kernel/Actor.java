package org.amparo.kernel;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did something: a member acting for an organization, or the system itself (an expiring offer, automatic routing).
 * By id, never by name.
 */
public record Actor(@Nullable UUID member, @Nullable UUID organization) {

    private static final Actor SYSTEM = new Actor(null, null);

    public Actor {
        if ((member == null) != (organization == null)) {
            throw new IllegalArgumentException("a member acts for an organization; the system has neither");
        }
    }

    public static Actor system() {
        return SYSTEM;
    }

    public static Actor of(Identifier member, Identifier organization) {
        return new Actor(member.value(), organization.value());
    }

    @JsonIgnore // told by the two ids; a publication that is read back knows no such property
    public boolean isSystem() {
        return member == null;
    }

    /** @return whether this actor works for the given organization; the system works for none */
    public boolean worksFor(Identifier organization) {
        return Objects.equals(this.organization, organization.value());
    }
}
