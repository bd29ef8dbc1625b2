@NullMarked
package org.amparo.holding.web;

import org.jspecify.annotations.NullMarked;
