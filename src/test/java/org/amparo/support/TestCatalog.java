package org.amparo.support;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.amparo.catalog.Catalog;
import org.amparo.catalog.Court;
import org.amparo.catalog.Entry;
import org.amparo.catalog.Facility;
import org.amparo.catalog.Language;
import org.amparo.catalog.ListName;
import org.amparo.kernel.CountyCode;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.FieldOfficeCode;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.Urgency;

/** A small catalog for module tests that do not start the catalog: {@code @Import(TestCatalog.class)}. */
public class TestCatalog implements Catalog {

    public static final FacilityCode ADELANTO = FacilityCode.of("ADLNTCA");
    public static final FacilityCode CALIFORNIA_CITY = FacilityCode.of("CACTYCA");
    public static final FacilityCode OTAY_MESA = FacilityCode.of("CCASDCA");
    /** Known, and in use no more. */
    public static final FacilityCode CLOSED_FACILITY = FacilityCode.of("CLOSEDCA");

    public static final LanguageCode SPANISH = LanguageCode.of("es");
    public static final LanguageCode ENGLISH = LanguageCode.of("en");
    public static final LanguageCode MAM = LanguageCode.of("mam");
    public static final CountyCode LOS_ANGELES = CountyCode.of("06037");
    public static final CountyCode KERN = CountyCode.of("06029");

    private static final LocalDate FROM = LocalDate.of(2020, 1, 1);

    private final List<Facility> facilities = List.of(
            facility(ADELANTO, "Adelanto ICE Processing Center", "Adelanto", "06071", "LOS"),
            facility(
                    CALIFORNIA_CITY,
                    "California City Immigration Processing Center",
                    "California City",
                    "06029",
                    "SFR"),
            facility(OTAY_MESA, "Otay Mesa Detention Center", "San Diego", "06073", "SND"));
    private final Facility closed = facility(CLOSED_FACILITY, "Old Adelanto Annex", "Adelanto", "06071", "LOS");
    private final List<Court> courts = List.of(
            new Court(CourtCode.of("ADL"), "Adelanto", true),
            new Court(CourtCode.of("OTM"), "Otay Mesa Detention Center", true));
    private final List<Language> languages = List.of(
            new Language(SPANISH, "Spanish", "español", false, "SP"),
            new Language(ENGLISH, "English", "inglés", false, "ENG"),
            new Language(MAM, "Mam", "mam", true, "MAM"));
    private final List<Entry> entries = List.of(
            entry(ListName.PIPELINE_STAGE, "IMMIGRATION_DETENTION", "Immigration detention", "Detención migratoria"),
            entry(ListName.PIPELINE_STAGE, "LOCAL_ARREST", "Arrest and local lock-up", "Arresto y cárcel local"),
            entry(ListName.AGENCY, "ICE_ERO", "ICE ERO", "ICE ERO"),
            entry(ListName.AGENCY, "LASD", "Los Angeles County Sheriff", "Alguacil del condado de Los Ángeles"),
            entry(ListName.HEARING_TYPE, "MD", "Detained master", "Audiencia preliminar (detenido)"),
            entry(ListName.HEARING_TYPE, "CY", "Custody (bond)", "Custodia (fianza)"),
            entry(ListName.BOND_DECISION, "G", "Granted", "Concedida"),
            entry(ListName.COUNTRY, "GT", "Guatemala", "Guatemala"),
            entry(ListName.COUNTRY, "MX", "Mexico", "México"),
            entry(ListName.COUNTY, "06037", "Los Angeles", "Los Ángeles"),
            entry(ListName.COUNTY, "06029", "Kern", "Kern"),
            entry(ListName.FIELD_OFFICE, "LOS", "Los Angeles", "Los Ángeles"),
            entry(ListName.FIELD_OFFICE, "SFR", "San Francisco", "San Francisco"),
            entry(ListName.FIELD_OFFICE, "SND", "San Diego", "San Diego"),
            entry(ListName.CALL_SCRIPT, "2026-1", "Call script 2026-1", "Guion de llamada 2026-1"));

    @Override
    public Optional<Facility> facility(FacilityCode code) {
        return Stream.concat(facilities.stream(), Stream.of(closed))
                .filter(facility -> facility.code().equals(code))
                .findFirst();
    }

    @Override
    public List<Facility> facilities(LocalDate on) {
        return facilities;
    }

    @Override
    public Optional<Court> court(CourtCode code) {
        return courts.stream().filter(court -> court.code().equals(code)).findFirst();
    }

    @Override
    public List<Court> courts(LocalDate on) {
        return courts;
    }

    @Override
    public Optional<Language> language(LanguageCode code) {
        return languages.stream()
                .filter(language -> language.code().equals(code))
                .findFirst();
    }

    @Override
    public List<Language> languages(LocalDate on) {
        return languages;
    }

    @Override
    public Optional<Entry> entry(ListName list, ListCode code) {
        return entries.stream()
                .filter(entry -> entry.list() == list && entry.code().equals(code))
                .findFirst();
    }

    @Override
    public List<Entry> entries(ListName list, LocalDate on) {
        return entries.stream().filter(entry -> entry.list() == list).toList();
    }

    @Override
    public Duration answerWithin(Urgency urgency, LocalDate on) {
        return switch (urgency) {
            case U0 -> Duration.ofHours(2);
            case U1 -> Duration.ofDays(1);
            case U2 -> Duration.ofDays(3);
            case U3 -> Duration.ofDays(7);
            case U4 -> Duration.ofDays(14);
        };
    }

    @Override
    public int povertyGuideline(int household, LocalDate on) {
        return 15_650 + 5_500 * (household - 1);
    }

    private static Facility facility(FacilityCode code, String name, String city, String county, String office) {
        return new Facility(
                code,
                name,
                city,
                "CA",
                CountyCode.of(county),
                FieldOfficeCode.of(office),
                Facility.Kind.DETENTION_CENTER);
    }

    private static Entry entry(ListName list, String code, String english, String spanish) {
        return new Entry(list, ListCode.of(code), english, spanish, FROM, null, "test");
    }
}
