/** Calendars and letters over REST. */
@NullMarked
package org.amparo.correspondence.api;

import org.jspecify.annotations.NullMarked;
