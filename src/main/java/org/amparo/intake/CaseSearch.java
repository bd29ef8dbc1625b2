package org.amparo.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.intake.PossibleDuplicate.Match;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Urgency;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lists of case files and the search for one. Each list is read from its own index, a page at a time, from where the page before ended;
 * names are compared by trigrams.
 */
@Component
class CaseSearch {

    static final int PAGE = 20;

    private static final int FOUND = 50;
    private static final int HINTS = 8;
    private static final int WORDS = 6;

    private static final String ROW = """
            SELECT id, reference, name, urgency, consented, placement, closed_at, custody, facility, custody_seen_at,
                   language, next_hearing, opened_at
            FROM intake.case_file
            """;

    private final JdbcClient jdbc;

    CaseSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    CasePage list(CaseQuery query) {
        if (query.text() != null && !query.text().isBlank()) {
            return new CasePage(find(query.text().strip()), null);
        }
        var sql = new StringBuilder(ROW);
        Map<String, Object> parameters = new HashMap<>();
        sql.append(
                query.listing() == CaseQuery.Listing.CLOSED
                        ? "WHERE closed_at IS NOT NULL"
                        : "WHERE closed_at IS NULL");
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
        var rows = lines.stream().limit(PAGE).map(Line::row).toList();
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

    Optional<CaseRow> called(HumanReference reference) {
        return rows("WHERE reference = :reference", Map.of("reference", reference.value())).stream()
                .findFirst();
    }

    /** By reference when it reads as one, else by A-number and telephone, else by name, the best match first. */
    private List<CaseRow> find(String text) {
        var byReference = reference(text);
        if (byReference != null) {
            var called = called(byReference);
            if (called.isPresent()) {
                return List.of(called.get());
            }
        }
        List<CaseRow> found = new ArrayList<>();
        if (ANumber.reads(text)) {
            found.addAll(rows(
                    "WHERE found_a_number = :number ORDER BY opened_at DESC LIMIT " + FOUND,
                    Map.of("number", ANumber.of(text).digits())));
        }
        if (PhoneNumber.reads(text)) {
            found.addAll(rows("""
                    WHERE found_person_phone = :phone OR found_caller_phone = :phone
                    ORDER BY opened_at DESC LIMIT
                    """ + FOUND, Map.of("phone", PhoneNumber.of(text).e164())));
        }
        if (!found.isEmpty()) {
            return found.stream().distinct().toList();
        }
        return named(Names.plain(List.of(text)));
    }

    /** Every word that was typed must be like a word of the name; the order does not matter, nor do words between them. */
    private List<CaseRow> named(String names) {
        if (names.length() < 2) {
            return List.of();
        }
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("names", names);
        var conditions = new ArrayList<String>();
        for (var word : names.split(" ", -1)) {
            if (conditions.size() < WORDS) {
                parameters.put("word" + conditions.size(), word);
                conditions.add(":word" + conditions.size() + " OPERATOR(public.<%) found_names");
            }
        }
        return rows(
                "WHERE " + String.join(" AND ", conditions)
                        + " ORDER BY public.similarity(:names, found_names) DESC, opened_at DESC LIMIT " + FOUND,
                parameters);
    }

    /** Files that may be about the same person, the likeliest first; a hint, never an answer. */
    List<PossibleDuplicate> duplicates(Traits traits) {
        var names = traits.name() == null ? "" : Names.plain(List.of(traits.name()));
        var number = traits.aNumber() != null && ANumber.reads(traits.aNumber())
                ? ANumber.of(traits.aNumber()).digits()
                : null;
        var phones = traits.phones().stream()
                .filter(PhoneNumber::reads)
                .map(phone -> PhoneNumber.of(phone).e164())
                .toList();
        var born = birthDate(traits.born());
        var nameTells = names.length() >= 5;
        if (number == null && phones.isEmpty() && !nameTells && (born == null || names.isEmpty())) {
            return List.of();
        }
        var branches = new ArrayList<String>();
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("names", names);
        parameters.put("number", number == null ? "" : number);
        parameters.put("phones", phones.isEmpty() ? List.of("") : phones);
        parameters.put("born", born == null ? LocalDate.EPOCH : born);
        parameters.put("swapped", born == null ? LocalDate.EPOCH : swapped(born));
        parameters.put("hasBorn", born != null);
        if (number != null) {
            branches.add("(SELECT id FROM intake.case_file WHERE found_a_number = :number LIMIT 20)");
        }
        if (!phones.isEmpty()) {
            branches.add(
                    "(SELECT id FROM intake.case_file WHERE found_person_phone IN (:phones) ORDER BY id DESC LIMIT 20)");
            branches.add(
                    "(SELECT id FROM intake.case_file WHERE found_caller_phone IN (:phones) ORDER BY id DESC LIMIT 20)");
        }
        if (born != null && !names.isEmpty()) {
            branches.add("""
                    (SELECT id FROM intake.case_file WHERE found_born IN (:born, :swapped)
                     AND public.similarity(found_names, :names) >= 0.25 LIMIT 20)
                    """);
        }
        if (nameTells) {
            branches.add("""
                    (SELECT id FROM intake.case_file WHERE found_names OPERATOR(public.%) :names
                     AND public.similarity(found_names, :names) >= 0.5
                     ORDER BY public.similarity(found_names, :names) DESC LIMIT 20)
                    """);
        }
        return jdbc
                .sql("""
                        SELECT id, reference, opened_at, closed_at, consented, placement,
                               coalesce(found_a_number = :number, false) AS by_number,
                               coalesce(found_person_phone IN (:phones), false)
                                 OR coalesce(found_caller_phone IN (:phones), false) AS by_phone,
                               :hasBorn AND coalesce(found_born IN (:born, :swapped), false) AS by_birth,
                               coalesce(public.similarity(found_names, :names), 0) AS likeness
                        FROM intake.case_file WHERE id IN (
                        """ + String.join(" UNION ", branches) + ")")
                .params(parameters)
                .query(CaseSearch::duplicate)
                .list()
                .stream()
                .sorted((one, other) -> other.score() == one.score()
                        ? other.openedAt().compareTo(one.openedAt())
                        : Integer.compare(other.score(), one.score()))
                .limit(HINTS)
                .toList();
    }

    private static PossibleDuplicate duplicate(ResultSet row, int number) throws SQLException {
        var matches = EnumSet.noneOf(Match.class);
        var likeness = row.getDouble("likeness");
        var score = (int) Math.round(likeness * 40);
        if (row.getBoolean("by_number")) {
            matches.add(Match.A_NUMBER);
            score += 100;
        }
        if (row.getBoolean("by_phone")) {
            matches.add(Match.PHONE);
            score += 40;
        }
        if (row.getBoolean("by_birth")) {
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

    private List<CaseRow> rows(String where, Map<String, ?> parameters) {
        return jdbc.sql(ROW + where).params(parameters).query(CaseSearch::line).list().stream()
                .map(Line::row)
                .toList();
    }

    private record Line(CaseRow row, @Nullable Instant closedAt) {}

    private static Line line(ResultSet row, int number) throws SQLException {
        var facility = row.getString("facility");
        var language = row.getString("language");
        var closed = row.getTimestamp("closed_at");
        return new Line(
                new CaseRow(
                        new CaseId(row.getObject("id", UUID.class)),
                        new HumanReference(row.getString("reference")),
                        row.getString("name"),
                        Urgency.valueOf(row.getString("urgency")),
                        CaseViews.state(closed != null, row.getBoolean("consented"), row.getString("placement")),
                        CustodyStatus.valueOf(row.getString("custody")),
                        facility == null ? null : new FacilityCode(facility),
                        row.getTimestamp("custody_seen_at").toInstant(),
                        language == null ? null : new LanguageCode(language),
                        row.getObject("next_hearing", LocalDate.class),
                        row.getTimestamp("opened_at").toInstant()),
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
    private record Position(Urgency urgency, Instant at, UUID id) {

        static Position read(String text) {
            var parts = text.split("_", -1);
            try {
                return new Position(Urgency.valueOf(parts[0]), Instant.parse(parts[1]), UUID.fromString(parts[2]));
            } catch (RuntimeException e) {
                throw Rejected.invalid("after", "invalid-input");
            }
        }
    }
}
