package org.amparo;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.jayway.jsonpath.JsonPath;
import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.amparo.support.TestMembers;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/**
 * Uses pages and API as people do, and looks at every answer for canaries where none may be: in headers, addresses and titles, in what a
 * problem says, in anything a lead or steward gets, in an answer a browser might keep.
 */
final class Walk {

    private static final Pattern ADDRESS =
            Pattern.compile("(?:href|src|action|formaction|hx-[a-z-]+|poster|cite)=\"([^\"]*)\"");
    private static final Pattern LINK = Pattern.compile("(?:href|hx-get)=\"(/[^\"#]*)");
    private static final Pattern TITLE = Pattern.compile("<title>([^<]*)</title>");
    private static final Pattern ELSEWHERE = Pattern.compile(
            "/(?:css|js|images|govuk|assets|webjars|oauth2|logout|fonts|static)\\b.*|.*\\.(?:css|js|svg|ico|png)(?:\\?.*)?");
    private static final Set<String> NEVER_SEES_PEOPLE = Set.of("lead", "steward");
    private static final int MOST_PAGES = 400;

    private final MockMvc mvc;
    private final WebSessions sessions;
    private final Clock clock;
    private final Canary canary;
    private final Map<String, Cookie> cookies = new HashMap<>();
    private final List<String> leaks = new ArrayList<>();
    private final List<String> surprises = new ArrayList<>();
    private final Set<String> seen = new TreeSet<>();
    private int requests;

    Walk(MockMvc mvc, WebSessions sessions, Clock clock, Canary canary) {
        this.mvc = mvc;
        this.sessions = sessions;
        this.clock = clock;
        this.canary = canary;
    }

    /** What came back, and to what. */
    final class Answer {

        private final String asked;
        private final int status;
        private final String body;
        private final String location;
        private final String type;

        private Answer(String asked, MockHttpServletResponse response, String body, String type) {
            this.asked = asked;
            this.status = response.getStatus();
            this.body = body;
            this.location = response.getHeader("Location") == null ? "" : response.getHeader("Location");
            this.type = type;
        }

        int status() {
            return status;
        }

        String body() {
            return body;
        }

        String location() {
            return location;
        }

        String type() {
            return type;
        }

        String text(String path) {
            return JsonPath.read(body, path);
        }

        long number(String path) {
            Number number = JsonPath.read(body, path);
            return number.longValue();
        }

        /** What a path that may lead to many things leads to. */
        List<String> all(String path) {
            return JsonPath.read(body, path);
        }

        /** Noted when it is another one; the walk goes on. */
        Answer expect(Integer... expected) {
            if (!List.of(expected).contains(status)) {
                surprises.add(asked + " answered " + status + " instead of " + List.of(expected) + ": "
                        + body.substring(0, Math.min(300, body.length())));
            }
            return this;
        }

        /** Refused, and nothing broke. */
        Answer refused() {
            if (status < 400 || status >= 500) {
                surprises.add(asked + " answered " + status + " instead of refusing");
            }
            return this;
        }

        Answer unbroken() {
            if (status >= 500) {
                surprises.add(asked + " answered " + status);
            }
            return this;
        }
    }

    /** One part of the way; what goes wrong in it does not keep the others from being walked. */
    interface Part {
        void walk() throws Exception;
    }

    void part(String name, Part part) {
        try {
            part.walk();
        } catch (Exception | AssertionError trouble) {
            surprises.add(name + " ended with " + trouble + " at "
                    + Stream.of(trouble.getStackTrace())
                            .filter(frame -> frame.getClassName().startsWith("org.amparo"))
                            .limit(3)
                            .toList());
        }
    }

    /** What went otherwise than meant. */
    List<String> surprises() {
        return surprises;
    }

    /** Where a canary was that must not be there. */
    List<String> leaks() {
        return leaks;
    }

    /** Fields of which somebody was rightly shown something: without these the walk would prove nothing. */
    Set<String> seen() {
        return seen;
    }

    int requests() {
        return requests;
    }

    Answer get(String who, String path) throws Exception {
        return send(who, HttpMethod.GET, path, builder -> builder);
    }

    Answer json(String who, HttpMethod method, String path, String body) throws Exception {
        return send(
                who,
                method,
                path,
                builder ->
                        builder.contentType(MediaType.APPLICATION_JSON).content(body.getBytes(StandardCharsets.UTF_8)));
    }

    Answer post(String who, String path, String body) throws Exception {
        return json(who, HttpMethod.POST, path, body);
    }

    Answer put(String who, String path, String body) throws Exception {
        return json(who, HttpMethod.PUT, path, body);
    }

    /** A form of a page; names and values in turn. */
    Answer form(String who, String path, String... fields) throws Exception {
        return send(who, HttpMethod.POST, path, builder -> {
            builder.contentType(MediaType.APPLICATION_FORM_URLENCODED);
            for (int field = 0; field < fields.length; field += 2) {
                builder.param(fields[field], fields[field + 1]);
            }
            return builder;
        });
    }

    Answer upload(String who, String path, String fileName, String content) throws Exception {
        var file = new MockMultipartFile("file", fileName, "text/csv", content.getBytes(StandardCharsets.UTF_8));
        return perform(
                who,
                HttpMethod.POST,
                path,
                signed(
                        who,
                        path,
                        MockMvcRequestBuilders.multipart(URI.create(path)).file(file)));
    }

    /** Follows every link a person finds, from the first page on. */
    int follow(String who, String... beginnings) throws Exception {
        var waiting = new ArrayDeque<>(List.of(beginnings));
        var known = new HashSet<>(waiting);
        var pages = 0;
        while (!waiting.isEmpty() && pages < MOST_PAGES) {
            var path = waiting.remove();
            var answer = get(who, path);
            pages++;
            answer.unbroken();
            var links = LINK.matcher(answer.type().startsWith("text/html") ? answer.body() : "");
            while (links.find()) {
                var next = links.group(1).replace("&amp;", "&");
                if (!ELSEWHERE.matcher(next).matches() && known.add(next)) {
                    waiting.add(next);
                }
            }
        }
        return pages;
    }

    private Answer send(
            String who, HttpMethod method, String path, UnaryOperator<AbstractMockHttpServletRequestBuilder<?>> filling)
            throws Exception {
        return perform(
                who,
                method,
                path,
                signed(who, path, filling.apply(MockMvcRequestBuilders.request(method, URI.create(path)))));
    }

    private AbstractMockHttpServletRequestBuilder<?> signed(
            String who, String path, AbstractMockHttpServletRequestBuilder<?> request) {
        if (path.startsWith("/api/")) {
            return request.with(TestMembers.api(who));
        }
        return request.cookie(cookie(who)).with(csrf());
    }

    /** Of somebody who has signed in to the pages. */
    Cookie cookie(String who) {
        return cookies.computeIfAbsent(who, this::signIn);
    }

    private Cookie signIn(String who) {
        var session = sessions.createSession();
        session.setAttribute(
                HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
                WebSessionsQueryTests.identity(who, "sid-of-" + who, clock.instant()));
        sessions.save(session);
        return new Cookie(
                "amparo", Base64.getEncoder().encodeToString(session.getId().getBytes(StandardCharsets.UTF_8)));
    }

    private Answer perform(String who, HttpMethod method, String path, AbstractMockHttpServletRequestBuilder<?> request)
            throws Exception {
        requests++;
        var response = mvc.perform(request).andReturn().getResponse();
        var body = response.getContentAsString(StandardCharsets.UTF_8);
        var type = response.getContentType() == null ? "" : response.getContentType();
        var what = method + " " + path.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "…");
        look(who, what, response, body, type);
        return new Answer(who + " " + what, response, body, type);
    }

    private void look(String who, String what, MockHttpServletResponse response, String body, String type) {
        for (var name : response.getHeaderNames()) {
            note(who, what, "header " + name, String.join(" ", response.getHeaders(name)));
        }
        var told = canary.in(body);
        if (told.isEmpty()) {
            return;
        }
        seen.addAll(told);
        if (NEVER_SEES_PEOPLE.contains(who)) {
            leaks.add(who + " is told " + told + " by " + what);
        }
        var cache = response.getHeader("Cache-Control");
        if (cache == null || !cache.contains("no-store")) {
            leaks.add("a browser may keep " + told + " of " + what);
        }
        if (type.startsWith("text/html")) {
            var addresses = ADDRESS.matcher(body);
            while (addresses.find()) {
                note(who, what, "address", addresses.group(1));
            }
            var title = TITLE.matcher(body);
            while (title.find()) {
                note(who, what, "title", title.group(1));
            }
        } else if (response.getStatus() >= 400 && !what.contains("/sections/")) {
            // A section somebody else changed meanwhile is answered with both values, to one who may read them.
            leaks.add("a problem of " + what + " says " + told);
        }
    }

    private void note(String who, String what, String where, String text) {
        var told = canary.in(text);
        if (!told.isEmpty()) {
            leaks.add(where + " of " + what + " for " + who + " has " + told);
        }
    }
}
