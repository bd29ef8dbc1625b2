/** The pages of matters. */
@NullMarked
package org.amparo.representation.web;

import org.jspecify.annotations.NullMarked;
