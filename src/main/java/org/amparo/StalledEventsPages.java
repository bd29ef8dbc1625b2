package org.amparo;

import java.util.UUID;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Shows a steward what has not happened yet, and lets them try again. */
@Controller
@PreAuthorize("hasRole('STEWARD')")
class StalledEventsPages {

    private final StalledEvents events;

    StalledEventsPages(StalledEvents events) {
        this.events = events;
    }

    @GetMapping("/events")
    String all(Model model) {
        model.addAttribute("events", events.all());
        return "root/events";
    }

    @PostMapping("/events/{id}/attempts")
    String tryAgain(@PathVariable UUID id, RedirectAttributes redirect) {
        try {
            events.tryAgain(id);
            redirect.addFlashAttribute("notice", "root.events.tried");
        } catch (NotFound happened) {
            redirect.addFlashAttribute("notice", "root.events.happened");
        } catch (Rejected underWay) {
            redirect.addFlashAttribute("notice", "problem." + underWay.code());
            redirect.addFlashAttribute("noticeKind", "important");
        }
        return "redirect:/events";
    }
}
