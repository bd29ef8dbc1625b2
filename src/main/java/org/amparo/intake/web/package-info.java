/** The hotline's pages. */
@NullMarked
package org.amparo.intake.web;

import org.jspecify.annotations.NullMarked;
