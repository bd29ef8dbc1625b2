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
        /** The world has changed since the person looked: 409. */
        CONFLICT
    }

    private final Kind kind;
    private final String code;
    private final @Nullable String field;
    private final List<Serializable> arguments;

    private Rejected(Kind kind, String code, @Nullable String field, List<? extends Serializable> arguments) {
        super(code);
        this.kind = kind;
        this.code = code;
        this.field = field;
        this.arguments = List.copyOf(arguments);
    }

    public static Rejected invalid(String field, String code, Serializable... arguments) {
        return new Rejected(Kind.INVALID, code, field, List.of(arguments));
    }

    public static Rejected conflict(String code, Serializable... arguments) {
        return new Rejected(Kind.CONFLICT, code, null, List.of(arguments));
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

    public @Nullable String field() {
        return field;
    }

    public List<Serializable> arguments() {
        return arguments;
    }
}
