package org.amparo.demo;

import static org.amparo.membership.OrganizationKind.COALITION;
import static org.amparo.membership.OrganizationKind.HOTLINE;
import static org.amparo.membership.OrganizationKind.PROVIDER;
import static org.amparo.membership.Role.DISPATCHER;
import static org.amparo.membership.Role.LEAD;
import static org.amparo.membership.Role.STEWARD;
import static org.amparo.membership.Role.VOLUNTEER;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.amparo.membership.OrganizationKind;
import org.amparo.membership.Role;

/** Who is in the demo. Every organization and person is invented; addresses end in {@code .example} and reach nobody. */
public final class DemoPeople {

    /** What everybody in the demo types as a password. */
    public static final String PASSWORD = "demo";

    private static final DemoOrganization FARO = new DemoOrganization("faro", "Faro Hotline", HOTLINE);
    private static final DemoOrganization VALLE = new DemoOrganization("valle", "Valle Rapid Response Line", HOTLINE);
    private static final DemoOrganization COMMON_DOOR =
            new DemoOrganization("common-door", "Common Door Coalition", COALITION);
    private static final DemoOrganization MANZANITA =
            new DemoOrganization("manzanita", "Manzanita Law Center", PROVIDER);
    private static final DemoOrganization PUENTE = new DemoOrganization("puente", "Puente Legal Aid", PROVIDER);
    private static final DemoOrganization HIGH_DESERT =
            new DemoOrganization("high-desert", "High Desert Defenders", PROVIDER);
    private static final DemoOrganization OLIVE_STREET =
            new DemoOrganization("olive-street", "Olive Street Immigration Clinic", PROVIDER);
    private static final DemoOrganization TEQUIO = new DemoOrganization("tequio", "Tequio Justice Project", PROVIDER);
    private static final DemoOrganization SAN_JOAQUIN =
            new DemoOrganization("san-joaquin", "San Joaquin Removal Defense", PROVIDER);
    private static final DemoOrganization KERN = new DemoOrganization("kern", "Kern Habeas Project", PROVIDER);
    private static final DemoOrganization FRONTERA =
            new DemoOrganization("frontera", "Frontera Sur Legal Services", PROVIDER);
    private static final DemoOrganization BAHIA = new DemoOrganization("bahia", "Bahía Bond Fund Lawyers", PROVIDER);

    private static final List<DemoPerson> EVERYBODY = List.of(
            person("valeria", "Valeria Montes", FARO, "es", VOLUNTEER),
            person("tomas", "Tomás Uribe", FARO, "es", VOLUNTEER),
            person("dana", "Dana Okafor", FARO, "en", VOLUNTEER, DISPATCHER),
            person("paula", "Paula Arce", MANZANITA, "en", Role.PROVIDER),
            person("jerome", "Jerome Whitfield", MANZANITA, "en", Role.PROVIDER),
            person("ximena", "Ximena Robles", PUENTE, "es", Role.PROVIDER),
            person("henry", "Henry Castellanos", HIGH_DESERT, "en", Role.PROVIDER),
            person("lena", "Lena Farouk", COMMON_DOOR, "en", LEAD),
            person("sam", "Sam Iwasaki", COMMON_DOOR, "en", STEWARD),
            person("ines", "Inés Duarte", FARO, "es", VOLUNTEER),
            person("kofi", "Kofi Mensah", FARO, "en", VOLUNTEER),
            person("rosalba", "Rosalba Chávez", FARO, "es", VOLUNTEER),
            person("noor", "Noor Haddad", FARO, "en", VOLUNTEER),
            person("emilio", "Emilio Sandoval", FARO, "es", DISPATCHER),
            person("graciela", "Graciela Nava", VALLE, "es", VOLUNTEER),
            person("marcus", "Marcus Bell", VALLE, "en", VOLUNTEER),
            person("lupe", "Lupe Arreola", VALLE, "es", VOLUNTEER),
            person("soledad", "Soledad Prieto", VALLE, "es", VOLUNTEER),
            person("wendy", "Wendy Tran", VALLE, "en", VOLUNTEER, DISPATCHER),
            person("amal", "Amal Deriche", COMMON_DOOR, "en", LEAD),
            person("beatriz", "Beatriz Lozano", MANZANITA, "es", Role.PROVIDER),
            person("colin", "Colin Byrne", MANZANITA, "en", Role.PROVIDER),
            person("daniela", "Daniela Ocampo", PUENTE, "es", Role.PROVIDER),
            person("isaac", "Isaac Feldman", PUENTE, "en", Role.PROVIDER),
            person("yolanda", "Yolanda Ruiz", PUENTE, "es", Role.PROVIDER),
            person("monique", "Monique Laurent", HIGH_DESERT, "en", Role.PROVIDER),
            person("arturo", "Arturo Villaseñor", HIGH_DESERT, "es", Role.PROVIDER),
            person("priya", "Priya Raman", OLIVE_STREET, "en", Role.PROVIDER),
            person("stefan", "Stefan Kowalczyk", OLIVE_STREET, "en", Role.PROVIDER),
            person("juana", "Juana Ixcoy", TEQUIO, "es", Role.PROVIDER),
            person("odilia", "Odilia Méndez", TEQUIO, "es", Role.PROVIDER),
            person("elena", "Elena Bravo", SAN_JOAQUIN, "es", Role.PROVIDER),
            person("gurpreet", "Gurpreet Sandhu", SAN_JOAQUIN, "en", Role.PROVIDER),
            person("martin", "Martín Quiroz", SAN_JOAQUIN, "es", Role.PROVIDER),
            person("adaeze", "Adaeze Nwosu", KERN, "en", Role.PROVIDER),
            person("ruth", "Ruth Abelman", KERN, "en", Role.PROVIDER),
            person("carmen", "Carmen Ledesma", FRONTERA, "es", Role.PROVIDER),
            person("oscar", "Óscar Fierro", FRONTERA, "es", Role.PROVIDER),
            person("teresa", "Teresa Wong", FRONTERA, "en", Role.PROVIDER),
            person("julian", "Julián Serrano", BAHIA, "es", Role.PROVIDER));

    private DemoPeople() {}

    public static List<DemoPerson> everybody() {
        return EVERYBODY;
    }

    public static Optional<DemoPerson> called(String username) {
        return EVERYBODY.stream().filter(one -> one.username().equals(username)).findFirst();
    }

    /** The organizations people of the demo work for, in the order of the list above. */
    public static List<DemoOrganization> organizations() {
        return EVERYBODY.stream().map(DemoPerson::organization).distinct().toList();
    }

    private static DemoPerson person(
            String username, String name, DemoOrganization organization, String language, Role... roles) {
        return new DemoPerson(username, name, organization, language, Set.of(roles));
    }

    /** @param key a short word that never changes, for what is derived from the organization */
    public record DemoOrganization(String key, String name, OrganizationKind kind) {}

    /** @param language the one their pages are in, {@code en} or {@code es} */
    public record DemoPerson(
            String username, String name, DemoOrganization organization, String language, Set<Role> roles) {

        /** What the demo's identity provider calls them: the same at every start. */
        public String subject() {
            return UUID.nameUUIDFromBytes(("amparo-demo:" + username).getBytes(StandardCharsets.UTF_8))
                    .toString();
        }

        public String email() {
            return username + "@" + organization.key() + ".example";
        }

        /** The roles in the order of their declaration, as one line. */
        public String title() {
            return String.join(
                    ", ",
                    roles.stream()
                            .sorted()
                            .map(role -> role.name().charAt(0)
                                    + role.name().substring(1).toLowerCase(java.util.Locale.ROOT))
                            .toList());
        }
    }
}
