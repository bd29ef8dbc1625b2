package org.amparo;

import java.time.Clock;
import java.time.Duration;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Refuses a sign-in whose person has not just proven who they are. It was asked for, but the request went through a browser, which may have
 * left it out.
 */
final class ProvenNow implements OAuth2TokenValidator<Jwt> {

    /** For clocks that differ, and for who takes long to come back. */
    private static final Duration ALLOWANCE = Duration.ofMinutes(2);

    private static final OAuth2Error TOO_OLD =
            new OAuth2Error("invalid_id_token", "auth_time is missing or too long ago", null);

    private final Clock clock;

    ProvenNow(Clock clock) {
        this.clock = clock;
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        var proven = token.getClaimAsInstant("auth_time");
        var oldest = clock.instant().minusSeconds(SignInRequests.MAX_AGE).minus(ALLOWANCE);
        return proven == null || proven.isBefore(oldest)
                ? OAuth2TokenValidatorResult.failure(TOO_OLD)
                : OAuth2TokenValidatorResult.success();
    }
}
