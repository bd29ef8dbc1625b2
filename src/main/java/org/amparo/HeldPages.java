package org.amparo;

import org.amparo.intake.SafekeepingDesk;
import org.amparo.membership.SignedIn;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What Amparo holds about people and for how long, for everybody signed in. */
@Controller
class HeldPages {

    private final HeldColumns columns = new HeldColumns();
    private final ObjectProvider<SafekeepingDesk> safekeeping;

    /** @param safekeeping absent where intake is not started */
    HeldPages(ObjectProvider<SafekeepingDesk> safekeeping) {
        this.safekeeping = safekeeping;
    }

    @GetMapping("/what-we-hold")
    String held(SignedIn by, Model model) {
        model.addAttribute("sealed", columns.sealed());
        model.addAttribute("fingerprints", columns.fingerprints());
        model.addAttribute("members", columns.members());
        model.addAttribute("codes", columns.codes());
        model.addAttribute("terms", safekeeping.getObject().terms().inForce());
        return "root/held";
    }
}
