package org.amparo.correspondence;

import java.util.List;

/**
 * How the post stands.
 *
 * @param mailServer whether a mail server is configured at all
 * @param waiting letters not sent yet, of every age
 * @param troubled letters given up, then those that failed at least once, the oldest first, at most a hundred
 */
public record Delivery(MailServer mailServer, long waiting, long undelivered, List<LetterView> troubled) {

    public enum MailServer {
        CONFIGURED,
        MISSING
    }
}
