package org.amparo.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a list. {@code next} leads to the following page; {@code null} when there is none. */
public record CasePage(List<CaseRow> rows, @Nullable String next) {}
