package org.amparo.intake;

import static org.amparo.intake.AtNoon.NOON;
import static org.amparo.intake.AtNoon.NOW;
import static org.amparo.intake.AtNoon.TODAY;
import static org.amparo.intake.AtNoon.VOLUNTEER;
import static org.amparo.intake.AtNoon.opened;
import static org.amparo.support.Deeds.announced;
import static org.amparo.support.Deeds.saved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.PersonalText;
import org.amparo.vault.Cell;
import org.amparo.vault.Fingerprints;
import org.amparo.vault.Lifetime;
import org.amparo.vault.Vault;
import org.junit.jupiter.api.Test;

/** How a case file is sealed when it is written, and what of it stays when it is shredded. */
class CaseFileKeepingUnitTests {

    private final Vault vault = mock(Vault.class);
    private final Sealing sealing = new Sealing(vault, mock(Fingerprints.class));

    @Test
    void sealsWhatWasToldUnderAKeyOfItsOwn() {
        var file = opened(Stories.wifeOfAManAtAdelanto());

        file.seal(sealing);

        verify(vault).admit(file.id().value(), Lifetime.LASTING);
        verify(vault).seal(eq(cell(file, "told", 1)), any());
        verify(vault).seal(cell(file, "name", 1), "Mateo Pérez Ramírez".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void sealsAnewOnlyWhatHasChanged() {
        var file = opened(Stories.wifeOfAManAtAdelanto());
        file.seal(sealing);
        file.seal(sealing);
        verify(vault, times(1)).seal(eq(cell(file, "told", 1)), any());

        file.note(PersonalText.of("Has asthma."), VOLUNTEER, NOW).seal(sealing);

        assertThat(file.toldVersion()).isEqualTo(2);
        verify(vault).seal(eq(cell(file, "told", 2)), any());
        verify(vault, times(1)).admit(any(), any());
    }

    @Test
    void listsNobodyWithoutAName() {
        var nameless = new PersonDetails(
                null, List.of(), List.of(), null, null, null, null, null, SpanishFluency.SOME, null, null, null, null);
        var file = opened(Stories.wifeOfAManAtAdelanto()).correctPerson(nameless, List.of(), VOLUNTEER, NOW);

        file.seal(sealing);

        verify(vault).seal(eq(cell(file, "told", 2)), any());
        verify(vault, never()).seal(eq(cell(file, "name", 2)), any());
    }

    @Test
    void tellsNobodyApartOnceShredded() {
        var file = opened(Stories.story()
                .arrested(TODAY.minusDays(1), LocalTime.NOON)
                .hearingOn(TODAY.plusDays(9))
                .tell());
        file.seal(sealing);
        var urgency = file.urgency();

        saved(file).shred(Shredding.Ground.byHand(ShredCause.DANGER, VOLUNTEER), NOON);

        assertThat(file.isShredded()).isTrue();
        assertThat(file.arrest()).isEqualTo(ArrestDetails.unknown());
        assertThat(file.timeline()).isEmpty();
        assertThat(file.hearing()).isNull();
        assertThat(file.removalFeared()).isNull();
        assertThat(file.facts()).satisfies(facts -> {
            assertThat(facts.nextHearing()).isNull();
            assertThat(facts.fund()).isEqualTo(new FundFacts(null, null, Answer.NOT_ASKED));
            assertThat(facts.urgency()).as("how urgent it was stays").isEqualTo(urgency);
            assertThat(facts.needs()).as("what was needed stays").isNotEmpty();
        });
        assertThat(file.reasoning().answers()).isEmpty();
        assertThat(file.reasoning().reasons()).isEmpty();
        when(vault.open(any(), any())).thenReturn(Optional.empty());
        assertThatExceptionOfType(NotFound.class).isThrownBy(file::told);
    }

    @Test
    void closesAndSaysWhyWhenItIsShredded() {
        var file = saved(opened(Stories.wifeOfAManAtAdelanto()));
        var ground = Shredding.Ground.runOut(RecordKind.UNREFERRED, Term.ofDays(30));
        assertThat(file.isShredded()).isFalse();

        assertThat(file.shred(ground, NOON).closeReason()).isEqualTo(CloseReason.SHREDDED);

        assertThat(file.closedAt()).isEqualTo(NOON);
        assertThat(announced(file))
                .containsExactly(
                        new CaseClosed(file.id(), CloseReason.SHREDDED, ground.actor(), NOON),
                        new CaseShredded(
                                file.id(),
                                file.reference(),
                                ShredCause.CLOCK,
                                RecordKind.UNREFERRED,
                                Term.ofDays(30),
                                ground.actor(),
                                NOON));
        assertThatIllegalStateException().isThrownBy(() -> file.shred(ground, NOON));
    }

    @Test
    void staysClosedForItsReasonWhenItIsShredded() {
        var file = saved(opened(Stories.wifeOfAManAtAdelanto()).close(CloseReason.SERVED, VOLUNTEER, NOW));

        file.shred(Shredding.Ground.byHand(ShredCause.PERSON_ASKED, VOLUNTEER), NOON.plusSeconds(60));

        assertThat(file.closeReason()).isEqualTo(CloseReason.SERVED);
        assertThat(file.closedAt()).isEqualTo(NOON);
        assertThat(announced(file)).singleElement().isInstanceOf(CaseShredded.class);
    }

    private static Cell cell(CaseFile file, String column, long version) {
        return new Cell("intake.case_file", column, file.id().value(), version);
    }
}
