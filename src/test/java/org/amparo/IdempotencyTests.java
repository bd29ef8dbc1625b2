package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.amparo.membership.Duty;
import org.amparo.membership.SignedIn;
import org.amparo.support.TestMembers;
import org.amparo.support.TestPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import tools.jackson.databind.json.JsonMapper;

/** The filter before a handler that counts, with the real table behind. */
class IdempotencyTests {

    private static final Instant NOON = Instant.parse("2026-03-02T20:00:00Z");

    private static DataSource database;

    private final AtomicInteger deeds = new AtomicInteger();

    @BeforeAll
    static void migrate() {
        var made = TestPostgres.create();
        database = new DriverManagerDataSource(made.url(), made.user(), made.password());
        Flyway.configure()
                .dataSource(made.url(), made.owner(), made.ownerPassword())
                .locations("classpath:db/migration/__root")
                .load()
                .migrate();
    }

    @BeforeEach
    void signIn() {
        as(TestMembers.ATTORNEY);
        JdbcClient.create(database).sql("DELETE FROM keyed_request").update();
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void actsOnceAndAnswersTheSameTwice() throws Exception {
        var first = send("k1", "{\"scope\":\"bond\"}", NOON);
        var again = send("k1", "{\"scope\":\"bond\"}", NOON.plusSeconds(5));

        assertThat(deeds).hasValue(1);
        assertThat(again.getStatus()).isEqualTo(first.getStatus()).isEqualTo(201);
        assertThat(again.getHeader("Location"))
                .isEqualTo(first.getHeader("Location"))
                .isEqualTo("/api/v1/deeds/1");
        assertThat(again.getHeader("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.getContentAsByteArray()).isEmpty();
    }

    @Test
    void refusesTheSameKeyForAnotherRequest() throws Exception {
        send("k2", "{\"scope\":\"bond\"}", NOON);
        var other = send("k2", "{\"scope\":\"full\"}", NOON);

        assertThat(other.getStatus()).isEqualTo(422);
        assertThat(other.getContentAsString()).contains("urn:amparo:problem:idempotency-key-reused");
        assertThat(deeds).hasValue(1);
    }

    @Test
    void forgetsKeysAfterADay() throws Exception {
        send("k9", "{}", NOON);
        send("k10", "{}", NOON.plus(Duration.ofHours(2)));
        var later = NOON.plus(Duration.ofHours(25));

        new KeyedRequests(JdbcClient.create(database), Clock.fixed(later, ZoneOffset.UTC)).forget();

        assertThat(JdbcClient.create(database)
                        .sql("SELECT count(*) FROM keyed_request")
                        .query(Integer.class)
                        .single())
                .isOne();
        send("k9", "{}", later);
        send("k10", "{}", later);
        assertThat(deeds).hasValue(3);
    }

    @Test
    void keepsTheKeysOfTwoMembersApart() throws Exception {
        send("k3", "{}", NOON);
        as(TestMembers.OTHER_ATTORNEY);
        send("k3", "{}", NOON);

        assertThat(deeds).hasValue(2);
    }

    @Test
    void tellsAConcurrentRepetitionToWait() throws Exception {
        var inside = new MockHttpServletResponse();
        var outside = send("k4", "{}", NOON, (request, response) -> {
            filter(NOON).doFilter(request("k4", "{}"), inside, (ignored, alsoIgnored) -> deeds.incrementAndGet());
            ((MockHttpServletResponse) response).setStatus(204);
        });

        assertThat(inside.getStatus()).isEqualTo(409);
        assertThat(inside.getHeader("Retry-After")).isEqualTo("1");
        assertThat(outside.getStatus()).isEqualTo(204);
        assertThat(deeds).hasValue(0);
    }

    @Test
    void letsARefusedRequestTryAgain() throws Exception {
        send("k5", "{}", NOON, (request, response) -> ((MockHttpServletResponse) response).setStatus(422));
        var accepted = send("k5", "{}", NOON);

        assertThat(accepted.getStatus()).isEqualTo(201);
        assertThat(deeds).hasValue(1);
    }

    @Test
    void letsARequestThatWasForbiddenTryAgain() throws Exception {
        try {
            send("k6", "{}", NOON, (request, response) -> {
                throw new ServletException(new AccessDeniedException("no"));
            });
        } catch (ServletException forbidden) {
            assertThat(forbidden).hasCauseInstanceOf(AccessDeniedException.class);
        }
        assertThat(send("k6", "{}", NOON).getStatus()).isEqualTo(201);
    }

    @Test
    void remembersTheAnswerNobodyWaitedFor() throws Exception {
        try {
            send("k7", "{}", NOON, (request, response) -> {
                deeds.incrementAndGet();
                ((MockHttpServletResponse) response).setStatus(201);
                throw new IOException("connection reset");
            });
        } catch (IOException gone) {
            assertThat(gone).hasMessage("connection reset");
        }
        assertThat(send("k7", "{}", NOON).getHeader("Idempotency-Replayed")).isEqualTo("true");
        assertThat(deeds).hasValue(1);
    }

    @Test
    void doesNotGuessWhatBecameOfARequestThatNeverFinished() throws Exception {
        try {
            send("k8", "{}", NOON, (request, response) -> {
                throw new IllegalStateException("the node went down here");
            });
        } catch (IllegalStateException down) {
            assertThat(down).isNotNull();
        }
        var later = send("k8", "{}", NOON.plus(Duration.ofMinutes(5)));

        assertThat(later.getStatus()).isEqualTo(409);
        assertThat(later.getContentAsString()).contains("idempotency-unfinished");
        assertThat(deeds).hasValue(0);
    }

    @Test
    void forgetsAfterADay() throws Exception {
        send("k9", "{}", NOON);
        send("k9", "{\"other\":1}", NOON.plus(Duration.ofHours(25)));

        assertThat(deeds).hasValue(2);
        requests(NOON.plus(Duration.ofHours(60))).forget();
        assertThat(rows()).isZero();
    }

    @Test
    void keepsNothingReadable() throws Exception {
        send("a-key-somebody-chose", "{\"name\":\"María\"}", NOON);

        var row = JdbcClient.create(database)
                .sql("SELECT keyed_request::text FROM keyed_request")
                .query(String.class)
                .single();
        assertThat(row).doesNotContain("Mar", "a-key");
    }

    @Test
    void refusesAKeyThatIsNone() throws Exception {
        assertThat(send(" ", "{}", NOON).getStatus()).isEqualTo(400);
        assertThat(send("x".repeat(201), "{}", NOON).getStatus()).isEqualTo(400);
        assertThat(deeds).hasValue(0);
    }

    @Test
    void leavesRequestsWithoutAKeyAlone() throws Exception {
        send(null, "{}", NOON);
        send(null, "{}", NOON);

        assertThat(deeds).hasValue(2);
        assertThat(rows()).isZero();
    }

    private MockHttpServletResponse send(@org.jspecify.annotations.Nullable String key, String body, Instant at)
            throws ServletException, IOException {
        return send(key, body, at, (request, response) -> {
            assertThat(request.getInputStream().readAllBytes()).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
            var answer = (MockHttpServletResponse) response;
            answer.setStatus(201);
            answer.setHeader("Location", "/api/v1/deeds/" + deeds.incrementAndGet());
            answer.getWriter().write("{\"about\":\"a person\"}");
        });
    }

    private MockHttpServletResponse send(
            @org.jspecify.annotations.Nullable String key, String body, Instant at, FilterChain handler)
            throws ServletException, IOException {
        var response = new MockHttpServletResponse();
        filter(at).doFilter(request(key, body), response, handler);
        return response;
    }

    private static MockHttpServletRequest request(@org.jspecify.annotations.Nullable String key, String body) {
        var request = new MockHttpServletRequest("POST", "/api/v1/deeds");
        request.setContentType("application/json");
        request.setContent(body.getBytes(StandardCharsets.UTF_8));
        if (key != null) {
            request.addHeader("Idempotency-Key", key);
        }
        return request;
    }

    private static IdempotencyFilter filter(Instant at) {
        var messages = new StaticMessageSource();
        messages.setUseCodeAsDefaultMessage(true);
        messages.addMessage("x", Locale.ENGLISH, "x");
        return new IdempotencyFilter(
                requests(at),
                new SecurityProblems(
                        JsonMapper.shared(),
                        messages,
                        new Refusals(event -> {}, Clock.systemUTC()),
                        new HttpSessionRequestCache(),
                        new SignInSettings(null, null, null, null)));
    }

    private static KeyedRequests requests(Instant at) {
        return new KeyedRequests(JdbcClient.create(database), Clock.fixed(at, ZoneOffset.UTC));
    }

    private static int rows() {
        return JdbcClient.create(database)
                .sql("SELECT count(*) FROM keyed_request")
                .query(Integer.class)
                .single();
    }

    private static void as(SignedIn member) {
        var identity = new TestingAuthenticationToken("subject", null);
        SecurityContextHolder.getContext()
                .setAuthentication(new MemberAuthentication(member, identity, Instant.EPOCH, Duty.State.ON, List.of()));
    }
}
