package org.amparo.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries, the latest first; {@code next} leads to older ones, {@code null} at the end. */
public record LedgerPage(List<LedgerLine> lines, @Nullable String next) {}
