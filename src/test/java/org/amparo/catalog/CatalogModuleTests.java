package org.amparo.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import org.amparo.kernel.Actor;
import org.amparo.kernel.CountyCode;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.FieldOfficeCode;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Urgency;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.AssertablePublishedEvents;
import org.springframework.transaction.support.TransactionTemplate;

@ApplicationModuleTest
@Import({TestInfrastructure.class, TestMembers.class})
class CatalogModuleTests {

    private static final Actor STEWARD = TestMembers.STEWARD.actor();
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    private final CatalogDesk desk;
    private final Catalog catalog;
    private final JdbcClient database;
    private final TransactionTemplate transaction;

    CatalogModuleTests(CatalogDesk desk, Catalog catalog, JdbcClient database, TransactionTemplate transaction) {
        this.desk = desk;
        this.catalog = catalog;
        this.database = database;
        this.transaction = transaction;
    }

    @ParameterizedTest
    @EnumSource
    void startsWithEntriesInEveryPlainList(ListName list) {
        var entries = catalog.entries(list, TODAY);
        assertThat(entries).isNotEmpty().allSatisfy(entry -> {
            assertThat(entry.english()).isNotBlank();
            assertThat(entry.spanish()).isNotBlank();
            assertThat(entry.source()).isNotBlank();
            assertThat(entry.list()).isEqualTo(list);
        });
        assertThat(entries).extracting(Entry::code).doesNotHaveDuplicates();
    }

    @Test
    void knowsThePlacesWhereTheyStand() {
        assertThat(catalog.facility(FacilityCode.of("ADLNTCA"))).hasValueSatisfying(adelanto -> {
            assertThat(adelanto.name()).isEqualTo("Adelanto ICE Processing Center");
            assertThat(adelanto.county()).isEqualTo(CountyCode.of("06071"));
            assertThat(adelanto.fieldOffice()).isEqualTo(FieldOfficeCode.of("LOS"));
        });
        assertThat(catalog.facility(FacilityCode.of("CACTYCA")).orElseThrow().fieldOffice())
                .isEqualTo(FieldOfficeCode.of("SFR"));
        assertThat(catalog.facility(FacilityCode.of("LOSHOLD")).orElseThrow().kind())
                .isEqualTo(Facility.Kind.HOLD_ROOM);
        var facilities = catalog.facilities(TODAY);
        assertThat(facilities)
                .hasSizeGreaterThan(25)
                .extracting(Facility::name)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER)
                .noneMatch(name -> name.equals(name.toUpperCase(java.util.Locale.ROOT)));
        assertThat(facilities).allSatisfy(facility -> {
            assertThat(catalog.entry(
                            ListName.FIELD_OFFICE,
                            ListCode.of(facility.fieldOffice().value())))
                    .isPresent();
            var county = facility.county();
            assertThat(county).isNotNull();
            assertThat(catalog.entry(ListName.COUNTY, ListCode.of(String.valueOf(county))))
                    .isPresent();
        });
    }

    @Test
    void knowsCourtsAndLanguages() {
        assertThat(catalog.court(CourtCode.of("ADL"))).hasValue(new Court(CourtCode.of("ADL"), "Adelanto", true));
        assertThat(catalog.court(CourtCode.of("SFR")).orElseThrow().detained()).isFalse();
        assertThat(catalog.languages(TODAY))
                .hasSizeGreaterThan(60)
                .extracting(Language::code)
                .doesNotHaveDuplicates();
        assertThat(catalog.languages(TODAY)).filteredOn(Language::indigenous).hasSizeGreaterThan(30);
        assertThat(catalog.language(LanguageCode.of("cak")).orElseThrow().eoirCode())
                .isEqualTo("CAC");
    }

    @Test
    void keepsTheCodesOfTheCourtsApartFromIso() {
        assertThat(catalog.entry(ListName.COUNTRY, ListCode.of("ES"))
                        .orElseThrow()
                        .english())
                .isEqualTo("El Salvador");
        assertThat(catalog.entry(ListName.COUNTRY, ListCode.of("NA"))
                        .orElseThrow()
                        .spanish())
                .isEqualTo("Antillas Neerlandesas");
        assertThat(catalog.entry(ListName.COUNTRY, ListCode.of("UR"))).isPresent();
        assertThat(catalog.entries(ListName.COUNTRY, TODAY))
                .extracting(entry -> entry.code().value())
                .doesNotContain("UR");
        assertThat(catalog.entries(ListName.BOND_DECISION, TODAY))
                .extracting(entry -> entry.code().value())
                .containsExactlyInAnyOrder("G", "C", "R", "F", "D", "J", "N", "S", "E", "A", "I", "W", "L", "O");
    }

    @Test
    void answersRulesAsOfTheDay() {
        assertThat(catalog.answerWithin(Urgency.U0, TODAY)).isEqualTo(Duration.ofHours(2));
        assertThat(catalog.answerWithin(Urgency.U1, TODAY)).isEqualTo(Duration.ofHours(24));
        assertThat(catalog.answerWithin(Urgency.U2, TODAY)).isEqualTo(Duration.ofHours(72));
        assertThat(catalog.answerWithin(Urgency.U3, TODAY)).isEqualTo(Duration.ofDays(7));
        assertThat(catalog.answerWithin(Urgency.U4, TODAY)).isEqualTo(Duration.ofDays(14));
        assertThat(catalog.povertyGuideline(1, LocalDate.of(2025, 6, 1))).isEqualTo(15_650);
        assertThat(catalog.povertyGuideline(4, LocalDate.of(2025, 6, 1))).isEqualTo(32_150);
        assertThat(catalog.povertyGuideline(4, TODAY)).isEqualTo(33_000);
        assertThat(catalog.povertyGuideline(1, LocalDate.of(2024, 1, 1)))
                .as("before the first rule the first one holds")
                .isEqualTo(15_650);
    }

    @Test
    void everySeededCodeIsOfItsType() {
        var codes = database.sql("SELECT list, code FROM catalog.item").query().listOfRows();
        var seen = new HashSet<String>();
        for (var row : codes) {
            var list = String.valueOf(row.get("list"));
            var code = String.valueOf(row.get("code"));
            seen.add(list);
            assertThat(ListKey.parse(list)).isNotNull();
            switch (list) {
                case "FACILITY" -> new FacilityCode(code);
                case "COURT" -> new CourtCode(code);
                case "LANGUAGE" -> new LanguageCode(code);
                case "RULE" -> assertThat(RuleName.of(code)).isPresent();
                default -> new ListCode(code);
            }
        }
        assertThat(seen).hasSize(ListKey.all().size());
    }

    @Test
    void aChangeIsReadAtOnceAndAnnounced(AssertablePublishedEvents events) {
        var added = desk.add(agency("CHP_AIR", "Highway Patrol, air unit", TODAY.minusYears(1), null), STEWARD);
        assertThat(catalog.entry(ListName.AGENCY, ListCode.of("CHP_AIR"))
                        .orElseThrow()
                        .spanish())
                .isEqualTo("Highway Patrol, air unit (es)");
        var ended = desk.end(added.list(), added.id(), added.version(), TODAY, STEWARD);
        assertThat(ended.provenance().validTo()).isEqualTo(TODAY);
        assertThat(codes(TODAY)).doesNotContain("CHP_AIR");
        assertThat(codes(TODAY.minusDays(1))).contains("CHP_AIR");
        assertThat(catalog.entry(ListName.AGENCY, ListCode.of("CHP_AIR")))
                .as("old records keep their words")
                .isPresent();
        assertThat(events.ofType(ListChanged.class)
                        .matching(change -> change.list().equals("AGENCY")
                                && change.code().equals("CHP_AIR")
                                && change.actor().equals(STEWARD)))
                .hasSize(2);
    }

    @Test
    void noticesWhatAnotherNodeChanged() {
        catalog.entries(ListName.AGENCY, TODAY);
        transaction.executeWithoutResult(status -> {
            database.sql("""
                            INSERT INTO catalog.item (id, kind, list, code, english, spanish, position, valid_from, source)
                            VALUES (gen_random_uuid(), 'ENTRY', 'AGENCY', 'ELSEWHERE', 'Elsewhere', 'En otra parte', 999, '2024-01-01', 'test')""").update();
            database.sql("UPDATE catalog.stamp SET value = nextval('catalog.stamp_value')")
                    .update();
        });
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> codes(TODAY).contains("ELSEWHERE"));
    }

    @Test
    void forgetsAChangeThatWasRolledBack() {
        transaction.executeWithoutResult(status -> {
            desk.add(agency("ROLLED_BACK", "Never", TODAY, null), STEWARD);
            assertThat(codes(TODAY)).isNotNull();
            status.setRollbackOnly();
        });
        assertThat(codes(TODAY)).doesNotContain("ROLLED_BACK");
    }

    @Test
    void refusesACodeThatIsInUseOnTheSameDays() {
        desk.add(agency("TWICE", "First", TODAY, TODAY.plusDays(10)), STEWARD);
        rejects("code", "catalog-code-in-use", agency("TWICE", "Second", TODAY.plusDays(9), null));
        var later = desk.add(agency("TWICE", "Second", TODAY.plusDays(10), null), STEWARD);
        assertThat(desk.periods(later.list(), later.id())).hasSize(2);
    }

    @Test
    void refusesWhatIsWrongByNameOfTheField() {
        rejects("code", "catalog-code-form", agency("TWO WORDS", "Two", TODAY, null));
        rejects("code", "catalog-code-form", agency("", "None", TODAY, null));
        rejects("validTo", "catalog-ends-before-it-begins", agency("BACKWARDS", "Back", TODAY, TODAY));
        rejects("validFrom", "catalog-date-range", agency("OLD", "Old", LocalDate.of(12, 1, 1), null));
        rejects("spanish", "required", draft("AGENCY", "NO_SPANISH", "English", " ", new Particulars.None()));
        rejects("english", "too-long", draft("AGENCY", "LONG", "x".repeat(201), "x", new Particulars.None()));
        rejects("code", "catalog-county-code-form", draft("COUNTY", "LA", "L. A.", "L. A.", new Particulars.None()));
        rejects("particulars", "catalog-other-list", draft("COURT", "XYZ", "X", "X", new Particulars.None()));
        rejects("county", "unknown-code", facility("NOWHERE", "CA", "99999", "LOS"));
        rejects("fieldOffice", "unknown-code", facility("NOWHERE", "CA", "06037", "XXX"));
        rejects("state", "catalog-state-form", facility("NOWHERE", "Cal", "06037", "LOS"));
        rejects("code", "catalog-rule-unknown", draft("RULE", "BEDTIME", "B", "B", new Particulars.OfRule(1, true)));
        rejects(
                "amount",
                "catalog-amount-range",
                draft("RULE", "ANSWER_WITHIN.U0", "B", "B", new Particulars.OfRule(0, true)));
    }

    @Test
    void correctsAnEntryUnlessSomebodyElseDidMeanwhile() {
        var added = desk.add(agency("TYPO", "Typo", TODAY, null), STEWARD);
        var corrected = desk.correct(added.id(), added.version(), agency("IGNORED", "Right", TODAY, null), STEWARD);
        assertThat(corrected.code()).isEqualTo("TYPO");
        assertThat(corrected.english()).isEqualTo("Right");
        assertThatThrownBy(
                        () -> desk.correct(added.id(), added.version(), agency("TYPO", "Late", TODAY, null), STEWARD))
                .isInstanceOfSatisfying(
                        Rejected.class, rejected -> assertThat(rejected.code()).isEqualTo("stale-version"));
    }

    @Test
    void aRuleIsReplacedFromADayOnAndNeverMissing() {
        var current = desk.items(ListKey.RULE, "ANSWER_WITHIN.U3", null).getFirst();
        assertThatThrownBy(() -> desk.end(ListKey.RULE, current.id(), current.version(), TODAY, STEWARD))
                .isInstanceOfSatisfying(Rejected.class, rejected -> {
                    assertThat(rejected.field()).isEqualTo("validTo");
                    assertThat(rejected.code()).isEqualTo("catalog-rule-needs-successor");
                });
        var from = LocalDate.of(2027, 1, 1);
        desk.replace(
                current.id(),
                current.version(),
                new ItemDraft(
                        ListKey.RULE,
                        current.code(),
                        current.english(),
                        current.spanish(),
                        new Particulars.OfRule(5 * 24 * 60, true),
                        new Provenance(from, null, "Board, December 2026")),
                STEWARD);
        assertThat(catalog.answerWithin(Urgency.U3, from.minusDays(1))).isEqualTo(Duration.ofDays(7));
        assertThat(catalog.answerWithin(Urgency.U3, from)).isEqualTo(Duration.ofDays(5));
    }

    @Test
    void findsWithoutRegardToCaseAndAccents() {
        assertThat(desk.items(ListKey.of(ListName.COUNTRY), "mexico", TODAY))
                .extracting(ListItem::code)
                .contains("MX");
        assertThat(desk.items(ListKey.LANGUAGE, "PURHEPECHA".replace("PU", "P'U"), TODAY))
                .extracting(ListItem::code)
                .containsExactly("tsz");
    }

    @Test
    void countsEveryList() {
        assertThat(desk.lists())
                .hasSize(ListKey.all().size())
                .allSatisfy(list -> assertThat(list.inUse()).isPositive());
    }

    private void rejects(String field, String code, ItemDraft draft) {
        assertThatThrownBy(() -> desk.add(draft, STEWARD)).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.field()).isEqualTo(field);
            assertThat(rejected.code()).isEqualTo(code);
        });
    }

    private List<String> codes(LocalDate on) {
        return catalog.entries(ListName.AGENCY, on).stream()
                .map(entry -> entry.code().value())
                .toList();
    }

    private static ItemDraft agency(
            String code, String label, LocalDate from, @org.jspecify.annotations.Nullable LocalDate to) {
        return new ItemDraft(
                ListKey.of(ListName.AGENCY),
                code,
                label,
                label + " (es)",
                new Particulars.None(),
                new Provenance(from, to, "test"));
    }

    private static ItemDraft draft(String list, String code, String english, String spanish, Particulars particulars) {
        return new ItemDraft(
                ListKey.parse(list), code, english, spanish, particulars, new Provenance(TODAY, null, "test"));
    }

    private static ItemDraft facility(String code, String state, String county, String office) {
        return draft(
                "FACILITY",
                code,
                "Nowhere",
                "Nowhere",
                new Particulars.OfFacility(
                        "Nowhere",
                        state,
                        CountyCode.of(county),
                        FieldOfficeCode.of(office),
                        Facility.Kind.DETENTION_CENTER));
    }
}
