package org.amparo.forms;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.amparo.kernel.Rejected;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.NotReadablePropertyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.validation.Errors;

/**
 * Reads what was typed and notes everything that is wrong, so that a person sees all of it at once. What could not be read is a
 * stand-in that nobody sees: a command is only given when nothing was wrong.
 */
public final class Reading {

    /** The last that is written with four digits; a database does not hold all that could be written. */
    private static final int LATEST_YEAR = 9999;

    private final Errors errors;
    private final UnaryOperator<Rejected.Fault> asHere;

    public Reading(Errors errors) {
        this(errors, UnaryOperator.identity());
    }

    /** @param asHere what is refused, as this form calls it: the name of its field, words for its arguments */
    public Reading(Errors errors, UnaryOperator<Rejected.Fault> asHere) {
        this.errors = errors;
        this.asHere = asHere;
    }

    public String text(String field, String typed) {
        if (typed.isBlank()) {
            wrong(field, "required");
        }
        return typed.strip();
    }

    public LocalDate date(String field, String typed) {
        if (typed.isBlank()) {
            wrong(field, "required");
            return LocalDate.EPOCH;
        }
        try {
            var date = LocalDate.parse(typed.strip());
            if (date.getYear() >= 1 && date.getYear() <= LATEST_YEAR) {
                return date;
            }
        } catch (DateTimeParseException notADate) {
            // as one no calendar shows
        }
        wrong(field, "not-a-date");
        return LocalDate.EPOCH;
    }

    public @Nullable LocalDate optionalDate(String field, String typed) {
        return typed.isBlank() ? null : date(field, typed);
    }

    public int number(String field, String typed) {
        if (typed.isBlank()) {
            wrong(field, "required");
            return 1;
        }
        try {
            return Integer.parseInt(typed.strip());
        } catch (NumberFormatException notANumber) {
            wrong(field, "not-a-number");
            return 1;
        }
    }

    /** A code, an id or an enum constant; {@code standIn} when it is none. */
    public <T> T code(String field, String typed, Function<String, T> parse, T standIn) {
        if (typed.isBlank()) {
            wrong(field, "required");
            return standIn;
        }
        try {
            return parse.apply(typed.strip());
        } catch (IllegalArgumentException unknown) {
            wrong(field, "unknown-code");
            return standIn;
        }
    }

    /** Gives the command unless something is wrong already; a refusal becomes an error of its field. */
    public <T> Optional<T> then(Supplier<T> command) {
        if (errors.hasErrors()) {
            return Optional.empty();
        }
        try {
            return Optional.of(command.get());
        } catch (Rejected rejected) {
            note(rejected);
        } catch (OptimisticLockingFailureException stale) {
            note(Rejected.stale());
        }
        return Optional.empty();
    }

    /** A refusal becomes an error of its field, or of the whole form when it is about none. */
    public void note(Rejected rejected) {
        if (rejected.faults().isEmpty()) {
            errors.reject("problem." + rejected.code(), rejected.arguments().toArray(), rejected.code());
        }
        rejected.faults().stream().map(asHere).forEach(this::note);
    }

    private void note(Rejected.Fault fault) {
        var code = "problem." + fault.code();
        var arguments = fault.arguments().toArray();
        try {
            errors.rejectValue(fault.field(), code, arguments, fault.code());
        } catch (NotReadablePropertyException notOfThisForm) { // then it is said about the whole form
            errors.reject(code, arguments, fault.code());
        }
    }

    private void wrong(String field, String code) {
        errors.rejectValue(field, "problem." + code, code);
    }
}
