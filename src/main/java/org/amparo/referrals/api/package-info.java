/** The API of offers and their answers. */
@NullMarked
package org.amparo.referrals.api;

import org.jspecify.annotations.NullMarked;
