package org.amparo.demo;

import static org.amparo.kernel.Service.BIA_APPEAL;
import static org.amparo.kernel.Service.BOND;
import static org.amparo.kernel.Service.CONSULT;
import static org.amparo.kernel.Service.FEAR_INTERVIEW;
import static org.amparo.kernel.Service.FULL_REMOVAL_DEFENSE;
import static org.amparo.kernel.Service.HABEAS;
import static org.amparo.kernel.Service.MOTION_TO_REOPEN;
import static org.amparo.kernel.Service.ORIENTATION;
import static org.amparo.kernel.Service.PAROLE_REQUEST;
import static org.amparo.kernel.Service.PETITION_FOR_REVIEW;
import static org.amparo.kernel.Service.STAY_OF_REMOVAL;
import static org.amparo.matching.Arrangement.AROUND_THE_CLOCK;
import static org.amparo.matching.Arrangement.INTERPRETER;
import static org.amparo.matching.Arrangement.NOT_DETAINED;
import static org.amparo.matching.Arrangement.SPANISH_BRIDGE;
import static org.amparo.matching.Arrangement.UNFUNDED;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.FieldOfficeCode;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.matching.Arrangement;
import org.amparo.matching.Offering;

/** What the demo's providers can take: nine invented practices with the strengths and gaps of real ones. */
final class DemoPractices {

    /** @param organization key of the organization, see {@link DemoPeople} */
    record Described(String organization, Offering offering, Map<Service, Integer> promised) {}

    private DemoPractices() {}

    static List<Described> all() {
        return List.of(
                described(
                        "manzanita",
                        "LOS",
                        Set.of(BOND, FULL_REMOVAL_DEFENSE, FEAR_INTERVIEW, MOTION_TO_REOPEN, CONSULT, PAROLE_REQUEST),
                        "es en",
                        "mam quc",
                        hours(2, 8, 48, 120, 240),
                        Set.of(SPANISH_BRIDGE, UNFUNDED, NOT_DETAINED),
                        Map.of(
                                BOND,
                                60,
                                FULL_REMOVAL_DEFENSE,
                                75,
                                FEAR_INTERVIEW,
                                12,
                                MOTION_TO_REOPEN,
                                10,
                                CONSULT,
                                30)),
                described(
                        "puente",
                        "LOS",
                        Set.of(BOND, FULL_REMOVAL_DEFENSE, FEAR_INTERVIEW, CONSULT, ORIENTATION),
                        "es en",
                        "",
                        hours(2, 12, 48, 120, 240),
                        Set.of(SPANISH_BRIDGE, INTERPRETER, NOT_DETAINED, UNFUNDED),
                        Map.of(BOND, 55, FULL_REMOVAL_DEFENSE, 60, FEAR_INTERVIEW, 10, CONSULT, 40, ORIENTATION, 40)),
                described(
                        "high-desert",
                        "LOS",
                        Set.of(BOND, HABEAS, STAY_OF_REMOVAL, FULL_REMOVAL_DEFENSE, PAROLE_REQUEST),
                        "es en",
                        "",
                        hours(1, 6, 36, 96, 240),
                        Set.of(SPANISH_BRIDGE, AROUND_THE_CLOCK, UNFUNDED),
                        Map.of(BOND, 50, HABEAS, 12, STAY_OF_REMOVAL, 10, FULL_REMOVAL_DEFENSE, 45)),
                described(
                        "olive-street",
                        "LOS",
                        Set.of(FULL_REMOVAL_DEFENSE, BIA_APPEAL, PETITION_FOR_REVIEW, MOTION_TO_REOPEN, CONSULT, BOND),
                        "en es hy ru zh pa",
                        "",
                        hours(2, 20, 60, 144, 300),
                        Set.of(INTERPRETER, NOT_DETAINED, UNFUNDED),
                        Map.of(
                                FULL_REMOVAL_DEFENSE,
                                40,
                                BIA_APPEAL,
                                10,
                                PETITION_FOR_REVIEW,
                                6,
                                MOTION_TO_REOPEN,
                                8,
                                BOND,
                                12)),
                described(
                        "tequio",
                        "LOS",
                        Set.of(BOND, FULL_REMOVAL_DEFENSE, FEAR_INTERVIEW, CONSULT, ORIENTATION),
                        "es mam kjb quc zap mix",
                        "ixl knj cac trc nah",
                        hours(2, 16, 60, 144, 300),
                        Set.of(SPANISH_BRIDGE, UNFUNDED, NOT_DETAINED),
                        Map.of(BOND, 14, FULL_REMOVAL_DEFENSE, 18, FEAR_INTERVIEW, 4, CONSULT, 20)),
                described(
                        "san-joaquin",
                        "SFR",
                        Set.of(BOND, FULL_REMOVAL_DEFENSE, FEAR_INTERVIEW, CONSULT, MOTION_TO_REOPEN, PAROLE_REQUEST),
                        "es en pa mix",
                        "trc zap",
                        hours(2, 12, 48, 120, 240),
                        Set.of(SPANISH_BRIDGE, INTERPRETER, UNFUNDED, NOT_DETAINED),
                        Map.of(BOND, 60, FULL_REMOVAL_DEFENSE, 80, FEAR_INTERVIEW, 10, MOTION_TO_REOPEN, 8)),
                described(
                        "kern",
                        "SFR",
                        Set.of(HABEAS, BOND, STAY_OF_REMOVAL, PETITION_FOR_REVIEW, FULL_REMOVAL_DEFENSE),
                        "en es",
                        "",
                        hours(1, 8, 36, 96, 240),
                        Set.of(SPANISH_BRIDGE, INTERPRETER, AROUND_THE_CLOCK, UNFUNDED),
                        Map.of(
                                HABEAS,
                                18,
                                BOND,
                                40,
                                STAY_OF_REMOVAL,
                                12,
                                PETITION_FOR_REVIEW,
                                6,
                                FULL_REMOVAL_DEFENSE,
                                35)),
                described(
                        "frontera",
                        "SND",
                        Set.of(BOND, FULL_REMOVAL_DEFENSE, FEAR_INTERVIEW, HABEAS, STAY_OF_REMOVAL, CONSULT),
                        "es en ht fr",
                        "mam quc kjb",
                        hours(2, 12, 48, 120, 240),
                        Set.of(SPANISH_BRIDGE, INTERPRETER, UNFUNDED, NOT_DETAINED),
                        Map.of(BOND, 55, FULL_REMOVAL_DEFENSE, 75, FEAR_INTERVIEW, 14, HABEAS, 6, STAY_OF_REMOVAL, 6)),
                described(
                        "bahia",
                        "SFR",
                        Set.of(BOND, PAROLE_REQUEST, CONSULT),
                        "es en zh vi",
                        "",
                        hours(2, 16, 48, 120, 240),
                        Set.of(SPANISH_BRIDGE, UNFUNDED),
                        Map.of(BOND, 45, PAROLE_REQUEST, 10, CONSULT, 20)));
    }

    private static Described described(
            String organization,
            String office,
            Set<Service> services,
            String languages,
            String relays,
            Map<Urgency, Integer> answers,
            Set<Arrangement> arrangements,
            Map<Service, Integer> promised) {
        return new Described(
                organization,
                new Offering(
                        services,
                        Set.<FacilityCode>of(),
                        Set.of(),
                        Set.of(FieldOfficeCode.of(office)),
                        languages(languages),
                        languages(relays),
                        answers,
                        arrangements),
                promised);
    }

    private static Set<LanguageCode> languages(String codes) {
        return Arrays.stream(codes.split(" "))
                .filter(code -> !code.isBlank())
                .map(LanguageCode::of)
                .collect(Collectors.toSet());
    }

    private static Map<Urgency, Integer> hours(int u0, int u1, int u2, int u3, int u4) {
        return Map.of(
                Urgency.U0,
                u0 * 60,
                Urgency.U1,
                u1 * 60,
                Urgency.U2,
                u2 * 60,
                Urgency.U3,
                u3 * 60,
                Urgency.U4,
                u4 * 60);
    }
}
