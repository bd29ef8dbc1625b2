/** The pages of matching: shortlists, practices, routing settings. */
@NullMarked
package org.amparo.matching.web;

import org.jspecify.annotations.NullMarked;
