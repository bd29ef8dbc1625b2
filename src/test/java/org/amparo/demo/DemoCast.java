package org.amparo.demo;

import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Invented people for synthetic case files. A-numbers start with A000, telephone numbers are of the block kept for fiction (555-01xx). */
final class DemoCast {

    private static final List<String> WOMEN = List.of(
            "María",
            "Ana",
            "Rosa",
            "Juana",
            "Elena",
            "Marta",
            "Lucía",
            "Catarina",
            "Micaela",
            "Petrona",
            "Guadalupe",
            "Araceli",
            "Yesenia",
            "Dulce",
            "Silvia",
            "Blanca",
            "Magdalena",
            "Angélica",
            "Verónica",
            "Norma",
            "Eulalia",
            "Isabel",
            "Candelaria");
    private static final List<String> MEN = List.of(
            "José",
            "Juan",
            "Luis",
            "Carlos",
            "Miguel",
            "Pedro",
            "Diego",
            "Andrés",
            "Mateo",
            "Santiago",
            "Wilmer",
            "Edgar",
            "Rigoberto",
            "Gaspar",
            "Domingo",
            "Pascual",
            "Francisco",
            "Ernesto",
            "Óscar",
            "Marvin",
            "Selvin",
            "Rubén",
            "Ismael",
            "Eleazar",
            "Tomás");
    private static final List<String> SURNAMES = List.of(
            "López",
            "Hernández",
            "García",
            "Martínez",
            "Ramírez",
            "Pérez",
            "Méndez",
            "Vásquez",
            "Domingo",
            "Jiménez",
            "Mejía",
            "Orozco",
            "de León",
            "de la Cruz",
            "Ixchop",
            "Tzul",
            "Cux",
            "Chávez",
            "Aguilar",
            "Bautista",
            "Velásquez",
            "Reyes",
            "Flores",
            "Guzmán",
            "Cardona",
            "Portillo",
            "Zelaya",
            "Pacheco",
            "Sis",
            "Ajanel",
            "Ordóñez",
            "Tum",
            "Us",
            "Salazar",
            "Quiñones",
            "Escobar");
    private static final List<String> ELSEWHERE = List.of(
            "Gurwinder Singh",
            "Harpreet Kaur",
            "Li Wei",
            "Zhang Min",
            "Ivan Petrenko",
            "Olga Smirnova",
            "Ahmad Rahimi",
            "Zahra Noori",
            "Emmanuel Okoro",
            "Marie Jean-Baptiste",
            "Pierre Dorval",
            "Aram Sargsyan",
            "Lusine Grigoryan",
            "Nguyen Van An",
            "Tran Thi Hoa",
            "Kwame Boateng",
            "Fatou Diallo",
            "Yusuf Karimov",
            "Rajesh Thapa",
            "Sandeep Sharma");
    private static final List<String> VILLAGES = List.of(
            "Todos Santos Cuchumatán",
            "San Juan Ixcoy",
            "Comitancillo",
            "Nebaj",
            "San Pedro Soloma",
            "Momostenango",
            "Santa Eulalia",
            "San Juan Mixtepec",
            "San Quintín",
            "Tlacolula",
            "Juxtlahuaca",
            "Chichicastenango",
            "Cahabón");

    private DemoCast() {}

    /** A name as a caller gives it: two surnames or one, sometimes in the other order. */
    static Named person(RandomGenerator random, String language) {
        if (List.of("pa", "zh", "ru", "uk", "hy", "vi", "fr", "ht", "prs", "ne").contains(language)) {
            var whole = pick(random, ELSEWHERE);
            return new Named(whole, List.of(whole.substring(whole.lastIndexOf(' ') + 1)));
        }
        var given = pick(random, random.nextInt(10) < 7 ? MEN : WOMEN);
        if (random.nextInt(4) == 0) {
            given += " " + pick(random, random.nextBoolean() ? MEN : WOMEN);
        }
        var father = pick(random, SURNAMES);
        if (random.nextInt(5) == 0) {
            return new Named(given + " " + father, List.of(father));
        }
        var mother = pick(random, SURNAMES);
        return new Named(given + " " + father + " " + mother, List.of(father, mother));
    }

    static String caller(RandomGenerator random) {
        return pick(random, random.nextInt(10) < 7 ? WOMEN : MEN) + " " + pick(random, SURNAMES);
    }

    static String village(RandomGenerator random) {
        return pick(random, VILLAGES);
    }

    static String phone(RandomGenerator random) {
        var areas = List.of("213", "323", "818", "661", "760", "619", "559", "909");
        return String.format(Locale.ROOT, "+1%s55501%02d", pick(random, areas), random.nextInt(100));
    }

    static String aNumber(RandomGenerator random) {
        return String.format(Locale.ROOT, "A000-%03d-%03d", random.nextInt(1_000), 1 + random.nextInt(999));
    }

    static <T> T pick(RandomGenerator random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    record Named(String whole, List<String> surnames) {}
}
