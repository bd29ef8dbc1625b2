package org.amparo.matching;

import java.util.List;

/**
 * What one rule says of one provider, and why.
 *
 * @param reason stable code; its sentence is the message {@code matching.reason.<code>}
 * @param arguments what the sentence speaks of, in order
 */
public record Verdict(Rule rule, Finding finding, String reason, List<Argument> arguments) {

    public Verdict {
        arguments = List.copyOf(arguments);
    }

    static Verdict pass(Rule rule, String reason, Argument... arguments) {
        return new Verdict(rule, Finding.PASS, reason, List.of(arguments));
    }

    static Verdict fail(Rule rule, String reason, Argument... arguments) {
        return new Verdict(rule, Finding.FAIL, reason, List.of(arguments));
    }

    static Verdict unknown(Rule rule, String reason, Argument... arguments) {
        return new Verdict(rule, Finding.UNKNOWN, reason, List.of(arguments));
    }

    /** Somebody entitled decided otherwise. */
    static Verdict overridden(Rule rule, String reason, Argument... arguments) {
        return new Verdict(rule, Finding.OVERRIDDEN, reason, List.of(arguments));
    }

    /** The same of a rule that is not in force. */
    Verdict waived() {
        return new Verdict(rule, Finding.WAIVED, reason, arguments);
    }

    boolean failed() {
        return finding == Finding.FAIL;
    }
}
