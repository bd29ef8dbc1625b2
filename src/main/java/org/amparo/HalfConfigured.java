package org.amparo;

import java.util.List;
import java.util.stream.Collectors;
import org.amparo.vault.KeyTrouble;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Amparo does not start, because what somebody's case depends on is missing or unsafe. */
final class HalfConfigured extends RuntimeException {

    HalfConfigured(List<String> trouble) {
        super(trouble.stream().map(one -> "  - " + one).collect(Collectors.joining("\n")), null, false, false);
    }

    /** Says the same of a key file that is not the one of this database. */
    static final class KeyAnalyzer extends AbstractFailureAnalyzer<KeyTrouble> {

        @Override
        protected @Nullable FailureAnalysis analyze(Throwable failure, KeyTrouble cause) {
            return new FailureAnalysis(
                    "Amparo does not start without the keys of its database:\n  - " + cause.getMessage(),
                    "docs/operations.md says how a key file is made, kept and brought back.",
                    failure);
        }
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
