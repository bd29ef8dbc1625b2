package org.amparo;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The page for what went wrong before or after a handler: an address that is none, a door that stays shut, a failure. */
@Component
class ErrorPages implements ErrorViewResolver {

    private static final Logger log = LoggerFactory.getLogger(ErrorPages.class);

    /** The container's own loggers are off, since they print whole exceptions, and an exception may quote what somebody typed. */
    @Override
    public ModelAndView resolveErrorView(HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable trouble) {
            log.error("A page failed: {}", Trouble.describe(trouble));
        }
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
