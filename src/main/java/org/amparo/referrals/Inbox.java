package org.amparo.referrals;

import java.util.List;

/** A provider's live offers, the one with the least time left first. {@code more} says that the list was cut. */
public record Inbox(List<InboxLine> offers, boolean more) {}
