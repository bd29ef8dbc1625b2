package org.amparo.referrals;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the cases nobody has taken yet: the most urgent first, then the one with the least time left. {@code next} leads to the
 * following page.
 *
 * @param questioned how many placed cases wait for their provider to say whether they keep them, whatever the filter
 * @param overdue how many cases wait for a dispatcher's choice longer than agreed, whatever the filter
 */
public record Queue(List<QueueLine> lines, @Nullable QueuePlace next, int questioned, int overdue) {}
