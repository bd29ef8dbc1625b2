package org.amparo.holding.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.function.Supplier;
import org.amparo.holding.HoldingDesk;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Personal;
import org.amparo.kernel.Rejected;
import org.amparo.membership.SignedIn;
import org.amparo.vault.Held;
import org.amparo.vault.OrganizationKeys.Recovery;
import org.amparo.vault.Passphrase;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The organization's own key: made, confirmed, unlocked, locked, changed, recovered; and the files it alone opens. */
@Controller
@RequestMapping("/key")
@PreAuthorize("hasRole('PROVIDER')")
class KeyPages {

    private static final String KEY = "holding/key";

    private final HoldingDesk desk;
    private final Handles handles;

    KeyPages(HoldingDesk desk, Handles handles) {
        this.desk = desk;
        this.handles = handles;
    }

    /** What is typed to make, unlock, change or recover. No page sends a passphrase back. */
    record KeyForm(
            @Nullable String passphrase,
            @Nullable String anew,
            @Nullable String again,
            @Nullable String first,
            @Nullable String second,
            @Nullable String back)
            implements Personal {

        static KeyForm empty(@Nullable String back) {
            return new KeyForm(null, null, null, null, null, back);
        }

        /** Where to go on after unlocking: a page of this application, nothing else. */
        String onward() {
            return back != null && back.matches("/(cases|referrals|matters)/[0-9a-zA-Z/-]{1,100}") ? back : "/key";
        }

        @Override
        public String toString() {
            return SEALED;
        }
    }

    @GetMapping
    String show(@RequestParam(required = false) @Nullable String back, SignedIn by, Model model) {
        return page(KEY, KeyForm.empty(back), by, model);
    }

    @PostMapping
    String make(
            @ModelAttribute KeyForm keyForm,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response) {
        if (wanted(keyForm.passphrase(), "passphrase", binding)) {
            requireTwice(keyForm.passphrase(), keyForm.again(), binding);
        }
        return sheets(KEY, keyForm, binding, by, model, response, () -> desk.make(typed(keyForm.passphrase()), by));
    }

    @PostMapping("/confirmation")
    String confirm(
            @ModelAttribute KeyForm keyForm,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var given = wanted(keyForm.first(), "first", binding);
        if (wanted(keyForm.second(), "second", binding) && given) {
            if (done(() -> desk.confirm(List.of(text(keyForm.first()), text(keyForm.second())), by), binding)) {
                redirect.addFlashAttribute("notice", "holding.confirmed");
                return "redirect:/key";
            }
        }
        response.setStatus(422);
        return page(KEY, keyForm, by, model);
    }

    @PostMapping("/unlocking")
    String unlock(
            @ModelAttribute KeyForm keyForm,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        if (wanted(keyForm.passphrase(), "passphrase", binding)) {
            try {
                handles.give(desk.unlock(typed(keyForm.passphrase()), by), response);
                redirect.addFlashAttribute("notice", "holding.unlocked");
                return "redirect:" + keyForm.onward();
            } catch (Rejected rejected) {
                binding.rejectValue("passphrase", "problem." + rejected.code(), rejected.code());
            }
        }
        response.setStatus(422);
        return page(KEY, keyForm, by, model);
    }

    @PostMapping("/locking")
    String lock(SignedIn by, HttpServletRequest request, HttpServletResponse response, RedirectAttributes redirect) {
        handles.handle(request).ifPresent(handle -> desk.lock(handle, by));
        handles.give("", response);
        redirect.addFlashAttribute("notice", "holding.locked");
        return "redirect:/key";
    }

    @GetMapping("/passphrase")
    String changing(SignedIn by, Model model) {
        return withKey("holding/passphrase", by, model);
    }

    @PostMapping("/passphrase")
    String change(
            @ModelAttribute KeyForm keyForm,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var old = wanted(keyForm.passphrase(), "passphrase", binding);
        if (wanted(keyForm.anew(), "anew", binding) && old) {
            requireTwice(keyForm.anew(), keyForm.again(), binding);
        }
        if (!binding.hasErrors()
                && done(() -> desk.change(typed(keyForm.passphrase()), typed(keyForm.anew()), by), binding)) {
            handles.give("", response);
            redirect.addFlashAttribute("notice", "holding.changed");
            return "redirect:/key";
        }
        response.setStatus(422);
        return page("holding/passphrase", keyForm, by, model);
    }

    @PostMapping("/sheets")
    String renew(
            @ModelAttribute KeyForm keyForm,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response) {
        wanted(keyForm.passphrase(), "passphrase", binding);
        return sheets(
                "holding/passphrase",
                keyForm,
                binding,
                by,
                model,
                response,
                () -> desk.renew(typed(keyForm.passphrase()), by));
    }

    @GetMapping("/recovery")
    String recovering(SignedIn by, Model model) {
        return withKey("holding/recovery", by, model);
    }

    /** Where there is no key yet, there is none to change or to bring back. */
    private String withKey(String view, SignedIn by, Model model) {
        return desk.key(by).kit() == null ? "redirect:/key" : page(view, KeyForm.empty(null), by, model);
    }

    @PostMapping("/recovery")
    String recover(
            @ModelAttribute KeyForm keyForm,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response) {
        wanted(keyForm.first(), "first", binding);
        wanted(keyForm.second(), "second", binding);
        if (wanted(keyForm.anew(), "anew", binding)) {
            requireTwice(keyForm.anew(), keyForm.again(), binding);
        }
        return sheets(
                "holding/recovery",
                keyForm,
                binding,
                by,
                model,
                response,
                () -> desk.recover(List.of(text(keyForm.first()), text(keyForm.second())), typed(keyForm.anew()), by));
    }

    @PostMapping("/retirement")
    String retire(SignedIn by, HttpServletResponse response, RedirectAttributes redirect) {
        desk.retire(by);
        handles.give("", response);
        redirect.addFlashAttribute("notice", "holding.retired");
        return "redirect:/key";
    }

    @PostMapping("/files/{id}/stay")
    String stay(@PathVariable CaseId id, SignedIn by, RedirectAttributes redirect) {
        desk.keepWithCoalition(id, by);
        redirect.addFlashAttribute("notice", "holding.stays");
        return "redirect:/key";
    }

    @PostMapping("/files/{id}/return")
    String giveBack(@PathVariable CaseId id, SignedIn by, RedirectAttributes redirect) {
        try {
            desk.giveBack(id, by);
            redirect.addFlashAttribute("notice", "holding.given-back");
        } catch (Held locked) {
            throw Rejected.conflict("key-locked");
        }
        return "redirect:/key";
    }

    /** Sheets are shown in the answer itself, once: there is no address they could be asked for again. */
    private String sheets(
            String form,
            KeyForm keyForm,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            Supplier<Recovery> made) {
        if (!binding.hasErrors()) {
            try {
                model.addAttribute("recovery", made.get());
                handles.give("", response);
                return "holding/sheets";
            } catch (Rejected rejected) {
                if (rejected.field() == null) {
                    throw rejected;
                }
                reject(rejected, binding);
            }
        }
        response.setStatus(422);
        return page(form, keyForm, by, model);
    }

    private String page(String view, KeyForm form, SignedIn by, Model model) {
        model.addAttribute("key", desk.key(by));
        model.addAttribute("keyForm", form);
        return view;
    }

    private static boolean done(Runnable deed, BindingResult binding) {
        try {
            deed.run();
            return true;
        } catch (Rejected rejected) {
            if (rejected.field() == null) {
                binding.reject("problem." + rejected.code(), rejected.code());
            } else {
                reject(rejected, binding);
            }
            return false;
        }
    }

    /** The desk calls the old passphrase old; the page has one field for the passphrase that counts now. */
    private static void reject(Rejected rejected, BindingResult binding) {
        var field = "old".equals(rejected.field()) ? "passphrase" : rejected.field();
        binding.rejectValue(
                field == null ? "passphrase" : field,
                "problem." + rejected.code(),
                rejected.arguments().toArray(),
                rejected.code());
    }

    private static boolean wanted(@Nullable String typed, String field, BindingResult binding) {
        if (text(typed).isEmpty()) {
            binding.rejectValue(field, "problem.required", "required");
            return false;
        }
        return true;
    }

    private static void requireTwice(@Nullable String one, @Nullable String again, BindingResult binding) {
        if (!typed(one).equals(typed(again))) {
            binding.rejectValue("again", "problem.passphrase-differs", "passphrase-differs");
        }
    }

    private static Passphrase typed(@Nullable String text) {
        return new Passphrase(text == null ? "" : text);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
