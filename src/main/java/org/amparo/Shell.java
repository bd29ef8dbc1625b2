package org.amparo;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amparo.membership.Directory;
import org.amparo.membership.Role;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * What stands around every page: who is signed in, where they may go, whether this is training data. Templates ask it as
 * {@code #shell}. It never makes a page fail: when nobody can be asked who somebody is, the page comes without navigation.
 */
class Shell {

    private static final Logger LOG = LoggerFactory.getLogger(Shell.class);
    private static final String FOUND = Shell.class.getName() + ".signedIn";

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
            case DISPATCHER -> List.of(to("/queue", "queue"), to("/cases", "cases"));
            case PROVIDER ->
                List.of(
                        to("/inbox", "inbox", "/inbox", "/referrals"),
                        to("/matters", "matters"),
                        to("/practice", "practice"));
            case LEAD -> List.of(to("/dashboard", "dashboard", "/dashboard", "/figures"));
            case STEWARD ->
                List.of(
                        to("/organizations", "organizations"),
                        to("/members", "members"),
                        to("/funds", "funds"),
                        to("/lists", "lists"),
                        to("/routing", "routing"),
                        to("/events", "events"));
        };
    }

    private final ObjectProvider<Directory> directory;
    private final boolean trainingData;

    Shell(ObjectProvider<Directory> directory, boolean trainingData) {
        this.directory = directory;
        this.trainingData = trainingData;
    }

    /** Whether everything here is invented, for training. */
    public boolean isTrainingData() {
        return trainingData;
    }

    public @Nullable SignedIn getSignedIn() {
        var request = request();
        return request == null ? null : find(request).orElse(null);
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

    Optional<SignedIn> find(HttpServletRequest request) {
        if (request.getAttribute(FOUND) instanceof Optional<?> found) {
            return found.map(SignedIn.class::cast);
        }
        Optional<SignedIn> found = Optional.empty();
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null
                && authentication.isAuthenticated()
                && !(authentication instanceof AnonymousAuthenticationToken)) {
            try {
                var known = directory.getIfAvailable();
                found = known == null ? Optional.empty() : known.signedIn(authentication.getName());
            } catch (RuntimeException e) {
                LOG.warn(
                        "nobody can be asked who is signed in: {}", e.getClass().getSimpleName());
            }
        }
        request.setAttribute(FOUND, found);
        return found;
    }

    private static @Nullable HttpServletRequest request() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest()
                : null;
    }
}
