@NullMarked
package org.amparo.matching;

import org.jspecify.annotations.NullMarked;
