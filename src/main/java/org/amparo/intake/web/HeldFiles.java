package org.amparo.intake.web;

import java.util.Map;
import org.amparo.membership.Directory;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.SignedIn;
import org.amparo.vault.Held;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;

/** What a page says of a file that an organization holds alone: to its people how to open it, to everybody else what to do without it. */
@ControllerAdvice(annotations = Controller.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class HeldFiles {

    private final Directory directory;

    HeldFiles(Directory directory) {
        this.directory = directory;
    }

    @ExceptionHandler
    ModelAndView held(Held held, SignedIn by, WebRequest request) {
        var holder = new OrganizationId(held.organization());
        var path =
                request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
        var fragment = "true".equals(request.getHeader("HX-Request"));
        return new ModelAndView(
                fragment ? "intake/held :: part" : "intake/held",
                Map.of(
                        "caseFile",
                        path instanceof Map<?, ?> named && named.get("id") != null ? named.get("id") : "",
                        "own",
                        holder.equals(by.organization()),
                        "holder",
                        directory
                                .organization(holder)
                                .map(Directory.OrganizationEntry::name)
                                .orElse("")),
                HttpStatus.CONFLICT);
    }
}
