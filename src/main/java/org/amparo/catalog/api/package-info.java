/** The REST twin of the pages. */
@NullMarked
package org.amparo.catalog.api;

import org.jspecify.annotations.NullMarked;
