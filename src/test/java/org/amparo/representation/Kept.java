package org.amparo.representation;

import static org.amparo.support.TestMembers.ATTORNEY;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.amparo.intake.CustodyStatus;
import org.amparo.kernel.Actor;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.PersonalText;
import org.amparo.vault.Vault;
import org.jspecify.annotations.Nullable;

/** A matter accepted three days ago, and what its attorney does with it today. */
final class Kept {

    /** Noon in Los Angeles, on a Monday. */
    static final Instant NOW = Instant.parse("2026-03-16T19:00:00Z");

    static final LocalDate TODAY = LocalDate.of(2026, 3, 16);
    static final Instant ACCEPTED = NOW.minus(Duration.ofDays(3));
    static final Actor BY = ATTORNEY.actor();

    final Matter matter;

    Kept() {
        this(Matter.open(Accepted.by(ATTORNEY).at(ACCEPTED), NOW));
    }

    Kept(Matter matter) {
        this.matter = matter;
    }

    Matter contacted() {
        return contact(NOW.minusSeconds(60), ContactMode.LEGAL_CALL);
    }

    Matter contact(Instant on, @Nullable ContactMode how) {
        return record(ServiceMilestone.FIRST_CONTACT, on, how);
    }

    Matter record(ServiceMilestone milestone, Instant on, @Nullable ContactMode how) {
        return matter.record(new RecordMilestone(matter.id(), 0, milestone, on, how), BY, NOW);
    }

    Matter schedule(Instant at) {
        return schedule(at, TODAY);
    }

    Matter schedule(Instant at, LocalDate verified) {
        return matter.schedule(
                new ScheduleHearing(
                        matter.id(),
                        0,
                        ListCode.of("CY"),
                        CourtCode.of("ADL"),
                        at,
                        HearingSource.EOIR_NOTICE,
                        verified),
                BY,
                NOW);
    }

    Matter change(HearingId hearing, Instant at) {
        return matter.change(
                new ChangeHearing(
                        matter.id(),
                        0,
                        hearing,
                        ListCode.of("CY"),
                        CourtCode.of("ADL"),
                        at,
                        HearingSource.COURT_STAFF,
                        TODAY),
                BY,
                NOW);
    }

    Matter conclude(HearingId hearing, HearingResult result, @Nullable ListCode adjournment) {
        return matter.conclude(new RecordHearingResult(matter.id(), 0, hearing, result, adjournment), BY, NOW);
    }

    Matter due(LocalDate day) {
        return matter.set(new SetDeadline(matter.id(), 0, DeadlineKind.BIA_APPEAL, day), NOW);
    }

    Matter meet(DeadlineId deadline, LocalDate on) {
        return matter.meet(new MeetDeadline(matter.id(), 0, deadline, on), NOW);
    }

    Matter drop(DeadlineId deadline) {
        return matter.drop(new DropDeadline(matter.id(), 0, deadline), NOW);
    }

    Matter observe(CustodyStatus custody, @Nullable FacilityCode facility, Instant on) {
        return matter.observe(new ObserveCustody(matter.id(), 0, custody, facility, on), BY, NOW);
    }

    Matter outcome(Outcome outcome) {
        return outcome(outcome, TODAY, null, null);
    }

    Matter outcome(Outcome outcome, LocalDate on, @Nullable Long amountCents, @Nullable FacilityCode facility) {
        return matter.record(new RecordOutcome(matter.id(), 0, outcome, on, amountCents, facility), BY, NOW);
    }

    /** Sealed as one byte, whatever it says. */
    Matter note(String text) {
        var vault = mock(Vault.class);
        when(vault.seal(any(), any())).thenReturn(new byte[] {1});
        return matter.write(new WriteNote(matter.id(), 0, PersonalText.of(text)), new Notes(vault), BY, NOW);
    }

    Matter close(Outcome service, @Nullable Outcome legal) {
        return close(service, legal, TODAY);
    }

    Matter close(Outcome service, @Nullable Outcome legal, LocalDate on) {
        return matter.close(new CloseMatter(matter.id(), 0, service, legal, on), BY, NOW);
    }
}
