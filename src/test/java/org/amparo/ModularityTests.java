package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;
import org.springframework.modulith.docs.Documenter.DiagramOptions;
import org.springframework.modulith.docs.Documenter.Options;

class ModularityTests {

    private static final Path KEPT = Path.of("docs", "modules");
    private static final ApplicationModules MODULES = ApplicationModules.of(Amparo.class);

    @Test
    void modulesKeepToTheirWalls() {
        MODULES.verify();
    }

    /** {@code ./mvnw test -Dtest=ModularityTests -Damparo.docs=write} brings the kept pages up to date. */
    @Test
    void theKeptPictureOfTheModulesIsTheOneTheCodeDraws() throws IOException {
        var drawn = Path.of("target", "modules");
        new Documenter(MODULES, Options.defaults().withOutputFolder(drawn.toString()))
                .writeModulesAsPlantUml(DiagramOptions.defaults())
                .writeModuleCanvases();
        Files.writeString(drawn.resolve("README.md"), overview());
        if ("write".equals(System.getProperty("amparo.docs"))) {
            for (var page : contents(drawn).entrySet()) {
                Files.createDirectories(KEPT);
                Files.writeString(KEPT.resolve(page.getKey()), page.getValue());
            }
        }
        assertThat(contents(KEPT))
                .as("run ./mvnw test -Dtest=ModularityTests -Damparo.docs=write")
                .isEqualTo(contents(drawn));
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        var pages = new TreeMap<String, String>();
        if (Files.isDirectory(folder)) {
            try (var files = Files.list(folder)) {
                for (var file : files.toList()) {
                    pages.put(file.getFileName().toString(), ordered(Files.readString(file)));
                }
            }
        }
        return pages;
    }

    /** The documenter draws components and relations in no fixed order; here they stand sorted, run by run. */
    private static String ordered(String page) {
        var lines = page.stripTrailing().lines().toList();
        var sorted = new ArrayList<String>();
        var run = new ArrayList<String>();
        for (var line : lines) {
            if (line.startsWith("Rel(") || line.strip().startsWith("Component(")) {
                run.add(line);
            } else {
                run.sort(null);
                sorted.addAll(run);
                run.clear();
                sorted.add(line);
            }
        }
        run.sort(null);
        sorted.addAll(run);
        return String.join("\n", sorted) + "\n";
    }

    /** A page a reader can look at without a tool: who may depend on whom, and what each module says. */
    private static String overview() {
        var edges = MODULES.stream()
                .sorted()
                .flatMap(module -> module.getDirectDependencies(MODULES)
                        .uniqueModules()
                        .filter(target -> !target.getIdentifier().toString().equals("kernel"))
                        .map(target -> "  " + module.getIdentifier() + " --> " + target.getIdentifier())
                        .sorted())
                .collect(Collectors.joining("\n"));
        var rows = MODULES.stream()
                .sorted()
                .map(module -> "| [" + module.getDisplayName() + "](module-" + module.getIdentifier() + ".adoc) | "
                        + module.getPublishedEvents().stream()
                                .map(event -> event.getType().getSimpleName())
                                .sorted()
                                .collect(Collectors.joining(", "))
                        + " |")
                .collect(Collectors.joining("\n"));
        return """
                # Modules

                Generated from the code by `ModularityTests`; do not edit by hand. Every module may also use `kernel`. The same picture for
                PlantUML is in `components.puml`, and each module's canvas beside it.

                ```mermaid
                flowchart TD
                %s
                ```

                | module | events it announces |
                | --- | --- |
                %s
                """.formatted(edges, rows);
    }
}
