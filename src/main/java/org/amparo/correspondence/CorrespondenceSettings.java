package org.amparo.correspondence;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How letters are delivered.
 *
 * @param attempts how often a letter is tried before it is given up
 * @param firstRetry how long after the first failure it is tried again; each further failure waits four times as long, at most six hours
 * @param lease how long a node may take to hand a letter to the mail server
 * @param newsFor for how long a letter is news; one that could not be sent by then, after an outage, is dropped
 */
@ConfigurationProperties("amparo.correspondence")
record CorrespondenceSettings(
        @DefaultValue("8") int attempts,
        @DefaultValue("30s") Duration firstRetry,
        @DefaultValue("2m") Duration lease,
        @DefaultValue("2d") Duration newsFor) {

    private static final Duration LONGEST_WAIT = Duration.ofHours(6);

    Duration waitAfter(int failures) {
        var wait = firstRetry.multipliedBy(1L << Math.min(20, 2 * Math.max(0, failures - 1)));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
