package org.amparo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.amparo.membership.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How well somebody must have proven who they are.
 *
 * @param acr what the identity provider calls a sign-in with a passkey; the first is asked for, each is taken
 * @param passkeyRoles whose owners need one
 * @param fresh how long ago somebody may have proven who they are before an export or another act that can't be undone
 */
@ConfigurationProperties("amparo.sign-in")
record SignInSettings(List<String> acr, Set<Role> passkeyRoles, Duration fresh) {

    /** What these may do reaches further than one call. */
    private static final Set<Role> ALWAYS = EnumSet.of(Role.DISPATCHER, Role.PROVIDER, Role.LEAD, Role.STEWARD);

    private static final Duration LONGEST_FRESH = Duration.ofMinutes(30);
    private static final Duration SHORTEST_FRESH = Duration.ofMinutes(2);

    SignInSettings(@Nullable List<String> acr, @Nullable Set<Role> passkeyRoles, @Nullable Duration fresh) {
        this.acr = acr == null ? List.of("passkey") : List.copyOf(acr);
        this.passkeyRoles = passkeyRoles == null ? Set.copyOf(ALWAYS) : Set.copyOf(passkeyRoles);
        this.fresh = fresh == null ? Duration.ofMinutes(10) : fresh;
    }

    /** Whether a sign-in of that class is enough for those roles. */
    boolean suffices(Collection<Role> roles, @Nullable String given) {
        return isStrong(given) || roles.stream().noneMatch(passkeyRoles::contains);
    }

    boolean isStrong(@Nullable String given) {
        return given != null && acr.contains(given);
    }

    String askedFor() {
        return acr.isEmpty() ? "" : acr.getFirst();
    }

    /** What an installation may not set, one sentence each. */
    List<String> trouble() {
        var trouble = new ArrayList<String>();
        if (acr.isEmpty() || acr.stream().anyMatch(name -> !name.matches("[!#-\\[\\]-~]{1,100}"))) {
            trouble.add(
                    "AMPARO_SIGN_IN_ACR must name what the realm calls a sign-in with a passkey, passkey unless renamed");
        }
        if (!passkeyRoles.containsAll(ALWAYS)) {
            trouble.add(
                    "AMPARO_SIGN_IN_PASSKEY_ROLES must keep dispatcher, provider, lead and steward; volunteer may be added");
        }
        if (fresh.compareTo(SHORTEST_FRESH) < 0 || fresh.compareTo(LONGEST_FRESH) > 0) {
            trouble.add("AMPARO_SIGN_IN_FRESH must be between 2m and 30m");
        }
        return trouble;
    }
}
