package org.amparo.representation.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.amparo.kernel.Rejected;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.InvalidPropertyException;
import org.springframework.validation.Errors;

/**
 * Reads what somebody typed into a form, and notes at its field what can't be read, so that they hear of everything at once. What it gives
 * for an unreadable field is of no use; {@link #isRight()} says whether to go on.
 */
final class Typed {

    static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    /** What the Desk calls by another name than the form. */
    private static final Map<String, String> FIELDS =
            Map.of("amountCents", "amount", "observedOn", "on", "hearingAt", "at", "outcome", "happened");

    private static final Pattern DOLLARS = Pattern.compile("\\$?\\s*(\\d{1,9}|\\d{1,3}(,\\d{3}){1,2})(\\.\\d{1,2})?");

    private final Errors errors;

    Typed(Errors errors) {
        this.errors = errors;
    }

    boolean isRight() {
        return !errors.hasErrors();
    }

    /** Does what was asked when everything could be read, and notes at its field what is refused. @return whether it was done */
    boolean done(Runnable deed) {
        if (!isRight()) {
            return false;
        }
        try {
            deed.run();
            return true;
        } catch (Rejected rejected) {
            var field = rejected.field() == null ? null : fieldOf(rejected.field());
            var arguments = rejected.arguments().toArray();
            if (field == null) {
                errors.reject("problem." + rejected.code(), arguments, rejected.code());
            } else {
                errors.rejectValue(field, "problem." + rejected.code(), arguments, rejected.code());
            }
            return false;
        }
    }

    private @Nullable String fieldOf(String name) {
        for (var candidate : new String[] {name, FIELDS.getOrDefault(name, name)}) {
            try {
                errors.getFieldValue(candidate);
                return candidate;
            } catch (InvalidPropertyException absent) {
                // the next name, or none: then it is said above the form
            }
        }
        return null;
    }

    <E extends Enum<E>> E constant(String field, @Nullable String text, Class<E> type) {
        return read(field, text, "unknown-code", typed -> Enum.valueOf(type, typed), type.getEnumConstants()[0]);
    }

    <E extends Enum<E>> @Nullable E constantOrNone(String field, @Nullable String text, Class<E> type) {
        return text == null || text.isBlank() ? null : constant(field, text, type);
    }

    <C> C code(String field, @Nullable String text, Function<String, C> reader, C otherwise) {
        return read(field, text, "unknown-code", reader, otherwise);
    }

    <C> @Nullable C codeOrNone(String field, @Nullable String text, Function<String, C> reader) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return reader.apply(text.strip());
        } catch (IllegalArgumentException unknown) {
            reject(field, "unknown-code");
            return null;
        }
    }

    LocalDate day(String field, @Nullable String text) {
        return read(field, text, "not-a-date", LocalDate::parse, LocalDate.EPOCH);
    }

    /** A moment as a field for local date and time gives it, in Pacific time. */
    Instant moment(String field, @Nullable String text) {
        return read(
                field,
                text,
                "not-a-date",
                typed -> LocalDateTime.parse(typed).atZone(PACIFIC).toInstant(),
                Instant.EPOCH);
    }

    /**
     * An amount in dollars, with or without sign, commas between thousands, and cents. What could mean two amounts to two readers, as 4.500 or 4,50,
     * is asked for again.
     *
     * @return US cents, {@code null} for nothing
     */
    @Nullable
    Long cents(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (!DOLLARS.matcher(text.strip()).matches()) {
            reject(field, "not-an-amount");
            return null;
        }
        return new BigDecimal(text.replaceAll("[$,\\s]", "")).movePointRight(2).longValueExact();
    }

    /** The version the form was made on; one that can't be read is as stale as an old one. */
    long version(@Nullable String text) {
        try {
            return text == null ? -1 : Long.parseLong(text);
        } catch (NumberFormatException forged) {
            return -1;
        }
    }

    private <T> T read(String field, @Nullable String text, String trouble, Function<String, T> reader, T otherwise) {
        if (text == null || text.isBlank()) {
            reject(field, "required");
            return otherwise;
        }
        try {
            return reader.apply(text.strip());
        } catch (DateTimeParseException | IllegalArgumentException unreadable) {
            reject(field, trouble);
            return otherwise;
        }
    }

    private void reject(String field, String code) {
        errors.rejectValue(field, "problem." + code, code);
    }
}
