package org.amparo.support;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An OpenID provider that says what a test wants it to say, true or false, and remembers what it was asked for. Its tokens are signed by the
 * test.
 */
public final class FalseProvider implements AutoCloseable {

    private static final String REALM = "/realms/amparo";

    private final HttpServer server;
    private final RSAKey key = key("of-the-realm");
    private final RSAKey foreignKey = key("of-somebody-else");
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, String> redirects = new ConcurrentHashMap<>();
    private volatile @Nullable String otherIssuer;
    private volatile @Nullable String idToken;

    public FalseProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException busy) {
            throw new UncheckedIOException(busy);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    public String issuer() {
        return address() + REALM;
    }

    /** A place of somebody else's, where nothing may ever be asked for. */
    public String elsewhere() {
        return address() + "/elsewhere";
    }

    /** What the realm signs with. */
    public RSAKey key() {
        return key;
    }

    /** What is served elsewhere, and would be believed if anybody looked there. */
    public RSAKey foreignKey() {
        return foreignKey;
    }

    /** The next code is exchanged for this. */
    public void willIssue(String token) {
        idToken = token;
    }

    /** From now on its description is that of another realm. */
    public void pretendToBe(String issuer) {
        otherIssuer = issuer;
    }

    /** From now on whoever asks for {@code what} (keys, token, profile, description) is sent {@link #elsewhere}. */
    public void sendElsewhere(String what) {
        redirects.put(what, elsewhere() + "/" + what);
    }

    /** Tells the truth again, and forgets what it was asked. */
    public void behave() {
        redirects.clear();
        asked.clear();
        otherIssuer = null;
        idToken = null;
    }

    /** Paths it was asked for. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).keyUse(KeyUse.SIGNATURE).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            asked.add(path);
            var what = switch (path) {
                case REALM + "/.well-known/openid-configuration" -> "description";
                case REALM + "/keys", "/elsewhere/keys" -> "keys";
                case REALM + "/token", "/elsewhere/token" -> "token";
                case REALM + "/profile", "/elsewhere/profile" -> "profile";
                default -> path.startsWith("/elsewhere/") ? path.substring("/elsewhere/".length()) : "";
            };
            var redirect = path.startsWith("/elsewhere/") ? null : redirects.get(what);
            if (redirect != null) {
                exchange.getResponseHeaders().add("Location", redirect);
                exchange.sendResponseHeaders(what.equals("token") ? 307 : 302, -1);
                return;
            }
            var said = new LinkedHashMap<String, Object>();
            switch (what) {
                case "description" -> describe(said::put);
                case "keys" ->
                    said.putAll(new JWKSet(
                                    path.startsWith("/elsewhere/")
                                            ? List.of(key.toPublicJWK(), foreignKey.toPublicJWK())
                                            : List.of(key.toPublicJWK()))
                            .toJSONObject());
                case "token" -> {
                    said.put("access_token", "none");
                    said.put("token_type", "Bearer");
                    said.put("expires_in", 60);
                    said.put("scope", "openid profile email");
                    said.put("id_token", idToken);
                }
                case "profile" -> said.put("sub", "volunteer");
                default -> {}
            }
            var body = JsonMapper.shared().writeValueAsString(said).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(said.isEmpty() ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private interface Saying {
        void say(String name, Object value);
    }

    private void describe(Saying description) {
        var other = otherIssuer;
        description.say("issuer", other == null ? issuer() : other);
        description.say("authorization_endpoint", issuer() + "/authorize");
        description.say("token_endpoint", issuer() + "/token");
        description.say("jwks_uri", issuer() + "/keys");
        description.say("userinfo_endpoint", issuer() + "/profile");
        description.say("end_session_endpoint", issuer() + "/logout");
        description.say("subject_types_supported", List.of("public"));
        description.say("response_types_supported", List.of("code"));
        description.say("id_token_signing_alg_values_supported", List.of("RS256"));
    }
}
