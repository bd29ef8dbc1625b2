package org.amparo;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.amparo.membership.Role;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * What stands around every page: who is signed in, where they may go, whether this is training data. Templates ask it as
 * {@code #shell}.
 */
class Shell {

    /** An entry of the navigation. */
    record Destination(String href, String key, List<String> sections) {

        boolean isAround(String path) {
            return sections.stream().anyMatch(section -> path.equals(section) || path.startsWith(section + "/"));
        }
    }

    private static Destination to(String href, String key, String... sections) {
        return new Destination(href, "common.nav." + key, sections.length == 0 ? List.of(href) : List.of(sections));
    }

    private static List<Destination> destinations(Role role) {
        return switch (role) {
            case VOLUNTEER ->
                List.of(
                        to("/calls", "calls", "/calls", "/imports"),
                        to("/drafts/new", "new-intake", "/drafts"),
                        to("/cases", "cases"));
            case DISPATCHER ->
                List.of(
                        to("/queue", "queue", "/queue", "/unfunded"),
                        to("/cases", "cases"),
                        to("/practices", "practices"),
                        to("/shifts", "shifts"));
            case PROVIDER ->
                List.of(
                        to("/inbox", "inbox", "/inbox", "/referrals"),
                        to("/matters", "matters"),
                        to("/practice", "practice"),
                        to("/conflicts", "conflicts"),
                        to("/key", "key"));
            case LEAD -> List.of(to("/dashboard", "dashboard", "/dashboard", "/figures", "/what-if"));
            case STEWARD ->
                List.of(
                        to("/organizations", "organizations"),
                        to("/members", "members"),
                        to("/shifts", "shifts"),
                        to("/funds", "funds"),
                        to("/lists", "lists"),
                        to("/practices", "practices"),
                        to("/routing", "routing", "/routing", "/rules"),
                        to("/dashboard", "dashboard", "/dashboard", "/figures", "/what-if"),
                        to("/ledger", "ledger"),
                        to("/alerts", "alerts"),
                        to(
                                "/retention",
                                "safekeeping",
                                "/retention",
                                "/holds",
                                "/legal-process",
                                "/exports",
                                "/emergencies"),
                        to("/events", "events", "/events", "/correspondence"));
        };
    }

    private final boolean trainingData;

    Shell(boolean trainingData) {
        this.trainingData = trainingData;
    }

    /** Whether everything here is invented, for training. */
    public boolean isTrainingData() {
        return trainingData;
    }

    public @Nullable SignedIn getSignedIn() {
        return signedIn().orElse(null);
    }

    /** Whose session it is, by which a page knows its owner again. */
    public @Nullable String getSessionOf() {
        return signedIn().map(person -> person.member().value().toString()).orElse(null);
    }

    /** The roles of the signed-in person, in the order of their work. */
    public List<Role> getRoles() {
        return signedIn()
                .map(person -> Arrays.stream(Role.values()).filter(person::is).toList())
                .orElse(List.of());
    }

    /** Whether there is somebody to sign out, known to membership or not. */
    public boolean isLeavable() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication instanceof MemberAuthentication || authentication instanceof PowerlessAuthentication;
    }

    /** Whether the signed-in person asks for, or decides about, opening a file in an emergency. */
    public boolean isMayUseEmergencies() {
        return hasAny(Role.PROVIDER, Role.DISPATCHER, Role.STEWARD);
    }

    /** Whether the signed-in person asks for, or decides about, handing out parts of a file. */
    public boolean isMayExport() {
        return hasAny(Role.DISPATCHER, Role.STEWARD);
    }

    private boolean hasAny(Role... roles) {
        return Arrays.stream(roles).anyMatch(getRoles()::contains);
    }

    /** Where the signed-in person may go; nowhere when they may not use Amparo. */
    public List<Destination> getDestinations() {
        var person = getSignedIn();
        return person == null || !person.active() ? List.of() : destinationsOf(person);
    }

    static List<Destination> destinationsOf(SignedIn person) {
        var all = new ArrayList<Destination>();
        for (var role : Role.values()) {
            if (person.is(role)) {
                destinations(role).stream()
                        .filter(destination ->
                                all.stream().noneMatch(known -> known.href().equals(destination.href())))
                        .forEach(all::add);
            }
        }
        return all;
    }

    public boolean isCurrent(Destination destination) {
        return destination.isAround(getPath());
    }

    /** The path of the page, without the query: nothing a person typed. */
    public String getPath() {
        var request = request();
        return request == null
                ? "/"
                : request.getRequestURI().substring(request.getContextPath().length());
    }

    /** Where the language switch comes back to: this page, or for an answered form the page it was sent from. */
    public String getBack() {
        var request = request();
        if (request == null) {
            return "/";
        }
        var forwarded = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) != null;
        if (request.getMethod().equals("GET") && !forwarded) {
            var query = request.getQueryString();
            return getPath() + (query == null ? "" : "?" + query);
        }
        var referrer = request.getHeader(HttpHeaders.REFERER);
        return referrer == null ? "/" : pathOf(referrer);
    }

    private static String pathOf(String referrer) {
        try {
            var address = URI.create(referrer);
            var query = address.getRawQuery();
            return address.getRawPath() == null ? "/" : address.getRawPath() + (query == null ? "" : "?" + query);
        } catch (IllegalArgumentException e) {
            return "/";
        }
    }

    /** For how many seconds a page may rest before its session ends; {@code null} without a session. */
    public @Nullable Long getSessionIdle() {
        var left = sessionLeft();
        return left == null ? null : left.idle().toSeconds();
    }

    /** In how many seconds the session ends, however busy it is; {@code null} without a session. */
    public @Nullable Long getSessionMost() {
        var left = sessionLeft();
        return left == null ? null : left.most().toSeconds();
    }

    /** Whether hints about people rest, since too many were asked for. */
    public boolean isHintsRest() {
        var request = request();
        return request != null && request.getAttribute(LookUpLimits.HINTS_REST) != null;
    }

    private static SessionGuard.@Nullable Left sessionLeft() {
        var request = request();
        return request != null && request.getAttribute(SessionGuard.LEFT) instanceof SessionGuard.Left left
                ? left
                : null;
    }

    Optional<SignedIn> signedIn() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof MemberAuthentication authentication
                ? Optional.of(authentication.member())
                : Optional.empty();
    }

    private static @Nullable HttpServletRequest request() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest()
                : null;
    }
}
