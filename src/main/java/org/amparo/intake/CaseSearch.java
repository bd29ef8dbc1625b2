package org.amparo.intake;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.amparo.intake.PossibleDuplicate.Match;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Urgency;
import org.amparo.membership.OrganizationId;
import org.amparo.vault.Fingerprints;
import org.amparo.vault.Fingerprints.Word;
import org.amparo.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lists of case files and the search for one. Each list is read from its own index, a page at a time, from where the page before ended.
 * Nothing that is searched for is compared with anything told: only its keyed fingerprints are, those of a name's words by how they are
 * written and by how they sound.
 */
@Component
class CaseSearch {

    static final int PAGE = 20;

    private static final int FOUND = 50;
    private static final int HINTS = 8;
    private static final int WORDS = 6;

    /** How many files with the same common name are looked at to find the best. */
    private static final int CANDIDATES = 5_000;

    /** A shorter name alone tells nobody apart. */
    private static final int LETTERS = 5;

    private static final Pattern DAY = Pattern.compile("\\b\\d{4}-\\d{2}-\\d{2}\\b");

    private static final String ROW = """
            SELECT id, reference, name, told_version, urgency, consented, placement, closed_at, custody, facility, custody_seen_at,
                   language, next_hearing, opened_at, held_by, merged_into
            FROM intake.case_file
            """;

    private final JdbcClient jdbc;
    private final Vault vault;
    private final Fingerprints fingerprints;

    CaseSearch(JdbcClient jdbc, Vault vault, Fingerprints fingerprints) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.fingerprints = fingerprints;
    }

    CasePage list(CaseQuery query) {
        var sql = new StringBuilder(ROW);
        Map<String, Object> parameters = new HashMap<>();
        sql.append(
                query.listing() == CaseQuery.Listing.CLOSED
                        ? "WHERE closed_at IS NOT NULL"
                        : "WHERE closed_at IS NULL AND merged_into IS NULL");
        filter(query, sql, parameters);
        var after = query.after() == null ? null : Position.read(query.after());
        if (after != null) {
            parameters.put("at", Timestamp.from(after.at()));
            parameters.put("id", after.id());
        }
        switch (query.listing()) {
            case NEWEST -> {
                if (after != null) {
                    sql.append(" AND (opened_at, id) < (:at, :id)");
                }
                sql.append(" ORDER BY opened_at DESC, id DESC");
            }
            case URGENT -> {
                if (after != null) {
                    sql.append(" AND (urgency, opened_at, id) > (:from, :at, :id)");
                    parameters.put("from", after.urgency().name());
                }
                sql.append(" ORDER BY urgency, opened_at, id");
            }
            case CLOSED -> {
                if (after != null) {
                    sql.append(" AND (closed_at, id) < (:at, :id)");
                }
                sql.append(" ORDER BY closed_at DESC, id DESC");
            }
        }
        sql.append(" LIMIT ").append(PAGE + 1);
        var lines = jdbc.sql(sql.toString())
                .params(parameters)
                .query(CaseSearch::line)
                .list();
        var rows = opened(lines.stream().limit(PAGE).toList());
        return new CasePage(rows, lines.size() > PAGE ? position(lines.get(PAGE - 1), query.listing()) : null);
    }

    private static void filter(CaseQuery query, StringBuilder sql, Map<String, Object> parameters) {
        if (query.urgency() != null) {
            sql.append(" AND urgency = :urgency");
            parameters.put("urgency", query.urgency().name());
        }
        if (query.facility() != null) {
            sql.append(" AND facility = :facility");
            parameters.put("facility", query.facility().value());
        }
        if (query.openedBy() != null) {
            sql.append(" AND opened_by = :opened");
            parameters.put("opened", query.openedBy().value());
        }
        if (query.state() == CaseState.NO_CONSENT) {
            sql.append(" AND NOT consented");
        } else if (query.state() != null && query.state() != CaseState.CLOSED) {
            sql.append(" AND consented AND placement = :placement");
            parameters.put("placement", query.state().name());
        }
    }

    /** These files, in this order. */
    List<CaseRow> rows(List<CaseId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var wanted = ids.stream().map(CaseId::value).toArray(UUID[]::new);
        return rows("WHERE id = ANY (:ids) ORDER BY array_position(:ids, id)", Map.of("ids", wanted));
    }

    Optional<CaseRow> called(HumanReference reference) {
        return rows("WHERE reference = :reference", Map.of("reference", reference.value())).stream()
                .findFirst();
    }

    /** By reference when it reads as one, else by A-number and telephone, else by name, the best match first. */
    List<CaseRow> find(String typed) {
        var text = typed.strip();
        var byReference = reference(text);
        if (byReference != null) {
            var called = called(byReference);
            if (called.isPresent()) {
                return List.of(called.get());
            }
        }
        List<Long> exact = new ArrayList<>();
        if (ANumber.reads(text)) {
            exact.add(FoundBy.number(ANumber.of(text), fingerprints));
        }
        if (PhoneNumber.reads(text)) {
            exact.add(FoundBy.phone(PhoneNumber.of(text), fingerprints));
        }
        if (!exact.isEmpty()) {
            var found =
                    rows("WHERE found && :exact ORDER BY opened_at DESC LIMIT " + FOUND, Map.of("exact", array(exact)));
            if (!found.isEmpty()) {
                return found;
            }
        }
        return named(text);
    }

    /**
     * Every word that was typed must be written or sound like a word of the names, in any order; of three words or more one may be missing,
     * as a mother's surname often is. A day of birth that stands among them must be the person's, whichever way round day and month are.
     */
    private List<CaseRow> named(String text) {
        var days = DAY.matcher(text);
        var born = days.find() ? birthDate(days.group()) : null;
        var words = words(born == null ? text : days.replaceAll(" "));
        if (words.isEmpty() && born == null) {
            return List.of();
        }
        var search = new Search(words, born == null ? List.of() : either(born));
        var all = search.rows(words.size());
        return all.isEmpty() && words.size() > 2 ? search.rows(words.size() - 1) : all;
    }

    private List<Word> words(String text) {
        return fingerprints.words(List.of(text)).stream().limit(WORDS).toList();
    }

    /** Files whose names have some of the words. */
    private final class Search {

        private final List<Word> words;
        private final List<Long> days;
        private final Map<String, Object> parameters = new HashMap<>();

        Search(List<Word> words, List<Long> days) {
            this.words = words;
            this.days = days;
            for (var number = 0; number < words.size(); number++) {
                parameters.put("like" + number, array(alike(words.get(number))));
                parameters.put("spelt" + number, array(List.of(words.get(number).spelt())));
            }
            if (!days.isEmpty()) {
                parameters.put("days", array(days));
            }
        }

        /** The best first: by how many words are written alike. */
        List<CaseRow> rows(int wanted) {
            var likeness = IntStream.range(0, words.size())
                    .mapToObj(number -> "(found @> :spelt" + number + ")::int")
                    .collect(Collectors.joining(" + ", "0 + ", ""));
            return CaseSearch.this.rows(
                    "WHERE id IN (SELECT id FROM intake.case_file WHERE " + condition(wanted) + " LIMIT " + CANDIDATES
                            + ") ORDER BY " + likeness + " DESC, opened_at DESC LIMIT " + FOUND,
                    parameters);
        }

        /** At least {@code wanted} of the words: all of them, or all but one, whichever that is. */
        private String condition(int wanted) {
            var conditions = IntStream.range(0, words.size())
                    .mapToObj(number -> "found && :like" + number)
                    .toList();
            List<String> ways = new ArrayList<>();
            if (wanted == words.size()) {
                ways.add(String.join(" AND ", conditions));
            } else {
                for (var missing : conditions) {
                    ways.add(conditions.stream()
                            .filter(condition -> !condition.equals(missing))
                            .collect(Collectors.joining(" AND ")));
                }
            }
            var named = words.isEmpty() ? "true" : "(" + String.join(" OR ", ways) + ")";
            return days.isEmpty() ? named : "found && :days AND " + named;
        }
    }

    private static List<Long> alike(Word word) {
        List<Long> alike = new ArrayList<>(word.sounds());
        alike.add(word.spelt());
        return alike;
    }

    private static Long[] array(Collection<Long> fingerprints) {
        return fingerprints.toArray(Long[]::new);
    }

    private List<Long> either(LocalDate born) {
        return Stream.of(born, swapped(born))
                .distinct()
                .map(day -> FoundBy.born(day, fingerprints))
                .toList();
    }

    /** Files that may be about the same person, the likeliest first; a hint, never an answer. */
    List<PossibleDuplicate> duplicates(Traits traits) {
        var words = traits.name() == null ? List.<Word>of() : words(traits.name());
        var letters = traits.name() == null
                ? 0
                : traits.name().codePoints().filter(Character::isLetter).count();
        var number = traits.aNumber() != null && ANumber.reads(traits.aNumber())
                ? List.of(FoundBy.number(ANumber.of(traits.aNumber()), fingerprints))
                : List.<Long>of();
        var phones = traits.phones().stream()
                .filter(PhoneNumber::reads)
                .map(phone -> FoundBy.phone(PhoneNumber.of(phone), fingerprints))
                .toList();
        var born = birthDate(traits.born());
        var days = born == null ? List.<Long>of() : either(born);
        var branches = new ArrayList<String>();
        Map<String, Object> parameters = new HashMap<>();
        if (!number.isEmpty()) {
            branches.add("(SELECT id FROM intake.case_file WHERE found @> :number LIMIT 20)");
            parameters.put("number", array(number));
        }
        if (!phones.isEmpty()) {
            branches.add("(SELECT id FROM intake.case_file WHERE found && :phones ORDER BY id DESC LIMIT 20)");
            parameters.put("phones", array(phones));
        }
        if (!days.isEmpty() && !words.isEmpty()) {
            branches.add("(SELECT id FROM intake.case_file WHERE found && :days AND found && :words LIMIT 20)");
            parameters.put("days", array(days));
            parameters.put(
                    "words",
                    array(words.stream().flatMap(word -> alike(word).stream()).toList()));
        }
        if (letters >= LETTERS && !words.isEmpty()) {
            var search = new Search(words, List.of());
            var wanted = words.size() > 2 ? words.size() - 1 : words.size();
            branches.add("(SELECT id FROM intake.case_file WHERE " + search.condition(wanted) + " LIMIT 100)");
            parameters.putAll(search.parameters);
            parameters.keySet().removeIf(name -> name.startsWith("spelt"));
        }
        if (branches.isEmpty()) {
            return List.of();
        }
        return jdbc
                .sql("""
                        SELECT id, reference, opened_at, closed_at, consented, placement, found
                        FROM intake.case_file WHERE id IN (
                        """ + String.join(" UNION ", branches) + ")")
                .params(parameters)
                .query((row, line) -> duplicate(row, number, phones, days, words))
                .list()
                .stream()
                .sorted((one, other) -> other.score() == one.score()
                        ? other.openedAt().compareTo(one.openedAt())
                        : Integer.compare(other.score(), one.score()))
                .limit(HINTS)
                .toList();
    }

    private static PossibleDuplicate duplicate(
            ResultSet row, List<Long> number, List<Long> phones, List<Long> days, List<Word> words)
            throws SQLException {
        var found = Set.copyOf(Arrays.asList((Long[]) row.getArray("found").getArray()));
        var matches = EnumSet.noneOf(Match.class);
        var likeness = likeness(words, found);
        var score = (int) Math.round(likeness * 40);
        if (!Collections.disjoint(found, number)) {
            matches.add(Match.A_NUMBER);
            score += 100;
        }
        if (!Collections.disjoint(found, phones)) {
            matches.add(Match.PHONE);
            score += 40;
        }
        if (!Collections.disjoint(found, days)) {
            matches.add(Match.BIRTH_DATE);
            score += 30;
        }
        if (likeness >= 0.4) {
            matches.add(Match.NAME);
        }
        return new PossibleDuplicate(
                new CaseId(row.getObject("id", UUID.class)),
                new HumanReference(row.getString("reference")),
                row.getTimestamp("opened_at").toInstant(),
                CaseViews.state(
                        row.getTimestamp("closed_at") != null, row.getBoolean("consented"), row.getString("placement")),
                score,
                matches);
    }

    /** How much of a name is found: words written alike count whole, words that only sound alike three quarters. */
    private static double likeness(List<Word> words, Set<Long> found) {
        return words.stream()
                .mapToDouble(word ->
                        found.contains(word.spelt()) ? 1 : Collections.disjoint(found, word.sounds()) ? 0 : 0.75)
                .average()
                .orElse(0);
    }

    private List<CaseRow> rows(String where, Map<String, ?> parameters) {
        return opened(
                jdbc.sql(ROW + where).params(parameters).query(CaseSearch::line).list());
    }

    /** A line as it was read: its name still sealed. */
    private record Line(
            CaseRow row,
            byte @Nullable [] name,
            long version,
            @Nullable Instant closedAt) {}

    /** With the names: the keys of all of them come with one statement. */
    private List<CaseRow> opened(List<Line> lines) {
        var openable = vault.fetch(lines.stream()
                .filter(line -> line.name() != null)
                .map(line -> line.row().id().value())
                .toList());
        return lines.stream()
                .map(line -> line.name() == null
                                || !openable.contains(line.row().id().value())
                        ? line.row()
                        : line.row().called(name(line.row().id(), line.version(), line.name())))
                .toList();
    }

    private @Nullable String name(CaseId id, long version, byte[] sealed) {
        return vault.open(CaseFile.cell("name", id, version), sealed)
                .map(name -> new String(name, StandardCharsets.UTF_8))
                .orElse(null);
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        var facility = row.getString("facility");
        var language = row.getString("language");
        var closed = row.getTimestamp("closed_at");
        var holder = row.getObject("held_by", UUID.class);
        var merged = row.getObject("merged_into", UUID.class);
        return new Line(
                new CaseRow(
                        new CaseId(row.getObject("id", UUID.class)),
                        new HumanReference(row.getString("reference")),
                        null,
                        Urgency.valueOf(row.getString("urgency")),
                        CaseViews.state(closed != null, row.getBoolean("consented"), row.getString("placement")),
                        CustodyStatus.valueOf(row.getString("custody")),
                        facility == null ? null : new FacilityCode(facility),
                        row.getTimestamp("custody_seen_at").toInstant(),
                        language == null ? null : new LanguageCode(language),
                        row.getObject("next_hearing", LocalDate.class),
                        row.getTimestamp("opened_at").toInstant(),
                        holder == null ? null : new OrganizationId(holder),
                        merged == null ? null : new CaseId(merged)),
                row.getBytes("name"),
                row.getLong("told_version"),
                closed == null ? null : closed.toInstant());
    }

    private static @Nullable HumanReference reference(String text) {
        try {
            return HumanReference.of(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable LocalDate birthDate(@Nullable String text) {
        try {
            return text == null || text.isBlank()
                    ? null
                    : PartialDate.of(text).exact().orElse(null);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Day and month are easily taken for each other. */
    private static LocalDate swapped(LocalDate date) {
        try {
            return LocalDate.of(date.getYear(), date.getDayOfMonth(), date.getMonthValue());
        } catch (DateTimeException e) {
            return date;
        }
    }

    private static String position(Line last, CaseQuery.Listing listing) {
        var at = listing == CaseQuery.Listing.CLOSED && last.closedAt() != null
                ? last.closedAt()
                : last.row().openedAt();
        return last.row().urgency() + "_" + at + "_" + last.row().id();
    }

    /** Where a page ended: codes and times only. */
    record Position(Urgency urgency, Instant at, UUID id) {

        private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
        private static final Instant LATEST = Instant.parse("2500-01-01T00:00:00Z");

        static Position read(String text) {
            var parts = text.split("_", -1);
            try {
                var at = Instant.parse(parts[1]);
                if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) { // more than the database can hold is no place either
                    throw new IllegalArgumentException("not a place in a list");
                }
                return new Position(Urgency.valueOf(parts[0]), at, UUID.fromString(parts[2]));
            } catch (RuntimeException e) {
                throw Rejected.invalid("after", "invalid-input");
            }
        }
    }
}
