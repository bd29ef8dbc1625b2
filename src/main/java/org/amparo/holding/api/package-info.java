@NullMarked
package org.amparo.holding.api;

import org.jspecify.annotations.NullMarked;
