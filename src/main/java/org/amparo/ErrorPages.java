package org.amparo;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The page for what went wrong before or after a handler: an address that is none, a door that stays shut, a failure. */
@Component
class ErrorPages implements ErrorViewResolver {

    @Override
    public ModelAndView resolveErrorView(HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
        return new ModelAndView(
                "root/problem",
                Map.of("status", status.value(), "code", code(request, status), "arguments", new Object[0]),
                status);
    }

    private static String code(HttpServletRequest request, HttpStatus status) {
        if (request.getAttribute(SecurityProblems.CODE) instanceof String code) {
            return code;
        }
        if (status.is5xxServerError()) {
            return "unforeseen";
        }
        return switch (status) {
            case NOT_FOUND -> "not-found";
            case FORBIDDEN -> "forbidden";
            case CONFLICT -> "conflict";
            case CONTENT_TOO_LARGE -> "content-too-large";
            case METHOD_NOT_ALLOWED -> "method-not-allowed";
            default -> "refused";
        };
    }
}
