package org.amparo.intake;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.io.Serializable;
import org.amparo.kernel.Personal;
import org.jspecify.annotations.Nullable;

/** A telephone number, kept in E.164 form. A number without a country is read as one of the United States. */
public final class PhoneNumber implements Personal, Serializable {

    private static final String HOME = "US";

    private final String e164;

    private PhoneNumber(String e164) {
        this.e164 = e164;
    }

    /**
     * Reads a number as typed.
     *
     * @throws IllegalArgumentException when no telephone could have that number
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static PhoneNumber of(String typed) {
        var read = read(typed);
        if (read == null) {
            throw new IllegalArgumentException("not a telephone number");
        }
        return new PhoneNumber(read);
    }

    /** @return whether {@link #of(String)} would read the text */
    public static boolean reads(String typed) {
        return read(typed) != null;
    }

    /** A number that would be another one when it is read again, from where it was stored, is none. */
    private static @Nullable String read(String typed) {
        var plan = PhoneNumberUtil.getInstance();
        try {
            var number = plan.parse(typed, HOME);
            var written = plan.format(number, PhoneNumberUtil.PhoneNumberFormat.E164);
            var again = plan.parse(written, HOME);
            return plan.isPossibleNumber(number)
                            && plan.isPossibleNumber(again)
                            && written.equals(plan.format(again, PhoneNumberUtil.PhoneNumberFormat.E164))
                    ? written
                    : null;
        } catch (NumberParseException e) {
            return null;
        }
    }

    /** For example {@code +12135550123}. Whoever calls this has established that the reader may see it. */
    public String e164() {
        return e164;
    }

    /** As people of the number's country write it. Whoever calls this has established that the reader may see it. */
    public String reveal() {
        var plan = PhoneNumberUtil.getInstance();
        try {
            var number = plan.parse(e164, HOME);
            return plan.format(
                    number,
                    number.getCountryCode() == 1
                            ? PhoneNumberUtil.PhoneNumberFormat.NATIONAL
                            : PhoneNumberUtil.PhoneNumberFormat.INTERNATIONAL);
        } catch (NumberParseException e) {
            throw new IllegalStateException("an E.164 number parses", e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PhoneNumber that && e164.equals(that.e164);
    }

    @Override
    public int hashCode() {
        return e164.hashCode();
    }

    @Override
    @JsonValue
    public String toString() {
        return SEALED;
    }
}
