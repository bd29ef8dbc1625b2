@NullMarked
package org.amparo.ledger.web;

import org.jspecify.annotations.NullMarked;
