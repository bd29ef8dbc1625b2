package org.amparo.holding.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.amparo.vault.OrganizationKeys;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * What opens an organization's unlocked key comes with each request, in a cookie of the browser that unlocked it or in a header of a
 * client, and is forgotten with the request. It is in no table and no session.
 */
@Component
class Handles implements HandlerInterceptor, WebMvcConfigurer {

    static final String HEADER = "Amparo-Key";

    private final OrganizationKeys keys;
    private final String name;
    private final boolean secure;

    Handles(
            OrganizationKeys keys,
            @Value("${server.servlet.session.cookie.name}") String session,
            @Value("${server.servlet.session.cookie.secure}") boolean secure) {
        this.keys = keys;
        this.name = session + "-key";
        this.secure = secure;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        keys.dismiss();
        handle(request).ifPresent(handle -> member().ifPresent(member -> keys.present(handle, member)));
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request,
            HttpServletResponse response,
            Object handler,
            @org.jspecify.annotations.Nullable Exception trouble) {
        keys.dismiss();
    }

    Optional<String> handle(HttpServletRequest request) {
        var header = request.getHeader(HEADER);
        if (header != null) {
            return Optional.of(header);
        }
        var cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    /** For the length of the browser's session; an empty one takes it away. */
    void give(String handle, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(name, handle)
                        .httpOnly(true)
                        .secure(secure)
                        .sameSite("Strict")
                        .path("/")
                        .maxAge(handle.isEmpty() ? 0 : -1)
                        .build()
                        .toString());
    }

    private static Optional<UUID> member() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        try {
            return authentication == null ? Optional.empty() : Optional.of(UUID.fromString(authentication.getName()));
        } catch (IllegalArgumentException noMember) {
            return Optional.empty();
        }
    }
}
