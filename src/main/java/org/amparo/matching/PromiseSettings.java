package org.amparo.matching;

import java.time.DayOfWeek;
import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When providers that promise by the week are asked for the next one.
 *
 * @param askOn from this day of the week on, Pacific time
 * @param askAt and this hour, 0 to 23
 */
@ConfigurationProperties("amparo.matching.promises")
record PromiseSettings(
        @DefaultValue("FRIDAY") DayOfWeek askOn,
        @DefaultValue("9") int askAt) {

    PromiseSettings {
        if (askAt < 0 || askAt > 23) {
            throw new IllegalArgumentException("amparo.matching.promises.ask-at is an hour from 0 to 23");
        }
    }

    /** Whether it is time to ask, and still will be until the week is over. */
    boolean asks(Instant now) {
        var local = now.atZone(OfficeHours.PACIFIC);
        var day = local.getDayOfWeek();
        return day.compareTo(askOn) > 0 || day == askOn && local.getHour() >= askAt;
    }
}
