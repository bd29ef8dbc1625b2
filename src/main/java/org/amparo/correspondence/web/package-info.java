/** The pages of calendars and of letters that did not arrive. */
@NullMarked
package org.amparo.correspondence.web;

import org.jspecify.annotations.NullMarked;
