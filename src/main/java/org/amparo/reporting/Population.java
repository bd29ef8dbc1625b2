package org.amparo.reporting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.amparo.reporting.Tree.Shift;

/**
 * Everything that is published about one set of things counted (cases opened, matters accepted, ...) over one year: a table of two
 * trees, any number of further breakdowns of its grand total, and all of that for every month, quarter and the year. Cells of different
 * tables that a reader could add up or subtract belong to one population, so that they are withheld together.
 */
final class Population {

    private final Tree rows;
    private final Tree columns;
    private final List<Tree> breakdowns;
    private final Tree time;
    private final int[] offsets;
    private final int categories;
    private final long[] values;
    private final BitSet untold = new BitSet();

    Population(Tree rows, Tree columns, List<Tree> breakdowns, Tree time) {
        this.rows = rows;
        this.columns = columns;
        this.breakdowns = List.copyOf(breakdowns);
        this.time = time;
        this.offsets = new int[breakdowns.size()];
        var next = rows.size() * columns.size();
        for (var i = 0; i < offsets.length; i++) {
            offsets[i] = next - 1; // node 0 of a breakdown is the grand total
            next += breakdowns.get(i).size() - 1;
        }
        this.categories = next;
        this.values = new long[categories * time.size()];
    }

    /** Which categories are told for periods of that many levels above a month (0: months, 1: quarters, 2: the year). */
    interface Telling {
        boolean isTold(int category, int level);
    }

    /**
     * Says what is published at all; without this, everything. What is not told is protected all the same, since it may follow from
     * what is, but a reader does not even know whether it is zero.
     */
    Population telling(Telling telling) {
        for (var cell = 0; cell < values.length; cell++) {
            untold.set(cell, !telling.isTold(categoryOf(cell), time.height(periodOf(cell))));
        }
        return this;
    }

    boolean isTold(int cell) {
        return !untold.get(cell);
    }

    Tree rows() {
        return rows;
    }

    Tree columns() {
        return columns;
    }

    List<Tree> breakdowns() {
        return breakdowns;
    }

    Tree time() {
        return time;
    }

    int categories() {
        return categories;
    }

    int cells() {
        return values.length;
    }

    int category(int row, int column) {
        return row * columns.size() + column;
    }

    /** The category of a node of a breakdown; its whole is the grand total. */
    int categoryIn(int breakdown, int node) {
        return node == 0 ? 0 : offsets[breakdown] + node;
    }

    int cell(int category, int period) {
        return category * time.size() + period;
    }

    int categoryOf(int cell) {
        return cell / time.size();
    }

    int periodOf(int cell) {
        return cell % time.size();
    }

    long value(int cell) {
        return values[cell];
    }

    /** Counts {@code n} in one leaf of the table, and in everything above it. */
    void count(String row, String column, String period, long n) {
        for (var r : rows.rise(rows.node(row)).nodes()) {
            for (var c : columns.rise(columns.node(column)).nodes()) {
                for (var t : time.rise(time.node(period)).nodes()) {
                    values[cell(category(r, c), t)] += n;
                }
            }
        }
    }

    /** Counts {@code n} in one leaf of a further breakdown, and in what is above it but for the grand total, which the table counts. */
    void countIn(int breakdown, String leaf, String period, long n) {
        var tree = breakdowns.get(breakdown);
        for (var node : tree.rise(tree.node(leaf)).nodes()) {
            if (node > 0) {
                for (var t : time.rise(time.node(period)).nodes()) {
                    values[cell(offsets[breakdown] + node, t)] += n;
                }
            }
        }
    }

    /** How much is lost when such a cell is withheld: sums count more than parts, long periods more than short ones. */
    double weight(int cell) {
        var category = categoryOf(cell);
        var weight = Math.pow(4, time.height(periodOf(cell))) * (1 + Math.log10(Math.max(1, values[cell])) / 8);
        var part = partOf(category);
        if (part < 0) {
            return weight
                    * Math.pow(3, rows.height(category / columns.size()))
                    * Math.pow(3, columns.height(category % columns.size()));
        }
        return weight * Math.pow(3, breakdowns.get(part).height(category - offsets[part]));
    }

    /** Which breakdown a category is of; -1 for the table itself. */
    private int partOf(int category) {
        if (category < rows.size() * columns.size()) {
            return -1;
        }
        var part = 0;
        while (part + 1 < offsets.length && category > offsets[part + 1]) {
            part++;
        }
        return part;
    }

    /** Changes of categories that make this one more, leave all sums true, and leave the grand total alone. */
    List<Shift> exchanges(int category) {
        var part = partOf(category);
        if (part >= 0) {
            return breakdowns.get(part).exchanges(category - offsets[part]).stream()
                    .map(shift -> lift(part, shift))
                    .toList();
        }
        var row = category / columns.size();
        var column = category % columns.size();
        var all = new ArrayList<Shift>();
        for (var r : rows.exchanges(row)) {
            columns.exchanges(column).forEach(c -> all.add(cross(r, c)));
            columns.rises(column).forEach(c -> all.add(cross(r, c)));
        }
        for (var r : rows.rises(row)) {
            columns.exchanges(column).forEach(c -> all.add(cross(r, c)));
        }
        return all;
    }

    /**
     * Changes that make this category and the grand total one more: one choice of each list together leaves all sums true. The first
     * list is of the table, the others of the breakdowns.
     */
    List<List<Shift>> rises(int category) {
        var part = partOf(category);
        var all = new ArrayList<List<Shift>>();
        var inTable = new ArrayList<Shift>();
        for (var r : rows.rises(part < 0 ? category / columns.size() : 0)) {
            for (var c : columns.rises(part < 0 ? category % columns.size() : 0)) {
                inTable.add(cross(r, c));
            }
        }
        all.add(inTable);
        for (var i = 0; i < offsets.length; i++) {
            var breakdown = i;
            all.add(breakdowns.get(i).rises(part == i ? category - offsets[i] : 0).stream()
                    .map(shift -> lift(breakdown, shift))
                    .toList());
        }
        return all;
    }

    private Shift lift(int breakdown, Shift shift) {
        var kept = Arrays.stream(shift.nodes()).filter(node -> node > 0).count();
        var nodes = new int[(int) kept];
        var signs = new int[nodes.length];
        var i = 0;
        for (var j = 0; j < shift.nodes().length; j++) {
            if (shift.nodes()[j] > 0) {
                nodes[i] = offsets[breakdown] + shift.nodes()[j];
                signs[i++] = shift.signs()[j];
            }
        }
        return new Shift(nodes, signs);
    }

    private Shift cross(Shift r, Shift c) {
        var nodes = new int[r.nodes().length * c.nodes().length];
        var signs = new int[nodes.length];
        var i = 0;
        for (var a = 0; a < r.nodes().length; a++) {
            for (var b = 0; b < c.nodes().length; b++) {
                nodes[i] = category(r.nodes()[a], c.nodes()[b]);
                signs[i++] = r.signs()[a] * c.signs()[b];
            }
        }
        return new Shift(nodes, signs);
    }

    /** Every sum a reader can check: the cell of the whole first, then those of its parts. */
    List<int[]> sums() {
        var all = new ArrayList<int[]>();
        for (var t = 0; t < time.size(); t++) {
            for (var r = 0; r < rows.size(); r++) {
                for (var c = 0; c < columns.size(); c++) {
                    var row = r;
                    var column = c;
                    sum(
                            all,
                            category(r, c),
                            rows.parts(r).stream().map(p -> category(p, column)).toList(),
                            t);
                    sum(
                            all,
                            category(r, c),
                            columns.parts(c).stream().map(p -> category(row, p)).toList(),
                            t);
                }
            }
            for (var i = 0; i < offsets.length; i++) {
                var offset = offsets[i];
                var tree = breakdowns.get(i);
                for (var node = 0; node < tree.size(); node++) {
                    sum(
                            all,
                            node == 0 ? 0 : offset + node,
                            tree.parts(node).stream().map(p -> offset + p).toList(),
                            t);
                }
            }
        }
        for (var category = 0; category < categories; category++) {
            for (var t = 0; t < time.size(); t++) {
                if (!time.isLeaf(t)) {
                    var cells = new int[time.parts(t).size() + 1];
                    cells[0] = cell(category, t);
                    for (var i = 1; i < cells.length; i++) {
                        cells[i] = cell(category, time.parts(t).get(i - 1));
                    }
                    all.add(cells);
                }
            }
        }
        return all;
    }

    private void sum(List<int[]> all, int whole, List<Integer> parts, int period) {
        if (!parts.isEmpty()) {
            var cells = new int[parts.size() + 1];
            cells[0] = cell(whole, period);
            for (var i = 1; i < cells.length; i++) {
                cells[i] = cell(parts.get(i - 1), period);
            }
            all.add(cells);
        }
    }
}
