/** What providers can take, and which of them could take a case. */
@NullMarked
@ApplicationModule(
        displayName = "Matching",
        allowedDependencies = {"kernel", "catalog", "forms", "membership", "intake", "referrals"})
package org.amparo.matching;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
