/** The offer of a case to a provider, and its answer. */
@NullMarked
@ApplicationModule(
        displayName = "Referrals",
        allowedDependencies = {"kernel", "catalog", "membership", "intake"})
package org.amparo.referrals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
