/** Pages of the queue, the inbox and an offer. */
@NullMarked
package org.amparo.referrals.web;

import org.jspecify.annotations.NullMarked;
