package org.amparo.membership.web;

import java.time.Clock;
import org.amparo.membership.Directory;
import org.amparo.membership.SignedIn;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** When somebody's own shift ends, or the next one begins. Open to volunteers who have none just now. */
@Controller
@PreAuthorize("isAuthenticated()")
class MyShiftPages {

    private final Directory directory;
    private final Clock clock;

    MyShiftPages(Directory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    @GetMapping("/me/shift")
    String mine(SignedIn me, Model model) {
        model.addAttribute("duty", directory.duty(me.member(), clock.instant()));
        return "membership/my-shift";
    }
}
