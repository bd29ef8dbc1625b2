package org.amparo.intake;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.regex.Pattern;
import org.amparo.kernel.Personal;
import org.jspecify.annotations.Nullable;

/**
 * The alien registration number the immigration agencies know a person by: seven to nine digits, kept as nine, padded with zeros on
 * the left, as the immigration courts and the ICE locator ask for it. It has no check digit.
 */
public final class ANumber implements Personal, Serializable {

    private static final Pattern DECORATION = Pattern.compile("[\\s.#\\-\\u2010-\\u2015]");
    private static final Pattern FORM = Pattern.compile("[aA]?([0-9]{7,9})");

    private final String digits;

    private ANumber(String digits) {
        this.digits = digits;
    }

    /**
     * Reads what a person typed or dictated: with or without the letter A, a number sign, blanks, dots and hyphens.
     *
     * @throws IllegalArgumentException when there are not seven to nine digits, or nothing but zeros
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ANumber of(String typed) {
        var matcher = FORM.matcher(DECORATION.matcher(typed).replaceAll(""));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not an A-number");
        }
        var digits = "0".repeat(9 - matcher.group(1).length()) + matcher.group(1);
        if (digits.equals("000000000")) {
            throw new IllegalArgumentException("not an A-number");
        }
        return new ANumber(digits);
    }

    /** @return whether {@link #of(String)} would read the text */
    public static boolean reads(String typed) {
        var matcher = FORM.matcher(DECORATION.matcher(typed).replaceAll(""));
        return matcher.matches() && !matcher.group(1).chars().allMatch(digit -> digit == '0');
    }

    /** Nine digits. Whoever calls this has established that the reader may see it. */
    public String digits() {
        return digits;
    }

    /** As people write it: {@code A012-345-678}. Whoever calls this has established that the reader may see it. */
    public String reveal() {
        return "A" + digits.substring(0, 3) + "-" + digits.substring(3, 6) + "-" + digits.substring(6);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ANumber that && digits.equals(that.digits);
    }

    @Override
    public int hashCode() {
        return digits.hashCode();
    }

    @Override
    @JsonValue
    public String toString() {
        return SEALED;
    }
}
