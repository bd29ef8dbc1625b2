package org.amparo.intake.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.amparo.forms.Reading;
import org.amparo.intake.CaseId;
import org.amparo.intake.CaseQuery;
import org.amparo.intake.CaseState;
import org.amparo.intake.CaseView;
import org.amparo.intake.Changes.AddNote;
import org.amparo.intake.Changes.LogLocatorAttempt;
import org.amparo.intake.HistoryKind;
import org.amparo.intake.IntakeDesk;
import org.amparo.intake.SafekeepingDesk;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Personal;
import org.amparo.kernel.PersonalText;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Urgency;
import org.amparo.membership.Role;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** Lists of case files, the search, and the page of a case. */
@Controller
class CasePages {

    /** How long a page waits for the first offer before it shows what there is. */
    private static final Duration ROUTING = Duration.ofSeconds(20);

    private final IntakeDesk desk;
    private final SafekeepingDesk safekeeping;
    private final CodeWords words;
    private final Clock clock;

    CasePages(IntakeDesk desk, SafekeepingDesk safekeeping, CodeWords words, Clock clock) {
        this.desk = desk;
        this.safekeeping = safekeeping;
        this.words = words;
        this.clock = clock;
    }

    /** As typed or chosen; what no list knows is left out. */
    record CaseFilter(
            @Nullable String q,
            @Nullable String list,
            @Nullable String urgency,
            @Nullable String state,
            @Nullable String facility,
            @Nullable String mine,
            @Nullable String after) {

        /** What is searched for, if anything is. */
        Optional<String> text() {
            return Optional.ofNullable(q).filter(typed -> !typed.isBlank());
        }

        CaseQuery query(SignedIn by) {
            return new CaseQuery(
                    listing(),
                    one(Urgency.class, urgency),
                    one(CaseState.class, state),
                    facility == null || facility.isBlank() || !facility.matches("[A-Z0-9]{1,20}")
                            ? null
                            : FacilityCode.of(facility),
                    mine == null || mine.isBlank() ? null : by.member(),
                    after == null || after.isBlank() ? null : after);
        }

        CaseQuery.Listing listing() {
            var chosen = one(CaseQuery.Listing.class, list);
            return chosen == null ? CaseQuery.Listing.URGENT : chosen;
        }

        private static <E extends Enum<E>> @Nullable E one(Class<E> type, @Nullable String name) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> constant.name().equals(name))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** As typed. */
    record NoteForm(@Nullable String text) implements Personal {

        String said() {
            return text == null ? "" : text.replace("\r", "").strip();
        }

        @Override
        public String toString() {
            return SEALED;
        }
    }

    /** As typed and chosen. */
    record LocatorForm(@Nullable String spelling, @Nullable String result) implements Personal {

        String tried() {
            return spelling == null ? "" : spelling.strip();
        }

        @Override
        public String toString() {
            return SEALED;
        }
    }

    /** What is searched for may be a name, so the page sends it in the body: it never stands in an address. */
    @PostMapping("/cases/search")
    @PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER')")
    String search(@ModelAttribute CaseFilter caseFilter, SignedIn by, Model model) {
        return list(caseFilter, by, model);
    }

    /** @throws Rejected when anything but a reference stands in the address: it may be a name */
    @GetMapping("/cases")
    @PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER')")
    String browse(@ModelAttribute CaseFilter caseFilter, SignedIn by, Model model) {
        if (caseFilter.text().filter(text -> !HumanReference.reads(text)).isPresent()) {
            throw Rejected.misplaced("q", "text-in-address");
        }
        return list(caseFilter, by, model);
    }

    private String list(CaseFilter caseFilter, SignedIn by, Model model) {
        var found = caseFilter
                .text()
                .map(text -> desk.found(text, by))
                .orElseGet(() -> desk.cases(caseFilter.query(by), by));
        model.addAttribute(CodeWords.NAME, words);
        model.addAttribute("caseFilter", caseFilter);
        model.addAttribute("listing", caseFilter.listing());
        model.addAttribute("listings", CaseQuery.Listing.values());
        model.addAttribute("found", found);
        model.addAttribute("following", found.next() == null ? null : address(caseFilter, found.next()));
        return "intake/cases";
    }

    @GetMapping("/cases/{id}")
    @PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER')")
    String show(@PathVariable CaseId id, SignedIn by, Model model) {
        try {
            return page(id, new NoteForm(""), new LocatorForm("", ""), by, model);
        } catch (NotFound gone) {
            return remains(id, "", by, model);
        }
    }

    /** Says what is gone and why, to who might have seen it. */
    private String remains(CaseId id, String part, SignedIn by, Model model) {
        model.addAttribute(CodeWords.NAME, words);
        model.addAttribute("remains", safekeeping.remains(id, by));
        return "intake/shredded" + part;
    }

    @PostMapping("/cases/{id}/notes")
    @PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER')")
    String note(
            @PathVariable CaseId id,
            @ModelAttribute NoteForm noteForm,
            BindingResult errors,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var text = PersonalText.ofNullable(noteForm.said());
        if (text == null) {
            errors.rejectValue("text", "problem.required", "required");
        } else if (done(() -> desk.addNote(new AddNote(id, text), by), errors)) {
            redirect.addFlashAttribute("notice", "intake.note.kept");
            return "redirect:/cases/" + id;
        }
        response.setStatus(422);
        return page(id, noteForm, new LocatorForm("", ""), by, model);
    }

    @PostMapping("/cases/{id}/locator-attempts")
    @PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER')")
    String tried(
            @PathVariable CaseId id,
            @ModelAttribute LocatorForm locatorForm,
            BindingResult errors,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var spelling = PersonalText.ofNullable(locatorForm.tried());
        var result = words.locatorResults().stream()
                .filter(known -> known.name().equals(locatorForm.result()))
                .findFirst();
        if (spelling == null) {
            errors.rejectValue("spelling", "problem.required", "required");
        }
        if (result.isEmpty()) {
            errors.rejectValue("result", "problem.unknown-code", "unknown-code");
        }
        if (spelling != null && result.isPresent()) {
            var born = desk.caseFile(id, by).person().countryOfBirth();
            if (done(
                    () -> desk.logLocatorAttempt(new LogLocatorAttempt(id, spelling, born, result.get()), by),
                    errors)) {
                redirect.addFlashAttribute("notice", "intake.locator.kept");
                return "redirect:/cases/" + id;
            }
        }
        response.setStatus(422);
        return page(id, new NoteForm(""), locatorForm, by, model);
    }

    /** Does what was asked, or notes at its field what is refused. */
    private static boolean done(Runnable deed, BindingResult errors) {
        try {
            deed.run();
            return true;
        } catch (Rejected rejected) {
            new Reading(errors).note(rejected);
            return false;
        }
    }

    private String page(CaseId id, NoteForm noteForm, LocatorForm locatorForm, SignedIn by, Model model) {
        var file = desk.caseFile(id, by);
        model.addAttribute(CodeWords.NAME, words);
        model.addAttribute("caseView", file);
        model.addAttribute("own", file.wasToldTo(by.organization()));
        model.addAttribute("mergers", desk.links(file, by));
        model.addAttribute("routing", isRouting(file));
        model.addAttribute("mayShred", by.is(Role.DISPATCHER));
        model.addAttribute("noteForm", noteForm);
        model.addAttribute("locatorForm", locatorForm);
        return "intake/case";
    }

    /** Where the case went; asks again every second while it is on its way. */
    @GetMapping("/cases/{id}/routing")
    @PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER')")
    String routing(
            @PathVariable CaseId id,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean htmx,
            SignedIn by,
            Model model) {
        if (!htmx) {
            return "redirect:/cases/" + id;
        }
        var standing = desk.standing(id, by);
        model.addAttribute("caseView", standing);
        model.addAttribute("routing", isRouting(standing.state(), standing.offered(), standing.openedAt()));
        return "intake/case :: routing";
    }

    @GetMapping("/cases/{id}/conflict-packet")
    @PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER', 'PROVIDER')")
    String conflictPacket(
            @PathVariable CaseId id,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean htmx,
            SignedIn by,
            Model model) {
        model.addAttribute(CodeWords.NAME, words);
        try {
            model.addAttribute("packet", desk.conflictPacket(id, by));
        } catch (NotFound gone) {
            return remains(id, htmx ? " :: part" : "", by, model);
        }
        return htmx ? "intake/conflict-packet :: part" : "intake/conflict-packet";
    }

    @GetMapping("/cases/{id}/file")
    @PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER', 'PROVIDER')")
    String fullFile(
            @PathVariable CaseId id,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean htmx,
            SignedIn by,
            Model model) {
        model.addAttribute(CodeWords.NAME, words);
        try {
            model.addAttribute("caseView", desk.fullFile(id, by));
        } catch (NotFound gone) {
            return remains(id, htmx ? " :: part" : "", by, model);
        }
        return htmx ? "intake/file :: part" : "intake/file";
    }

    /** Who saw what of the file, and why they could. */
    @GetMapping("/cases/{id}/history")
    @PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER', 'PROVIDER')")
    String history(
            @PathVariable CaseId id,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean htmx,
            SignedIn by,
            Model model) {
        model.addAttribute(CodeWords.NAME, words);
        model.addAttribute("reveals", desk.reveals(id, by));
        return htmx ? "intake/history :: part" : "intake/history";
    }

    private boolean isRouting(CaseView file) {
        return isRouting(
                file.state(),
                file.history().stream().anyMatch(line -> line.what() == HistoryKind.OFFERED),
                file.openedAt());
    }

    private boolean isRouting(CaseState state, boolean offered, Instant openedAt) {
        return state == CaseState.WAITING && !offered && clock.instant().isBefore(openedAt.plus(ROUTING));
    }

    private static String address(CaseFilter filter, String after) {
        var address = UriComponentsBuilder.fromPath("/cases")
                .queryParam("list", filter.listing())
                .queryParam("after", after);
        if (filter.urgency() != null) {
            address.queryParam("urgency", filter.urgency());
        }
        if (filter.state() != null) {
            address.queryParam("state", filter.state());
        }
        if (filter.facility() != null) {
            address.queryParam("facility", filter.facility());
        }
        if (filter.mine() != null) {
            address.queryParam("mine", filter.mine());
        }
        return address.encode().toUriString();
    }
}
