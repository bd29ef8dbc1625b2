package org.amparo.reporting.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.amparo.reporting.Figure;
import org.amparo.reporting.FigureName;
import org.amparo.reporting.FigureName.Column;
import org.amparo.reporting.FigureName.Unit;
import org.amparo.reporting.FiguresDesk;
import org.amparo.reporting.Period;
import org.amparo.reporting.Report;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/figures")
@PreAuthorize("hasAnyRole('LEAD', 'STEWARD')")
@Tag(name = "Figures", description = "What the coalition may tell, small counts withheld")
class FiguresApi {

    private static final String PERIOD =
            "A month, quarter or year in Pacific time: 2026-07, 2026-Q3 or 2026. Without it, the current quarter";

    private final FiguresDesk desk;

    FiguresApi(FiguresDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    @Operation(summary = "All figures of a fixed period")
    @ApiResponse(
            responseCode = "200",
            description = "The figures; a withheld cell has the value null and withheld true")
    @ApiResponse(responseCode = "403", description = "Neither lead nor steward")
    @ApiResponse(responseCode = "422", description = "No period, or one that has not begun")
    Figures figures(
            @Parameter(description = PERIOD, example = "2026-Q3") @RequestParam(required = false) @Nullable
                    String period,
            Locale locale) {
        return view(desk.report(period(period)), locale);
    }

    @GetMapping("/{name}")
    @Operation(summary = "One figure of a fixed period")
    @ApiResponse(responseCode = "200", description = "The figure; a withheld cell has the value null and withheld true")
    @ApiResponse(responseCode = "403", description = "Neither lead nor steward")
    @ApiResponse(responseCode = "404", description = "No figure of that name")
    @ApiResponse(responseCode = "422", description = "No period, or one that has not begun")
    Figures figure(
            @Parameter(example = "time-to-offer") @PathVariable String name,
            @Parameter(description = PERIOD, example = "2026-Q3") @RequestParam(required = false) @Nullable
                    String period,
            Locale locale) {
        var figure = FigureName.of(name).orElseThrow(NotFound::new);
        return view(desk.report(figure, period(period)), locale);
    }

    @PostMapping("/recounts")
    @ResponseStatus(HttpStatus.CREATED)
    @PreAuthorize("hasRole('STEWARD')")
    @Operation(summary = "Count every figure anew from the facts")
    @ApiResponse(responseCode = "201", description = "Counted; differences is how many figures stood wrong before")
    @ApiResponse(responseCode = "403", description = "Not a steward")
    FiguresDesk.Recount recount() {
        return desk.recount();
    }

    private Period period(@Nullable String text) {
        if (text == null) {
            return Period.quarter(desk.today());
        }
        try {
            return Period.of(text);
        } catch (IllegalArgumentException e) {
            throw Rejected.invalid("period", "not-a-period");
        }
    }

    private Figures view(Report report, Locale locale) {
        return new Figures(
                report.period().toString(),
                report.period().from(),
                report.period().to(),
                report.running(),
                report.countedAt(),
                report.figures().stream().map(figure -> view(figure, locale)).toList());
    }

    private One view(Figure figure, Locale locale) {
        return new One(
                figure.name().path(),
                figure.name().version(),
                "/figures#" + figure.name().path(),
                figure.name().isOfNow(),
                figure.lines().stream().map(line -> view(figure, line, locale)).toList());
    }

    private Line view(Figure figure, Figure.Line line, Locale locale) {
        var columns = figure.name().columns();
        return new Line(
                line.label().kind().name(),
                line.label().code(),
                desk.text(line.label(), locale),
                line.depth(),
                IntStream.range(0, columns.size())
                        .mapToObj(i -> new Cell(
                                columns.get(i),
                                columns.get(i).unit(),
                                line.cells().get(i).value(),
                                line.cells().get(i).withheld()))
                        .toList());
    }

    record Figures(
            @Schema(example = "2026-Q3") String period,

            @Schema(description = "First day, Pacific time", example = "2026-07-01")
            LocalDate from,

            @Schema(description = "The day after the last", example = "2026-10-01")
            LocalDate to,

            @Schema(description = "The period has not ended: its figures still change")
            boolean running,

            @Schema(description = "When the figures last changed, UTC")
            Instant countedAt,

            List<One> figures) {}

    record One(
            @Schema(example = "time-to-offer") String name,

            @Schema(description = "Version of the definition", example = "1")
            int version,

            @Schema(description = "Where the definition stands", example = "/figures#time-to-offer")
            String definition,

            @Schema(description = "Tells how things stand now, whatever the period")
            boolean ofNow,

            List<Line> lines) {}

    record Line(
            @Schema(description = "Which list the code is of", example = "URGENCY")
            String kind,

            @Schema(example = "U1") String code,
            @Schema(example = "U1 · answer within 24 hours") String label,

            @Schema(description = "0 for the whole, 1 for its parts, 2 for theirs", example = "1")
            int depth,

            List<Cell> cells) {}

    record Cell(
            @Schema(example = "MEDIAN_MINUTES") Column column,
            @Schema(example = "MINUTES") Unit unit,

            @Schema(description = "Null when withheld, or when there is nothing to tell", example = "96.5") @Nullable
            Double value,

            @Schema(
                    description = "A count of 1 to 10, or something that would give such a count away",
                    example = "false")
            boolean withheld) {}
}
