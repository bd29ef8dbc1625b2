package org.amparo.intake;

import io.swagger.v3.oas.annotations.media.Schema;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.Personal;
import org.amparo.kernel.PersonalText;
import org.jspecify.annotations.Nullable;

/** Who is on the phone, what they are to the person, and how to reach them without putting anybody in danger. */
public record CallerDetails(
        @Schema(type = "string") @Nullable PersonalText name,
        Relation relation,
        Authority authority,

        @Schema(type = "string", example = "+12135550123") @Nullable
        PhoneNumber phone,

        @Schema(type = "string", example = "es") @Nullable LanguageCode language,
        SafeContact safeContact)
        implements Personal {

    public CallerDetails {
        relation = relation == null ? Relation.UNKNOWN : relation;
        authority = authority == null ? Authority.UNKNOWN : authority;
        safeContact = safeContact == null ? SafeContact.notAsked() : safeContact;
    }

    /** Nothing is known of the caller. */
    public static CallerDetails unknown() {
        return new CallerDetails(null, Relation.UNKNOWN, Authority.UNKNOWN, null, null, SafeContact.notAsked());
    }

    @Override
    public String toString() {
        return SEALED;
    }
}
