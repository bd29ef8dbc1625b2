package org.amparo.correspondence;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A calendar that has just been made.
 *
 * @param address where a calendar program finds it; whoever has it can read it, and it is not told again
 */
public record OpenedCalendar(
        CalendarView calendar,

        @Schema(example = "https://amparo.example/calendar/2Jd9Qy-4mXw.ics")
        String address) {

    /** The address is a secret. */
    @Override
    public String toString() {
        return "OpenedCalendar[" + calendar + "]";
    }
}
