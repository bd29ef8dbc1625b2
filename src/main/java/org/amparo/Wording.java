package org.amparo;

import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.util.Currency;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.amparo.catalog.Court;
import org.amparo.catalog.Entry;
import org.amparo.catalog.Facility;
import org.amparo.catalog.Language;
import org.amparo.membership.Directory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * Says values in words: times, durations, money, labels of enums and of list entries. Templates ask it as {@code #ui}. Everything is
 * said in Pacific time, whatever the machine believes. {@code null} is said as an empty text.
 */
class Wording {

    static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");

    /** One thing to choose in a form. */
    record Choice(String value, String text, @Nullable String hint) {}

    private final MessageSource messages;
    private final Clock clock;
    private final Locale language;
    private final Locale regional;

    Wording(MessageSource messages, Clock clock, Locale locale) {
        this.messages = messages;
        this.clock = clock;
        this.language = Languages.closest(locale);
        this.regional = Languages.regional(language);
    }

    /** A message by its key: for keys a controller or a value chose. */
    public String say(String key) {
        return say(key, null);
    }

    /** The same with arguments: one, an array or a list. */
    public String say(String key, @Nullable Object arguments) {
        Object[] all;
        if (arguments == null) {
            all = new Object[0];
        } else if (arguments instanceof Object[] many) {
            all = many;
        } else if (arguments instanceof Collection<?> many) {
            all = many.toArray();
        } else {
            all = new Object[] {arguments};
        }
        return messages.getMessage(key, all, language);
    }

    /** The first message, or the other when there is no such key. */
    public String sayOr(String key, String otherwise) {
        var text = messages.getMessage(key, null, "", language);
        return text == null || text.isEmpty() ? messages.getMessage(otherwise, null, language) : text;
    }

    private String inTime(String key, Object... arguments) {
        return messages.getMessage("common.time." + key, arguments, key, language) + "";
    }

    // ── Dates and times ──

    /** Nov 21, 2026 · 21 nov 2026 */
    public String date(@Nullable Temporal when) {
        return format(when, language.equals(Languages.SPANISH) ? "d MMM y" : "MMM d, y");
    }

    /** Saturday, November 21, 2026 · sábado, 21 de noviembre de 2026 */
    public String longDate(@Nullable Temporal when) {
        return format(when, language.equals(Languages.SPANISH) ? "EEEE, d 'de' MMMM 'de' y" : "EEEE, MMMM d, y");
    }

    /** Nov 21, 2026, 2:05 PM */
    public String dateTime(@Nullable Temporal when) {
        return format(when, language.equals(Languages.SPANISH) ? "d MMM y, h:mm a" : "MMM d, y, h:mm a");
    }

    /** Sat 2:05 PM: for what is near. */
    public String soon(@Nullable Temporal when) {
        return format(when, language.equals(Languages.SPANISH) ? "EEE d MMM, h:mm a" : "EEE, MMM d, h:mm a");
    }

    public String time(@Nullable Temporal when) {
        return format(when, "h:mm a");
    }

    public String month(@Nullable Temporal when) {
        return format(when, language.equals(Languages.SPANISH) ? "MMMM 'de' y" : "MMMM y");
    }

    private String format(@Nullable Temporal when, String pattern) {
        if (when == null) {
            return "";
        }
        return DateTimeFormatter.ofPattern(pattern, regional).format(pacific(when));
    }

    private static java.time.temporal.TemporalAccessor pacific(Temporal when) {
        if (when instanceof Instant instant) {
            return instant.atZone(ZONE);
        }
        if (when instanceof ZonedDateTime zoned) {
            return zoned.withZoneSameInstant(ZONE);
        }
        return when;
    }

    /** For the {@code datetime} attribute of {@code <time>}. */
    public String iso(@Nullable Temporal when) {
        return when == null ? "" : when.toString();
    }

    /** 2 h 10 min left · quedan 2 h 10 min; when it is over: 30 min overdue · hace 30 min que venció */
    public String timeLeft(@Nullable Instant until) {
        if (until == null) {
            return "";
        }
        var left = Duration.between(clock.instant(), until);
        return left.isNegative() ? inTime("overdue", duration(left.negated())) : inTime("left", duration(left));
    }

    /** Whether less than a quarter of a day is left: what needs to be seen first. */
    public boolean isPressing(@Nullable Instant until) {
        return until != null && Duration.between(clock.instant(), until).compareTo(Duration.ofHours(6)) < 0;
    }

    public boolean isOver(@Nullable Instant until) {
        return until != null && until.isBefore(clock.instant());
    }

    /** 31 h ago · hace 31 h; what lies ahead is said as {@code in 3 days}. */
    public String ago(@Nullable Instant when) {
        if (when == null) {
            return "";
        }
        var passed = Duration.between(when, clock.instant());
        if (passed.abs().toMinutes() < 1) {
            return inTime("just-now");
        }
        if (passed.isNegative()) {
            return inTime("ahead", duration(passed.negated()));
        }
        return inTime("ago", passed.toDays() < 2 ? duration(passed) : inTime("days", passed.toDays()));
    }

    /** 2 h 10 min; 3 days 4 h; below two days in hours, since nobody counts 31 hours as days on a hotline. */
    public String duration(@Nullable Duration duration) {
        if (duration == null) {
            return "";
        }
        var minutes = duration.toMinutes();
        if (minutes < 60) {
            return inTime("minutes", minutes);
        }
        if (minutes < 48 * 60) {
            var hours = minutes / 60;
            var rest = minutes % 60;
            return rest == 0 || hours >= 12
                    ? inTime("hours", hours)
                    : inTime("hours", hours) + " " + inTime("minutes", rest);
        }
        var days = minutes / (24 * 60);
        var hours = minutes % (24 * 60) / 60;
        return hours == 0 || days >= 7 ? inTime("days", days) : inTime("days", days) + " " + inTime("hours", hours);
    }

    // ── Numbers ──

    public String number(@Nullable Number number) {
        return number == null ? "" : NumberFormat.getInstance(regional).format(number);
    }

    /** 0.624 → 62 % */
    public String percent(@Nullable Number share) {
        return share == null ? "" : NumberFormat.getPercentInstance(regional).format(share);
    }

    /** Whole dollars without cents, others with them. */
    public String money(@Nullable Number dollars) {
        if (dollars == null) {
            return "";
        }
        var amount = new BigDecimal(dollars.toString());
        var format = NumberFormat.getCurrencyInstance(regional);
        format.setCurrency(Currency.getInstance("USD"));
        var digits = amount.stripTrailingZeros().scale() > 0 ? 2 : 0;
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(amount);
    }

    // ── Words ──

    /** The label of an enum constant or of a list entry, in the reader's language. */
    public String label(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Enum<?> constant) {
            return messages.getMessage(key(constant), null, constant.name(), language) + "";
        }
        if (value instanceof Boolean truth) {
            return messages.getMessage(truth ? "common.yes" : "common.no", null, language);
        }
        if (value instanceof Entry entry) {
            return spanish() ? entry.spanish() : entry.english();
        }
        if (value instanceof Language spoken) {
            return spanish() ? spoken.spanish() : spoken.english();
        }
        if (value instanceof Facility facility) {
            return facility.name();
        }
        if (value instanceof Court court) {
            return court.name();
        }
        if (value instanceof Directory.OrganizationEntry organization) {
            return organization.name();
        }
        if (value instanceof Directory.MemberEntry member) {
            return member.name();
        }
        if (value instanceof Directory.FundEntry fund) {
            return fund.name();
        }
        return value.toString();
    }

    /** Labels of several, joined with commas. */
    public String labels(@Nullable Collection<?> values) {
        return values == null
                ? ""
                : String.join(", ", values.stream().map(this::label).sorted().toList());
    }

    private boolean spanish() {
        return language.equals(Languages.SPANISH);
    }

    /** {@code intake.CustodyStatus.DETAINED}; an enum inside a type is named by its own simple name. */
    static String key(Enum<?> constant) {
        var type = constant.getDeclaringClass();
        var module = type.getPackageName().substring("org.amparo.".length());
        var dot = module.indexOf('.');
        return (dot < 0 ? module : module.substring(0, dot)) + "." + type.getSimpleName() + "." + constant.name();
    }

    /** What a form lets choose: enum constants, list entries, a map of values to texts, or texts. */
    public List<Choice> choices(@Nullable Object options) {
        var choices = new ArrayList<Choice>();
        if (options instanceof Map<?, ?> map) {
            map.forEach((value, text) -> choices.add(new Choice(String.valueOf(value), label(text), null)));
        } else if (options instanceof Iterable<?> many) {
            many.forEach(option -> choices.add(choice(option)));
        } else if (options instanceof Object[] many) {
            for (var option : many) {
                choices.add(choice(option));
            }
        }
        return choices;
    }

    private Choice choice(Object option) {
        if (option instanceof Choice ready) {
            return ready;
        }
        return new Choice(valueOf(option), label(option), null);
    }

    private static String valueOf(Object option) {
        if (option instanceof Enum<?> constant) {
            return constant.name();
        }
        if (option instanceof Entry entry) {
            return entry.code().value();
        }
        if (option instanceof Language spoken) {
            return spoken.code().value();
        }
        if (option instanceof Facility facility) {
            return facility.code().value();
        }
        if (option instanceof Court court) {
            return court.code().value();
        }
        if (option instanceof Directory.OrganizationEntry organization) {
            return organization.id().value().toString();
        }
        if (option instanceof Directory.MemberEntry member) {
            return member.id().value().toString();
        }
        if (option instanceof Directory.FundEntry fund) {
            return fund.id().value().toString();
        }
        return option.toString();
    }

    /** Yes, no, unknown, refused, not asked: the five real answers of a call. */
    public List<Choice> answers() {
        return List.of("YES", "NO", "UNKNOWN", "REFUSED", "NOT_ASKED").stream()
                .map(answer -> new Choice(answer, messages.getMessage("common.answer." + answer, null, language), null))
                .toList();
    }

    /** Today in California. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }

    /** What a field for local date and time wants to hold. */
    public String localInput(@Nullable Instant when) {
        return when == null
                ? ""
                : LocalDateTime.ofInstant(when, ZONE)
                        .truncatedTo(java.time.temporal.ChronoUnit.MINUTES)
                        .toString();
    }

    public YearMonth thisMonth() {
        return YearMonth.from(today());
    }
}
