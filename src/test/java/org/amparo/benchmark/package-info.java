/** Measures the application against floors taken in the same run; see {@code docs/benchmarks.md}. */
@NullMarked
package org.amparo.benchmark;

import org.jspecify.annotations.NullMarked;
