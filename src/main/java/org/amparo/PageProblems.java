package org.amparo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/** What a page says when its handler could not: what happened, what is kept, what to do now. Never a stack trace. */
@ControllerAdvice(annotations = Controller.class)
@Order(Ordered.LOWEST_PRECEDENCE)
class PageProblems {

    private static final Logger log = LoggerFactory.getLogger(PageProblems.class);

    @ExceptionHandler
    ModelAndView rejected(Rejected rejected) {
        return page(
                ApiProblems.status(rejected),
                rejected.code(),
                rejected.arguments().toArray());
    }

    private final Refusals refusals;

    PageProblems(Refusals refusals) {
        this.refusals = refusals;
    }

    @ExceptionHandler
    ModelAndView notFound(NotFound nothing, HttpServletRequest request) {
        refusals.tell(AccessRefused.Why.NOT_FOUND, request);
        return page(HttpStatus.NOT_FOUND, "not-found");
    }

    @ExceptionHandler
    ModelAndView mistyped(MethodArgumentTypeMismatchException mistyped) {
        return mistyped.getParameter().hasParameterAnnotation(PathVariable.class)
                ? page(HttpStatus.NOT_FOUND, "not-found")
                : page(HttpStatus.UNPROCESSABLE_CONTENT, "invalid-input");
    }

    @ExceptionHandler
    ModelAndView tooMany(TooMany much, HttpServletResponse response) {
        response.setHeader(HttpHeaders.RETRY_AFTER, much.retryAfter());
        return page(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests");
    }

    @ExceptionHandler
    ModelAndView stale(OptimisticLockingFailureException stale) {
        return page(HttpStatus.CONFLICT, "stale-version");
    }

    /** A parameter the firewall lets nobody read, such as one with control characters in its name. */
    @ExceptionHandler
    ModelAndView refused(RequestRejectedException refused) {
        return page(HttpStatus.BAD_REQUEST, "bad-request");
    }

    @ExceptionHandler
    ModelAndView unforeseen(Exception trouble, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        if (trouble instanceof AccessDeniedException) {
            throw trouble;
        }
        if (trouble instanceof IOException && response.isCommitted()) {
            throw trouble; // the reader has gone
        }
        if (trouble instanceof ErrorResponse known) {
            var status = HttpStatus.valueOf(known.getStatusCode().value());
            return page(status, status == HttpStatus.NOT_FOUND ? "not-found" : "refused");
        }
        log.error("A page failed: {}", Trouble.describe(trouble));
        return page(HttpStatus.INTERNAL_SERVER_ERROR, "unforeseen");
    }

    private static ModelAndView page(HttpStatus status, String code, Object... arguments) {
        return new ModelAndView(
                "root/problem", Map.of("status", status.value(), "code", code, "arguments", arguments), status);
    }
}
