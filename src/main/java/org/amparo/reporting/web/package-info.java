@NullMarked
package org.amparo.reporting.web;

import org.jspecify.annotations.NullMarked;
