package org.amparo.kernel;

/**
 * Marks a value that tells something about a person. Such a value prints {@code [sealed]}, is never part of an event, a log line, a
 * URL, an e-mail or a metric, and leaves its module only as text a page or an API answer was entitled to show.
 */
public interface Personal {

    String SEALED = "[sealed]";
}
