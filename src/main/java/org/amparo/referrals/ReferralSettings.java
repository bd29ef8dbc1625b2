package org.amparo.referrals;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a coalition wants its cases offered.
 *
 * @param broadcast how many providers may hold a live offer of an urgent case at once
 * @param leastAnswerTime what a provider gets to answer even when a hearing or a feared removal is nearer
 */
@ConfigurationProperties("amparo.referrals")
record ReferralSettings(
        @DefaultValue("3") int broadcast,
        @DefaultValue("PT1H") Duration leastAnswerTime) {

    ReferralSettings {
        if (broadcast < 1 || !leastAnswerTime.isPositive()) {
            throw new IllegalArgumentException(
                    "amparo.referrals.broadcast is at least one, least-answer-time more than nothing");
        }
    }
}
