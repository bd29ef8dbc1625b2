package org.amparo.representation;

import java.time.Instant;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;
import org.amparo.membership.MemberId;
import org.amparo.membership.OrganizationId;

/** News from others reached a matter and asks its attorney for a look. */
public record MatterNoticed(
        MatterId matter,
        CaseId caseFile,
        HumanReference reference,
        OrganizationId provider,
        MemberId attorney,
        NoticeKind kind,
        Actor actor,
        Instant at)
        implements Accountable {}
