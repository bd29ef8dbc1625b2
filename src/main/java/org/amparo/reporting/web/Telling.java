package org.amparo.reporting.web;

import java.text.NumberFormat;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.amparo.reporting.Figure.Cell;
import org.amparo.reporting.FigureName.Unit;
import org.amparo.reporting.Period;
import org.springframework.context.MessageSource;

/** Says cells and periods in words, in the reader's language. */
final class Telling {

    private static final double HOUR = 60;
    private static final double DAY = 24 * HOUR;

    private final MessageSource messages;
    private final Locale locale;
    private final Locale regional;

    Telling(MessageSource messages, Locale locale) {
        this.messages = messages;
        this.locale = locale;
        this.regional = Locale.of(locale.getLanguage(), "US");
    }

    String say(String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    String cell(Cell cell, Unit unit) {
        if (cell.withheld()) {
            return say("reporting.withheld");
        }
        return cell.value() == null ? say("reporting.nothing") : value(cell.value(), unit);
    }

    String value(double value, Unit unit) {
        return switch (unit) {
            case COUNT -> number(value, 0);
            case PERCENT -> NumberFormat.getPercentInstance(regional).format(value / 100);
            case MINUTES -> duration(value);
            case DAYS -> say("reporting.days", Math.round(value));
            case DOLLARS -> "$" + number(rounded(value), 0);
        };
    }

    String period(Period period) {
        return switch (period.grain()) {
            case MONTH ->
                DateTimeFormatter.ofPattern(isSpanish() ? "MMMM 'de' y" : "MMMM y", regional)
                        .format(period.from());
            case QUARTER -> say("reporting.quarter", period.quarterOfYear(), String.valueOf(period.year()));
            case YEAR -> String.valueOf(period.year());
        };
    }

    /** As precise as a histogram is: minutes below two hours, hours below two days, then days. */
    private String duration(double minutes) {
        if (minutes < 2 * HOUR) {
            return say("reporting.minutes", Math.max(1, Math.round(minutes)));
        }
        return minutes < 2 * DAY
                ? say("reporting.hours", Math.round(minutes / HOUR))
                : say("reporting.days", Math.round(minutes / DAY));
    }

    private String number(double value, int digits) {
        var format = NumberFormat.getInstance(regional);
        format.setMaximumFractionDigits(digits);
        return format.format(value);
    }

    private static double rounded(double dollars) {
        return dollars < 1_000 ? dollars : Math.round(dollars / 100) * 100.0;
    }

    private boolean isSpanish() {
        return "es".equals(locale.getLanguage());
    }
}
