package org.amparo.representation;

import org.amparo.kernel.PersonalText;

/** The provider's own note, at most 10,000 characters. Nobody outside the organization reads it. */
public record WriteNote(MatterId matter, long version, PersonalText text) {}
