/** Who belongs to the coalition, and in what standing: organizations, members, agreements, funds and their dated rules. */
@NullMarked
@ApplicationModule(
        displayName = "Membership",
        allowedDependencies = {"kernel", "catalog", "forms"})
package org.amparo.membership;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
