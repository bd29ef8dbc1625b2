package org.amparo.intake;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.amparo.kernel.CountryCode;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.Personal;
import org.amparo.kernel.PersonalText;
import org.jspecify.annotations.Nullable;

/**
 * The person who needs help, as told. Names are kept as given and never split by the system.
 *
 * @param name the whole name as given, {@code null} when it was not given
 * @param surnames the surnames as the caller tells them apart, if they do
 * @param aliases other names and spellings the person is known by
 * @param countryOfBirth as the ICE locator asks for it; not always the nationality
 * @param language first language, {@code null} when unknown
 * @param variant the language's variant, or the home town that tells it
 */
public record PersonDetails(
        @Schema(type = "string", example = "María de la Cruz López Hernández") @Nullable
        PersonalText name,

        @Schema(example = "[\"López\", \"Hernández\"]") List<PersonalText> surnames,
        List<PersonalText> aliases,

        @Schema(type = "string", example = "~1990", description = "YYYY, YYYY-MM or YYYY-MM-DD, after ~ when about")
        @Nullable
        PartialDate born,

        @Schema(type = "string", example = "GT") @Nullable CountryCode countryOfBirth,
        @Schema(type = "string", example = "GT") @Nullable CountryCode nationality,
        @Schema(type = "string", example = "mam") @Nullable LanguageCode language,

        @Schema(type = "string", example = "Todos Santos Cuchumatán") @Nullable
        PersonalText variant,

        SpanishFluency spanish,
        @Schema(type = "string") @Nullable PersonalText gender,
        @Schema(type = "string") @Nullable PersonalText pronouns,

        @Schema(type = "string", example = "A000-123-456") @Nullable
        ANumber aNumber,

        @Schema(type = "string", example = "+12135550123") @Nullable
        PhoneNumber phone)
        implements Personal {

    @SuppressWarnings("java:S2583") // absent in JSON means none
    public PersonDetails {
        surnames = surnames == null ? List.of() : List.copyOf(surnames);
        aliases = aliases == null ? List.of() : List.copyOf(aliases);
        spanish = spanish == null ? SpanishFluency.UNKNOWN : spanish;
    }

    /** Somebody of whom only the name is known. */
    public static PersonDetails named(String name) {
        return new PersonDetails(
                PersonalText.of(name),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                SpanishFluency.UNKNOWN,
                null,
                null,
                null,
                null);
    }

    @Override
    public String toString() {
        return SEALED;
    }
}
