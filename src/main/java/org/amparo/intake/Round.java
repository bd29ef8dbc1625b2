package org.amparo.intake;

import java.time.Instant;
import java.util.Set;
import org.amparo.kernel.Service;

/** One need of a case, routed on its own: the first from intake, each later one left over by a limited scope of service. */
record Round(int number, Set<Service> needs, Instant since) {}
