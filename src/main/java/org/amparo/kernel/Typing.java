package org.amparo.kernel;

/**
 * What keyboards and clipboards bring that no text may keep: control characters other than the tabulator and line ends, and halves of characters.
 * PostgreSQL keeps some of them in no text at all.
 */
public final class Typing {

    private Typing() {}

    public static boolean isClean(String text) {
        return text.codePoints().noneMatch(Typing::isForeign);
    }

    /** The same without them, and with line ends of one character. */
    public static String clean(String text) {
        if (isClean(text) && text.indexOf('\r') < 0) {
            return text;
        }
        var clean = new StringBuilder(text.length());
        text.codePoints().filter(point -> point != '\r' && !isForeign(point)).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isForeign(int point) {
        return point < ' ' && point != '\n' && point != '\t' && point != '\r'
                || point == 0x7f
                || Character.getType(point) == Character.SURROGATE;
    }
}
