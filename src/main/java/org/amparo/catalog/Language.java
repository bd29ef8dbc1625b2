package org.amparo.catalog;

import org.amparo.kernel.LanguageCode;
import org.jspecify.annotations.Nullable;

/**
 * A language people speak.
 *
 * @param code BCP 47 (ISO 639-3 where there is no shorter tag)
 * @param indigenous whether it is an indigenous language of the Americas: nobody may assume Spanish
 * @param eoirCode the code the immigration courts use, when they have one
 */
public record Language(
        LanguageCode code,
        String english,
        String spanish,
        boolean indigenous,
        @Nullable String eoirCode) {}
