/** Matters: scope of service, hearings, custody, outcomes. */
@NullMarked
@ApplicationModule(
        displayName = "Representation",
        allowedDependencies = {"kernel", "vault", "catalog", "membership", "intake", "referrals"})
package org.amparo.representation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
