@NullMarked
package org.amparo.ledger.api;

import org.jspecify.annotations.NullMarked;
