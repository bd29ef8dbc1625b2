/** Letters without personal data: hears events, calls nobody. */
@NullMarked
@ApplicationModule(
        displayName = "Correspondence",
        allowedDependencies = {"kernel", "catalog", "membership", "intake", "referrals", "matching", "representation"})
package org.amparo.correspondence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
