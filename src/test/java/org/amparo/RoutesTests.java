package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every route, page, fragment and export, with who may come in: {@code docs/security/routes.csv}. A route without a row, or a row without
 * a route, fails the build; each row is tried with each role, with nobody, with a suspended person and with somebody membership does not
 * know. After a change of routes, {@code -Damparo.docs=write} writes the rows that the program shows, to be read before they are kept.
 */
@SpringBootTest
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, SecurityTests.People.class})
class RoutesTests {

    private static final Path TABLE = Path.of("docs/security/routes.csv");
    private static final List<String> ROLES = List.of("volunteer", "dispatcher", "attorney", "lead", "steward");
    private static final List<String> STRANGERS = List.of("suspended", "nobody");
    private static final String HEAD = "method,route,volunteer,dispatcher,provider,lead,steward";
    private static final String YES = "yes";
    private static final Set<String> OPEN = Set.of("/help", "/privacy", "/signed-out", "/language", "/error");

    private final MockMvc mvc;
    private final Map<Route, HandlerMethod> routes =
            new TreeMap<>(Comparator.comparing(Route::path).thenComparing(Route::method));

    RoutesTests(
            @Autowired MockMvc mvc,
            @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        this.mvc = mvc;
        OwnHandlers.each(mapping, (way, handler) -> routes.put(new Route(way.method(), way.path()), handler));
    }

    private record Route(String method, String path) {

        boolean api() {
            return path.startsWith("/api/");
        }

        boolean open() {
            return OPEN.contains(path) || path.startsWith("/calendar/");
        }
    }

    @Test
    void everyRouteHasItsRowAndLetsInWhomTheRowNames() throws Exception {
        var shown = new ArrayList<String>();
        for (var route : routes.keySet()) {
            var answers = new ArrayList<String>();
            for (var role : ROLES) {
                answers.add(letsIn(route, role) ? YES : "no");
            }
            shown.add(route.method() + "," + route.path() + "," + String.join(",", answers));
        }
        if ("write".equals(System.getProperty("amparo.docs"))) {
            Files.writeString(TABLE, HEAD + "\n" + String.join("\n", shown) + "\n");
        }

        assertThat(Stream.concat(Stream.of(HEAD), shown.stream())).isEqualTo(Files.readAllLines(TABLE));
    }

    @Test
    void nobodyComesInWithoutMembership() throws Exception {
        var entered = new ArrayList<String>();
        for (var route : routes.keySet()) {
            if (!route.open()) {
                for (var stranger : STRANGERS) {
                    if (letsIn(route, stranger)) {
                        entered.add(stranger + " " + route);
                    }
                }
                if (status(route, null) / 100 == 2) {
                    entered.add("without signing in " + route);
                }
            }
        }

        assertThat(entered).isEmpty();
    }

    @Test
    void aLeadReachesNothingThatIsAboutAPerson() throws IOException {
        var rows = Files.readAllLines(TABLE).stream().skip(1).map(row -> row.split(",", -1));
        var lead = rows.filter(row -> row[5].equals(YES)).map(row -> row[1]).collect(Collectors.toSet());

        assertThat(lead)
                .isNotEmpty()
                .noneMatch(path -> path.matches(
                        ".*/(cases|drafts|calls|imports|referrals|inbox|matters|queue|practice|members|history)\\b.*"));
    }

    private boolean letsIn(Route route, String subject) throws Exception {
        var status = status(route, subject);
        assertThat(status).as(route + " as " + subject).isLessThan(500);
        return status != 403 && status != 401;
    }

    /** What is missing or wrong in the request doesn't matter: who may not come in is told so before anything of it is read. */
    private int status(Route route, String subject) throws Exception {
        var method = HttpMethod.valueOf(route.method());
        var path = firstChoices(route.path());
        var values = values(routes.get(route), path);
        var request = uploads(routes.get(route))
                ? MockMvcRequestBuilders.multipart(method, path, values)
                : MockMvcRequestBuilders.request(method, path, values);
        if (route.api()) {
            if (!uploads(routes.get(route))) {
                request.contentType(MediaType.APPLICATION_JSON).content("{}".getBytes(StandardCharsets.UTF_8));
            }
            if (subject != null) {
                request.with(TestMembers.api(subject));
            }
        } else {
            request.with(csrf());
            if (subject != null) {
                request.with(TestMembers.page(subject));
            }
        }
        return mvc.perform(request).andReturn().getResponse().getStatus();
    }

    /** {@code {part:custody|arrest}} stands for its first choice. */
    private static String firstChoices(String path) {
        return path.replaceAll("\\{\\w+:(\\w+)[^}]*\\}", "$1");
    }

    private static boolean uploads(HandlerMethod handler) {
        return Stream.of(handler.getMethodParameters())
                .anyMatch(parameter -> MultipartFile.class.isAssignableFrom(parameter.getParameterType()));
    }

    private static Object[] values(HandlerMethod handler, String path) {
        var values = new ArrayList<Object>();
        for (var parameter : handler.getMethodParameters()) {
            if (parameter.hasParameterAnnotation(PathVariable.class)
                    && values.size() < path.split("\\{", -1).length - 1) {
                var type = parameter.getParameterType();
                values.add(
                        type.isEnum()
                                ? ((Enum<?>) type.getEnumConstants()[0]).name()
                                : type == int.class || type == long.class || type == Integer.class
                                        ? 1
                                        : UUID.randomUUID());
            }
        }
        return values.toArray();
    }
}
