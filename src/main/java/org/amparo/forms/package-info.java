/** How pages read what somebody typed into a form. */
@NullMarked
@ApplicationModule(
        displayName = "Forms",
        allowedDependencies = {"kernel"})
package org.amparo.forms;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
