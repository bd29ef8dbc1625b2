package org.amparo.intake;

import java.io.Serializable;
import java.util.List;
import org.amparo.kernel.Rejected;

/**
 * What is wrong with one answer.
 *
 * @param field path of the input, for example {@code person.born}
 * @param code names the message {@code problem.<code>}
 * @param arguments coded values for the message, never personal data
 */
public record FieldProblem(String field, String code, List<Serializable> arguments) {

    static FieldProblem of(String field, String code, Serializable... arguments) {
        return new FieldProblem(field, code, List.of(arguments));
    }

    /** Everything that is wrong, as one refusal. */
    static Rejected rejected(List<FieldProblem> problems) {
        return Rejected.invalid(problems.stream()
                .map(problem -> new Rejected.Fault(problem.field, problem.code, problem.arguments))
                .toList());
    }
}
