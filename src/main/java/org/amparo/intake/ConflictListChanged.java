package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.membership.OrganizationId;

/** An organization's conflict list grew or shrank by so many names, which are told to nobody. */
public record ConflictListChanged(OrganizationId organization, Change change, int names, Actor actor, Instant at)
        implements Accountable {

    public enum Change {
        ADDED,
        UPLOADED,
        CONFIRMED,
        DISCARDED,
        REMOVED,
        CLEARED
    }
}
