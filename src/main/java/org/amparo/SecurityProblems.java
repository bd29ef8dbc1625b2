package org.amparo;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What somebody is told whom security turns away: problem details for the API, a page for people. */
@Component
class SecurityProblems implements AuthenticationEntryPoint, AccessDeniedHandler {

    /** Request attribute that tells the error page which message to show. */
    static final String CODE = "amparo.problem";

    private final JsonMapper json;
    private final MessageSource messages;
    private final Refusals refusals;

    SecurityProblems(JsonMapper json, MessageSource messages, Refusals refusals) {
        this.json = json;
        this.messages = messages;
        this.refusals = refusals;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        answer(response, HttpStatus.UNAUTHORIZED, "sign-in-required");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException, ServletException {
        refusals.tell(AccessRefused.Why.FORBIDDEN, request);
        var code = code(SecurityContextHolder.getContext().getAuthentication());
        if (request.getRequestURI().startsWith(request.getContextPath() + "/api/")) {
            answer(response, HttpStatus.FORBIDDEN, code);
        } else {
            request.setAttribute(CODE, code);
            response.sendError(HttpStatus.FORBIDDEN.value());
        }
    }

    /** A form sent after the session ended is refused for its token before anybody asks who sent it. */
    private static String code(@Nullable Authentication authentication) {
        if (authentication == null || authentication instanceof AnonymousAuthenticationToken) {
            return "session-ended";
        }
        return authentication instanceof StrangerAuthentication ? "no-access" : "forbidden";
    }

    void answer(HttpServletResponse response, HttpStatus status, String code) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), problem(status, code, messages, LocaleContextHolder.getLocale()));
    }

    static ProblemDetail problem(
            HttpStatus status, String code, MessageSource messages, Locale locale, Object... arguments) {
        var problem = ProblemDetail.forStatus(status);
        problem.setType(java.net.URI.create("urn:amparo:problem:" + code));
        problem.setTitle(messages.getMessage("problem." + code, arguments, code, locale));
        return problem;
    }
}
