package org.amparo.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.amparo.kernel.PersonalText;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** Shows a case file to a reader who was found entitled to it. */
@Mapper
abstract class CaseViews {

    CaseView file(CaseFile file, String placement, List<CaseHistory.Entry> history, Keeping keeping) {
        var told = file.told();
        var opened =
                new CaseHistory.Entry(file.openedAt(), HistoryKind.OPENED, file.openedBy(), file.openedFor(), null);
        return new CaseView(
                file.id(),
                file.version(),
                file.reference(),
                state(file, placement),
                file.callStarted(),
                file.openedAt(),
                file.openedBy(),
                file.openedFor(),
                person(told.person()),
                caller(told.caller()),
                file.custody(),
                file.facility(),
                file.custodySeenAt(),
                file.timeline().reversed().stream().map(this::observation).toList(),
                file.arrest(),
                file.hearing(),
                file.removalFeared(),
                urgency(file.reasoning(), file.urgency(), told.overrideReason()),
                file.round(),
                file.rounds().stream().map(this::round).toList(),
                fund(file),
                told.parties().stream().map(this::party).toList(),
                told.notes().stream().map(this::note).toList(),
                told.attempts().reversed().stream().map(this::attempt).toList(),
                file.consents().stream().map(this::consent).toList(),
                Stream.concat(history.stream(), Stream.of(opened))
                        .map(this::entry)
                        .toList(),
                file.closedAt(),
                file.closeReason(),
                keeping);
    }

    ConflictPacket packet(CaseFile file, List<ConflictEntryView> alike) {
        var person = person(file.told().person());
        var caller = caller(file.told().caller());
        return new ConflictPacket(
                file.id(),
                file.reference(),
                person.name(),
                person.surnames(),
                person.aliases(),
                person.born(),
                person.countryOfBirth(),
                person.nationality(),
                caller.relation() == Relation.SELF ? null : caller.name(),
                caller.relation(),
                new ArrayList<>(file.told().parties().stream().map(this::party).toList()),
                file.arrest().agencies(),
                alike);
    }

    CallView call(Call call) {
        return new CallView(
                call.id(),
                call.kind(),
                call.startedAt(),
                call.endedAt(),
                call.language(),
                call.member(),
                call.caseFile(),
                call.callBackBy(),
                text(call.callBackPhone()),
                text(call.promise()),
                call.keptAt());
    }

    /** One part of a file, to be handed out. */
    Object part(CaseFile file, ExportPart part) {
        var told = file.told();
        return switch (part) {
            case PERSON -> person(told.person());
            case CALLER -> caller(told.caller());
            case OTHERS -> told.parties().stream().map(this::party).toList();
            case NOTES -> told.notes().stream().map(this::note).toList();
            case CUSTODY ->
                new CustodyPart(
                        file.timeline().stream().map(this::observation).toList(), file.arrest(), file.hearing());
            case CONSENT -> file.consents().stream().map(this::consent).toList();
        };
    }

    record CustodyPart(
            List<CaseView.ObservationView> sightings,
            ArrestDetails arrest,
            @Nullable HearingDetails hearing) {}

    static CaseState state(CaseFile file, String placement) {
        return state(file.isClosed(), file.consent().sharesWithProviders(), placement);
    }

    static CaseState state(boolean closed, boolean consented, String placement) {
        if (closed) {
            return CaseState.CLOSED;
        }
        if (!consented) {
            return CaseState.NO_CONSENT;
        }
        return CaseState.valueOf(placement);
    }

    abstract CaseView.PersonView person(PersonDetails person);

    abstract CaseView.CallerView caller(CallerDetails caller);

    abstract CaseView.ObservationView observation(Observation observation);

    abstract CaseView.RoundView round(Round round);

    abstract CaseView.PartyView party(Party party);

    abstract CaseView.NoteView note(Note note);

    abstract CaseView.AttemptView attempt(LocatorAttempt attempt);

    @Mapping(target = "provisional", expression = "java(consent.provisional())")
    abstract CaseView.ConsentView consent(Consent consent);

    abstract CaseView.HistoryView entry(CaseHistory.Entry entry);

    private static CaseView.UrgencyView urgency(
            Reasoning reasoning, org.amparo.kernel.Urgency urgency, @Nullable PersonalText reason) {
        return new CaseView.UrgencyView(
                urgency,
                reasoning.computed(),
                reasoning.reasons(),
                reasoning.overridden(),
                PersonalText.revealed(reason),
                reasoning.answers());
    }

    private static CaseView.FundView fund(CaseFile file) {
        var facts = file.facts().fund();
        return new CaseView.FundView(
                facts.residence(),
                file.told().household(),
                file.told().yearlyIncome(),
                facts.incomePercent(),
                facts.violentFelony());
    }

    @Nullable
    String text(@Nullable PersonalText text) {
        return PersonalText.revealed(text);
    }

    @Nullable
    String text(@Nullable ANumber number) {
        return number == null ? null : number.reveal();
    }

    @Nullable
    String text(@Nullable PhoneNumber number) {
        return number == null ? null : number.reveal();
    }

    @Nullable
    String text(@Nullable PartialDate date) {
        return date == null ? null : date.reveal();
    }
}
