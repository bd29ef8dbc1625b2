package org.amparo.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Text about a person: a name, an address, what was said. Prints and serializes as {@code [sealed]}; {@link #reveal()} is the one way to it. */
@Embeddable
@Access(AccessType.FIELD)
public class PersonalText implements Personal, Serializable {

    private String value;

    @JsonIgnore
    @SuppressWarnings(
            "NullAway.Init") // for the persistence provider, and not for whoever sends an object without anything in it
    protected PersonalText() {}

    private PersonalText(String value) {
        this.value = value;
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static PersonalText of(String text) {
        return new PersonalText(Objects.requireNonNull(text));
    }

    /** @return nothing for nothing: {@code null} when the text is {@code null} or blank */
    public static @Nullable PersonalText ofNullable(@Nullable String text) {
        return text == null || text.isBlank() ? null : new PersonalText(text);
    }

    /** The text itself. Whoever calls this has established that the reader may see it. */
    public String reveal() {
        return value;
    }

    /** @return the text, or {@code null} for nothing */
    public static @Nullable String revealed(@Nullable PersonalText text) {
        return text == null ? null : text.value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PersonalText that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    @JsonValue
    public String toString() {
        return SEALED;
    }
}
