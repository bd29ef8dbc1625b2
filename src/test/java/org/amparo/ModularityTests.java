package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.amparo.kernel.Accountable;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;
import org.springframework.modulith.docs.Documenter.DiagramOptions;
import org.springframework.modulith.docs.Documenter.Options;

class ModularityTests {

    private static final Pattern ITEM = Pattern.compile("^\\|?\\* ");
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

    /** The documenter draws components, relations and items in no fixed order; here they stand sorted, run by run. */
    private static String ordered(String page) {
        var sorted = new ArrayList<String>();
        var run = new ArrayList<String>();
        for (var line : page.stripTrailing().lines().map(String::stripTrailing).toList()) {
            if (line.startsWith("** ") && !run.isEmpty()) {
                run.set(run.size() - 1, run.getLast() + "\n" + line);
            } else if (line.startsWith("Rel(")
                    || line.strip().startsWith("Component(")
                    || ITEM.matcher(line).find()) {
                run.add(line);
            } else {
                sorted.addAll(settled(run));
                run.clear();
                sorted.add(line);
            }
        }
        sorted.addAll(settled(run));
        return String.join("\n", sorted) + "\n";
    }

    private static List<String> settled(List<String> run) {
        var cell = run.stream().anyMatch(line -> line.startsWith("|*"));
        var lines = new ArrayList<>(run.stream()
                .map(line -> line.startsWith("|*") ? line.substring(1) : line)
                .sorted()
                .toList());
        if (cell) {
            lines.set(0, "|" + lines.getFirst());
        }
        return lines;
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
        var events = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.amparo").stream()
                        .filter(type -> type.isAssignableTo(Accountable.class) && type.isRecord())
                        .collect(Collectors.groupingBy(
                                type -> type.getPackageName(),
                                TreeMap::new,
                                Collectors.mapping(
                                        type -> type.getSimpleName(), Collectors.toCollection(TreeSet::new))));
        var rows = MODULES.stream()
                .sorted()
                .map(module -> "| [" + module.getDisplayName() + "](module-" + module.getIdentifier() + ".adoc) | "
                        + String.join(
                                ", ",
                                events.getOrDefault(module.getBasePackage().getName(), new TreeSet<>()))
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
