package org.amparo.reporting.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.amparo.reporting.Figure;
import org.amparo.reporting.Figure.Cell;
import org.amparo.reporting.Figure.Line;
import org.amparo.reporting.FigureName;
import org.amparo.reporting.FigureName.Column;
import org.amparo.reporting.FigureName.Unit;
import org.amparo.reporting.FiguresDesk;
import org.amparo.reporting.Period;
import org.amparo.reporting.Report;
import org.amparo.reporting.web.Panel.Chart;
import org.amparo.reporting.web.Panel.Key;
import org.amparo.reporting.web.Panel.Mark;
import org.amparo.reporting.web.Panel.Row;
import org.amparo.reporting.web.Panel.Text;
import org.amparo.reporting.web.Panel.Tick;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Draws figures: decides what a chart shows and what is said above it. */
@Component
class Panels {

    /** More lines than a reader compares at a glance stand in the table only. */
    private static final int MARKS = 8;

    private static final double SHORTEST = 10;
    private static final double LONGEST = 60 * 24 * 120;

    private final FiguresDesk desk;
    private final MessageSource messages;

    Panels(FiguresDesk desk, MessageSource messages) {
        this.desk = desk;
        this.messages = messages;
    }

    Panel panel(Report report, FigureName name, Locale locale) {
        return new Drawing(report.figure(name), report.period(), locale).panel();
    }

    private final class Drawing {

        private final Figure figure;
        private final FigureName name;
        private final Period period;
        private final Locale locale;
        private final Telling telling;

        private Drawing(Figure figure, Period period, Locale locale) {
            this.figure = figure;
            this.period = period;
            this.name = figure.name();
            this.locale = locale;
            this.telling = new Telling(messages, locale);
        }

        private Panel panel() {
            var lines = charted();
            return new Panel(
                    name,
                    telling.say("reporting." + name.path() + ".title"),
                    headline(),
                    note(lines),
                    chart(lines),
                    name.columns().stream().map(this::column).toList(),
                    figure.lines().stream().map(this::row).toList());
        }

        private @Nullable String note(List<Line> charted) {
            if (!name.isToldInFull(period.grain())) {
                return telling.say(name == FigureName.OUTCOMES_BY_FUND ? "reporting.longer-year" : "reporting.longer");
            }
            if (name == FigureName.FUNNEL) {
                return leftOut();
            }
            var left = parts().stream()
                    .filter(line -> !charted.contains(line))
                    .filter(this::isLeaf)
                    .count();
            return left == 0 ? null : telling.say("reporting.more-in-table", left);
        }

        /** How many count in no figure, where there are any. */
        private @Nullable String leftOut() {
            var cell = of(Figure.LEFT_OUT, Column.COUNT).cell();
            if (cell.withheld()) {
                return telling.say("reporting.funnel.left-out.few");
            }
            return cell.value() == null || cell.value() == 0
                    ? null
                    : telling.say("reporting.funnel.left-out", telling.value(cell.value(), Unit.COUNT));
        }

        private String column(Column column) {
            var own = "reporting." + name.path() + ".column." + column.name();
            var text = messages.getMessage(own, null, null, locale);
            return text == null ? telling.say("reporting.column." + column.name()) : text;
        }

        private Row row(Line line) {
            return new Row(
                    desk.text(line.label(), locale),
                    line.depth(),
                    IntStream.range(0, line.cells().size())
                            .mapToObj(i -> new Text(
                                    telling.cell(
                                            line.cells().get(i),
                                            name.columns().get(i).unit()),
                                    line.cells().get(i).withheld()))
                            .toList());
        }

        // ── What is said ──

        private String headline() {
            if (!figure.isEmpty() && isSumAlone()) {
                var sum = sayIfShown("reporting." + name.path() + ".sum", whole(Column.COUNT));
                return sum != null ? sum : telling.say("reporting." + name.path() + ".untold");
            }
            var said = figure.isEmpty() ? null : said();
            return said != null
                    ? said
                    : telling.say("reporting." + name.path() + (figure.isEmpty() ? ".none" : ".untold"));
        }

        /** Whether the period tells only how many, of a figure whose parts say more. */
        private boolean isSumAlone() {
            return figure.lines().size() == 1 && (name == FigureName.UNMET_NEED || name == FigureName.ANSWERS);
        }

        private @Nullable String said() {
            var key = "reporting." + name.path() + ".headline";
            return switch (name) {
                case FUNNEL -> sayIfShown(key, of("accepted", Column.COUNT), of("intakes", Column.COUNT));
                case CALLS, OUTCOMES -> sayIfShown(key, whole(Column.COUNT));
                case TIME_TO_OFFER, TIME_TO_ACCEPTANCE, TIME_TO_CONTACT ->
                    sayIfShown(key, whole(Column.MEDIAN_MINUTES));
                case CUSTODY_DAYS -> sayIfShown(key, whole(Column.MEDIAN_DAYS));
                case ANSWERS -> sayIfShown(key, of("ACCEPTED", Column.SHARE));
                case OUTCOMES_BY_FUND -> sayIfShown(key, whole(Column.REMAINED_RATE), whole(Column.PENDING));
                case LOAD_BY_PROVIDER -> sayIfShown(key, whole(Column.COUNT), whole(Column.PROMISED));
                case FAIRNESS -> sayIfShown(key, whole(Column.IN_TIME));
                case UNMET_NEED,
                        UNMET_BY_URGENCY,
                        UNMET_BY_LANGUAGE,
                        UNMET_BY_PLACE,
                        UNMET_BY_FUND_RULE,
                        LOAD_BY_SERVICE,
                        PLACES,
                        LANGUAGES,
                        STAGES,
                        AGENCIES -> largest(key);
            };
        }

        private record Told(Cell cell, Unit unit) {}

        private Told whole(Column column) {
            return new Told(figure.cell(figure.whole(), column), column.unit());
        }

        private Told of(String code, Column column) {
            return figure.lines().stream()
                    .filter(line -> line.label().code().equals(code))
                    .findFirst()
                    .map(line -> new Told(figure.cell(line, column), column.unit()))
                    .orElse(new Told(new Cell(null, false), column.unit()));
        }

        private @Nullable String sayIfShown(String key, Told... told) {
            var texts = new Object[told.length];
            for (var i = 0; i < told.length; i++) {
                var value = told[i].cell().value();
                if (value == null) {
                    return null;
                }
                texts[i] = telling.value(value, told[i].unit());
            }
            return telling.say(key, texts);
        }

        /** The largest part that is shown, unless a withheld one could be larger: then nothing is said of who is first. */
        private @Nullable String largest(String key) {
            var column = name == FigureName.LOAD_BY_SERVICE ? Column.USED : Column.SHARE;
            Line first = null;
            var withheld = 0;
            for (var line : parts()) {
                var value = figure.cell(line, column).value();
                if (line.depth() == 1
                        && value != null
                        && value > 0
                        && (first == null || value > valueOf(first, column))) {
                    first = line;
                }
                if (line.depth() == 1 && figure.cell(line, column).withheld()) {
                    withheld++;
                }
            }
            if (first == null || withheld > 0 && valueOf(first, Column.SHARE) < 50 && column == Column.SHARE) {
                return null;
            }
            return telling.say(
                    key, desk.text(first.label(), locale), telling.value(valueOf(first, column), column.unit()));
        }

        private double valueOf(Line line, Column column) {
            var value = figure.cell(line, column).value();
            return value == null ? 0 : value;
        }

        // ── What is drawn ──

        private List<Line> parts() {
            return name == FigureName.FUNNEL || figure.lines().size() == 1
                    ? figure.lines()
                    : figure.lines().subList(1, figure.lines().size());
        }

        private List<Line> charted() {
            return switch (name) {
                case FUNNEL ->
                    figure.lines().stream()
                            .filter(line -> !line.label().code().equals(Figure.LEFT_OUT))
                            .toList();
                case TIME_TO_OFFER, TIME_TO_ACCEPTANCE, TIME_TO_CONTACT, CUSTODY_DAYS, OUTCOMES_BY_FUND ->
                    figure.lines();
                case ANSWERS, OUTCOMES, PLACES ->
                    parts().stream()
                            .filter(this::isLeaf)
                            .sorted((a, b) -> Double.compare(valueOf(b, Column.COUNT), valueOf(a, Column.COUNT)))
                            .limit(MARKS)
                            .toList();
                default -> parts().stream().limit(MARKS).toList();
            };
        }

        /** Whether it has no parts of its own below it. */
        private boolean isLeaf(Line line) {
            var next = figure.lines().indexOf(line) + 1;
            return next >= figure.lines().size() || figure.lines().get(next).depth() <= line.depth();
        }

        private Chart chart(List<Line> lines) {
            return switch (name) {
                case TIME_TO_OFFER, TIME_TO_ACCEPTANCE, TIME_TO_CONTACT ->
                    new Chart(
                            lines.stream().map(this::waiting).toList(),
                            List.of(
                                    tick("hour", 60, "middle"),
                                    tick("day", 60 * 24, "middle"),
                                    tick("month", 60 * 24 * 30, "middle")),
                            List.of(
                                    new Key("dot", telling.say("reporting.key.median")),
                                    new Key("end", telling.say("reporting.key.p90"))));
                case OUTCOMES_BY_FUND ->
                    new Chart(lines.stream().map(this::remained).toList(), List.of(), List.of());
                case LOAD_BY_PROVIDER, LOAD_BY_SERVICE -> {
                    var most = lines.stream()
                            .mapToDouble(line -> Math.max(valueOf(line, Column.COUNT), valueOf(line, Column.PROMISED)))
                            .max()
                            .orElse(1);
                    yield new Chart(
                            lines.stream().map(line -> load(line, most)).toList(),
                            List.of(),
                            List.of(
                                    new Key("bar", telling.say("reporting.key.in-use")),
                                    new Key("frame", telling.say("reporting.key.promised"))));
                }
                case FAIRNESS ->
                    new Chart(
                            lines.stream().map(this::part).toList(),
                            List.of(),
                            List.of(
                                    new Key("bar", telling.say("reporting.key.part")),
                                    new Key("frame", telling.say("reporting.key.agreed"))));
                case CUSTODY_DAYS -> bars(parts());
                default -> bars(lines);
            };
        }

        private Chart bars(List<Line> lines) {
            if (lines.size() == 1) {
                return new Chart(List.of(), List.of(), List.of()); // one bar compares nothing: the sum is said above
            }
            var most = lines.stream()
                    .mapToDouble(line -> valueOf(line, Column.COUNT))
                    .max()
                    .orElse(1);
            return new Chart(lines.stream().map(line -> bar(line, most)).toList(), List.of(), List.of());
        }

        private Mark bar(Line line, double most) {
            var count = figure.cell(line, Column.COUNT);
            var share = figure.cell(line, Column.SHARE);
            var text = telling.cell(count, Unit.COUNT);
            if (count.value() != null && share.value() != null && line.depth() + parts().indexOf(line) > 0) {
                text = telling.say("reporting.count-and-share", text, telling.value(share.value(), Unit.PERCENT));
            }
            return mark(line, text, count, percent(count, most), null, null, null);
        }

        /** A provider's part of what was accepted, beside the part that was agreed. */
        private Mark part(Line line) {
            var share = figure.cell(line, Column.SHARE);
            var agreed = figure.cell(line, Column.AGREED);
            var most = figure.lines().stream()
                    .filter(each -> each.depth() > 0)
                    .mapToDouble(each -> Math.max(valueOf(each, Column.SHARE), valueOf(each, Column.AGREED)))
                    .max()
                    .orElse(1);
            var text = telling.cell(share, Unit.PERCENT);
            return mark(
                    line,
                    agreed.value() == null
                            ? text
                            : telling.say("reporting.part-of-agreed", text, telling.cell(agreed, Unit.PERCENT)),
                    share,
                    percent(share, most),
                    percent(agreed, most),
                    null,
                    null);
        }

        private Mark load(Line line, double most) {
            var count = figure.cell(line, Column.COUNT);
            var promised = figure.cell(line, Column.PROMISED);
            return mark(
                    line,
                    telling.say(
                            "reporting.used-of-promised",
                            telling.cell(count, Unit.COUNT),
                            telling.cell(promised, Unit.COUNT)),
                    count,
                    percent(count, most),
                    percent(promised, most),
                    null,
                    null);
        }

        private Mark remained(Line line) {
            var rate = figure.cell(line, Column.REMAINED_RATE);
            if (rate.value() == null) {
                return mark(
                        line,
                        telling.say(
                                rate.withheld() ? "reporting.rate-withheld" : "reporting.rate-none",
                                telling.cell(figure.cell(line, Column.PENDING), Unit.COUNT)),
                        rate,
                        null,
                        percent(new Cell(100.0, false), 100),
                        null,
                        null);
            }
            return mark(
                    line,
                    telling.say(
                            "reporting.rate-and-pending",
                            telling.cell(rate, Unit.PERCENT),
                            telling.cell(figure.cell(line, Column.DECIDED), Unit.COUNT),
                            telling.cell(figure.cell(line, Column.PENDING), Unit.COUNT)),
                    rate,
                    percent(rate, 100),
                    percent(new Cell(100.0, false), 100),
                    null,
                    null);
        }

        private Mark waiting(Line line) {
            var median = figure.cell(line, Column.MEDIAN_MINUTES);
            var end = figure.cell(line, Column.P90_MINUTES);
            var text = median.value() == null
                    ? telling.cell(median, Unit.MINUTES)
                    : telling.say(
                            "reporting.median-and-p90",
                            telling.cell(median, Unit.MINUTES),
                            telling.cell(end, Unit.MINUTES));
            return mark(line, text, median, null, null, position(median), position(end));
        }

        private Mark mark(
                Line line,
                String text,
                Cell cell,
                @Nullable String bar,
                @Nullable String frame,
                @Nullable String dot,
                @Nullable String end) {
            return new Mark(desk.text(line.label(), locale), text, line.depth(), cell.withheld(), bar, frame, dot, end);
        }

        private @Nullable String percent(Cell cell, double most) {
            return cell.value() == null || cell.value() == 0 || most == 0
                    ? null
                    : inPercent(100 * Math.min(1, cell.value() / most));
        }

        private @Nullable String position(Cell cell) {
            return cell.value() == null ? null : inPercent(along(cell.value()));
        }

        /** Where a waiting time stands along an axis on which ten times as long is the same step everywhere. */
        private double along(double minutes) {
            var held = Math.clamp(minutes, SHORTEST, LONGEST);
            return 2 + 96 * Math.log(held / SHORTEST) / Math.log(LONGEST / SHORTEST);
        }

        private Tick tick(String word, double minutes, String anchor) {
            return new Tick(telling.say("reporting.tick." + word), inPercent(along(minutes)), anchor);
        }

        private String inPercent(double value) {
            return String.format(Locale.ROOT, "%.2f%%", value);
        }
    }

    /** The sums that stand at the top of the dashboard. */
    List<Sum> sums(Report report, Locale locale) {
        var telling = new Telling(messages, locale);
        var sums = new ArrayList<Sum>();
        var funnel = report.figure(FigureName.FUNNEL);
        for (var step : List.of("intakes", "accepted")) {
            funnel.lines().stream()
                    .filter(line -> line.label().code().equals(step))
                    .forEach(
                            line -> sums.add(sum(telling, "sum." + step, funnel.cell(line, Column.COUNT), Unit.COUNT)));
        }
        add(sums, telling, report, FigureName.TIME_TO_CONTACT, Column.MEDIAN_MINUTES, "sum.contact");
        add(sums, telling, report, FigureName.OUTCOMES_BY_FUND, Column.REMAINED_RATE, "sum.remained");
        add(sums, telling, report, FigureName.UNMET_NEED, Column.COUNT, "sum.unmet");
        return sums;
    }

    /** One number with its words. */
    record Sum(String text, String words, boolean withheld) {}

    private void add(List<Sum> sums, Telling telling, Report report, FigureName name, Column column, String words) {
        var figure = report.figure(name);
        sums.add(sum(telling, words, figure.cell(figure.whole(), column), column.unit()));
    }

    private static Sum sum(Telling telling, String words, Cell cell, Unit unit) {
        return new Sum(telling.cell(cell, unit), telling.say("reporting." + words), cell.withheld());
    }
}
