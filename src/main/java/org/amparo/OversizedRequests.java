package org.amparo;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Says in our own words that what was sent is too large. Whoever asks such a request for a parameter, be it for the token of a form,
 * makes the container refuse it, and the error page's own questions once more, until only the container's bare page is left. So what is
 * known to be too large is answered before anybody asks, and the error page sees a request without a body.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class OversizedRequests extends OncePerRequestFilter {

    private final long largest;
    private final SecurityProblems problems;

    OversizedRequests(
            @Value("${spring.servlet.multipart.max-request-size}") DataSize largest, SecurityProblems problems) {
        this.largest = largest.toBytes();
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isAboutSize(request)) {
            chain.doFilter(new WithoutBody(request), response);
        } else if (request.getContentLengthLong() <= largest) {
            chain.doFilter(request, response);
        } else if (request.getRequestURI().startsWith(request.getContextPath() + "/api/")) {
            problems.answer(response, HttpStatus.CONTENT_TOO_LARGE, "content-too-large");
        } else {
            response.sendError(HttpStatus.CONTENT_TOO_LARGE.value());
        }
    }

    private static boolean isAboutSize(HttpServletRequest request) {
        return Objects.equals(
                request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE), HttpStatus.CONTENT_TOO_LARGE.value());
    }

    private static final class WithoutBody extends HttpServletRequestWrapper {

        WithoutBody(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getContentType() {
            return null;
        }

        @Override
        public @Nullable String getParameter(String name) {
            return null;
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Map.of();
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.emptyEnumeration();
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            return null;
        }

        @Override
        public Collection<Part> getParts() {
            return List.of();
        }

        @Override
        public @Nullable Part getPart(String name) {
            return null;
        }
    }
}
