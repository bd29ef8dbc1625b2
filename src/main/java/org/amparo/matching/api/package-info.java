/** The API of matching: shortlists, practices, routing settings. */
@NullMarked
package org.amparo.matching.api;

import org.jspecify.annotations.NullMarked;
