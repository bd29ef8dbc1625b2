package org.amparo.holding;

import java.time.Instant;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Refusal;
import org.amparo.membership.OrganizationId;

/** Somebody tried to open the key of their organization with a wrong passphrase or wrong recovery sheets, or too often. */
public record KeyRefused(OrganizationId organization, Actor actor, Instant at) implements Refusal {}
