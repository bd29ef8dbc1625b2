package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.amparo.membership.Directory;
import org.amparo.membership.Duty;
import org.amparo.membership.MemberId;
import org.amparo.membership.Welcome;
import org.amparo.support.TestMembers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.method.HandlerMethod;

/** The filter that asks membership at each request, and the interceptor that asks the role before anything is read. */
class WhoIsLetInUnitTests {

    private static final Instant NOON = Instant.parse("2026-03-02T20:00:00Z");

    private final Map<MemberId, Instant> ended = new java.util.HashMap<>();
    private boolean asksToProveAgain;
    private Duty.State duty = Duty.State.ON;
    private final Directory directory = new TestMembers() {
        @Override
        public Duty duty(MemberId member, Instant at) {
            return new Duty(duty, null, null);
        }

        @Override
        public Optional<Instant> signedOutAt(MemberId member) {
            return Optional.ofNullable(ended.get(member));
        }
    };
    private final AtomicReference<String> welcomed = new AtomicReference<>("");
    private @Nullable Welcome welcome = (subject, email) -> {
        welcomed.set(subject + " " + email);
        return Optional.of(TestMembers.LEAD);
    };

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void givesAMemberTheRolesOfMembershipAndOfNothingElse() throws Exception {
        var member = filtered(token("volunteer", Map.of()));

        assertThat(member).isInstanceOf(MemberAuthentication.class);
        assertThat(names(member)).containsExactlyInAnyOrder("ROLE_VOLUNTEER", "FACTOR_BEARER");
        assertThat(((MemberAuthentication) member).member()).isEqualTo(TestMembers.VOLUNTEER);
        assertThat(member.isAuthenticated()).isTrue();
    }

    @Test
    void takesWhoSignedInToThePagesTheSame() throws Exception {
        var id = new OidcIdToken("token", NOON, NOON.plusSeconds(60), claims("dispatcher", Map.of()));
        var page = new TestingAuthenticationToken(new DefaultOidcUser(List.of(), id), null);

        assertThat(filtered(page)).isInstanceOf(MemberAuthentication.class);
    }

    @Test
    void letsNobodyInWhoIsSuspended() throws Exception {
        assertThat(filtered(token("suspended", Map.of()))).isInstanceOf(StrangerAuthentication.class);
    }

    @Test
    void letsNobodyInWithoutTheRealmsRole() throws Exception {
        assertThat(filtered(token("volunteer", Map.of("realm_access", Map.of("roles", List.of("other"))))))
                .isInstanceOf(StrangerAuthentication.class);
        assertThat(filtered(token("volunteer", Map.of("realm_access", Map.of("roles", "amparo-user")))))
                .isInstanceOf(StrangerAuthentication.class);
        assertThat(filtered(token("volunteer", Map.of("realm_access", "amparo-user"))))
                .isInstanceOf(StrangerAuthentication.class);
        assertThat(welcomed).hasValue("");
    }

    @Test
    void welcomesWhoIsNotKnownByAVerifiedAddressOnly() throws Exception {
        assertThat(filtered(token("stranger", Map.of("email", "s@example.org", "email_verified", true))))
                .isInstanceOf(MemberAuthentication.class);
        assertThat(welcomed).hasValue("stranger s@example.org");

        for (var unproven : List.<Map<String, Object>>of(
                Map.of(),
                Map.of("email", "s@example.org"),
                Map.of("email_verified", true),
                Map.of("email", "s@example.org", "email_verified", false))) {
            welcomed.set("");
            assertThat(filtered(token("stranger", unproven))).isInstanceOf(StrangerAuthentication.class);
            assertThat(welcomed).hasValue("");
        }
    }

    @Test
    void letsNobodyUnknownInWhereNobodyWelcomes() throws Exception {
        welcome = null;

        assertThat(filtered(token("stranger", Map.of("email", "s@example.org", "email_verified", true))))
                .isInstanceOf(StrangerAuthentication.class);
    }

    @Test
    void asksThoseWhoReachFarForAPasskey() throws Exception {
        for (var far : List.of("dispatcher", "attorney", "lead", "steward")) {
            var unproven = filtered(token(far, Map.of("acr", "password")));
            assertThat(unproven).isInstanceOf(UnprovenAuthentication.class);
            assertThat(names(unproven)).noneMatch(name -> name.startsWith("ROLE_"));
        }
        assertThat(filtered(token("volunteer", Map.of("acr", "password")))).isInstanceOf(UnprovenAuthentication.class);
        assertThat(filtered(token("volunteer", Map.of("acr", "code")))).isInstanceOf(MemberAuthentication.class);
    }

    @Test
    void takesItsRoleFromAVolunteerWhoIsNotOnDuty() throws Exception {
        duty = Duty.State.OFF;

        assertThat(names(filtered(token("volunteer", Map.of())))).doesNotContain("ROLE_VOLUNTEER");
        assertThat(names(filtered(token("steward", Map.of())))).contains("ROLE_STEWARD");
        assertThat(((MemberAuthentication) filtered(token("steward", Map.of()))).duty())
                .as("nobody else has shifts")
                .isEqualTo(Duty.State.ON);
    }

    @Test
    void knowsNobodyWithoutASubject() throws Exception {
        var nameless = Jwt.withTokenValue("t")
                .header("alg", "none")
                .claim("email", "s@example.org")
                .build();

        assertThat(filtered(new JwtAuthenticationToken(nameless))).isInstanceOf(StrangerAuthentication.class);
    }

    @Test
    void endsWhatWasProvenBeforeTheMemberSignedOutEverywhere() throws Exception {
        ended.put(TestMembers.VOLUNTEER.member(), NOON);
        var session = new MockHttpSession();

        var over = filtered(token("volunteer", Map.of("auth_time", NOON.minusSeconds(1))), session);
        assertThat(names(over)).containsExactly("ROLE_ANONYMOUS");
        assertThat(session.isInvalid()).isTrue();
        assertThat(asksToProveAgain).as("in the session that follows").isTrue();
        assertThat(filtered(token("volunteer", Map.of("auth_time", NOON)))).isInstanceOf(MemberAuthentication.class);
        assertThat(filtered(token("volunteer", Map.of("iat", NOON.minusSeconds(1)))))
                .isNotInstanceOf(MemberAuthentication.class);
        assertThat(filtered(token("volunteer", Map.of()))).isNotInstanceOf(MemberAuthentication.class);
        assertThat(filtered(token("dispatcher", Map.of()))).isInstanceOf(MemberAuthentication.class);
    }

    @Test
    void trustsTheMomentOfProofBeforeThatOfIssue() {
        var both = Jwt.withTokenValue("t")
                .header("alg", "none")
                .claim("auth_time", NOON)
                .claim("iat", NOON.plusSeconds(9));

        assertThat(MembershipFilter.provenAt(both.build())).isEqualTo(NOON);
    }

    @Test
    void leavesWhoDidNotSignInAlone() throws Exception {
        assertThat(filtered(null)).isNull();
        var other = new TestingAuthenticationToken("somebody", "password");
        assertThat(filtered(other)).isSameAs(other);
    }

    @Test
    void alwaysGoesOn() throws Exception {
        for (var who : List.of(token("volunteer", Map.of()), token("suspended", Map.of()), token("nobody", Map.of()))) {
            filtered(who);
        }
        ended.put(TestMembers.LEAD.member(), NOON);
        assertThat(names(filtered(token("lead", Map.of())))).containsExactly("ROLE_ANONYMOUS");
    }

    @Test
    void asksWhenAnErrorIsTold() {
        assertThat(filter().shouldNotFilterErrorDispatch()).isFalse();
    }

    @Test
    void asksTheRoleBeforeTheHandlerIsReached() throws Exception {
        enter("ROLE_STEWARD");
        assertThat(allowed("forStewards")).isTrue();
        assertThat(allowed("forMembers")).isTrue();
        assertThat(allowed("forAll")).isTrue();

        enter("ROLE_VOLUNTEER");
        assertThatThrownBy(() -> allowed("forStewards")).isInstanceOf(AccessDeniedException.class);
        assertThat(allowed("forMembers")).isTrue();

        enter("ROLE_OTHER");
        assertThatThrownBy(() -> allowed("forMembers")).isInstanceOf(AccessDeniedException.class);
        assertThat(new RolesFirst()
                        .preHandle(
                                new MockHttpServletRequest(), new MockHttpServletResponse(), "a file of the interface"))
                .isTrue();
    }

    @Test
    void asksTheRoleOfAClassWhereTheMethodNamesNone() throws Exception {
        enter("ROLE_VOLUNTEER");
        var method = new HandlerMethod(new Stewards(), Stewards.class.getDeclaredMethod("everything"));

        assertThatThrownBy(() ->
                        new RolesFirst().preHandle(new MockHttpServletRequest(), new MockHttpServletResponse(), method))
                .isInstanceOf(AccessDeniedException.class);
    }

    static class Handlers {

        @PreAuthorize("hasRole('STEWARD')")
        void forStewards() {}

        @PreAuthorize("hasAnyRole('STEWARD', 'VOLUNTEER')")
        void forMembers() {}

        void forAll() {}
    }

    @PreAuthorize("hasRole('STEWARD')")
    static class Stewards {

        void everything() {}
    }

    private static boolean allowed(String handler) throws Exception {
        var method = new HandlerMethod(new Handlers(), Handlers.class.getDeclaredMethod(handler));
        return new RolesFirst().preHandle(new MockHttpServletRequest(), new MockHttpServletResponse(), method);
    }

    private static void enter(String role) {
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("a", "b", role));
    }

    private @Nullable Authentication filtered(@Nullable Authentication identity) throws ServletException, IOException {
        return filtered(identity, null);
    }

    private @Nullable Authentication filtered(@Nullable Authentication identity, @Nullable MockHttpSession session)
            throws ServletException, IOException {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(identity);
        SecurityContextHolder.setContext(context);
        var request = new MockHttpServletRequest();
        if (session != null) {
            request.setSession(session);
        }
        var chain = new MockFilterChain();
        filter().doFilter(request, new MockHttpServletResponse(), chain);
        var after = request.getSession(false);
        asksToProveAgain = after != null && after.getAttribute(SignInRequests.PROVE_AGAIN) != null;
        assertThat(chain.getRequest()).as("the request goes on").isNotNull();
        return SecurityContextHolder.getContext().getAuthentication();
    }

    private MembershipFilter filter() {
        return new MembershipFilter(
                directory, beans(), new SignInSettings(null, null, null, null), Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private org.springframework.beans.factory.ObjectProvider<Welcome> beans() {
        var beans = new StaticListableBeanFactory();
        if (welcome != null) {
            beans.addBean("welcome", welcome);
        }
        return beans.getBeanProvider(Welcome.class);
    }

    private static JwtAuthenticationToken token(String subject, Map<String, Object> more) {
        return new JwtAuthenticationToken(
                Jwt.withTokenValue("t")
                        .header("alg", "none")
                        .claims(claims -> claims.putAll(claims(subject, more)))
                        .build(),
                List.of(new SimpleGrantedAuthority("FACTOR_BEARER"), new SimpleGrantedAuthority("SCOPE_steward")));
    }

    private static Map<String, Object> claims(String subject, Map<String, Object> more) {
        var claims = new java.util.HashMap<String, Object>(
                Map.of("sub", subject, "acr", "passkey", "realm_access", Map.of("roles", List.of("amparo-user"))));
        claims.putAll(more);
        return claims;
    }

    private static List<String> names(@Nullable Authentication authentication) {
        return authentication == null
                ? List.of()
                : authentication.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .toList();
    }
}
