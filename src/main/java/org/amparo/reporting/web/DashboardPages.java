package org.amparo.reporting.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.StringWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.amparo.membership.FreshSignIn;
import org.amparo.reporting.FigureName;
import org.amparo.reporting.FiguresDesk;
import org.amparo.reporting.Period;
import org.amparo.reporting.Period.Grain;
import org.amparo.reporting.Report;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
@PreAuthorize("hasAnyRole('LEAD', 'STEWARD')")
class DashboardPages {

    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");
    private static final List<Group> GROUPS = List.of(
            new Group(
                    "way",
                    List.of(
                            FigureName.FUNNEL,
                            FigureName.TIME_TO_OFFER,
                            FigureName.TIME_TO_ACCEPTANCE,
                            FigureName.TIME_TO_CONTACT,
                            FigureName.CUSTODY_DAYS)),
            new Group(
                    "need",
                    List.of(
                            FigureName.UNMET_NEED,
                            FigureName.UNMET_BY_URGENCY,
                            FigureName.UNMET_BY_LANGUAGE,
                            FigureName.UNMET_BY_PLACE,
                            FigureName.UNMET_BY_FUND_RULE)),
            new Group("fairness", List.of(FigureName.ANSWERS, FigureName.FAIRNESS)),
            new Group("outcome", List.of(FigureName.OUTCOMES_BY_FUND, FigureName.OUTCOMES)),
            new Group("capacity", List.of(FigureName.LOAD_BY_PROVIDER, FigureName.LOAD_BY_SERVICE)),
            new Group(
                    "who",
                    List.of(
                            FigureName.PLACES,
                            FigureName.LANGUAGES,
                            FigureName.STAGES,
                            FigureName.AGENCIES,
                            FigureName.CALLS)));

    private final FiguresDesk desk;
    private final Panels panels;
    private final MessageSource messages;

    DashboardPages(FiguresDesk desk, Panels panels, MessageSource messages) {
        this.desk = desk;
        this.panels = panels;
        this.messages = messages;
    }

    private record Group(String key, List<FigureName> names) {}

    /** Figures that belong together, as the page shows them. */
    record Section(String key, List<Panel> panels) {}

    /** A period to choose. */
    record Choice(String value, String text) {}

    /** A year and the periods in it. */
    record Choices(String year, List<Choice> periods) {}

    @GetMapping("/dashboard")
    String dashboard(@RequestParam(required = false) @Nullable String period, Locale locale, Model model) {
        var telling = new Telling(messages, locale);
        var chosen = period(period);
        var report = desk.report(chosen);
        model.addAttribute("report", report);
        model.addAttribute("periodText", telling.period(chosen));
        model.addAttribute("choices", choices(telling));
        model.addAttribute("before", desk.years().getLast() <= chosen.before().year() ? chosen.before() : null);
        model.addAttribute("after", chosen.after().from().isAfter(desk.today()) ? null : chosen.after());
        model.addAttribute("sums", panels.sums(report, locale));
        model.addAttribute(
                "sections",
                GROUPS.stream()
                        .map(group -> new Section(
                                group.key(),
                                group.names().stream()
                                        .filter(name -> !repeatsTheFunnel(name, chosen))
                                        .map(name -> panels.panel(report, name, locale))
                                        .toList()))
                        .toList());
        model.addAttribute("quarter", chosen.grain() == Grain.MONTH ? Period.quarter(chosen.from()) : null);
        return "reporting/dashboard";
    }

    /** Of a short period these tell a sum and nothing more, which another figure says already. */
    private static boolean repeatsTheFunnel(FigureName name, Period period) {
        return switch (name) {
            case PLACES,
                    LANGUAGES,
                    STAGES,
                    AGENCIES,
                    UNMET_BY_URGENCY,
                    UNMET_BY_LANGUAGE,
                    UNMET_BY_PLACE,
                    UNMET_BY_FUND_RULE,
                    FAIRNESS -> !name.isToldInFull(period.grain());
            default -> false;
        };
    }

    private List<Choices> choices(Telling telling) {
        var today = desk.today();
        return desk.years().stream()
                .map(year -> new Choices(
                        String.valueOf(year),
                        Stream.of(
                                        Stream.of(Period.year(year)),
                                        periods(year, Grain.QUARTER, today),
                                        periods(year, Grain.MONTH, today))
                                .flatMap(periods -> periods)
                                .map(one -> new Choice(one.toString(), telling.period(one)))
                                .toList()))
                .toList();
    }

    private static Stream<Period> periods(int year, Grain grain, LocalDate today) {
        return Stream.iterate(
                        new Period(grain, LocalDate.of(year, 1, 1)),
                        period -> period.year() == year && !period.from().isAfter(today),
                        Period::after)
                .sorted((a, b) -> b.from().compareTo(a.from()));
    }

    @FreshSignIn
    @GetMapping("/dashboard/all.csv")
    ResponseEntity<String> all(@RequestParam(required = false) @Nullable String period, Locale locale) {
        var report = desk.report(period(period));
        var text = new StringWriter();
        var telling = new Telling(messages, locale);
        try (var csv = CsvWriter.builder().build(text)) {
            csv.writeRecord("figure", "version", "period", "code", "line", "level", "measure", "unit", "value");
            for (var figure : report.figures()) {
                for (var line : figure.lines()) {
                    for (var i = 0; i < line.cells().size(); i++) {
                        var column = figure.name().columns().get(i);
                        csv.writeRecord(
                                figure.name().path(),
                                String.valueOf(figure.name().version()),
                                periodOf(figure.name(), report),
                                CsvCells.text(line.label().code()),
                                CsvCells.text(desk.text(line.label(), locale)),
                                String.valueOf(line.depth()),
                                CsvCells.text(telling.say("reporting.column." + column.name())),
                                column.unit().name().toLowerCase(Locale.ROOT),
                                CsvCells.value(line.cells().get(i)));
                    }
                }
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return download("amparo-" + report.period() + ".csv", text.toString());
    }

    @FreshSignIn
    @GetMapping("/dashboard/{name}.csv")
    ResponseEntity<String> one(
            @PathVariable String name, @RequestParam(required = false) @Nullable String period, Locale locale) {
        var figureName = FigureName.of(name).orElseThrow(NotFound::new);
        var report = desk.report(figureName, period(period));
        var panel = panels.panel(report, figureName, locale);
        var text = new StringWriter();
        try (var csv = CsvWriter.builder().build(text)) {
            var head = new ArrayList<>(List.of("figure", "version", "period", "code", "line"));
            panel.columns().forEach(column -> head.add(CsvCells.text(column)));
            csv.writeRecord(head);
            for (var line : report.figure(figureName).lines()) {
                var cells = new ArrayList<>(List.of(
                        figureName.path(),
                        String.valueOf(figureName.version()),
                        periodOf(figureName, report),
                        CsvCells.text(line.label().code()),
                        CsvCells.text(desk.text(line.label(), locale))));
                line.cells().forEach(cell -> cells.add(CsvCells.value(cell)));
                csv.writeRecord(cells);
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return download("amparo-" + figureName.path() + "-" + report.period() + ".csv", text.toString());
    }

    private static String periodOf(FigureName name, Report report) {
        return name.isOfNow() ? "now" : report.period().toString();
    }

    private static ResponseEntity<String> download(String file, String text) {
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(file).build().toString())
                .body(text);
    }

    @GetMapping("/figures")
    String definitions(Model model) {
        model.addAttribute("figures", Arrays.asList(FigureName.values()));
        return "reporting/definitions";
    }

    @PostMapping("/figures/recounts")
    @PreAuthorize("hasRole('STEWARD')")
    String recount(RedirectAttributes redirect) {
        var recount = desk.recount();
        redirect.addFlashAttribute("notice", "reporting.recounted");
        redirect.addFlashAttribute("noticeArguments", new Object[] {recount.facts(), recount.differences()});
        return "redirect:/figures";
    }

    private Period period(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Period.year(desk.today().getYear());
        }
        try {
            return Period.of(text);
        } catch (IllegalArgumentException e) {
            throw Rejected.invalid("period", "not-a-period");
        }
    }
}
