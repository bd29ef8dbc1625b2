package org.amparo.ledger;

import java.time.LocalDate;
import java.util.List;
import org.amparo.kernel.HumanReference;
import org.jspecify.annotations.Nullable;

/**
 * Legal process was received. Days are Pacific. There is no place for a name in it: cases are named by their references.
 *
 * @param answerDue day by which it asks for an answer
 * @param secret whether it forbids telling the person
 */
public record RegisterProcess(
        ProcessKind kind,
        ProcessIssuer issuer,
        LocalDate receivedOn,
        @Nullable LocalDate answerDue,
        ProcessScope scope,
        List<HumanReference> references,
        boolean secret) {

    public RegisterProcess {
        references = references.stream().distinct().toList();
    }
}
