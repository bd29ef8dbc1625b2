package org.amparo.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.amparo.kernel.CountyCode;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.FieldOfficeCode;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.Remembered;
import org.amparo.kernel.Urgency;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers from memory; one query a second asks whether anything has changed. */
@Component
class RememberedCatalog implements Catalog {

    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    private final JdbcClient database;
    private final Clock clock;
    private final Remembered<Lists> lists;

    RememberedCatalog(JdbcClient database, Stamp stamp, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.lists = new Remembered<>(this::read, stamp::current, Duration.ofSeconds(1));
    }

    void forget() {
        lists.forget();
    }

    @Override
    public Optional<Facility> facility(FacilityCode code) {
        return lists.get().find(ListKey.FACILITY, code, today());
    }

    @Override
    public List<Facility> facilities(LocalDate on) {
        return lists.get().inUse(ListKey.FACILITY, on);
    }

    @Override
    public Optional<Court> court(CourtCode code) {
        return lists.get().find(ListKey.COURT, code, today());
    }

    @Override
    public List<Court> courts(LocalDate on) {
        return lists.get().inUse(ListKey.COURT, on);
    }

    @Override
    public Optional<Language> language(LanguageCode code) {
        return lists.get().find(ListKey.LANGUAGE, code, today());
    }

    @Override
    public List<Language> languages(LocalDate on) {
        return lists.get().inUse(ListKey.LANGUAGE, on);
    }

    @Override
    public Optional<Entry> entry(ListName list, ListCode code) {
        return lists.get().find(ListKey.of(list), code, today());
    }

    @Override
    public List<Entry> entries(ListName list, LocalDate on) {
        return lists.get().inUse(ListKey.of(list), on);
    }

    @Override
    public Duration answerWithin(Urgency urgency, LocalDate on) {
        return Duration.ofMinutes(lists.get().rule(RuleName.answerWithin(urgency), on));
    }

    @Override
    public int povertyGuideline(int household, LocalDate on) {
        if (household < 1) {
            throw new IllegalArgumentException("a household has at least one person");
        }
        var known = lists.get();
        return known.rule(RuleName.POVERTY_GUIDELINE_BASE, on)
                + (household - 1) * known.rule(RuleName.POVERTY_GUIDELINE_PER_PERSON, on);
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(PACIFIC));
    }

    private Lists read() {
        return new Lists(database.sql("""
                        SELECT list, code, english, spanish, valid_from, valid_to, source, city, state, county, field_office,
                               facility_kind, coalesce(detained, indigenous, FALSE) AS flag, eoir_code, coalesce(amount, 0) AS amount
                          FROM catalog.item
                         ORDER BY list, CASE WHEN list IN ('FACILITY', 'COURT') THEN lower(english) COLLATE "C" END, position, english, valid_from
                        """).query((row, number) -> row(row)).list());
    }

    private static Lists.Row row(ResultSet row) throws SQLException {
        return new Lists.Row(
                row.getString("list"),
                row.getString("code"),
                row.getString("english"),
                row.getString("spanish"),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class),
                row.getString("source"),
                facility(row),
                row.getBoolean("flag"),
                row.getString("eoir_code"),
                row.getInt("amount"));
    }

    private static @Nullable Facility facility(ResultSet row) throws SQLException {
        var kind = row.getString("facility_kind");
        if (kind == null) {
            return null;
        }
        var county = row.getString("county");
        return new Facility(
                new FacilityCode(row.getString("code")),
                row.getString("english"),
                row.getString("city"),
                row.getString("state"),
                county == null ? null : new CountyCode(county),
                new FieldOfficeCode(row.getString("field_office")),
                Facility.Kind.valueOf(kind));
    }
}
