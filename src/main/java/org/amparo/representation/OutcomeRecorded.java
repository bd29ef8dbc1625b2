package org.amparo.representation;

import java.time.Instant;
import java.time.LocalDate;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.membership.FundId;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/** An outcome was recorded on one track; {@code on} is the day it fell, Pacific time; {@code amountCents} is a bond amount in US cents, only for bond outcomes. */
public record OutcomeRecorded(
        MatterId matter,
        CaseId caseFile,
        OrganizationId provider,
        @Nullable FundId fund,
        Outcome outcome,
        LocalDate on,
        @Nullable Long amountCents,
        Actor actor,
        Instant at)
        implements Accountable {}
