package org.amparo;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.amparo.KeyedRequests.Claim;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a client repeat a write it is not sure about: with an {@code Idempotency-Key}, the same request of the same member takes effect
 * once and gets the same answer for 24 hours. The answer's body is not kept, since it may be about a person: its status and
 * {@code Location} are. Refusals are not kept either; what was refused may be tried again under the same key.
 */
final class IdempotencyFilter extends OncePerRequestFilter {

    static final String KEY = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";

    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final int LONGEST_KEY = 200;
    private static final int LONGEST_BODY = 2 * 1024 * 1024;

    private final KeyedRequests requests;
    private final SecurityProblems problems;

    IdempotencyFilter(KeyedRequests requests, SecurityProblems problems) {
        this.requests = requests;
        this.problems = problems;
    }

    /** Uploads are left alone: an import knows a file it has seen. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var type = request.getContentType();
        return request.getHeader(KEY) == null
                || !WRITES.contains(request.getMethod())
                || type != null && type.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE)
                || !(SecurityContextHolder.getContext().getAuthentication() instanceof MemberAuthentication);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var key = request.getHeader(KEY);
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            problems.answer(response, HttpStatus.BAD_REQUEST, "idempotency-key-invalid");
            return;
        }
        var body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            problems.answer(response, HttpStatus.CONTENT_TOO_LARGE, "content-too-large");
            return;
        }
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof MemberAuthentication authentication)) {
            throw new IllegalStateException("stands behind the filter that lets members in only");
        }
        var member = authentication.member().member();
        var claim = requests.claim(
                member, key, request.getMethod(), request.getRequestURI(), request.getQueryString(), body);
        switch (claim.outcome()) {
            case MINE -> run(claim, new Repeatable(request, body), response, chain);
            case ANSWERED -> replay(claim, response);
            case OTHER_REQUEST -> problems.answer(response, HttpStatus.UNPROCESSABLE_CONTENT, "idempotency-key-reused");
            case UNDER_WAY -> {
                response.setHeader(HttpHeaders.RETRY_AFTER, "1");
                problems.answer(response, HttpStatus.CONFLICT, "idempotency-under-way");
            }
            case UNFINISHED -> problems.answer(response, HttpStatus.CONFLICT, "idempotency-unfinished");
        }
    }

    private void run(Claim claim, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (IOException gone) { // the client did not wait for the answer, and will ask again
            settle(claim, response);
            throw gone;
        } catch (ServletException | RuntimeException trouble) {
            if (isRefusal(trouble)) {
                requests.release(claim);
            }
            throw trouble; // else nobody knows whether it took effect, and the claim says so
        }
        settle(claim, response);
    }

    private void settle(Claim claim, HttpServletResponse response) {
        if (response.getStatus() < HttpStatus.BAD_REQUEST.value()) {
            requests.answered(claim, response.getStatus(), response.getHeader(HttpHeaders.LOCATION));
        } else {
            requests.release(claim);
        }
    }

    private static boolean isRefusal(Exception trouble) {
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            if (cause instanceof AccessDeniedException || cause instanceof AuthenticationException) {
                return true;
            }
        }
        return false;
    }

    private static void replay(Claim claim, HttpServletResponse response) {
        response.setStatus(claim.status());
        response.setHeader(REPLAYED, "true");
        if (claim.location() != null) {
            response.setHeader(HttpHeaders.LOCATION, claim.location());
        }
    }

    /** The request with its body, which can be read only once, put back. */
    private static final class Repeatable extends HttpServletRequestWrapper {

        private final byte[] body;

        Repeatable(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            var bytes = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return bytes.read();
                }

                @Override
                public int read(byte[] target, int offset, int length) {
                    return bytes.read(target, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return bytes.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException("the body is here already");
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
