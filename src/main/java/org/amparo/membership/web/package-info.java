/** A steward's pages. */
@NullMarked
package org.amparo.membership.web;

import org.jspecify.annotations.NullMarked;
