package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import jakarta.servlet.Filter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * What answers besides the routes of the modules, {@code docs/security/doors.csv}: filters, health, the description of the API, files. A filter or
 * a mapping more, or an answer that changes, fails the build; {@code -Damparo.docs=write} writes the list, to be read before it is kept.
 */
@SpringBootTest
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, SecurityTests.People.class})
class DoorsTests {

    private static final Path TABLE = Path.of("docs", "security", "doors.csv");
    private static final String HEAD = "kind,where,without signing in,member,suspended,not a member";

    /** Where filters answer by themselves, and where something might that must not. */
    private static final List<String> ASKED = List.of(
            "GET /oauth2/authorization/amparo",
            "GET /login",
            "GET /logout",
            "GET /default-ui.css",
            "GET /login/oauth2/code/amparo",
            "POST /logout",
            "POST /logout/connect/back-channel/amparo",
            "GET /error",
            "GET /favicon.ico",
            "GET /assets/nothing.css",
            "GET /actuator",
            "GET /actuator/health/liveness",
            "GET /actuator/health/readiness",
            "GET /actuator/env",
            "GET /actuator/heapdump",
            "GET /actuator/metrics",
            "GET /actuator/modulith",
            "GET /api/v1/openapi",
            "GET /api/v1/openapi.yaml",
            "GET /swagger-ui.html",
            "GET /swagger-ui/index.html",
            "GET /v3/api-docs",
            "GET /h2-console",
            "GET /api/v1/nothing",
            "GET /nothing",
            "TRACE /",
            "OPTIONS /cases");

    private final MockMvc mvc;
    private final List<SecurityFilterChain> chains;
    private final Map<String, HandlerMapping> mappings;
    private final List<Filter> filters;

    DoorsTests(
            @Autowired MockMvc mvc,
            @Autowired List<SecurityFilterChain> chains,
            @Autowired Map<String, HandlerMapping> mappings,
            @Autowired List<Filter> filters) {
        this.mvc = mvc;
        this.chains = chains;
        this.mappings = mappings;
        this.filters = filters;
    }

    @Test
    void everyDoorIsListedWithWhomItLetsIn() throws Exception {
        var shown = new ArrayList<String>();
        filters.stream()
                .map(filter -> "filter," + filter.getClass().getSimpleName() + ",,,,")
                .sorted()
                .forEach(shown::add);
        for (var chain = 0; chain < chains.size(); chain++) {
            for (var filter : chains.get(chain).getFilters()) {
                shown.add("filter of door " + (chain + 1) + ","
                        + filter.getClass().getSimpleName() + ",,,,");
            }
        }
        shown.addAll(mapped());
        for (var door : ASKED) {
            var parts = door.split(" ", 2);
            shown.add("door," + door + "," + status(parts[0], parts[1], null) + ","
                    + status(parts[0], parts[1], "volunteer") + "," + status(parts[0], parts[1], "suspended") + ","
                    + status(parts[0], parts[1], "nobody"));
        }
        if ("write".equals(System.getProperty("amparo.docs"))) {
            Files.writeString(TABLE, HEAD + "\n" + String.join("\n", shown) + "\n");
        }

        assertThat(String.join("\n", shown))
                .isEqualTo(String.join(
                        "\n", Files.readAllLines(TABLE).stream().skip(1).toList()));
    }

    /** What is mapped to handlers that are not the modules' own. */
    private List<String> mapped() {
        var found = new TreeMap<String, TreeSet<String>>();
        mappings.forEach((name, mapping) -> {
            var paths = found.computeIfAbsent(name, key -> new TreeSet<>());
            if (mapping instanceof RequestMappingInfoHandlerMapping methods) {
                methods.getHandlerMethods().forEach((info, handler) -> {
                    if (!handler.getBeanType().getPackageName().startsWith("org.amparo")) {
                        paths.addAll(info.getPatternValues());
                    }
                });
            } else if (mapping instanceof AbstractUrlHandlerMapping urls) {
                paths.addAll(urls.getHandlerMap().keySet());
            }
        });
        return found.entrySet().stream()
                .flatMap(mapping -> mapping.getValue().isEmpty()
                        ? Stream.of("mapping," + mapping.getKey() + ",,,,")
                        : mapping.getValue().stream().map(path -> "mapping," + mapping.getKey() + " " + path + ",,,,"))
                .toList();
    }

    private int status(String method, String path, @Nullable String subject) throws Exception {
        var request = MockMvcRequestBuilders.request(HttpMethod.valueOf(method), path);
        if (!path.contains("back-channel")) {
            request.with(csrf());
        }
        if (subject != null) {
            request.with(path.startsWith("/api/") ? TestMembers.api(subject) : TestMembers.page(subject));
        }
        try {
            return mvc.perform(request).andReturn().getResponse().getStatus();
        } catch (IOException | RuntimeException trouble) {
            throw new IllegalStateException(method + " " + path, trouble);
        }
    }
}
