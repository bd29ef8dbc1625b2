@NullMarked
package org.amparo.reporting.api;

import org.jspecify.annotations.NullMarked;
