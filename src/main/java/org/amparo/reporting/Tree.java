package org.amparo.reporting;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A whole and its parts, down to the leaves: every node is the sum of its parts. Node 0 is the whole; parts come after their whole. */
final class Tree {

    static final String WHOLE = "";

    private final List<String> keys = new ArrayList<>();
    private final List<Integer> parents = new ArrayList<>();
    private final List<List<Integer>> parts = new ArrayList<>();
    private final Map<String, Integer> nodes = new HashMap<>();

    private Tree() {
        place(WHOLE, -1);
    }

    /** A whole without parts. */
    static Tree undivided() {
        return new Tree();
    }

    static Tree of(List<String> parts) {
        var tree = new Tree();
        parts.forEach(part -> tree.with(part, WHOLE));
        return tree;
    }

    static Tree of(String... parts) {
        return of(List.of(parts));
    }

    /** A calendar year: quarters 1 to 4, in them months 1 to 12. */
    static Tree calendar() {
        var tree = new Tree();
        for (var quarter = 1; quarter <= 4; quarter++) {
            tree.with("Q" + quarter, WHOLE);
            for (var month = quarter * 3 - 2; month <= quarter * 3; month++) {
                tree.with("M" + month, "Q" + quarter);
            }
        }
        return tree;
    }

    Tree with(String part, String whole) {
        place(part, node(whole));
        return this;
    }

    private void place(String key, int parent) {
        if (nodes.putIfAbsent(key, keys.size()) != null) {
            throw new IllegalArgumentException("twice in one tree");
        }
        if (parent >= 0) {
            parts.get(parent).add(keys.size());
        }
        keys.add(key);
        parents.add(parent);
        parts.add(new ArrayList<>());
    }

    int size() {
        return keys.size();
    }

    boolean has(String key) {
        return nodes.containsKey(key);
    }

    int node(String key) {
        var node = nodes.get(key);
        if (node == null) {
            throw new IllegalArgumentException("not in this tree");
        }
        return node;
    }

    String key(int node) {
        return keys.get(node);
    }

    int parent(int node) {
        return parents.get(node);
    }

    List<Integer> parts(int node) {
        return parts.get(node);
    }

    boolean isLeaf(int node) {
        return parts.get(node).isEmpty();
    }

    /** How many steps it is from here down to the furthest leaf. */
    int height(int node) {
        return parts.get(node).stream().mapToInt(this::height).max().orElse(-1) + 1;
    }

    int depth(int node) {
        return node == 0 ? 0 : depth(parent(node)) + 1;
    }

    List<Integer> leavesUnder(int node) {
        if (isLeaf(node)) {
            return List.of(node);
        }
        return parts.get(node).stream()
                .flatMap(part -> leavesUnder(part).stream())
                .toList();
    }

    private boolean isUnder(int node, int ancestor) {
        var at = node;
        while (at > ancestor) {
            at = parent(at);
        }
        return at == ancestor;
    }

    /** One more in this leaf, and so in everything above it. */
    Shift rise(int leaf) {
        var touched = new ArrayList<Integer>();
        for (var at = leaf; at >= 0; at = parent(at)) {
            touched.add(at);
        }
        return Shift.of(touched, List.of());
    }

    /** One more in the first leaf and one less in the second, and so in everything above them, up to where they meet. */
    private Shift exchange(int more, int less) {
        var up = new ArrayList<Integer>();
        var down = new ArrayList<Integer>();
        for (var at = more; !isUnder(less, at); at = parent(at)) {
            up.add(at);
        }
        for (var at = less; !isUnder(more, at); at = parent(at)) {
            down.add(at);
        }
        return Shift.of(up, down);
    }

    List<Shift> rises(int node) {
        return leavesUnder(node).stream().map(this::rise).toList();
    }

    /** Every exchange between two leaves that makes this node one more. */
    List<Shift> exchanges(int node) {
        var inside = leavesUnder(node);
        var outside =
                leavesUnder(0).stream().filter(leaf -> !isUnder(leaf, node)).toList();
        var all = new ArrayList<Shift>();
        for (var more : inside) {
            for (var less : outside) {
                all.add(exchange(more, less));
            }
        }
        return all;
    }

    /** A change by one of several nodes at once that leaves every sum of the tree true. */
    record Shift(int[] nodes, int[] signs) {

        static Shift of(List<Integer> up, List<Integer> down) {
            var nodes = new int[up.size() + down.size()];
            var signs = new int[nodes.length];
            for (var i = 0; i < nodes.length; i++) {
                nodes[i] = i < up.size() ? up.get(i) : down.get(i - up.size());
                signs[i] = i < up.size() ? 1 : -1;
            }
            return new Shift(nodes, signs);
        }
    }
}
