package org.amparo.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.amparo.vault.Fingerprints;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Names as a hotline hears them: a few given names and surnames again and again, many others seldom. Filled cases are found by the
 * application's own fingerprints of them, one given name and two surnames each, so that a search finds as many as it would.
 */
final class SealedNames {

    static final int GIVEN = 300;
    static final int SURNAMES = 4_000;

    private static final List<String> COMMON_GIVEN = List.of(
            "María",
            "José",
            "Juan",
            "Ana",
            "Luis",
            "Carlos",
            "Pedro",
            "Rosa",
            "Miguel",
            "Francisco",
            "Marta",
            "Jorge",
            "Antonio",
            "Manuel",
            "Juana",
            "Diego",
            "Mateo",
            "Elena",
            "Marcos",
            "Santos");
    private static final List<String> COMMON_SURNAMES = List.of(
            "López",
            "García",
            "Pérez",
            "Hernández",
            "Martínez",
            "González",
            "Rodríguez",
            "Ramírez",
            "Morales",
            "Gómez",
            "Vásquez",
            "Cruz",
            "Reyes",
            "Díaz",
            "Ortiz",
            "Mendoza",
            "Castillo",
            "Jiménez",
            "Ramos",
            "Velásquez");
    private static final String[] SYLLABLES = {
        "ba", "cho", "da", "el", "fi", "go", "hua", "ix", "ja", "ke", "lu", "ma", "ni", "ol", "pa", "qui", "ro", "sa",
        "ti", "ul", "ve", "xo", "ya", "zu"
    };

    private final List<String> given = names(COMMON_GIVEN, GIVEN, 3);
    private final List<String> surnames = names(COMMON_SURNAMES, SURNAMES, 4);
    private final AtomicInteger next = new AtomicInteger();

    private static List<String> names(List<String> common, int number, int syllables) {
        var names = new ArrayList<>(common);
        var random = new Random(number);
        while (names.size() < number) {
            var name = new StringBuilder();
            for (var part = 0; part < syllables; part++) {
                name.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
            }
            if (!names.contains(name.toString())) {
                names.add(name.toString());
            }
        }
        return names;
    }

    /** What the filling takes the fingerprints of a name from. */
    void keep(JdbcTemplate database, Fingerprints fingerprints) {
        database.execute(
                "CREATE TABLE IF NOT EXISTS public.benchmark_name (kind text, number integer, found bigint[], PRIMARY KEY (kind, number))");
        database.execute("GRANT SELECT, INSERT ON public.benchmark_name TO amparo_common");
        keep("given", given, database, fingerprints);
        keep("surname", surnames, database, fingerprints);
    }

    private static void keep(String kind, List<String> names, JdbcTemplate database, Fingerprints fingerprints) {
        for (var number = 0; number < names.size(); number++) {
            var found = fingerprints.words(List.of(names.get(number))).stream()
                    .flatMap(word -> Stream.concat(Stream.of(word.spelt()), word.sounds().stream()))
                    .distinct()
                    .toArray(Long[]::new);
            database.update(
                    "INSERT INTO public.benchmark_name VALUES (?, ?, ?) ON CONFLICT DO NOTHING", kind, number, found);
        }
    }

    /** Of row n: a given name and two surnames, the common ones far more often, and a day of birth and a telephone of its own. */
    static String found() {
        return """
                to_jsonb((SELECT array_agg(DISTINCT one) FROM public.benchmark_name, unnest(found) one
                          WHERE kind = 'given' AND number = %s OR kind = 'surname' AND number IN (%s, %s))
                    || ARRAY[hashint8extended(n, 1), hashint8extended(n %% 16000, 2), hashint8extended(n, 3)])""".formatted(seldom(GIVEN, 11), seldom(SURNAMES, 12), seldom(SURNAMES, 13));
    }

    /** Small numbers often, large ones seldom: the third power of something even. */
    private static String seldom(int of, int seed) {
        return "floor(%d * power(abs(hashint8extended(n, %d) %% 100000) / 100000.0, 3))::integer".formatted(of, seed);
    }

    /** The next name somebody types: common ones as often as they are common; half of them with a day of birth. */
    String json() {
        var number = next.getAndIncrement();
        var random = new SplittableRandom(number);
        var name =
                one(given, random) + " " + one(surnames, random) + (number % 3 == 0 ? "" : " " + one(surnames, random));
        return "{\"name\":\"%s\",\"aNumber\":null,\"phones\":[],\"born\":%s}"
                .formatted(
                        name,
                        number % 2 == 0 ? "null" : "\"19%02d-04-%02d\"".formatted(60 + number % 40, 1 + number % 28));
    }

    private static String one(List<String> names, SplittableRandom random) {
        return names.get((int) (names.size() * Math.pow(random.nextDouble(), 3)));
    }
}
