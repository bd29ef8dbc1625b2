/** The REST twin of the pages. */
@NullMarked
package org.amparo.membership.api;

import org.jspecify.annotations.NullMarked;
