/** What the coalition may tell: figures, with small counts withheld. */
@NullMarked
@ApplicationModule(
        displayName = "Reporting",
        allowedDependencies = {"kernel", "catalog", "membership", "intake", "referrals", "matching", "representation"})
package org.amparo.reporting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
