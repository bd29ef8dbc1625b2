/** The hotline's desk over HTTP. */
@NullMarked
package org.amparo.intake.api;

import org.jspecify.annotations.NullMarked;
