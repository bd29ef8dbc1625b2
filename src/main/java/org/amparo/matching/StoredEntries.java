package org.amparo.matching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amparo.membership.FundId;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a shortlist as they are kept. Most providers stand as others do: what the rules say, what funds say and what parts bring is
 * kept once each, and every entry names them by their numbers. A list of a thousand providers is a quarter as long so, and decoded in about a fifth of the time.
 */
record StoredEntries(List<Verdict> verdicts, List<FundCheck> checks, List<Part> parts, List<Line> lines) {

    static final StoredEntries NONE = new StoredEntries(List.of(), List.of(), List.of(), List.of());

    StoredEntries {
        verdicts = List.copyOf(verdicts);
        checks = List.copyOf(checks);
        parts = List.copyOf(parts);
        lines = List.copyOf(lines);
    }

    /**
     * @param verdicts numbers in the list of verdicts, from 0, in their order, parted by blanks
     * @param checks the same in that of checks
     * @param parts the same in that of parts
     */
    record Line(
            OrganizationId provider,
            Eligibility eligibility,
            @Nullable FundId fund,
            String verdicts,
            String checks,
            String parts) {}

    static StoredEntries of(List<Entry> entries) {
        var verdicts = new Numbered<Verdict>();
        var checks = new Numbered<FundCheck>();
        var parts = new Numbered<Part>();
        var lines = new ArrayList<Line>(entries.size());
        for (var entry : entries) {
            lines.add(new Line(
                    entry.provider(),
                    entry.eligibility(),
                    entry.fund(),
                    verdicts.numbers(entry.verdicts()),
                    checks.numbers(entry.funds()),
                    parts.numbers(entry.parts())));
        }
        return new StoredEntries(verdicts.each, checks.each, parts.each, lines);
    }

    List<Entry> entries() {
        var entries = new ArrayList<Entry>(lines.size());
        for (var line : lines) {
            entries.add(new Entry(
                    line.provider(),
                    line.eligibility(),
                    line.fund(),
                    named(line.verdicts(), verdicts),
                    named(line.checks(), checks),
                    named(line.parts(), parts)));
        }
        return entries;
    }

    private static <T> List<T> named(String numbers, List<T> each) {
        var named = new ArrayList<T>(8);
        var number = 0;
        for (var at = 0; at < numbers.length(); at++) {
            var digit = numbers.charAt(at);
            if (digit == ' ') {
                named.add(each.get(number));
                number = 0;
            } else {
                number = number * 10 + Character.digit(digit, 10);
            }
        }
        if (!numbers.isEmpty()) {
            named.add(each.get(number));
        }
        return named;
    }

    /** Things in the order in which they were first seen. */
    private static final class Numbered<T> {

        private final List<T> each = new ArrayList<>();
        private final Map<T, Integer> numbers = new HashMap<>();

        String numbers(List<T> some) {
            var text = new StringBuilder();
            for (var one : some) {
                var number = numbers.computeIfAbsent(one, seen -> {
                    each.add(seen);
                    return each.size() - 1;
                });
                text.append(text.isEmpty() ? "" : " ").append(number);
            }
            return text.toString();
        }
    }
}
