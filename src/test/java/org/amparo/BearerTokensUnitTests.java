package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;

class BearerTokensUnitTests {

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "Bearer abc.DEF-09_~+/",
                "Bearer abc==",
                "Bearer ab=c",
                "bearer abc",
                "BEARER abc==",
                "Bearer ",
                "Bearer",
                "Bearer  abc",
                "Bearer abc ",
                "Bearer abc def",
                "Bearer ab\u00e9",
                "Bearer abc,Bearer def",
                "Basic YWJjOmRlZg==",
                ""
            })
    void readsWhatTheFrameworkReads(@Nullable String header) {
        assertThat(answer(new BearerTokens(), header)).isEqualTo(answer(new DefaultBearerTokenResolver(), header));
    }

    private static @Nullable String answer(BearerTokenResolver resolver, @Nullable String header) {
        var request = new MockHttpServletRequest("GET", "/api/v1/cases");
        if (header != null) {
            request.addHeader(HttpHeaders.AUTHORIZATION, header);
        }
        var token = new String[1];
        var refused =
                catchThrowableOfType(OAuth2AuthenticationException.class, () -> token[0] = resolver.resolve(request));
        return refused == null ? token[0] : "refused: " + refused.getError();
    }

    @Test
    void headersMayHoldWhatTheFrameworkAllows() {
        var theirs = new StrictHttpFirewall();
        var ours = ReadableHeaders.firewall();
        for (var character = 0; character <= Character.MAX_CODE_POINT; character++) {
            var text = "a" + Character.toString(character) + "b";
            assertThat(allowed(ours, "X-Said", text))
                    .as("value with U+%04X", character)
                    .isEqualTo(allowed(theirs, "X-Said", text));
            assertThat(allowed(ours, text, "said"))
                    .as("name with U+%04X", character)
                    .isEqualTo(allowed(theirs, text, "said"));
        }
    }

    private static boolean allowed(StrictHttpFirewall firewall, String name, String value) {
        var request = new MockHttpServletRequest("GET", "/cases");
        request.addHeader(name, value);
        try {
            return value.equals(firewall.getFirewalledRequest(request).getHeader(name));
        } catch (RequestRejectedException refused) {
            return false;
        }
    }
}
