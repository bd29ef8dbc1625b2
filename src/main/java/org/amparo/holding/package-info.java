/** Files that the organization which took the case holds alone: its own key, and when the coalition's is destroyed. */
@NullMarked
@ApplicationModule(
        displayName = "Holding",
        allowedDependencies = {"kernel", "vault", "membership", "intake", "referrals"})
package org.amparo.holding;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
