package org.amparo.referrals;

import java.util.List;
import java.util.Map;

/** A provider's live offers, the one with the least time left first. {@code more} says that the list was cut. */
public record Inbox(List<InboxLine> offers, boolean more) {

    Inbox with(Map<ReferralId, Reserved> reading) {
        return new Inbox(
                offers.stream().map(line -> line.with(reading.get(line.id()))).toList(), more);
    }
}
