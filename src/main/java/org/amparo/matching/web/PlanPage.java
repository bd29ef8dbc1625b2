package org.amparo.matching.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.amparo.kernel.Urgency;
import org.amparo.matching.PlanDifference;
import org.amparo.matching.PlanView;
import org.jspecify.annotations.Nullable;

/** A docket plan as the page shows it: what it brings beside one-by-one routing, and one screen of its lines, in sentences. */
record PlanPage(
        PlanView plan,
        List<Row> rows,
        int waiting,
        int planned,
        int oneByOne,
        List<Line> lines,
        Show show,
        List<Choice> shows,
        int number,
        int pages,
        List<String> prices,
        int morePrices) {

    private static final int LINES = 50;
    private static final int PRICES = 12;

    /** Which lines are shown. */
    enum Show {
        DIFFERENT,
        WAITING,
        ALL,
        REFUSED
    }

    record Choice(Show show, int count) {}

    /** People of one urgency. */
    record Row(Urgency urgency, int waiting, int planned, int oneByOne) {}

    record Line(
            PlanView.LineView line,
            String why,
            @Nullable String late,
            @Nullable String refused) {}

    static PlanPage of(PlanView plan, @Nullable Show wanted, int number, ReasonWords words, Locale locale) {
        var shows = new ArrayList<Choice>();
        for (var each : Show.values()) {
            var count = (int) plan.lines().stream().filter(belongs(each)).count();
            if (each != Show.REFUSED || count > 0) {
                shows.add(new Choice(each, count));
            }
        }
        var show = wanted != null ? wanted : preferred(shows);
        var shown = plan.lines().stream().filter(belongs(show)).toList();
        var pages = Math.max(1, (shown.size() + LINES - 1) / LINES);
        var page = Math.clamp(number, 1, pages);
        var rows = rows(plan);
        return new PlanPage(
                plan,
                rows,
                rows.stream().mapToInt(Row::waiting).sum(),
                rows.stream().mapToInt(Row::planned).sum(),
                rows.stream().mapToInt(Row::oneByOne).sum(),
                shown.stream()
                        .skip((page - 1L) * LINES)
                        .limit(LINES)
                        .map(line -> line(line, words, locale))
                        .toList(),
                show,
                shows,
                page,
                pages,
                plan.prices().stream()
                        .limit(PRICES)
                        .map(price -> price(price, words, locale))
                        .toList(),
                Math.max(0, plan.prices().size() - PRICES));
    }

    private static Show preferred(List<Choice> shows) {
        if (shows.getLast().show() == Show.REFUSED) {
            return Show.REFUSED;
        }
        return shows.getFirst().count() > 0 ? Show.DIFFERENT : Show.ALL;
    }

    private static Predicate<PlanView.LineView> belongs(Show show) {
        return switch (show) {
            case DIFFERENT ->
                line -> switch (line.difference()) {
                    case SAME, NO_ROOM, NOBODY, UNDER_OFFER -> false;
                    case ONLY_PLANNED, GIVES_WAY, KEPT_FOR, SOONER, MORE_DIRECT, SHARED -> true;
                };
            case WAITING -> line -> line.planned() == null;
            case ALL -> line -> true;
            case REFUSED -> line -> line.refused() != null;
        };
    }

    private static List<Row> rows(PlanView plan) {
        var rows = new ArrayList<Row>();
        for (var urgency : Urgency.values()) {
            var waiting = (int) plan.lines().stream()
                    .filter(line -> line.urgency() == urgency && line.difference() != PlanDifference.UNDER_OFFER)
                    .count();
            rows.add(new Row(
                    urgency,
                    waiting,
                    plan.planned().placed().getOrDefault(urgency, 0),
                    plan.oneByOne().placed().getOrDefault(urgency, 0)));
        }
        return rows;
    }

    static Line line(PlanView.LineView line, ReasonWords words, Locale locale) {
        var planned = line.planned();
        return new Line(
                line,
                why(line, words, locale),
                planned == null || planned.minutesLate() == 0
                        ? null
                        : words.say("matching.plan.late", locale, words.duration(planned.minutesLate(), locale)),
                refused(line, words, locale));
    }

    private static String why(PlanView.LineView line, ReasonWords words, Locale locale) {
        if (line.pinned()) {
            return words.say(
                    line.planned() == null ? "matching.plan.why.pinned-in-vain" : "matching.plan.why.pinned", locale);
        }
        var before = line.oneByOne() == null ? "" : line.oneByOne().name();
        var key = "matching.plan.why." + line.difference();
        if (line.difference() == PlanDifference.UNDER_OFFER && line.planned() == null) {
            return words.say(key + ".none", locale);
        }
        var instead = line.instead();
        return instead == null
                ? words.say(key, locale, before, line.providers())
                : words.say(key + ".instead", locale, before, instead.value());
    }

    private static @Nullable String refused(PlanView.LineView line, ReasonWords words, Locale locale) {
        if (line.refused() == null) {
            return null;
        }
        var sentence = words.say("matching.PlanRefusal." + line.refused(), locale);
        return line.because() == null ? sentence : sentence + " " + words.sentence(line.because(), locale);
    }

    private static String price(PlanView.PriceView price, ReasonWords words, Locale locale) {
        var service = words.label("kernel", price.service(), locale);
        if (price.promised()) {
            return words.say("matching.plan.price.promised", locale, service, price.name());
        }
        if (price.places() != null) {
            return words.say(
                    "matching.plan.price.person",
                    locale,
                    service,
                    price.name(),
                    price.places().name());
        }
        return words.say(
                "matching.plan.price.sooner",
                locale,
                service,
                price.name(),
                words.duration(price.minutesSooner(), locale));
    }
}
