package org.amparo;

/** Describes a failure for the log by type and place, without its message: a message may quote what somebody typed. */
final class Trouble {

    private Trouble() {}

    static String describe(Throwable trouble) {
        var text = new StringBuilder();
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            text.append(text.isEmpty() ? "" : " <- ").append(cause.getClass().getName());
            for (var frame : cause.getStackTrace()) {
                if (frame.getClassName().startsWith("org.amparo.")) {
                    text.append(" at ").append(frame);
                    break;
                }
            }
        }
        return text.toString();
    }
}
