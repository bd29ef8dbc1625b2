/** Who did, read or was refused what: written in the transaction of what it records, chained, and signed. Hears everybody, calls nobody. */
@NullMarked
@ApplicationModule(
        displayName = "Ledger",
        allowedDependencies = {"kernel", "vault", "membership", "forms"})
package org.amparo.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
