package org.amparo.intake;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;
import org.amparo.support.TestMembers;

/** Case files as they are when the call has just ended, at noon in Los Angeles, on a Friday. */
final class AtNoon {

    static final Instant NOON = Instant.parse("2026-11-20T20:00:00Z");
    static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    static final Clock NOW = Clock.fixed(NOON, ZoneOffset.UTC);
    static final Actor VOLUNTEER = TestMembers.VOLUNTEER.actor();

    private AtNoon() {}

    static CaseFile opened(OpenCase told) {
        return openedBy(VOLUNTEER, told);
    }

    static CaseFile openedBy(Actor actor, OpenCase told) {
        return CaseFile.open(HumanReference.of("K7MR4QX"), CallId.create(), told, 90, actor, NOW);
    }
}
