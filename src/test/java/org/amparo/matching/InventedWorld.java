package org.amparo.matching;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.amparo.intake.Answer;
import org.amparo.intake.CaseFacts;
import org.amparo.intake.CaseId;
import org.amparo.intake.ConsentPurpose;
import org.amparo.intake.CustodyStatus;
import org.amparo.intake.FundFacts;
import org.amparo.intake.SpanishFluency;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.FieldOfficeCode;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.matching.RoutingWorld.Arrival;
import org.amparo.matching.RoutingWorld.Provider;
import org.amparo.membership.OrganizationId;

/** Demand made up from a seed, and 36 providers that promise places for every four weeks. */
final class InventedWorld {

    static final int PERIODS = 13;

    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
    private static final int DAYS = 28;
    /** What the coalition knows of the time before, for the forecast only. */
    private static final int HISTORY_DAYS = 28 + 7 * 8;

    private static final List<String> FACILITIES =
            List.of("ADLNTCA", "CADESVI", "CACTYCA", "CACFMES", "CCASDCA", "IRADFCA");
    private static final List<String> OFFICES = List.of("LOS", "LOS", "SFR", "SFR", "SND", "SND");
    private static final LanguageCode SPANISH = LanguageCode.of("es");
    private static final List<String> RARE = List.of("mam", "quc", "kjb");
    private static final List<Service> SERVICES = List.of(Service.BOND, Service.HABEAS, Service.FULL_REMOVAL_DEFENSE);

    private InventedWorld() {}

    /**
     * @param load demand as a share of all places
     * @param periods how many times four weeks
     */
    static RoutingWorld of(long seed, double load, int periods) {
        var random = new Random(seed);
        var providers = new ArrayList<Provider>();
        for (var number = 0; number < 36; number++) {
            providers.add(provider(number, periods, random));
        }
        var placesOfPeriod = providers.stream().mapToInt(Provider::places).sum() / periods;
        var cases = (int) (placesOfPeriod * load * periods);
        var arrivals = new ArrayList<Arrival>();
        for (var number = 0; number < cases; number++) {
            arrivals.add(arrival(START, periods * DAYS, random));
        }
        arrivals.sort(Comparator.comparing(Arrival::at));
        var known = START.minus(Duration.ofDays(HISTORY_DAYS));
        var history = new ArrayList<Arrival>();
        for (var number = 0; number < cases * HISTORY_DAYS / (periods * DAYS); number++) {
            history.add(arrival(known, HISTORY_DAYS, random));
        }
        history.addAll(arrivals);
        return new RoutingWorld(START, periods, DAYS, providers, arrivals, history, known);
    }

    /** Large ones do everything everywhere in Spanish; each rare language is spoken by a few, who speak Spanish as well. */
    private static Provider provider(int number, int periods, Random random) {
        var rare = number % 3 == 0;
        var languages = new HashSet<>(Set.of(SPANISH, LanguageCode.of("en")));
        if (rare) {
            languages.add(LanguageCode.of(RARE.get(number / 3 % RARE.size())));
        }
        var first = rare ? number / 9 % 3 : random.nextInt(3);
        var facilities = new HashSet<FacilityCode>();
        var offices = new HashSet<FieldOfficeCode>();
        for (var office : random.nextBoolean() ? new int[] {first} : new int[] {first, (first + 1) % 3}) {
            facilities.add(FacilityCode.of(FACILITIES.get(2 * office)));
            offices.add(FieldOfficeCode.of(OFFICES.get(2 * office)));
        }
        var services = EnumSet.noneOf(Service.class);
        while (services.size() < 2) {
            services.add(SERVICES.get(random.nextInt(SERVICES.size())));
        }
        var answers = new EnumMap<Urgency, Integer>(Urgency.class);
        for (var urgency : Urgency.values()) {
            answers.put(urgency, (int) (RoutingWorld.ANSWERS
                            .getOrDefault(urgency, Duration.ofDays(7))
                            .toMinutes()
                    * (rare ? 1 + random.nextInt(4) : 4 + random.nextInt(6))
                    / 10));
        }
        var promised = new EnumMap<Service, int[]>(Service.class);
        services.forEach(service -> {
            var places = new int[periods];
            Arrays.fill(places, 2 + random.nextInt(5));
            promised.put(service, places);
        });
        return new Provider(
                new OrganizationId(new UUID(7, number)),
                new Offering(
                        services,
                        facilities,
                        Set.of(),
                        offices,
                        languages,
                        Set.of(),
                        answers,
                        Set.of(Arrangement.UNFUNDED, Arrangement.AROUND_THE_CLOCK, Arrangement.SPANISH_BRIDGE)),
                promised);
    }

    private static Arrival arrival(Instant from, int days, Random random) {
        var place = random.nextInt(FACILITIES.size());
        var rare = random.nextInt(100) < 30;
        var grade = random.nextInt(100);
        var urgency = grade < 6
                ? Urgency.U0
                : grade < 26 ? Urgency.U1 : grade < 56 ? Urgency.U2 : grade < 90 ? Urgency.U3 : Urgency.U4;
        var facts = new CaseFacts(
                1,
                urgency,
                Set.of(SERVICES.get(random.nextInt(SERVICES.size()))),
                CustodyStatus.DETAINED,
                FacilityCode.of(FACILITIES.get(place)),
                null,
                rare ? LanguageCode.of(RARE.get(random.nextInt(RARE.size()))) : SPANISH,
                rare ? (random.nextInt(5) == 0 ? SpanishFluency.FLUENT : SpanishFluency.NONE) : SpanishFluency.FLUENT,
                null,
                null,
                null,
                null,
                null,
                new FundFacts(null, null, Answer.UNKNOWN),
                true,
                Set.of(ConsentPurpose.SHARE_WITH_PROVIDERS),
                null);
        return new Arrival(
                new CaseId(new UUID(9, random.nextLong())),
                facts,
                FieldOfficeCode.of(OFFICES.get(place)),
                Map.of(),
                from.plusSeconds((long) (random.nextDouble() * days * 86_400)));
    }
}
