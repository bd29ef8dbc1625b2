package org.amparo.matching.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.amparo.catalog.Catalog;
import org.amparo.catalog.Court;
import org.amparo.catalog.Facility;
import org.amparo.catalog.ListName;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.FieldOfficeCode;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.ListCode;
import org.amparo.matching.Argument;
import org.amparo.matching.Verdict;
import org.amparo.membership.Directory;
import org.amparo.membership.FundId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says verdicts as sentences, with the words of the lists in the reader's language. */
@Component
class ReasonWords {

    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    private final MessageSource messages;
    private final Catalog catalog;
    private final Directory directory;
    private final Clock clock;

    ReasonWords(MessageSource messages, Catalog catalog, Directory directory, Clock clock) {
        this.messages = messages;
        this.catalog = catalog;
        this.directory = directory;
        this.clock = clock;
    }

    String sentence(Verdict verdict, Locale locale) {
        return say("matching.reason." + verdict.reason(), locale, arguments(verdict, locale));
    }

    /** What would have to change, or what to find out; {@code null} where nothing simple would help. */
    @Nullable
    String remedy(Verdict verdict, Locale locale) {
        var arguments = arguments(verdict, locale);
        var key = "matching.remedy." + verdict.reason();
        var computed = messages.getMessage(key + computed(verdict), arguments, "", locale);
        var text = computed == null || computed.isEmpty() ? messages.getMessage(key, arguments, "", locale) : computed;
        return text == null || text.isEmpty() ? null : text;
    }

    /** Where the verdict says by how much, the words do as well; what was judged before it did keeps the words without. */
    private static String computed(Verdict verdict) {
        var arguments = verdict.arguments();
        return switch (verdict.reason()) {
            case "deadline.too-late" ->
                arguments.size() < 3 ? "" : arguments.getLast().value().equals("0") ? ".date" : ".computed";
            case "place.not-served", "fund.none-pays" -> arguments.size() < 2 ? "" : ".computed";
            case "capacity.full", "capacity.week-full" -> arguments.isEmpty() ? "" : ".computed";
            default -> "";
        };
    }

    String facility(@Nullable FacilityCode code) {
        return code == null ? "" : catalog.facility(code).map(Facility::name).orElse(code.value());
    }

    String court(@Nullable CourtCode code) {
        return code == null ? "" : catalog.court(code).map(Court::name).orElse(code.value());
    }

    String language(@Nullable LanguageCode code, Locale locale) {
        return code == null
                ? ""
                : catalog.language(code)
                        .map(language -> isSpanish(locale) ? language.spanish() : language.english())
                        .orElse(code.value());
    }

    String fieldOffice(FieldOfficeCode code, Locale locale) {
        return catalog.entry(ListName.FIELD_OFFICE, ListCode.of(code.value()))
                .map(entry -> isSpanish(locale) ? entry.spanish() : entry.english())
                .orElse(code.value());
    }

    String say(String key, Locale locale, Object... arguments) {
        var text = messages.getMessage(key, arguments, key, locale);
        return text == null ? key : text;
    }

    /** {@code kernel.Service.BOND}, and other enums by the module that speaks of them. */
    String label(String module, Enum<?> constant, Locale locale) {
        return label(module + "." + constant.getDeclaringClass().getSimpleName(), constant.name(), locale);
    }

    private String label(String enumeration, String constant, Locale locale) {
        var text = messages.getMessage(enumeration + "." + constant, null, constant, locale);
        return text == null ? constant : text;
    }

    static boolean isSpanish(Locale locale) {
        return locale.getLanguage().equals("es");
    }

    /** Several of the same kind in a row, such as the services that are missing, are one argument, joined. */
    private Object[] arguments(Verdict verdict, Locale locale) {
        var arguments = verdict.arguments();
        if (arguments.size() > 1 && arguments.stream().allMatch(each -> each.kind() == Argument.Kind.SERVICE)) {
            return new Object[] {
                arguments.stream().map(each -> words(each, locale).toString()).collect(Collectors.joining(", "))
            };
        }
        List<Object> words = new ArrayList<>();
        arguments.forEach(each -> words.add(words(each, locale)));
        return words.toArray();
    }

    private Object words(Argument argument, Locale locale) {
        var value = argument.value();
        return switch (argument.kind()) {
            case FACILITY -> facility(FacilityCode.of(value));
            case COURT -> court(CourtCode.of(value));
            case FIELD_OFFICE -> fieldOffice(FieldOfficeCode.of(value), locale);
            case LANGUAGE -> language(LanguageCode.of(value), locale);
            case SERVICE -> label("kernel.Service", value, locale);
            case FUND -> fund(FundId.of(value));
            case MINUTES -> duration(Long.parseLong(value), locale);
            case MOMENT -> moment(Instant.parse(value), locale);
            case NUMBER -> Integer.valueOf(value);
            case DECLINE_REASON -> label("referrals.DeclineReason", value, locale);
            case FUND_RULE -> label("membership.Kind", value, locale);
        };
    }

    private String fund(FundId fund) {
        return directory
                .fund(fund, LocalDate.ofInstant(clock.instant(), PACIFIC))
                .map(Directory.FundEntry::name)
                .orElse(fund.toString());
    }

    /** 45 min, 2 h 30 min, 3 days: in the words every page uses. */
    String duration(long minutes, Locale locale) {
        if (minutes < 60) {
            return say("common.time.minutes", locale, minutes);
        }
        if (minutes < 48 * 60) {
            var hours = say("common.time.hours", locale, minutes / 60);
            return minutes % 60 == 0 ? hours : hours + " " + say("common.time.minutes", locale, minutes % 60);
        }
        return say("common.time.days", locale, Math.round(minutes / 1440.0));
    }

    private static String moment(Instant moment, Locale locale) {
        var pattern = isSpanish(locale) ? "EEE d MMM, h:mm a" : "EEE, MMM d, h:mm a";
        return DateTimeFormatter.ofPattern(pattern, Locale.of(isSpanish(locale) ? "es" : "en", "US"))
                .format(moment.atZone(PACIFIC));
    }
}
