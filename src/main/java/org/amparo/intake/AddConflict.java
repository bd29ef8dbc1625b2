package org.amparo.intake;

import org.amparo.kernel.PersonalText;
import org.jspecify.annotations.Nullable;

/** Somebody for the conflict list; {@code reference} is the organization's own, for example of its file. */
public record AddConflict(
        PersonalText name, ConflictKind kind, @Nullable PersonalText reference) {}
