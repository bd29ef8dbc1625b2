package org.amparo;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is asked of the identity provider. Always that the person proves now who they are: a session that rested too long here must not
 * come back because the provider's own session still lives. And a code or a passkey, where it is known to be needed.
 */
final class SignInRequests implements OAuth2AuthorizationRequestResolver {

    /** Where signing in begins. */
    static final String ADDRESS = "/oauth2/authorization/amparo";

    /** Session attribute: the proof the last sign-in was asked for. It is not asked for twice in vain. */
    static final String ASKED_FOR = "amparo.asked-for";

    /** Session attribute: what the provider remembers does not count, and the person must prove anew who they are. */
    static final String PROVE_AGAIN = "amparo.prove-again";

    /** How long ago, in seconds, the person may have proven it at the provider: the time it takes to come from there. */
    static final int MAX_AGE = 60;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final DefaultOAuth2AuthorizationRequestResolver requests;
    private final SignInSettings settings;

    SignInRequests(ClientRegistrationRepository clients, SignInSettings settings) {
        this.requests = new DefaultOAuth2AuthorizationRequestResolver(clients, "/oauth2/authorization");
        this.settings = settings;
    }

    /** {@link #ADDRESS}, for somebody who signed in without what their roles need. */
    static String with(Proof proof) {
        return ADDRESS + "?proof=" + proof.path();
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
        return asked(requests.resolve(request), request);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registration) {
        return asked(requests.resolve(request, registration), request);
    }

    private @Nullable OAuth2AuthorizationRequest asked(
            @Nullable OAuth2AuthorizationRequest asked, HttpServletRequest request) {
        if (asked == null) {
            return null;
        }
        var proof = proof(request.getParameter("proof"));
        if (proof != null) {
            request.getSession().setAttribute(ASKED_FOR, proof.name());
        }
        var more = new HashMap<String, Object>();
        var present = request.getSession(false);
        if (present != null && present.getAttribute(PROVE_AGAIN) != null) {
            present.removeAttribute(PROVE_AGAIN);
            more.put("prompt", "login");
        }
        more.put("max_age", MAX_AGE);
        if (proof != null) {
            var asksFor = settings.classes(proof).getFirst();
            more.put("acr_values", asksFor);
            more.put(
                    "claims",
                    JSON.writeValueAsString(
                            Map.of("id_token", Map.of("acr", Map.of("essential", true, "values", List.of(asksFor))))));
        }
        return OAuth2AuthorizationRequest.from(asked)
                .additionalParameters(all -> all.putAll(more))
                .build();
    }

    /** What the address says, or what somebody had who signs in again. */
    private @Nullable Proof proof(@Nullable String said) {
        var present = SecurityContextHolder.getContext().getAuthentication();
        var had = present != null && present.getPrincipal() instanceof OidcUser user
                ? user.getClaimAsString("acr")
                : null;
        for (var proof : List.of(Proof.PASSKEY, Proof.CODE)) {
            if (proof.path().equals(said) || settings.shows(proof, had)) {
                return proof;
            }
        }
        return null;
    }
}
