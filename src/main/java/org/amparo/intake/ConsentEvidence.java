package org.amparo.intake;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.Set;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.ListCode;
import org.jspecify.annotations.Nullable;

/**
 * What was read, in which language, and who said what to it. Consent of anybody but the person is provisional.
 *
 * @param script version of the call script that was read, entry of the list {@code CALL_SCRIPT}
 * @param language the language it was read in
 * @param interpreter whether an interpreter rendered it
 * @param who who answered; {@code null} when nobody was asked
 * @param ratifyBy day by which the person should ratify a provisional consent, Pacific time; {@code null} stands for two weeks
 */
public record ConsentEvidence(
        ConsentAnswer answer,
        @Schema(type = "string") @Nullable ListCode script,
        @Schema(type = "string", example = "es") @Nullable LanguageCode language,
        Answer interpreter,
        @Nullable Consenter who,
        Set<ConsentPurpose> purposes,
        @Nullable LocalDate ratifyBy) {

    public ConsentEvidence {
        interpreter = interpreter == null ? Answer.NOT_ASKED : interpreter;
        purposes = purposes == null ? Set.of() : Set.copyOf(purposes);
    }

    public static ConsentEvidence notAsked() {
        return new ConsentEvidence(ConsentAnswer.NOT_ASKED, null, null, Answer.NOT_ASKED, null, Set.of(), null);
    }

    /** Whether this is a yes to being shown to providers. */
    public boolean sharesWithProviders() {
        return answer == ConsentAnswer.GIVEN && purposes.contains(ConsentPurpose.SHARE_WITH_PROVIDERS);
    }

    /** Whether somebody else said yes for the person. */
    public boolean provisional() {
        return answer == ConsentAnswer.GIVEN && who != Consenter.PERSON;
    }
}
