package org.amparo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.amparo.membership.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How well somebody must have proven who they are.
 *
 * @param acr what the identity provider calls a sign-in with a passkey; the first is asked for, each is taken
 * @param codeAcr what it calls one with a code of the moment, which is enough for everybody else; a passkey always is
 * @param passkeyRoles whose owners need one
 * @param fresh how long ago somebody may have proven who they are before an export or another act that can't be undone
 */
@ConfigurationProperties("amparo.sign-in")
record SignInSettings(List<String> acr, List<String> codeAcr, Set<Role> passkeyRoles, Duration fresh) {

    /** What these may do reaches further than one call. */
    private static final Set<Role> ALWAYS = EnumSet.of(Role.DISPATCHER, Role.PROVIDER, Role.LEAD, Role.STEWARD);

    private static final Duration LONGEST_FRESH = Duration.ofMinutes(30);
    private static final Duration SHORTEST_FRESH = Duration.ofMinutes(2);

    SignInSettings(
            @Nullable List<String> acr,
            @Nullable List<String> codeAcr,
            @Nullable Set<Role> passkeyRoles,
            @Nullable Duration fresh) {
        this.acr = acr == null ? List.of("passkey") : List.copyOf(acr);
        this.codeAcr = codeAcr == null ? List.of("code") : List.copyOf(codeAcr);
        this.passkeyRoles = passkeyRoles == null ? Set.copyOf(ALWAYS) : Set.copyOf(passkeyRoles);
        this.fresh = fresh == null ? Duration.ofMinutes(10) : fresh;
    }

    /** What whoever has those roles has to show. Nobody comes in with a password alone. */
    Proof needed(Collection<Role> roles) {
        return roles.stream().anyMatch(passkeyRoles::contains) ? Proof.PASSKEY : Proof.CODE;
    }

    /** Whether a sign-in of that class showed it. */
    boolean shows(Proof proof, @Nullable String given) {
        return given != null && (acr.contains(given) || proof == Proof.CODE && codeAcr.contains(given));
    }

    /** The classes of sign-in that show it, the one to ask for first. */
    List<String> classes(Proof proof) {
        return proof == Proof.PASSKEY
                ? acr
                : Stream.concat(codeAcr.stream(), acr.stream()).toList();
    }

    /** What an installation may not set, one sentence each. */
    List<String> trouble() {
        var trouble = new ArrayList<String>();
        if (areNoNames(acr)) {
            trouble.add(
                    "AMPARO_SIGN_IN_ACR must name what the realm calls a sign-in with a passkey, passkey unless renamed");
        }
        if (areNoNames(codeAcr)) {
            trouble.add("AMPARO_SIGN_IN_CODE_ACR must name what the realm calls a sign-in with a password and a code,"
                    + " code unless renamed");
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

    private static boolean areNoNames(List<String> classes) {
        return classes.isEmpty() || classes.stream().anyMatch(name -> !name.matches("[!#-\\[\\]-~]{1,100}"));
    }
}
