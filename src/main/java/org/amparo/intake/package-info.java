/** Calls and case files: a person's need, told once, with consent. Owns personal data. */
@NullMarked
@ApplicationModule(
        displayName = "Intake",
        allowedDependencies = {"kernel", "vault", "ledger", "catalog", "membership", "forms"})
package org.amparo.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
