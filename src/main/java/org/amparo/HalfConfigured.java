package org.amparo;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Amparo does not start, because what somebody's case depends on is missing or unsafe. */
final class HalfConfigured extends RuntimeException {

    HalfConfigured(List<String> trouble) {
        super(trouble.stream().map(one -> "  - " + one).collect(Collectors.joining("\n")), null, false, false);
    }

    /** Prints the list instead of a stack trace. */
    static final class Analyzer extends AbstractFailureAnalyzer<HalfConfigured> {

        @Override
        protected @Nullable FailureAnalysis analyze(Throwable failure, HalfConfigured cause) {
            return new FailureAnalysis(
                    "Amparo is half configured and does not start:\n" + cause.getMessage(),
                    "Set what is named above; docs/operations.md says where each comes from.",
                    failure);
        }
    }
}
