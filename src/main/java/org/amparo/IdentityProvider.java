package org.amparo;

import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.time.Duration;
import java.util.Map;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder.JwkSetUriJwtDecoderBuilder;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;

/**
 * How the identity provider is asked, and how what it signed is read. Everything comes from the realm's own address or not at all: no answer
 * sends a request on to another place, and no token says by which key or in which way it wants to be read.
 */
final class IdentityProvider {

    /** What the realm signs with; {@code deploy/keycloak} sets it. */
    private static final SignatureAlgorithm SIGNATURES = SignatureAlgorithm.RS256;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RestTemplate questions = questions();

    private static RestTemplate questions() {
        var client = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .followRedirects(Redirect.NEVER)
                .connectTimeout(PATIENCE)
                .build());
        client.setReadTimeout(PATIENCE);
        var questions = new RestTemplate(client);
        questions.getInterceptors().add((asked, body, execution) -> {
            var answer = execution.execute(asked, body);
            if (answer.getStatusCode().is3xxRedirection()) {
                answer.close();
                throw new RestClientException("the identity provider sends elsewhere, where nobody goes");
            }
            return answer;
        });
        return questions;
    }

    /** What the realm says of itself, if it is the realm that was meant. */
    ClientRegistration.Builder described(String issuer) {
        Map<String, Object> description;
        try {
            description = questions
                    .exchange(
                            issuer + "/.well-known/openid-configuration",
                            HttpMethod.GET,
                            null,
                            new ParameterizedTypeReference<Map<String, Object>>() {})
                    .getBody();
        } catch (RestClientException silent) {
            throw new IllegalStateException("the identity provider does not describe itself at " + issuer, silent);
        }
        if (description == null || !issuer.equals(description.get("issuer"))) {
            throw new IllegalStateException("what is at " + issuer + " describes another identity provider");
        }
        return ClientRegistrations.fromOidcConfiguration(description);
    }

    /** Reads tokens of the API. */
    void read(JwkSetUriJwtDecoderBuilder tokens) {
        tokens.restOperations(questions).jwsAlgorithm(SIGNATURES);
    }

    /** Reads what is signed for the pages' client and passes the check. */
    JwtDecoder reader(ClientRegistration client, OAuth2TokenValidator<Jwt> check) {
        var keys = client.getProviderDetails().getJwkSetUri();
        if (keys == null) {
            throw new IllegalStateException("the identity provider does not say where its keys are");
        }
        // Each check says itself of which type a token must be.
        var builder = NimbusJwtDecoder.withJwkSetUri(keys).validateType(false);
        read(builder);
        var reader = builder.build();
        reader.setJwtValidator(check);
        reader.setClaimSetConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverter());
        return reader;
    }

    /** Asks who somebody is who signed in. */
    OidcUserService people() {
        var asked = questions();
        asked.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
        var profiles = new DefaultOAuth2UserService();
        profiles.setRestOperations(asked);
        var people = new OidcUserService();
        people.setOauth2UserService(profiles);
        return people;
    }
}
