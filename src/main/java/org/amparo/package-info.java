/** The application: what every module stands on. Security, web, time and event handling are set up here. */
@NullMarked
package org.amparo;

import org.jspecify.annotations.NullMarked;
