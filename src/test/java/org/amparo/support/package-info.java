/** What tests stand on: PostgreSQL, people of every role, lists. */
@NullMarked
package org.amparo.support;

import org.jspecify.annotations.NullMarked;
