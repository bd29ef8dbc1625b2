package org.amparo.ledger;

import java.time.LocalDate;

/** What was done about legal process, on that day (Pacific). */
public record AnswerProcess(ProcessId process, ProcessResponse response, Counsel counsel, LocalDate on) {}
