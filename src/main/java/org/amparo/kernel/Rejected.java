package org.amparo.kernel;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request a rule forbids, with a stable code. The code names the message {@code problem.<code>} in every language and the problem
 * type of the API; the field, when there is one, is the name of the input the person should look at. Arguments are coded values,
 * never personal data.
 */
public class Rejected extends RuntimeException {

    /** What kind of trouble it is, and so which status the API answers. */
    public enum Kind {
        /** The input is wrong: 422. */
        INVALID,
        /** The input may be right, but must not be sent this way, for example a name in an address: 400. */
        MISPLACED,
        /** The world has changed since the person looked: 409. */
        CONFLICT
    }

    /** One input at fault: its name, the code of what would be right, and coded values for the message. */
    public record Fault(String field, String code, List<Serializable> arguments) implements Serializable {

        public Fault {
            arguments = List.copyOf(arguments);
        }

        /** The same at an input of another name; at none, when the name is empty. */
        public Fault at(String other) {
            return new Fault(other, code, arguments);
        }
    }

    private final Kind kind;
    private final String code;
    private final @Nullable String field;
    private final List<Serializable> arguments;
    private final List<Fault> faults;

    private Rejected(
            Kind kind,
            String code,
            @Nullable String field,
            List<? extends Serializable> arguments,
            List<Fault> faults) {
        super(code);
        this.kind = kind;
        this.code = code;
        this.field = field;
        this.arguments = List.copyOf(arguments);
        this.faults = List.copyOf(faults);
    }

    public static Rejected invalid(String field, String code, Serializable... arguments) {
        return invalid(List.of(new Fault(field, code, List.of(arguments))));
    }

    /** Several inputs are wrong at once. The code is that of the one fault, or {@code invalid-input} when there are more. */
    public static Rejected invalid(List<Fault> faults) {
        var first = faults.getFirst();
        return faults.size() == 1
                ? new Rejected(Kind.INVALID, first.code(), first.field(), first.arguments(), faults)
                : new Rejected(Kind.INVALID, "invalid-input", null, List.of(), faults);
    }

    /** The input must not be sent this way; the message says how. */
    public static Rejected misplaced(String field, String code) {
        return new Rejected(Kind.MISPLACED, code, field, List.of(), List.of(new Fault(field, code, List.of())));
    }

    public static Rejected conflict(String code, Serializable... arguments) {
        return new Rejected(Kind.CONFLICT, code, null, List.of(arguments), List.of());
    }

    /** Somebody else saved first: the caller shows both values, nothing typed is lost. */
    public static Rejected stale() {
        return conflict("stale-version");
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    /** The input at fault; {@code null} when it is none or more than one. */
    public @Nullable String field() {
        return field;
    }

    /** Every input at fault, in the order of the form; empty when the trouble is not about an input. */
    public List<Fault> faults() {
        return faults;
    }

    public List<Serializable> arguments() {
        return arguments;
    }
}
