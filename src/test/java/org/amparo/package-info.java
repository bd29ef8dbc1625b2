/** Tests of the application as a whole. */
@NullMarked
package org.amparo;

import org.jspecify.annotations.NullMarked;
