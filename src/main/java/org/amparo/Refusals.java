package org.amparo;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.amparo.AccessRefused.Asked;
import org.amparo.AccessRefused.Why;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;

/** Tells that a member was turned away, in a transaction of its own: what they asked for has already ended. */
@Component
class Refusals {

    private static final Logger log = LoggerFactory.getLogger(Refusals.class);

    private final ApplicationEventPublisher events;
    private final Clock clock;

    Refusals(ApplicationEventPublisher events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /** Somebody membership does not know has no id to write down, and gets no further than this. */
    void tell(Why why, HttpServletRequest request) {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof MemberAuthentication authentication) {
            try {
                events.publishEvent(new AccessRefused(
                        asked(request),
                        why,
                        route(request),
                        authentication.member().actor(),
                        clock.instant()));
            } catch (RuntimeException trouble) {
                // They are turned away in any case.
                log.error("A refusal could not be written down: {}", Trouble.describe(trouble));
            }
        }
    }

    /** The pattern of the address, never the address: somebody may have typed a name into it. */
    private static String route(HttpServletRequest request) {
        var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return request.getMethod() + " " + (pattern == null ? "/" : pattern);
    }

    private static @Nullable Asked asked(HttpServletRequest request) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                && variables.get("id") instanceof String id) {
            try {
                return new Asked(UUID.fromString(id));
            } catch (IllegalArgumentException noId) {
                return null;
            }
        }
        return null;
    }
}
