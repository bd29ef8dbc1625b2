package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.membership.MemberId;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.Role;
import org.amparo.membership.SignedIn;
import org.junit.jupiter.api.Test;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;

/** Every part of the interface on one page, written to {@code target/gallery} to be looked at. */
class GalleryUnitTests {

    record Line(String reference, Urgency urgency, Instant until, String colour) {}

    record SampleForm(
            String place,
            String amount,
            String why,
            String facility,
            String decision,
            String detail,
            String told,
            List<String> needs,
            String hearing,
            String bornMonth,
            String bornDay,
            String bornYear,
            String agreed,
            String file) {}

    static final SignedIn EVERYTHING = new SignedIn(
            MemberId.of("01990000-0000-7000-8000-000000000001"),
            OrganizationId.of("01990000-0000-7000-8000-000000000002"),
            "Common Door Hotline",
            "Ana Ruiz",
            Set.of(Role.values()),
            true,
            "en");

    static Map<String, Object> model(boolean withErrors) {
        var form = new SampleForm(
                "",
                "1,500",
                "Taken from work.",
                "ADLNTCA",
                "OTHER",
                "",
                "REFUSED",
                List.of("BOND", "HABEAS"),
                "",
                "4",
                "31",
                "1988",
                "",
                "");
        var binding = new BeanPropertyBindingResult(form, "sampleForm");
        if (withErrors) {
            for (var field :
                    List.of("place", "why", "facility", "decision", "told", "needs", "bornDay", "agreed", "file")) {
                binding.rejectValue(field, "problem.required", "");
            }
        }
        var places = new LinkedHashMap<String, String>();
        places.put("ADLNTCA", "Adelanto ICE Processing Center");
        places.put("OTHER", "Another place");
        var model = new LinkedHashMap<String, Object>();
        model.put("sampleForm", form);
        model.put(BindingResult.MODEL_KEY_PREFIX + "sampleForm", binding);
        model.put("places", places);
        model.put("services", Service.values());
        model.put("now", Rendering.NOW);
        model.put(
                "lines",
                List.of(
                        line("K7MR-4QX", Urgency.U0, Duration.ofMinutes(-30), "red"),
                        line("M4PD-9TW", Urgency.U1, Duration.ofMinutes(130), "orange"),
                        line("C8HJ-3KN", Urgency.U2, Duration.ofHours(50), "yellow"),
                        line("X6QW-7RA", Urgency.U3, Duration.ofDays(6), "green"),
                        line("D9YG-4BM", Urgency.U4, Duration.ofDays(12), "grey"),
                        line("H3TN-8CJ", Urgency.U3, Duration.ofDays(6), "teal"),
                        line("P7WA-6XK", Urgency.U3, Duration.ofDays(6), "blue"),
                        line("Q4RB-9DY", Urgency.U3, Duration.ofDays(6), "purple"),
                        line("W8MC-3GF", Urgency.U3, Duration.ofDays(6), "magenta")));
        return model;
    }

    private static Line line(String reference, Urgency urgency, Duration left, String colour) {
        return new Line(reference, urgency, Rendering.NOW.plus(left), colour);
    }

    @Test
    void showsEveryPart() throws Exception {
        var folder = Files.createDirectories(Path.of("target/gallery"));
        for (var locale : Languages.ALL) {
            for (var withErrors : List.of(false, true)) {
                var page = new Rendering(true).as(EVERYTHING).at("/queue").render("gallery", model(withErrors), locale);
                assertThat(page).contains("Ana Ruiz", "K7MR-4QX").doesNotContain("??");
                Files.writeString(folder.resolve(locale.getLanguage() + (withErrors ? "-errors" : "") + ".html"), page);
            }
            for (var name : List.of("privacy", "signed-out", "help")) {
                var page = new Rendering(false).as(EVERYTHING).at("/help").render("root/" + name, Map.of(), locale);
                Files.writeString(folder.resolve(locale.getLanguage() + "-" + name + ".html"), page);
            }
            var problem = new Rendering()
                    .render(
                            "root/problem",
                            Map.of("status", 404, "code", "not-found", "arguments", new Object[0]),
                            locale);
            Files.writeString(folder.resolve(locale.getLanguage() + "-problem.html"), problem);
        }
    }
}
