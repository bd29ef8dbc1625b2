/** Seals what is about people, under keys that are not in the database, and makes it findable by keyed fingerprints. Knows no case. */
@NullMarked
@ApplicationModule(
        displayName = "Vault",
        allowedDependencies = {"kernel"})
package org.amparo.vault;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
