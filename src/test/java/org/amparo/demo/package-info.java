/**
 * Amparo to try out: invented organizations and people, a small identity provider and a mailbox, all in one process. On the test
 * class path only; the packaged application has none of it.
 */
@NullMarked
package org.amparo.demo;

import org.jspecify.annotations.NullMarked;
