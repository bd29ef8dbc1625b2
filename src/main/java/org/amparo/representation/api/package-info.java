/** Matters over REST. */
@NullMarked
package org.amparo.representation.api;

import org.jspecify.annotations.NullMarked;
