package org.amparo;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/**
 * Takes the token from its header. One that is written as it should be (RFC 6750, section 2.1) is read letter by letter, since a pattern over a
 * thousand letters costs a tenth of a short request; everything else is the framework's to judge.
 */
final class BearerTokens implements BearerTokenResolver {

    private static final String SCHEME = "Bearer ";
    private static final String PUNCTUATION = "-._~+/";

    private final BearerTokenResolver judge = new DefaultBearerTokenResolver();

    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.startsWith(SCHEME) && isToken(header, SCHEME.length())
                ? header.substring(SCHEME.length())
                : judge.resolve(request);
    }

    private static boolean isToken(String text, int begin) {
        for (var i = begin; i < text.length(); i++) {
            var c = text.charAt(i);
            var plain = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            if (!plain && PUNCTUATION.indexOf(c) < 0) {
                return false;
            }
        }
        return text.length() > begin;
    }
}
