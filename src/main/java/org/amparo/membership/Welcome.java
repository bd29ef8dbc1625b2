package org.amparo.membership;

import java.util.Optional;

/** Binds an enrolled member to the subject of the identity provider at the first sign-in. */
public interface Welcome {

    /**
     * Idempotent: a member once bound keeps their subject, and a second subject with the same e-mail finds nobody.
     *
     * @param verifiedEmail an e-mail address the identity provider has verified
     * @return the member, or nothing when nobody enrolled waits for that address
     */
    Optional<SignedIn> welcome(String subject, String verifiedEmail);
}
