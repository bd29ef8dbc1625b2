package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.amparo.referrals.MovableClock;
import org.amparo.support.TestPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/** What a session leaves in the database, read as a thief of the database would. */
class WebSessionsQueryTests {

    private static JdbcClient jdbc;

    private final MovableClock clock = new MovableClock();
    private final WebSessions sessions = new WebSessions(jdbc, clock);

    @BeforeAll
    static void migrate() {
        var database = TestPostgres.create();
        var source = new DriverManagerDataSource(database.url(), database.user(), database.password());
        Flyway.configure()
                .dataSource(database.url(), database.owner(), database.ownerPassword())
                .locations("classpath:db/migration/__root")
                .load()
                .migrate();
        jdbc = JdbcClient.create(source);
    }

    @BeforeEach
    void forget() {
        jdbc.sql("DELETE FROM web_session").update();
    }

    @Test
    void keepsNothingOfTheTicketAndNothingReadable() {
        var session = signedIn("subject-of-vera", "sid-1");
        session.setAttribute("typed", "CANARY-SESSION-7F3A");
        sessions.save(session);

        var row = jdbc.sql("SELECT * FROM web_session").query().singleRow();
        assertThat(row).containsEntry("subject", "subject-of-vera").containsEntry("provider_session", "sid-1");
        var bytes = (byte[]) row.get("content");
        var shown = new String(bytes, StandardCharsets.ISO_8859_1)
                + new String((byte[]) row.get("id"), StandardCharsets.ISO_8859_1)
                + row;
        assertThat(shown)
                .doesNotContain("CANARY-SESSION-7F3A", "vera@hotline.example", "Vera Volunteer", "eyJhbGciOi")
                .doesNotContain(session.getId())
                .doesNotContain(
                        new String(Base64.getUrlDecoder().decode(session.getId()), StandardCharsets.ISO_8859_1));
    }

    @Test
    void letsNobodyInWithWhatTheRowHolds() {
        sessions.save(signedIn("subject-of-vera", "sid-1"));
        var id = jdbc.sql("SELECT id FROM web_session").query(byte[].class).single();

        assertThat(sessions.findById(Base64.getUrlEncoder().withoutPadding().encodeToString(id)))
                .isNull();
        assertThat(sessions.findById(new String(id, StandardCharsets.ISO_8859_1)))
                .isNull();
    }

    @Test
    void doesNotOpenWhatWasPutIntoAnothersRow() {
        sessions.save(signedIn("subject-of-stella", "sid-2"));
        var mine = signedIn("subject-of-vera", "sid-1");
        sessions.save(mine);

        jdbc.sql("""
                UPDATE web_session SET content = (SELECT content FROM web_session WHERE subject = 'subject-of-stella')
                 WHERE subject = 'subject-of-vera'
                """).update();

        assertThat(sessions.findById(mine.getId())).isNull();
    }

    @Test
    void endsWhenIdleAndNotAMinuteEarly() {
        var session = signedIn("subject-of-vera", "sid-1");
        session.setMaxInactiveInterval(Duration.ofMinutes(20));
        sessions.save(session);

        clock.pass(Duration.ofMinutes(20));
        assertThat(sessions.findById(session.getId())).isNotNull();
        clock.pass(WebSession.COARSE);
        assertThat(sessions.findById(session.getId())).isNull();
        sessions.forgetWhatEnded();
        assertThat(rows()).isZero();
    }

    @Test
    void endsHoweverBusy() {
        var session = signedIn("subject-of-vera", "sid-1");
        session.setMaxInactiveInterval(Duration.ofMinutes(20));
        session.setAttribute(WebSession.UNTIL, clock.instant().plus(Duration.ofHours(1)));
        sessions.save(session);

        for (int minute = 1; minute < 60; minute++) {
            clock.pass(Duration.ofMinutes(1));
            var next = sessions.findById(session.getId());
            assertThat(next).as("after %d minutes", minute).isNotNull();
            sessions.save(next);
        }
        clock.pass(Duration.ofMinutes(1));
        assertThat(sessions.findById(session.getId())).isNull();
    }

    @Test
    void writesThatItWasSeenOnceAMinute() {
        var session = signedIn("subject-of-vera", "sid-1");
        sessions.save(session);
        var first = seenAt();

        clock.pass(Duration.ofSeconds(59));
        sessions.save(sessions.findById(session.getId()));
        assertThat(seenAt()).isEqualTo(first);
        clock.pass(Duration.ofSeconds(1));
        sessions.save(sessions.findById(session.getId()));
        assertThat(seenAt()).isEqualTo(first.plusSeconds(60));
    }

    @Test
    void losesNothingWhenTwoRequestsEndAtOnce() {
        var session = signedIn("subject-of-vera", "sid-1");
        sessions.save(session);
        var one = sessions.findById(session.getId());
        var other = sessions.findById(session.getId());

        one.setAttribute("one", "1");
        other.setAttribute("other", "2");
        sessions.save(one);
        sessions.save(other);

        assertThat(sessions.findById(session.getId()).getAttributeNames()).contains("one", "other");
    }

    @Test
    void keepsEndedWhatWasEndedWhileARequestRan() {
        var session = signedIn("subject-of-vera", "sid-1");
        sessions.save(session);
        var underWay = sessions.findById(session.getId());

        sessions.end("subject-of-vera");
        underWay.setAttribute("late", "1");
        sessions.save(underWay);

        assertThat(rows()).isZero();
    }

    @Test
    void answersToTheNewTicketAloneAfterSigningIn() {
        var session = sessions.createSession();
        sessions.save(session);
        var before = session.getId();

        session.changeSessionId();
        sessions.save(session);

        assertThat(sessions.findById(before)).isNull();
        assertThat(sessions.findById(session.getId())).isNotNull();
        assertThat(rows()).isOne();
    }

    @Test
    void endsEverythingOfASubjectOrOneSignIn() {
        sessions.save(signedIn("subject-of-vera", "sid-1"));
        sessions.save(signedIn("subject-of-vera", "sid-2"));
        sessions.save(signedIn("subject-of-stella", "sid-1"));

        assertThat(sessions.end("subject-of-vera", "sid-1")).isOne();
        assertThat(sessions.of("subject-of-vera")).hasSize(1);
        assertThat(sessions.end("subject-of-vera")).isOne();
        assertThat(sessions.of("subject-of-stella")).hasSize(1);
    }

    private WebSession signedIn(String subject, String sid) {
        var session = sessions.createSession();
        session.setAttribute(
                HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
                identity(subject, sid, clock.instant()));
        return session;
    }

    static SecurityContextImpl identity(String subject, String sid, Instant provenAt) {
        var token = new OidcIdToken(
                "eyJhbGciOiJSUzI1NiJ9.of-" + subject,
                provenAt,
                provenAt.plusSeconds(300),
                Map.of(
                        "sub",
                        subject,
                        "sid",
                        sid,
                        "auth_time",
                        provenAt.getEpochSecond(),
                        "iat",
                        provenAt,
                        "acr",
                        "passkey",
                        "email",
                        subject + "@example.org",
                        "email_verified",
                        true,
                        "name",
                        "Vera Volunteer",
                        "realm_access",
                        Map.of("roles", List.of("amparo-user"))));
        var user = new DefaultOidcUser(AuthorityUtils.createAuthorityList("OIDC_USER"), token);
        return new SecurityContextImpl(new OAuth2AuthenticationToken(user, user.getAuthorities(), "amparo"));
    }

    private static int rows() {
        return jdbc.sql("SELECT count(*) FROM web_session").query(Integer.class).single();
    }

    private static Instant seenAt() {
        return jdbc.sql("SELECT seen_at FROM web_session")
                .query(java.time.OffsetDateTime.class)
                .single()
                .toInstant();
    }
}
