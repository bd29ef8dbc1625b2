package org.amparo.holding.web;

import jakarta.servlet.http.HttpServletResponse;
import org.amparo.holding.HoldingDesk;
import org.amparo.kernel.Rejected;
import org.amparo.membership.OrganizationId;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where a steward decides which organizations may hold files alone, and reads what that means first. */
@Controller
@PreAuthorize("hasRole('STEWARD')")
class HolderPages {

    private final HoldingDesk desk;

    HolderPages(HoldingDesk desk) {
        this.desk = desk;
    }

    record PermissionForm(
            @Nullable String organization, @Nullable String graceDays) {}

    @GetMapping("/key-holders")
    String all(SignedIn by, Model model) {
        return page(new PermissionForm(null, String.valueOf(HoldingDesk.USUAL_GRACE)), by, model);
    }

    @PostMapping("/key-holders")
    String permit(
            @ModelAttribute PermissionForm permissionForm,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var chosen = desk.holders(by).stream()
                .filter(holder -> holder.organization().toString().equals(permissionForm.organization()))
                .findFirst();
        if (chosen.isEmpty()) {
            binding.rejectValue("organization", "problem.required", "required");
        } else {
            try {
                desk.permit(chosen.get().organization(), days(permissionForm.graceDays()), by);
                redirect.addFlashAttribute("notice", "holding.permitted");
                return "redirect:/key-holders";
            } catch (Rejected rejected) {
                binding.rejectValue(
                        "graceDays",
                        "problem." + rejected.code(),
                        rejected.arguments().toArray(),
                        rejected.code());
            }
        }
        response.setStatus(422);
        return page(permissionForm, by, model);
    }

    @PostMapping("/key-holders/{organization}/end")
    String end(@PathVariable OrganizationId organization, SignedIn by, RedirectAttributes redirect) {
        desk.endPermission(organization, by);
        redirect.addFlashAttribute("notice", "holding.permission-ended");
        return "redirect:/key-holders";
    }

    private String page(PermissionForm form, SignedIn by, Model model) {
        model.addAttribute("holders", desk.holders(by));
        model.addAttribute("permissionForm", form);
        return "holding/holders";
    }

    /** What is no number is no number of days that may be chosen. */
    private static int days(@Nullable String typed) {
        return typed != null && typed.strip().matches("\\d{1,3}") ? Integer.parseInt(typed.strip()) : 0;
    }
}
