package org.amparo.reporting;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.amparo.catalog.Catalog;
import org.amparo.catalog.Entry;
import org.amparo.catalog.Facility;
import org.amparo.catalog.ListName;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.ListCode;
import org.amparo.membership.Directory;
import org.amparo.membership.FundId;
import org.amparo.membership.OrganizationId;
import org.amparo.reporting.Figure.Label;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The words for what a line of a figure is about. A code no list knows any more is its own word. */
@Component
class Labels {

    private final MessageSource messages;
    private final Catalog catalog;
    private final Directory directory;

    Labels(MessageSource messages, Catalog catalog, Directory directory) {
        this.messages = messages;
        this.catalog = catalog;
        this.directory = directory;
    }

    String text(Label label, LocalDate on, Locale locale) {
        var code = label.code();
        return switch (label.kind()) {
            case WORD -> message("reporting.word." + code, code, locale);
            case CALL -> message("intake.CallKind." + code, code, locale);
            case URGENCY -> code + " · " + message("kernel.Urgency." + code, code, locale);
            case CAUSE -> message("matching.UnmetCause." + code, code, locale);
            case DECLINE -> message("referrals.DeclineReason." + code, code, locale);
            case OUTCOME -> message("representation.Outcome." + code, code, locale);
            case SERVICE -> message("kernel.Service." + code, code, locale);
            case FUND_RULE -> message("reporting.carve-out." + code, code, locale);
            case FUND ->
                directory
                        .fund(new FundId(UUID.fromString(code)), on)
                        .map(Directory.FundEntry::name)
                        .orElseGet(() -> message("reporting.word.closed-fund", code, locale));
            case PROVIDER ->
                directory
                        .organization(new OrganizationId(UUID.fromString(code)))
                        .map(Directory.OrganizationEntry::name)
                        .orElse(code);
            case FACILITY ->
                catalog.facility(new FacilityCode(code)).map(Facility::name).orElse(code);
            case LANGUAGE ->
                catalog.language(new LanguageCode(code))
                        .map(language -> isSpanish(locale) ? language.spanish() : language.english())
                        .orElse(code);
            case OFFICE -> entry(ListName.FIELD_OFFICE, code, locale);
            case STAGE -> entry(ListName.PIPELINE_STAGE, code, locale);
            case AGENCY -> entry(ListName.AGENCY, code, locale);
        };
    }

    private String entry(ListName list, String code, Locale locale) {
        Optional<Entry> entry = catalog.entry(list, new ListCode(code));
        return entry.map(found -> isSpanish(locale) ? found.spanish() : found.english())
                .orElse(code);
    }

    private String message(String key, String otherwise, Locale locale) {
        var text = messages.getMessage(key, null, otherwise, locale);
        return text == null ? otherwise : text;
    }

    private static boolean isSpanish(Locale locale) {
        return "es".equals(locale.getLanguage());
    }
}
