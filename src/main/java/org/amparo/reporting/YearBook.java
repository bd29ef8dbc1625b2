package org.amparo.reporting;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.amparo.kernel.Urgency;
import org.amparo.reporting.Figure.Cell;
import org.amparo.reporting.Figure.Label;
import org.amparo.reporting.Figure.Label.Kind;
import org.amparo.reporting.Figure.Line;
import org.amparo.reporting.Journey.Result;
import org.amparo.reporting.Journey.Step;
import org.amparo.reporting.Tally.Count;
import org.amparo.reporting.Tally.CustodyDays;
import org.amparo.reporting.Tally.Measure;
import org.amparo.reporting.Tally.Spread;

/**
 * The figures of one calendar year, all months and quarters of it, with what is withheld decided for all of them together. Nothing
 * leaves it but what may be shown.
 */
final class YearBook {

    private static final String CONSENTED = "consented";
    private static final String OFFERED = "offered";
    private static final String ACCEPTED = "accepted";
    private static final String CONTACTED = "contacted";
    private static final String DECIDED = "decided";

    /** Periods of this level and above are told in detail: quarters and years. */
    private static final int DETAIL = 1;

    private static final int YEAR = 2;

    private static final int LANGUAGES = 0;
    private static final int STAGES = 1;
    private static final int AGENCIES = 2;
    private static final int PLACES = 3;

    private static final int UNMET_URGENCIES = 0;
    private static final int UNMET_LANGUAGES = 1;
    private static final int UNMET_PLACES = 2;
    private static final int UNMET_RULES = 3;

    private static final int PROVIDERS = 0;
    private static final int REASONS = 1;

    private static final String DECLINED = Journey.Answer.Kind.DECLINED.name();

    /** What stands in for a code. */
    private static final Set<String> WORDS =
            Set.of(Journey.UNKNOWN, Journey.NOT_DETAINED, Journey.ELSEWHERE, Journey.SEVERAL, Journey.NO_CARVE_OUT);

    private static final List<String> URGENCIES =
            Arrays.stream(Urgency.values()).map(Urgency::name).toList();

    private final Map<Measure, List<Counted>> counted = new EnumMap<>(Measure.class);
    private final Guarded calls;
    private final Guarded cases;
    private final Guarded leftOut;
    private final Guarded offers;
    private final Guarded acceptances;
    private final Guarded contacts;
    private final Guarded unmet;
    private final Guarded accepted;
    private final Guarded declined;
    private final Guarded expired;
    private final Guarded matters;
    private final Guarded outcomes;
    private final Guarded load;

    private record Counted(Count key, long n) {}

    /** @param counts all counts of the year's months, and those of now */
    YearBook(Map<Count, Long> counts) {
        for (var measure : Measure.values()) {
            counted.put(measure, new ArrayList<>());
        }
        counts.forEach((key, n) -> of(key.measure()).add(new Counted(key, n)));
        calls = listed(
                Measure.CALLS,
                YearBook::callGroup,
                List.of("FOLLOW_UP", "INFORMATION", "RUMOUR", "WRONG_NUMBER", "OTHER"));
        offers = listed(Measure.OFFERS, UnaryOperator.identity(), URGENCIES);
        acceptances = listed(Measure.ACCEPTANCES, UnaryOperator.identity(), URGENCIES);
        contacts = contacts();
        unmet = unmet();
        accepted = answers(Journey.Answer.Kind.ACCEPTED);
        declined = answers(Journey.Answer.Kind.DECLINED);
        expired = answers(Journey.Answer.Kind.EXPIRED);
        outcomes = nested(Measure.OUTCOMES);
        matters = matters();
        cases = cases();
        leftOut = leftOut();
        load = load();
    }

    /** A population and what of it is withheld. */
    private record Guarded(Population population, BitSet withheld) {

        static Guarded of(Population population) {
            return new Guarded(population, Suppression.withheld(population));
        }

        Cell count(int category, int period) {
            var cell = population.cell(category, period);
            return withheld.get(cell) ? Cell.WITHHELD : Cell.of(population.value(cell));
        }

        boolean isAny(int category, int period) {
            return population.value(population.cell(category, period)) > 0;
        }

        int row(String row) {
            return population.category(population.rows().node(row), 0);
        }

        int at(String row, String column) {
            return population.category(
                    population.rows().node(row), population.columns().node(column));
        }
    }

    private List<Counted> of(Measure measure) {
        return counted.getOrDefault(measure, List.of());
    }

    private static String month(LocalDate month) {
        return "M" + month.getMonthValue();
    }

    private static int node(Tree time, Period period) {
        return time.node(
                switch (period.grain()) {
                    case MONTH -> month(period.from());
                    case QUARTER -> "Q" + period.quarterOfYear();
                    case YEAR -> Tree.WHOLE;
                });
    }

    private Guarded listed(Measure measure, UnaryOperator<String> group, List<String> always) {
        var rows = new LinkedHashSet<>(always);
        of(measure).stream().map(one -> group.apply(one.key().row())).sorted().forEach(rows::add);
        var population = new Population(Tree.of(List.copyOf(rows)), Tree.undivided(), List.of(), Tree.calendar());
        of(measure)
                .forEach(one -> population.count(
                        group.apply(one.key().row()),
                        Tree.WHOLE,
                        month(one.key().month()),
                        one.n()));
        return Guarded.of(population);
    }

    private Guarded nested(Measure measure) {
        var population = new Population(nestedTree(of(measure)), Tree.undivided(), List.of(), Tree.calendar());
        of(measure)
                .forEach(one -> population.count(
                        leaf(one.key()), Tree.WHOLE, month(one.key().month()), one.n()));
        return Guarded.of(population);
    }

    /** Rows with their columns as parts; a row without columns is a leaf. */
    private static Tree nestedTree(Collection<Counted> all) {
        var leaves = new TreeMap<String, SortedSet<String>>();
        all.forEach(one -> {
            var parts = leaves.computeIfAbsent(one.key().row(), row -> new TreeSet<>());
            if (isDivided(one.key())) {
                parts.add(leaf(one.key()));
            }
        });
        var tree = Tree.undivided();
        leaves.forEach((row, parts) -> {
            tree.with(row, Tree.WHOLE);
            parts.forEach(part -> tree.with(part, row));
        });
        return tree;
    }

    private static boolean isDivided(Count key) {
        return switch (key.measure()) {
            case PLACE -> !Journey.UNKNOWN.equals(key.row()) && !Journey.NOT_DETAINED.equals(key.row());
            default -> true;
        };
    }

    private static String leaf(Count key) {
        return isDivided(key) ? key.row() + "/" + key.column() : key.row();
    }

    /** First contacts: by urgency in the table, by days in custody as its breakdown. */
    private Guarded contacts() {
        var urgencies = new LinkedHashSet<>(URGENCIES);
        of(Measure.CONTACTS).forEach(one -> urgencies.add(one.key().row()));
        var days = Stream.concat(Arrays.stream(CustodyDays.values()).map(CustodyDays::name), Stream.of(Journey.UNKNOWN))
                .toList();
        var population = new Population(
                Tree.of(List.copyOf(urgencies)), Tree.undivided(), List.of(Tree.of(days)), Tree.calendar());
        of(Measure.CONTACTS)
                .forEach(one -> population.count(
                        one.key().row(), Tree.WHOLE, month(one.key().month()), one.n()));
        breakDown(population, 0, Measure.CUSTODY);
        return Guarded.of(population.telling(YearBook::isTold));
    }

    /** Months tell sums; quarters and years tell their parts. */
    private static boolean isTold(int category, int level) {
        return level >= DETAIL || category == 0;
    }

    /** Who was left without anybody: by cause in the table, by what they are like as its breakdowns. */
    private Guarded unmet() {
        var population = new Population(
                rows(Measure.UNMET),
                Tree.undivided(),
                List.of(
                        rows(Measure.UNMET_URGENCY),
                        rows(Measure.UNMET_LANGUAGE),
                        rows(Measure.UNMET_PLACE),
                        rows(Measure.UNMET_RULE)),
                Tree.calendar());
        of(Measure.UNMET)
                .forEach(one -> population.count(
                        one.key().row(), Tree.WHOLE, month(one.key().month()), one.n()));
        breakDown(population, UNMET_URGENCIES, Measure.UNMET_URGENCY);
        breakDown(population, UNMET_LANGUAGES, Measure.UNMET_LANGUAGE);
        breakDown(population, UNMET_PLACES, Measure.UNMET_PLACE);
        breakDown(population, UNMET_RULES, Measure.UNMET_RULE);
        return Guarded.of(population.telling(YearBook::isTold));
    }

    /**
     * Answers of one kind: by provider, and by reason where there are any, as breakdowns of their sum. An offer is about a person, so a
     * provider's few answers are withheld like any other count: who serves one facility only would otherwise tell of the people in it. Reasons by provider are
     * told nowhere: nearly all would be withheld, and much of what is told now with them.
     */
    private Guarded answers(Journey.Answer.Kind kind) {
        var given = of(Measure.ANSWERS).stream()
                .filter(one -> kindOf(one.key()).equals(kind.name()))
                .toList();
        var population = new Population(
                Tree.undivided(),
                Tree.undivided(),
                List.of(
                        Tree.of(given.stream()
                                .map(one -> one.key().row())
                                .distinct()
                                .sorted()
                                .toList()),
                        Tree.of(given.stream()
                                .map(one -> reasonOf(one.key()))
                                .filter(reason -> !reason.isEmpty())
                                .distinct()
                                .sorted()
                                .toList())),
                Tree.calendar());
        given.forEach(one -> {
            var month = month(one.key().month());
            population.count(Tree.WHOLE, Tree.WHOLE, month, one.n());
            population.countIn(PROVIDERS, one.key().row(), month, one.n());
            if (!reasonOf(one.key()).isEmpty()) {
                population.countIn(REASONS, reasonOf(one.key()), month, one.n());
            }
        });
        return Guarded.of(population.telling(YearBook::isTold));
    }

    private static String kindOf(Count answer) {
        var end = answer.column().indexOf('/');
        return end < 0 ? answer.column() : answer.column().substring(0, end);
    }

    private static String reasonOf(Count answer) {
        var end = answer.column().indexOf('/');
        return end < 0 ? "" : answer.column().substring(end + 1);
    }

    private Guarded matters() {
        var results = Tree.of(Result.PENDING.name(), DECIDED, Result.UNDECIDED.name())
                .with(Result.REMAINED.name(), DECIDED)
                .with(Result.NOT_REMAINED.name(), DECIDED);
        var population = new Population(rows(Measure.MATTERS), results, List.of(), Tree.calendar());
        of(Measure.MATTERS)
                .forEach(one -> population.count(
                        one.key().row(),
                        withoutDecision(one.key().column()),
                        month(one.key().month()),
                        one.n()));
        var told = Stream.of(Tree.WHOLE, Result.PENDING.name(), DECIDED, Result.REMAINED.name())
                .map(results::node)
                .toList();
        return Guarded.of(population.telling((category, level) ->
                told.contains(category % results.size()) && (level == YEAR || category < results.size())));
    }

    /** Matters that ended without a decision are one, however they ended: no figure tells them apart. */
    private static String withoutDecision(String result) {
        return Result.OTHERWISE.name().equals(result) ? Result.UNDECIDED.name() : result;
    }

    private Guarded cases() {
        var steps = Tree.of(Step.OPENED.name(), CONSENTED)
                .with(Step.CONSENTED.name(), CONSENTED)
                .with(OFFERED, CONSENTED)
                .with(Step.OFFERED.name(), OFFERED)
                .with(ACCEPTED, OFFERED)
                .with(Step.ACCEPTED.name(), ACCEPTED)
                .with(CONTACTED, ACCEPTED)
                .with(Step.CONTACTED.name(), CONTACTED)
                .with(Step.CONCLUDED.name(), CONTACTED);
        var population = new Population(
                steps,
                Tree.undivided(),
                List.of(
                        rows(Measure.LANGUAGE),
                        rows(Measure.STAGE),
                        rows(Measure.AGENCY),
                        nestedTree(of(Measure.PLACE))),
                Tree.calendar());
        of(Measure.CASES)
                .forEach(one -> population.count(
                        one.key().row(), Tree.WHOLE, month(one.key().month()), one.n()));
        breakDown(population, LANGUAGES, Measure.LANGUAGE);
        breakDown(population, STAGES, Measure.STAGE);
        breakDown(population, AGENCIES, Measure.AGENCY);
        of(Measure.PLACE)
                .forEach(one -> population.countIn(
                        PLACES, leaf(one.key()), month(one.key().month()), one.n()));
        var inFunnel = Stream.of(Tree.WHOLE, CONSENTED, OFFERED, ACCEPTED, CONTACTED, Step.CONCLUDED.name())
                .map(steps::node)
                .toList();
        return Guarded.of(population.telling(
                (category, level) -> category < steps.size() ? inFunnel.contains(category) : level >= DETAIL));
    }

    /** Apart from all that is counted: nothing that is told adds up with it. */
    private Guarded leftOut() {
        var population = new Population(Tree.undivided(), Tree.undivided(), List.of(), Tree.calendar());
        of(Measure.LEFT_OUT)
                .forEach(one ->
                        population.count(Tree.WHOLE, Tree.WHOLE, month(one.key().month()), one.n()));
        return Guarded.of(population);
    }

    private Tree rows(Measure measure) {
        return Tree.of(of(measure).stream()
                .map(one -> one.key().row())
                .distinct()
                .sorted()
                .toList());
    }

    private void breakDown(Population population, int breakdown, Measure measure) {
        of(measure)
                .forEach(one -> population.countIn(
                        breakdown, one.key().row(), month(one.key().month()), one.n()));
    }

    /** Places in use now: by provider in the table, by service as its breakdown. Which provider serves what is not published. */
    private Guarded load() {
        var services = of(Measure.LOAD).stream()
                .map(one -> one.key().column())
                .distinct()
                .sorted()
                .toList();
        var population =
                new Population(rows(Measure.LOAD), Tree.undivided(), List.of(Tree.of(services)), Tree.undivided());
        of(Measure.LOAD).forEach(one -> {
            population.count(one.key().row(), Tree.WHOLE, Tree.WHOLE, one.n());
            population.countIn(0, one.key().column(), Tree.WHOLE, one.n());
        });
        return Guarded.of(population);
    }

    /** A call that opened a case is told by the case. */
    private static String callGroup(String kind) {
        return "INTAKE".equals(kind) ? "FOLLOW_UP" : kind;
    }

    /** The histograms of one period. */
    interface Spreads {
        NavigableMap<Integer, Long> of(Spread spread, String row);
    }

    /** The figures of a period of this year, as they may be shown. */
    List<Figure> figures(Period period, Spreads spreads, Map<String, Double> agreed) {
        return Arrays.stream(FigureName.values())
                .map(name -> {
                    var lines = lines(name, period, spreads, agreed);
                    return new Figure(name, name.isToldInFull(period.grain()) ? lines : lines.subList(0, 1));
                })
                .toList();
    }

    private List<Line> lines(FigureName name, Period period, Spreads spreads, Map<String, Double> agreed) {
        var at = node(cases.population().time(), period);
        return switch (name) {
            case FUNNEL -> funnel(at);
            case CALLS -> shares(calls, at, Kind.CALL);
            case TIME_TO_OFFER -> times(offers, at, Spread.OFFER, spreads);
            case TIME_TO_ACCEPTANCE -> times(acceptances, at, Spread.ACCEPTANCE, spreads);
            case TIME_TO_CONTACT -> times(contacts, at, Spread.CONTACT, spreads);
            case CUSTODY_DAYS -> custody(at, spreads);
            case UNMET_NEED -> shares(unmet, at, Kind.CAUSE);
            case UNMET_BY_URGENCY -> nestedShares(unmet, UNMET_URGENCIES, at, Kind.URGENCY, Kind.URGENCY);
            case UNMET_BY_LANGUAGE -> nestedShares(unmet, UNMET_LANGUAGES, at, Kind.LANGUAGE, Kind.LANGUAGE);
            case UNMET_BY_PLACE -> nestedShares(unmet, UNMET_PLACES, at, Kind.OFFICE, Kind.OFFICE);
            case UNMET_BY_FUND_RULE -> nestedShares(unmet, UNMET_RULES, at, Kind.FUND_RULE, Kind.FUND_RULE);
            case ANSWERS -> answers(at);
            case FAIRNESS -> fairness(at, agreed);
            case OUTCOMES_BY_FUND -> funds(at);
            case OUTCOMES -> outcomes(at, spreads);
            case LOAD_BY_PROVIDER -> load(true);
            case LOAD_BY_SERVICE -> load(false);
            case PLACES -> nestedShares(cases, PLACES, at, Kind.OFFICE, Kind.FACILITY);
            case LANGUAGES -> nestedShares(cases, LANGUAGES, at, Kind.LANGUAGE, Kind.LANGUAGE);
            case STAGES -> nestedShares(cases, STAGES, at, Kind.STAGE, Kind.STAGE);
            case AGENCIES -> nestedShares(cases, AGENCIES, at, Kind.AGENCY, Kind.AGENCY);
        };
    }

    private List<Line> funnel(int at) {
        var lines = new ArrayList<Line>();
        var intakes = cases.count(cases.row(Tree.WHOLE), at);
        lines.add(new Line(word("calls"), 0, List.of(sum(calls.count(0, at), intakes), Cell.NONE)));
        lines.add(step("intakes", Tree.WHOLE, intakes, at));
        for (var step : List.of(CONSENTED, OFFERED, ACCEPTED, CONTACTED)) {
            lines.add(step(step, step, intakes, at));
        }
        lines.add(step("concluded", Step.CONCLUDED.name(), intakes, at));
        lines.add(new Line(word(Figure.LEFT_OUT), 0, List.of(leftOut.count(0, at), Cell.NONE)));
        return lines;
    }

    private Line step(String word, String node, Cell intakes, int at) {
        var count = cases.count(cases.row(node), at);
        return new Line(word(word), 0, List.of(count, share(count, intakes)));
    }

    private static List<Line> times(Guarded steps, int at, Spread spread, Spreads spreads) {
        var lines = new ArrayList<Line>();
        var all = new TreeMap<Integer, Long>();
        var rows = steps.population().rows();
        for (var row : rows.parts(0)) {
            spreads.of(spread, rows.key(row)).forEach((bucket, n) -> all.merge(bucket, n, Long::sum));
        }
        lines.add(time(word("all"), 0, steps.count(0, at), all));
        for (var row : rows.parts(0)) {
            var urgency = rows.key(row);
            var count = steps.count(steps.row(urgency), at);
            lines.add(time(label(Kind.URGENCY, urgency), 1, count, spreads.of(spread, urgency)));
        }
        return lines;
    }

    private static Line time(Label label, int depth, Cell count, NavigableMap<Integer, Long> spread) {
        return new Line(label, depth, List.of(count, quantile(spread, 0.5, count), quantile(spread, 0.9, count)));
    }

    private List<Line> custody(int at, Spreads spreads) {
        var whole = contacts.count(0, at);
        var lines = new ArrayList<Line>();
        lines.add(new Line(
                word("all"),
                0,
                List.of(whole, share(whole, whole), quantile(spreads.of(Spread.CUSTODY, ""), 0.5, whole))));
        var days = contacts.population().breakdowns().getFirst();
        for (var part : days.parts(0)) {
            var count = contacts.count(contacts.population().categoryIn(0, part), at);
            lines.add(new Line(word(days.key(part)), 1, List.of(count, share(count, whole), Cell.NONE)));
        }
        return lines;
    }

    private List<Line> funds(int at) {
        var lines = new ArrayList<Line>();
        lines.add(fund(word("all"), 0, Tree.WHOLE, at));
        var rows = matters.population().rows();
        rows.parts(0).stream()
                .map(rows::key)
                .filter(fund -> matters.isAny(matters.at(fund, Tree.WHOLE), at))
                .map(fund -> fund(Tally.UNFUNDED.equals(fund) ? word(fund) : new Label(Kind.FUND, fund), 1, fund, at))
                .sorted(byShownCount())
                .forEach(lines::add);
        return lines;
    }

    private Line fund(Label label, int depth, String fund, int at) {
        var decided = matters.count(matters.at(fund, DECIDED), at);
        var remained = matters.count(matters.at(fund, Result.REMAINED.name()), at);
        return new Line(
                label,
                depth,
                List.of(
                        matters.count(matters.at(fund, Tree.WHOLE), at),
                        matters.count(matters.at(fund, Result.PENDING.name()), at),
                        decided,
                        remained,
                        share(remained, decided)));
    }

    private List<Line> answers(int at) {
        var whole = sum(sum(accepted.count(0, at), declined.count(0, at)), expired.count(0, at));
        var lines = new ArrayList<Line>();
        lines.add(new Line(word("all"), 0, List.of(whole, share(whole, whole))));
        Map.of("ACCEPTED", accepted, DECLINED, declined, "EXPIRED", expired).entrySet().stream()
                .filter(kind -> kind.getValue().isAny(0, at))
                .map(kind -> {
                    var count = kind.getValue().count(0, at);
                    return new Line(word(kind.getKey()), 1, List.of(count, share(count, whole)));
                })
                .sorted(byShownCount())
                .forEach(line -> {
                    lines.add(line);
                    if (line.label().code().equals(DECLINED)) {
                        var reasons = declined.population().breakdowns().get(REASONS);
                        parts(declined, REASONS, reasons, 0, at, Kind.DECLINE, whole)
                                .forEach(reason -> lines.add(new Line(reason.label(), 2, reason.cells())));
                    }
                });
        return lines;
    }

    /** What each provider answered, and its part of all that were accepted beside the part that was agreed. */
    private List<Line> fairness(int at, Map<String, Double> agreed) {
        var lines = new ArrayList<Line>();
        lines.add(fairness(word("all"), 0, Tree.WHOLE, at, Cell.NONE));
        rows(Measure.ANSWERS).parts(0).stream()
                .map(rows(Measure.ANSWERS)::key)
                .filter(provider ->
                        Stream.of(accepted, declined, expired).anyMatch(kind -> hasAnswered(kind, provider, at)))
                .map(provider -> {
                    var part = agreed.get(provider);
                    return fairness(
                            label(Kind.PROVIDER, provider), 1, provider, at, part == null ? Cell.NONE : Cell.of(part));
                })
                .sorted(byShownCount())
                .forEach(lines::add);
        return lines;
    }

    private Line fairness(Label label, int depth, String provider, int at, Cell agreed) {
        var yes = answered(accepted, provider, at);
        var no = answered(declined, provider, at);
        var late = answered(expired, provider, at);
        var all = sum(sum(yes, no), late);
        var ofAll = share(late, all);
        return new Line(
                label,
                depth,
                List.of(
                        all,
                        yes,
                        no,
                        late,
                        ofAll.value() == null ? ofAll : Cell.of(100 - ofAll.value()),
                        share(yes, accepted.count(0, at)),
                        agreed));
    }

    /** Of everybody for the whole. */
    private static Cell answered(Guarded kind, String provider, int at) {
        return hasAnswered(kind, provider, at) ? kind.count(categoryOf(kind, provider), at) : Cell.of(0);
    }

    private static boolean hasAnswered(Guarded kind, String provider, int at) {
        return kind.population().breakdowns().get(PROVIDERS).has(provider)
                && kind.isAny(categoryOf(kind, provider), at);
    }

    private static int categoryOf(Guarded kind, String provider) {
        var population = kind.population();
        return population.categoryIn(
                PROVIDERS, population.breakdowns().get(PROVIDERS).node(provider));
    }

    private List<Line> outcomes(int at, Spreads spreads) {
        return nestedShares(outcomes, -1, at, Kind.WORD, Kind.OUTCOME).stream()
                .map(line -> {
                    var dollars = line.label().kind() == Kind.OUTCOME
                            ? spreads.of(Spread.BOND, line.label().code())
                            : new TreeMap<Integer, Long>();
                    return new Line(
                            line.label(),
                            line.depth(),
                            List.of(
                                    line.cells().getFirst(),
                                    dollars.isEmpty()
                                            ? Cell.NONE
                                            : quantile(
                                                    dollars, 0.5, line.cells().getFirst())));
                })
                .toList();
    }

    private List<Line> load(boolean byProvider) {
        var promised = new TreeMap<String, Long>();
        of(Measure.PROMISED)
                .forEach(one ->
                        promised.merge(byProvider ? one.key().row() : one.key().column(), one.n(), Long::sum));
        var lines = new ArrayList<Line>();
        lines.add(load(
                word("all"),
                0,
                load.count(0, 0),
                promised.values().stream().mapToLong(Long::longValue).sum()));
        var population = load.population();
        var tree = byProvider ? population.rows() : population.breakdowns().getFirst();
        var names = new TreeSet<>(promised.keySet());
        tree.parts(0).forEach(part -> names.add(tree.key(part)));
        names.stream()
                .map(name -> {
                    var count = Cell.of(0);
                    if (tree.has(name)) {
                        var node = tree.node(name);
                        count = load.count(
                                byProvider ? population.category(node, 0) : population.categoryIn(0, node), 0);
                    }
                    return load(
                            new Label(byProvider ? Kind.PROVIDER : Kind.SERVICE, name),
                            1,
                            count,
                            promised.getOrDefault(name, 0L));
                })
                .sorted(byShownCount())
                .forEach(lines::add);
        return lines;
    }

    private static Line load(Label label, int depth, Cell count, long promised) {
        var places = Cell.of(promised);
        return new Line(label, depth, List.of(count, places, share(count, places)));
    }

    private static List<Line> shares(Guarded guarded, int at, Kind kind) {
        var whole = guarded.count(0, at);
        var lines = new ArrayList<Line>();
        lines.add(new Line(word("all"), 0, List.of(whole, share(whole, whole))));
        var rows = guarded.population().rows();
        for (var part : rows.parts(0)) {
            var count = guarded.count(guarded.row(rows.key(part)), at);
            lines.add(new Line(label(kind, rows.key(part)), 1, List.of(count, share(count, whole))));
        }
        return lines;
    }

    /** A tree of one or two levels as lines: of the table itself, or (0 and up) of one of its breakdowns. */
    private static List<Line> nestedShares(Guarded guarded, int breakdown, int at, Kind outer, Kind inner) {
        var population = guarded.population();
        var tree = breakdown < 0 ? population.rows() : population.breakdowns().get(breakdown);
        var whole = guarded.count(0, at);
        var lines = new ArrayList<Line>();
        lines.add(new Line(word("all"), 0, List.of(whole, share(whole, whole))));
        parts(guarded, breakdown, tree, 0, at, outer, whole).forEach(line -> {
            lines.add(line);
            if (tree.has(line.label().code())) {
                lines.addAll(
                        parts(guarded, breakdown, tree, tree.node(line.label().code()), at, inner, whole));
            }
        });
        return lines;
    }

    private static List<Line> parts(
            Guarded guarded, int breakdown, Tree tree, int node, int at, Kind kind, Cell whole) {
        return tree.parts(node).stream()
                .filter(part -> guarded.isAny(category(guarded, breakdown, part), at))
                .map(part -> {
                    var count = guarded.count(category(guarded, breakdown, part), at);
                    var code = tree.key(part)
                            .substring(node == 0 ? 0 : tree.key(node).length() + 1);
                    return new Line(label(kind, code), tree.depth(part), List.of(count, share(count, whole)));
                })
                .sorted(byShownCount())
                .toList();
    }

    private static int category(Guarded guarded, int breakdown, int node) {
        return breakdown < 0
                ? guarded.population().category(node, 0)
                : guarded.population().categoryIn(breakdown, node);
    }

    /** The largest first; what is withheld comes last in an order that tells nothing of its size. */
    private static Comparator<Line> byShownCount() {
        return Comparator.comparing((Line line) -> {
                    var value = line.cells().getFirst().value();
                    return value == null ? 1.0 : -value;
                })
                .thenComparing(line -> line.label().code());
    }

    private static Cell sum(Cell one, Cell other) {
        return one.value() == null || other.value() == null ? Cell.WITHHELD : Cell.of(one.value() + other.value());
    }

    private static Cell share(Cell part, Cell whole) {
        if (part.withheld() || whole.withheld()) {
            return Cell.WITHHELD;
        }
        return part.value() == null || whole.value() == null || whole.value() == 0
                ? Cell.NONE
                : Cell.of(100 * part.value() / whole.value());
    }

    /** A quantile, when the count it is over is shown and both are of eleven or more. */
    private static Cell quantile(NavigableMap<Integer, Long> spread, double share, Cell count) {
        var measured = spread.values().stream().mapToLong(Long::longValue).sum();
        if (count.withheld() || Suppression.isSmall(measured)) {
            return Cell.WITHHELD;
        }
        var value = Buckets.quantile(spread, share);
        return value.isPresent() ? Cell.of(value.getAsDouble()) : Cell.NONE;
    }

    private static Label word(String code) {
        return new Label(Kind.WORD, code);
    }

    private static Label label(Kind kind, String code) {
        return WORDS.contains(code) ? word(code) : new Label(kind, code);
    }
}
