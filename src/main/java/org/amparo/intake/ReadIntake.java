package org.amparo.intake;

import java.util.List;

/** What was typed, as far as it could be read, and what is wrong with the rest, in the order of the page. */
public record ReadIntake(OpenCase command, List<FieldProblem> problems) {}
