package org.amparo;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.amparo.membership.Duty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What somebody is told whom security turns away: problem details for the API, a page for people. */
@Component
class SecurityProblems implements AuthenticationEntryPoint, AccessDeniedHandler {

    /** Request attribute that tells the error page which message to show. */
    static final String CODE = "amparo.problem";

    /** Seconds. */
    private static final String UNTIL_KEYS_ARE_THERE = "10";

    private static final Logger LOG = LoggerFactory.getLogger(SecurityProblems.class);

    private final JsonMapper json;
    private final MessageSource messages;
    private final Refusals refusals;

    private final RequestCache saved;
    private final SignInSettings settings;

    SecurityProblems(
            JsonMapper json, MessageSource messages, Refusals refusals, RequestCache saved, SignInSettings settings) {
        this.saved = saved;
        this.settings = settings;
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
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication instanceof UnprovenAuthentication unproven) {
            askFor(unproven.needed(), request, response);
        } else if (why instanceof SignInTooOld old) {
            askToProveAgain(request, response, old);
        } else {
            refusals.tell(AccessRefused.Why.FORBIDDEN, request);
            refuse(request, response, code(authentication));
        }
    }

    /** A token is no good, or nobody can say whether it is: the caller is told which, since only one of them passes by waiting. */
    void tokenRefused(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        if (why instanceof AuthenticationServiceException) {
            LOG.error("A token could not be checked: the identity provider did not give its keys", why);
            response.setHeader(HttpHeaders.RETRY_AFTER, UNTIL_KEYS_ARE_THERE);
            answer(response, HttpStatus.SERVICE_UNAVAILABLE, "sign-in-unavailable");
        } else {
            commence(request, response, why);
        }
    }

    /** The way back from the identity provider did not end well: begun in another window, waited too long, or was tampered with. */
    void signInFailed(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        request.setAttribute(CODE, "sign-in-failed");
        response.sendError(HttpStatus.UNAUTHORIZED.value());
    }

    /** By RFC 9470 a client learns what would do. A page goes and asks for it, once. */
    private void askFor(Proof proof, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (isApi(request)) {
            response.setHeader(
                    HttpHeaders.WWW_AUTHENTICATE,
                    "Bearer error=\"insufficient_user_authentication\", error_description=\"A %s is needed\", acr_values=\"%s\""
                            .formatted(proof.path(), String.join(" ", settings.classes(proof))));
            answer(response, HttpStatus.UNAUTHORIZED, proof.problem());
            return;
        }
        var session = request.getSession(false);
        var asked = session != null && proof.name().equals(session.getAttribute(SignInRequests.ASKED_FOR));
        if (canGoAndReturn(request) && !asked) {
            saved.saveRequest(request, response);
            response.sendRedirect(request.getContextPath() + SignInRequests.with(proof));
        } else {
            refuse(request, response, proof.problem());
        }
    }

    private void askToProveAgain(HttpServletRequest request, HttpServletResponse response, SignInTooOld old)
            throws IOException {
        if (isApi(request)) {
            response.setHeader(
                    HttpHeaders.WWW_AUTHENTICATE,
                    "Bearer error=\"insufficient_user_authentication\", error_description=\"A fresh sign-in is needed\", max_age=\"%d\""
                            .formatted(old.fresh().toSeconds()));
            answer(response, HttpStatus.UNAUTHORIZED, "fresh-sign-in-required");
        } else if (canGoAndReturn(request)) {
            saved.saveRequest(request, response);
            response.sendRedirect(request.getContextPath() + SignInRequests.ADDRESS);
        } else {
            refuse(request, response, "fresh-sign-in-required");
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, String code) throws IOException {
        if (isApi(request)) {
            answer(response, HttpStatus.FORBIDDEN, code);
        } else {
            request.setAttribute(CODE, code);
            response.sendError(HttpStatus.FORBIDDEN.value());
        }
    }

    static boolean isApi(HttpServletRequest request) {
        return request.getRequestURI().startsWith(request.getContextPath() + "/api/");
    }

    private static boolean canGoAndReturn(HttpServletRequest request) {
        return request.getMethod().equals("GET") && request.getHeader("HX-Request") == null;
    }

    /** A form sent after the session ended is refused for its token before anybody asks who sent it. */
    private static String code(@Nullable Authentication authentication) {
        if (authentication == null || authentication instanceof AnonymousAuthenticationToken) {
            return "session-ended";
        }
        if (authentication instanceof MemberAuthentication member && member.duty() != Duty.State.ON) {
            return "off-shift";
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
