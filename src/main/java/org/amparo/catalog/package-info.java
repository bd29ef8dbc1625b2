/** The lists a coalition keeps: facilities, courts, languages, codes and dated legal rules, each entry with its source. */
@NullMarked
@ApplicationModule(
        displayName = "Catalog",
        allowedDependencies = {"kernel", "forms"})
package org.amparo.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
