/** A steward's pages. */
@NullMarked
package org.amparo.catalog.web;

import org.jspecify.annotations.NullMarked;
