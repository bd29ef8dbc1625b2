package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.amparo.support.FalseProvider;
import org.amparo.support.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.result.MockMvcResultMatchers;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Tokens that are not what they say, put before everything that reads one: the API, the way back from signing in, and the back channel. The
 * application is configured as an installation is, by the address of its realm alone; only the realm is false.
 */
@SpringBootTest
@AutoConfigureMockMvc
@Import({TestDatabase.class, SecurityTests.People.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForgedTokensTests {

    private static final FalseProvider PROVIDER = new FalseProvider();
    private static final String LOGGED_OUT = "http://schemas.openid.net/event/backchannel-logout";
    private static final JOSEObjectType LOGOUT = new JOSEObjectType("logout+jwt");

    private final MockMvc mvc;

    ForgedTokensTests(@Autowired MockMvc mvc) {
        this.mvc = mvc;
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("amparo.identity.issuer", PROVIDER::issuer);
        settings.add("amparo.identity.client-secret", () -> "a secret of this test");
    }

    @BeforeEach
    void nothingAskedYet() {
        PROVIDER.behave();
    }

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    // Forgeries: each makes a token of claims that would be good if the realm had signed them

    private interface Forger {
        String forge(JWTClaimsSet claims) throws Exception;
    }

    private static final Map<String, Forger> FORGERIES = new LinkedHashMap<>();

    static {
        FORGERIES.put("signed by nobody", claims -> new PlainJWT(claims).serialize());
        FORGERIES.put("signed by nobody, in other letters", claims -> unsigned(claims, "nOnE"));
        FORGERIES.put("with the signature left out", claims -> {
            var good = good(claims).split("\\.", -1);
            return good[0] + "." + good[1] + ".";
        });
        var realm = PROVIDER.key();
        for (var secret : publicForms(realm)) {
            for (var algorithm : List.of(JWSAlgorithm.HS256, JWSAlgorithm.HS384, JWSAlgorithm.HS512)) {
                FORGERIES.put(
                        algorithm + " keyed with the public key (" + secret.length + " bytes)",
                        claims -> signed(claims, header(algorithm, claims), new MACSigner(secret)));
            }
        }
        var foreign = PROVIDER.foreignKey();
        FORGERIES.put(
                "signed by another key under the name of the realm's",
                claims -> signed(claims, header(JWSAlgorithm.RS256, claims), signer(foreign)));
        FORGERIES.put("signed by another key under its own name", withKeyId(foreign.getKeyID()));
        FORGERIES.put("signed by another key under no name", withKeyId(null));
        FORGERIES.put("naming its key by an address", withKeyId(PROVIDER.elsewhere() + "/keys"));
        FORGERIES.put("naming its key by a path", withKeyId("../../../../../elsewhere/keys"));
        FORGERIES.put("naming its key by a question", withKeyId("x' UNION SELECT 'key' --"));
        FORGERIES.put(
                "bringing its key along",
                claims -> foreign(
                        claims, header -> header.jwk(foreign.toPublicJWK()).keyID(foreign.getKeyID())));
        FORGERIES.put(
                "bringing its key along under the name of the realm's",
                claims -> foreign(
                        claims,
                        header -> header.jwk(new RSAKey.Builder(foreign.toPublicJWK())
                                .keyID(realm.getKeyID())
                                .build())));
        FORGERIES.put(
                "saying where its keys are",
                claims -> foreign(
                        claims,
                        header -> header.jwkURL(URI.create(PROVIDER.elsewhere() + "/keys"))
                                .keyID(foreign.getKeyID())));
        FORGERIES.put(
                "saying where its certificate is",
                claims -> foreign(
                        claims,
                        header -> header.x509CertURL(URI.create(PROVIDER.elsewhere() + "/certificate"))
                                .keyID(foreign.getKeyID())));
        FORGERIES.put(
                "bringing its certificate along",
                claims -> foreign(
                        claims,
                        header -> header.x509CertChain(List.of(
                                        Base64.encode(publicForms(foreign).getFirst())))
                                .keyID(foreign.getKeyID())));
        FORGERIES.put(
                "under a curve the realm has no key for",
                claims -> signed(
                        claims,
                        header(JWSAlgorithm.ES256, claims),
                        new com.nimbusds.jose.crypto.ECDSASigner(
                                new ECKeyGenerator(com.nimbusds.jose.jwk.Curve.P_256).generate())));
        FORGERIES.put(
                "demanding what nobody knows",
                claims -> signed(
                        claims,
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .type(typeOf(claims))
                                .keyID(realm.getKeyID())
                                .criticalParams(java.util.Set.of("exp"))
                                .customParam("exp", 1)
                                .build(),
                        signer(realm)));
        FORGERIES.put("with another's claims under a good signature", claims -> {
            var good = good(claims).split("\\.", -1);
            var other = good(new JWTClaimsSet.Builder(claims).subject("steward").build())
                    .split("\\.", -1);
            return good[0] + "." + other[1] + "." + good[2];
        });
        FORGERIES.put("in five parts", claims -> good(claims) + ".AAAA.AAAA");
    }

    static List<String> forgeries() {
        return List.copyOf(FORGERIES.keySet());
    }

    // The API

    @Test
    void takesATokenTheRealmSigned() throws Exception {
        mvc.perform(get("/api/v1/me").header("Authorization", "Bearer " + good(access())))
                .andExpect(status().isOk());
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void refusesAForgedTokenAndAsksNobodyElseAboutIt(String forgery) throws Exception {
        mvc.perform(get("/api/v1/me")
                        .header(
                                "Authorization",
                                "Bearer " + FORGERIES.get(forgery).forge(access())))
                .andExpect(status().isUnauthorized())
                .andExpect(jsonPath("$.type").value("urn:amparo:problem:sign-in-required"));

        nothingWasAskedElsewhere();
    }

    @Test
    void takesNoOtherAlgorithmEvenOfTheRealmItself() throws Exception {
        for (var algorithm : List.of(JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256)) {
            mvc.perform(get("/api/v1/me")
                            .header(
                                    "Authorization",
                                    "Bearer " + signed(access(), header(algorithm, access()), signer(PROVIDER.key()))))
                    .andExpect(status().isUnauthorized());
        }
    }

    @Test
    void takesATokenForItselfOfItsRealmAndOfNowOnly() throws Exception {
        var wrong = List.<Consumer<JWTClaimsSet.Builder>>of(
                claims -> claims.issuer("https://elsewhere.example/realms/amparo"),
                claims -> claims.issuer(null),
                claims -> claims.audience("amparo-web"),
                claims -> claims.audience((String) null),
                claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120))),
                claims -> claims.notBeforeTime(Date.from(Instant.now().plusSeconds(600))));
        for (var change : wrong) {
            var claims = new JWTClaimsSet.Builder(access());
            change.accept(claims);
            mvc.perform(get("/api/v1/me").header("Authorization", "Bearer " + good(claims.build())))
                    .andExpect(status().isUnauthorized());
        }
    }

    // The way back from signing in

    @Test
    void letsInWhomTheRealmAnswersFor() throws Exception {
        var begun = begin();
        var session = comeBack(begun, good(identity(begun.nonce())));

        mvc.perform(get("/me/sign-ins").cookie(session)).andExpect(status().isOk());
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void letsNobodyInWithAForgedToken(String forgery) throws Exception {
        var begun = begin();
        refuses(begun, FORGERIES.get(forgery).forge(identity(begun.nonce())));

        nothingWasAskedElsewhere();
    }

    @Test
    void letsNobodyInWithTheAnswerToAnotherSignIn() throws Exception {
        var begun = begin();
        var others = begin();

        refuses(begun, good(identity(others.nonce())));
        begun = begin();
        refuses(begun, good(identity(null)));
        begun = begin();
        refuses(begun, good(identity("")));
        begun = begin();
        refuses(begun, good(identity(begun.plainNonce())));
    }

    @Test
    void letsNobodyInWithATokenOfAnotherRealmOrForAnotherProgram() throws Exception {
        var wrong = List.<UnaryOperator<JWTClaimsSet.Builder>>of(
                claims -> claims.issuer("https://elsewhere.example/realms/amparo"),
                claims -> claims.audience("amparo-api"),
                claims -> claims.audience(List.of("amparo-web", "amparo-cli")),
                claims -> claims.claim("azp", "amparo-cli"),
                claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120))),
                claims -> claims.subject(null),
                claims -> claims.claim(
                        "auth_time", Instant.now().minusSeconds(3600).getEpochSecond()));
        for (var change : wrong) {
            var begun = begin();
            refuses(
                    begun,
                    good(change.apply(new JWTClaimsSet.Builder(identity(begun.nonce())))
                            .build()));
        }
    }

    // What the realm says about itself, and where it sends those who ask

    @ParameterizedTest
    @ValueSource(strings = {"https://elsewhere.example/realms/amparo", "http://localhost/realms/amparo", ""})
    void believesNoDescriptionOfAnotherRealm(String other) throws Exception {
        PROVIDER.pretendToBe(other.isEmpty() ? PROVIDER.issuer() + "/" : other);

        assertThatThrownBy(() -> new IdentityProvider().described(PROVIDER.issuer()))
                .as("pages")
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another identity provider");
        assertThatThrownBy(() -> freshDecoder().decode(good(access())))
                .as("API")
                .isInstanceOf(RuntimeException.class);
        PROVIDER.behave();
        assertThat(freshDecoder().decode(good(access())).getSubject())
                .as("once it is itself again")
                .isEqualTo("volunteer");
    }

    @Test
    void isNotSentElsewhereForTheDescription() {
        PROVIDER.sendElsewhere("description");

        assertThatThrownBy(() -> new IdentityProvider().described(PROVIDER.issuer()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> freshDecoder().decode(good(access()))).isInstanceOf(RuntimeException.class);
        nothingWasAskedElsewhere();
    }

    /** As the application makes it: by the address of the realm, with what every one of its decoders is told. */
    private static JwtDecoder freshDecoder() {
        var builder = NimbusJwtDecoder.withIssuerLocation(PROVIDER.issuer());
        new IdentityProvider().read(builder);
        return builder.build();
    }

    @Test
    void isNotSentElsewhereForKeys() throws Exception {
        PROVIDER.sendElsewhere("keys");
        var token = withKeyId(PROVIDER.foreignKey().getKeyID());

        var sent = get("/api/v1/me").header("Authorization", "Bearer " + token.forge(access()));
        mvc.perform(sent)
                .andExpect(status().isServiceUnavailable())
                .andExpect(MockMvcResultMatchers.header().string("Retry-After", "10"))
                .andExpect(jsonPath("$.type").value("urn:amparo:problem:sign-in-unavailable"));
        var begun = begin();
        refuses(begun, token.forge(identity(begun.nonce())));
        logout(token.forge(farewell())).andExpect(status().is4xxClientError());
        assertThat(PROVIDER.asked())
                .as("keys were asked for")
                .contains(URI.create(PROVIDER.issuer()).getPath() + "/keys");
        nothingWasAskedElsewhere();
    }

    @Test
    void isNotSentElsewhereWithACode() throws Exception {
        PROVIDER.sendElsewhere("token");
        var begun = begin();

        refuses(begun, good(identity(begun.nonce())));
        nothingWasAskedElsewhere();
    }

    @Test
    void isNotSentElsewhereForAProfile() throws Exception {
        PROVIDER.sendElsewhere("profile");
        var begun = begin();

        refuses(begun, good(identity(begun.nonce())));
        nothingWasAskedElsewhere();
    }

    // The back channel

    @Test
    void endsTheSessionsARealmSaysHaveEnded() throws Exception {
        var session = signIn();

        logout(farewell(farewell())).andExpect(status().isOk());
        mvc.perform(get("/me/sign-ins").cookie(session)).andExpect(redirectedUrl(SignInRequests.ADDRESS));
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void endsNoSessionForAForgedToken(String forgery) throws Exception {
        var session = signIn();

        logout(FORGERIES.get(forgery).forge(farewell())).andExpect(status().is4xxClientError());
        mvc.perform(get("/me/sign-ins").cookie(session)).andExpect(status().isOk());
        nothingWasAskedElsewhere();
    }

    @Test
    void endsNoSessionForATokenThatIsForSomethingElse() throws Exception {
        var session = signIn();
        var wrong = new ArrayList<String>();
        for (var change : List.<UnaryOperator<JWTClaimsSet.Builder>>of(
                claims -> claims.claim("nonce", "any"),
                claims -> claims.claim("events", null),
                claims -> claims.claim("events", Map.of("http://schemas.openid.net/event/other", Map.of())),
                claims -> claims.claim("events", LOGGED_OUT),
                claims -> claims.issuer("https://elsewhere.example/realms/amparo"),
                claims -> claims.audience("amparo-api"),
                claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120))),
                claims -> claims.issueTime(null),
                claims -> claims.jwtID(null),
                claims -> claims.subject(null),
                claims -> claims.issueTime(Date.from(Instant.now().minusSeconds(600))))) {
            wrong.add(
                    farewell(change.apply(new JWTClaimsSet.Builder(farewell())).build()));
        }
        for (var type : new String[] {null, "JWT", "at+jwt", "logout"}) {
            wrong.add(typed(farewell(), type == null ? null : new JOSEObjectType(type)));
        }
        wrong.add(good(identity("nonce")));
        wrong.add(good(access()));
        wrong.add("");
        wrong.add("x.y.z");

        for (var token : wrong) {
            logout(token).andExpect(status().is4xxClientError());
            mvc.perform(get("/me/sign-ins").cookie(session)).andExpect(status().isOk());
        }
        mvc.perform(post("/logout/connect/back-channel/amparo")).andExpect(status().is4xxClientError());
        mvc.perform(post("/logout/connect/back-channel/other")
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .param("logout_token", farewell(farewell())))
                .andExpect(status().is4xxClientError());
        mvc.perform(get("/me/sign-ins").cookie(session)).andExpect(status().isOk());
    }

    // One sign-in

    private record Begun(String state, String nonce, String plainNonce, Cookie session) {}

    private Begun begin() throws Exception {
        var answer = mvc.perform(get(SignInRequests.ADDRESS)).andReturn();
        var asked = UriComponentsBuilder.fromUriString(
                        String.valueOf(answer.getResponse().getRedirectedUrl()))
                .build()
                .getQueryParams();
        var nonce = String.valueOf(asked.getFirst("nonce"));
        return new Begun(
                java.net.URLDecoder.decode(String.valueOf(asked.getFirst("state")), StandardCharsets.UTF_8),
                nonce,
                nonce.substring(1) + "A",
                answer.getResponse().getCookie("amparo"));
    }

    private Cookie comeBack(Begun begun, String idToken) throws Exception {
        PROVIDER.willIssue(idToken);
        var session = mvc.perform(back(begun))
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getCookie("amparo");
        assertThat(session).as("a new ticket").isNotNull();
        return session;
    }

    private void refuses(Begun begun, String idToken) throws Exception {
        PROVIDER.willIssue(idToken);
        mvc.perform(back(begun)).andExpect(status().is4xxClientError());
        mvc.perform(get("/me/sign-ins").cookie(begun.session())).andExpect(redirectedUrl(SignInRequests.ADDRESS));
    }

    private static org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder back(Begun begun) {
        return get("/login/oauth2/code/amparo")
                .queryParam("code", "of-this-test")
                .queryParam("state", begun.state())
                .cookie(begun.session());
    }

    private Cookie signIn() throws Exception {
        var begun = begin();
        return comeBack(begun, good(identity(begun.nonce())));
    }

    private org.springframework.test.web.servlet.ResultActions logout(String token) throws Exception {
        return mvc.perform(post("/logout/connect/back-channel/amparo")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .param("logout_token", token));
    }

    private static void nothingWasAskedElsewhere() {
        assertThat(PROVIDER.asked()).noneMatch(path -> path.contains("elsewhere"));
    }

    // What would be said if it were true

    private static JWTClaimsSet access() {
        return claims("amparo-api").build();
    }

    private static JWTClaimsSet identity(String nonce) {
        return claims("amparo-web").claim("nonce", nonce).build();
    }

    private static JWTClaimsSet farewell() {
        return new JWTClaimsSet.Builder()
                .issuer(PROVIDER.issuer())
                .subject("volunteer")
                .audience("amparo-web")
                .issueTime(new Date())
                .expirationTime(Date.from(Instant.now().plusSeconds(120)))
                .jwtID(UUID.randomUUID().toString())
                .claim("sid", "of-this-test")
                .claim("events", Map.of(LOGGED_OUT, Map.of()))
                .build();
    }

    private static JWTClaimsSet.Builder claims(String audience) {
        return new JWTClaimsSet.Builder()
                .issuer(PROVIDER.issuer())
                .subject("volunteer")
                .audience(audience)
                .issueTime(new Date())
                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .jwtID(UUID.randomUUID().toString())
                .claim("sid", "of-this-test")
                .claim("email", "volunteer@example.org")
                .claim("email_verified", true)
                .claim("acr", "code")
                .claim("auth_time", Instant.now().getEpochSecond())
                .claim("realm_access", Map.of("roles", List.of("amparo-user")));
    }

    // Signing

    private static String good(JWTClaimsSet claims) throws JOSEException {
        return signed(claims, header(JWSAlgorithm.RS256, claims), signer(PROVIDER.key()));
    }

    private static String farewell(JWTClaimsSet claims) throws JOSEException {
        return typed(claims, LOGOUT);
    }

    private static String typed(JWTClaimsSet claims, JOSEObjectType type) throws JOSEException {
        return signed(
                claims,
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(PROVIDER.key().getKeyID())
                        .type(type)
                        .build(),
                signer(PROVIDER.key()));
    }

    private static Forger withKeyId(String id) {
        return claims -> foreign(claims, header -> header.keyID(id));
    }

    private static String foreign(JWTClaimsSet claims, UnaryOperator<JWSHeader.Builder> header) throws JOSEException {
        return signed(
                claims,
                header.apply(new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .type(typeOf(claims))
                                .keyID(PROVIDER.key().getKeyID()))
                        .build(),
                signer(PROVIDER.foreignKey()));
    }

    private static String signed(JWTClaimsSet claims, JWSHeader header, JWSSigner signer) throws JOSEException {
        var token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    private static String unsigned(JWTClaimsSet claims, String algorithm) {
        return Base64URL.encode("{\"alg\":\"" + algorithm + "\",\"typ\":\""
                        + typeOf(claims).getType() + "\"}") + "." + Base64URL.encode(claims.toString()) + ".";
    }

    private static JWSHeader header(JWSAlgorithm algorithm, JWTClaimsSet claims) {
        return new JWSHeader.Builder(algorithm)
                .type(typeOf(claims))
                .keyID(PROVIDER.key().getKeyID())
                .build();
    }

    private static JOSEObjectType typeOf(JWTClaimsSet claims) {
        return claims.getClaim("events") == null ? JOSEObjectType.JWT : LOGOUT;
    }

    private static JWSSigner signer(RSAKey key) throws JOSEException {
        return new RSASSASigner(key);
    }

    /** What an attacker could take for the secret of an algorithm that needs one. */
    private static List<byte[]> publicForms(RSAKey key) {
        try {
            var encoded = key.toRSAPublicKey().getEncoded();
            var pem = "-----BEGIN PUBLIC KEY-----\n"
                    + java.util.Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                    + "\n-----END PUBLIC KEY-----\n";
            return List.of(
                    encoded,
                    pem.getBytes(StandardCharsets.US_ASCII),
                    key.getModulus().decode(),
                    key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
