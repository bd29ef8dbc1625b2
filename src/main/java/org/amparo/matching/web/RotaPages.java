package org.amparo.matching.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.amparo.forms.Reading;
import org.amparo.matching.RotaDesk;
import org.amparo.matching.RotaView;
import org.amparo.membership.SignedIn;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who of the reader's own people is on call. */
@Controller
@PreAuthorize("hasRole('PROVIDER')")
class RotaPages {

    private final RotaDesk desk;

    RotaPages(RotaDesk desk) {
        this.desk = desk;
    }

    @GetMapping("/practice/rota")
    String rota(SignedIn by, Model model) {
        var view = desk.rota(by);
        return page(RotaForm.of(view), view, model);
    }

    @PostMapping("/practice/rota")
    String plan(
            @ModelAttribute("rotaForm") RotaForm form,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        form.check(binding);
        var reading = new Reading(binding, fault -> fault.at("")); // it is about the weeks and days together
        if (reading.then(() -> desk.plan(form.command(), by)).isPresent()) {
            redirect.addFlashAttribute("notice", "matching.rota.saved");
            return "redirect:/practice/rota";
        }
        response.setStatus(422);
        var view = desk.rota(by);
        return page(form, view, model);
    }

    /** Who is on call today: a line for the inbox, a page where there is no script. */
    @GetMapping("/practice/rota/today")
    String today(@RequestHeader(name = "HX-Request", defaultValue = "false") boolean part, SignedIn by, Model model) {
        model.addAttribute("rota", desk.rota(by));
        return part ? "matching/on-call :: part" : "matching/on-call";
    }

    private static String page(RotaForm form, RotaView view, Model model) {
        Map<String, String> people = new LinkedHashMap<>();
        view.people().forEach(person -> people.put(person.member().toString(), person.name()));
        Map<RotaView.DayTurn, String> kept = new LinkedHashMap<>();
        view.days().forEach(day -> kept.put(day, RotaForm.kept(day)));
        model.addAttribute("rotaForm", form);
        model.addAttribute("rota", view);
        model.addAttribute("peopleChoices", people);
        model.addAttribute("keptDays", kept);
        return "matching/rota";
    }
}
