package org.amparo.catalog;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.ListCode;
import org.jspecify.annotations.Nullable;

/** All lists at one moment, arranged for reading. */
final class Lists {

    private final Map<ListKey, Shelf<?>> shelves = new HashMap<>();
    private final Map<String, List<Dated<Integer>>> rules = new HashMap<>();

    /** @param rows in the order of each list */
    Lists(List<Row> rows) {
        for (var row : rows) {
            put(row);
        }
        rules.values().forEach(amounts -> amounts.sort(Comparator.comparing(Dated::from)));
    }

    private void put(Row row) {
        var key = new ListKey(row.list());
        if (key.equals(ListKey.RULE)) {
            rules.computeIfAbsent(row.code(), code -> new ArrayList<>())
                    .add(new Dated<>(row.from(), row.to(), row.amount()));
        } else if (key.equals(ListKey.FACILITY)) {
            add(key, new FacilityCode(row.code()), row, row.facility());
        } else if (key.equals(ListKey.COURT)) {
            add(key, new CourtCode(row.code()), row, row.court());
        } else if (key.equals(ListKey.LANGUAGE)) {
            add(key, new LanguageCode(row.code()), row, row.language());
        } else {
            add(key, new ListCode(row.code()), row, row.entry());
        }
    }

    private <V> void add(ListKey key, Object code, Row row, V value) {
        @SuppressWarnings("unchecked") // each list holds one type, by the branches above
        var shelf = (Shelf<V>) shelves.computeIfAbsent(key, any -> new Shelf<V>());
        shelf.add(code, new Dated<>(row.from(), row.to(), value));
    }

    /** The entry of that code in use on that day, else the one that was valid last. */
    <V> Optional<V> find(ListKey list, Object code, LocalDate today) {
        return this.<V>shelf(list).flatMap(shelf -> shelf.find(code, today));
    }

    <V> List<V> inUse(ListKey list, LocalDate on) {
        return this.<V>shelf(list).map(shelf -> shelf.inUse(on)).orElse(List.of());
    }

    /** The rule in force on that day; before the first one, the first. */
    int rule(RuleName name, LocalDate on) {
        var dated = rules.getOrDefault(name.code(), List.of());
        Dated<Integer> found = null;
        for (var rule : dated) {
            if (found == null || !rule.from().isAfter(on)) {
                found = rule;
            }
        }
        if (found == null) {
            throw new IllegalStateException("no rule " + name);
        }
        return found.value();
    }

    @SuppressWarnings("unchecked") // each list holds one type, see put
    private <V> Optional<Shelf<V>> shelf(ListKey list) {
        return Optional.ofNullable((Shelf<V>) shelves.get(list));
    }

    private record Dated<V>(LocalDate from, @Nullable LocalDate to, V value) {

        boolean holdsOn(LocalDate day) {
            return !day.isBefore(from) && (to == null || day.isBefore(to));
        }
    }

    private static final class Shelf<V> {

        private final List<Dated<V>> all = new ArrayList<>();
        private final Map<Object, List<Dated<V>>> byCode = new HashMap<>();
        private volatile @Nullable Day<V> lastAsked;

        void add(Object code, Dated<V> dated) {
            all.add(dated);
            byCode.computeIfAbsent(code, any -> new ArrayList<>(1)).add(dated);
        }

        Optional<V> find(Object code, LocalDate today) {
            var periods = byCode.getOrDefault(code, List.of());
            return periods.stream()
                    .filter(period -> period.holdsOn(today))
                    .findFirst()
                    .or(() -> periods.stream().max(Comparator.comparing(Dated::from)))
                    .map(Dated::value);
        }

        List<V> inUse(LocalDate on) {
            var known = lastAsked;
            if (known == null || !known.on.equals(on)) {
                known = new Day<>(
                        on,
                        all.stream()
                                .filter(dated -> dated.holdsOn(on))
                                .map(Dated::value)
                                .toList());
                lastAsked = known;
            }
            return known.values;
        }

        private record Day<V>(LocalDate on, List<V> values) {}
    }

    /** A row as it stands in the table; what does not belong to its list is {@code null}. */
    record Row(
            String list,
            String code,
            String english,
            String spanish,
            LocalDate from,
            @Nullable LocalDate to,
            String source,
            @Nullable Facility place,
            boolean flag,
            @Nullable String eoirCode,
            int amount) {

        Facility facility() {
            if (place == null) {
                throw new IllegalStateException("no facility: " + code);
            }
            return place;
        }

        Court court() {
            return new Court(new CourtCode(code), english, flag);
        }

        Language language() {
            return new Language(new LanguageCode(code), english, spanish, flag, eoirCode);
        }

        Entry entry() {
            return new Entry(ListName.valueOf(list), new ListCode(code), english, spanish, from, to, source);
        }
    }
}
