package org.amparo.intake;

import static org.amparo.intake.IntakePolicy.requireHotline;
import static org.amparo.intake.IntakePolicy.requireProvider;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.amparo.intake.Changes.AddNote;
import org.amparo.intake.Changes.AnswerConsent;
import org.amparo.intake.Changes.CloseCase;
import org.amparo.intake.Changes.CorrectArrest;
import org.amparo.intake.Changes.CorrectCaller;
import org.amparo.intake.Changes.CorrectPerson;
import org.amparo.intake.Changes.LogLocatorAttempt;
import org.amparo.intake.Changes.ObserveCustody;
import org.amparo.intake.Changes.OverrideUrgency;
import org.amparo.intake.Changes.RatifyConsent;
import org.amparo.intake.Changes.RecordHearing;
import org.amparo.intake.Changes.WithdrawConsent;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Typing;
import org.amparo.ledger.LedgerLine;
import org.amparo.ledger.Openings;
import org.amparo.membership.SignedIn;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The hotline's desk: calls, intakes being written, case files. Volunteers and dispatchers see case files; a provider sees what was
 * disclosed to it; for everybody else there is nothing here.
 */
@Component
public class IntakeDesk {

    /** A call through an interpreter begins before anybody knows in which language: ISO 639-2 for several languages. */
    private static final LanguageCode TO_BE_ASKED = LanguageCode.of("mul");

    private static final int DRAWS = 5;
    private static final int LONGEST_TYPED = 100_000;

    private final CaseFiles files;
    private final Calls calls;
    private final Drafts drafts;
    private final Opening opening;
    private final DraftReading reading;
    private final IntakeCheck check;
    private final CaseSearch search;
    private final Disclosures disclosures;
    private final CaseHistory history;
    private final CaseViews views;
    private final Importing importing;
    private final Sealing sealing;
    private final Openings openings;
    private final RevealRecord reveals;
    private final ConflictLists conflicts;
    private final Mergers mergers;
    private final ConsentLapse lapse;
    private final Emergencies emergencies;
    private final Purge purge;
    private final Retention retention;
    private final Holds holds;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    IntakeDesk(
            CaseFiles files,
            Calls calls,
            Drafts drafts,
            Opening opening,
            DraftReading reading,
            IntakeCheck check,
            CaseSearch search,
            Disclosures disclosures,
            CaseHistory history,
            CaseViews views,
            Importing importing,
            Sealing sealing,
            Openings openings,
            RevealRecord reveals,
            ConflictLists conflicts,
            Mergers mergers,
            ConsentLapse lapse,
            Emergencies emergencies,
            Purge purge,
            Retention retention,
            Holds holds,
            ApplicationEventPublisher events,
            Clock clock) {
        this.files = files;
        this.calls = calls;
        this.drafts = drafts;
        this.opening = opening;
        this.reading = reading;
        this.check = check;
        this.search = search;
        this.disclosures = disclosures;
        this.history = history;
        this.views = views;
        this.importing = importing;
        this.sealing = sealing;
        this.openings = openings;
        this.reveals = reveals;
        this.conflicts = conflicts;
        this.mergers = mergers;
        this.lapse = lapse;
        this.emergencies = emergencies;
        this.purge = purge;
        this.retention = retention;
        this.holds = holds;
        this.events = events;
        this.clock = clock;
    }

    // Calls

    /** Logs a call that did not become a case file. */
    @Transactional
    public CallView log(LogCall command, SignedIn by) {
        requireHotline(by);
        if (command.kind() == null || command.kind() == CallKind.INTAKE) {
            throw Rejected.invalid("kind", "call-kind");
        }
        if (command.startedAt() != null && command.startedAt().isAfter(clock.instant())) {
            throw Rejected.invalid("startedAt", "date-in-future");
        }
        if (command.caseFile() != null && files.findById(command.caseFile()).isEmpty()) {
            throw Rejected.invalid("caseFile", "unknown-case");
        }
        check.checkLanguage("language", command.language());
        var promise = command.callBack() == null ? null : command.callBack().promise();
        if (promise != null) {
            check.checkText("callBack.promise", promise, IntakeCheck.LINE);
        }
        return views.call(calls.save(Call.logged(command, by.actor(), clock.instant())));
    }

    /** A promised call back was made. */
    @Transactional
    public CallView keepPromise(CallId id, SignedIn by) {
        requireHotline(by);
        var call = calls.findById(id)
                .filter(found -> by.organization().equals(found.organization()))
                .orElseThrow(NotFound::new);
        events.publishEvent(new PromiseKept(id, by.actor(), clock.instant()));
        return views.call(calls.save(call.keepPromise(clock.instant())));
    }

    /** Calls to the own organization on that day, Pacific time, the latest first. */
    @Transactional
    public List<CallView> calls(LocalDate day, SignedIn by) {
        requireHotline(by);
        return calls(
                calls.findBetween(
                        by.organization(),
                        day.atStartOfDay(UrgencyRules.ZONE).toInstant(),
                        day.plusDays(1).atStartOfDay(UrgencyRules.ZONE).toInstant()),
                by);
    }

    /** What this shift leaves to the next one. */
    @Transactional
    public Handover handover(SignedIn by) {
        requireHotline(by);
        return new Handover(
                calls(calls.findPromised(by.organization()), by),
                drafts(by),
                search
                        .list(new CaseQuery(CaseQuery.Listing.URGENT, null, CaseState.WAITING, null, null, null))
                        .rows()
                        .stream()
                        .filter(row -> row.urgency().ordinal() <= 1)
                        .toList(),
                search.rows(lapse.soon()),
                search.rows(purge.soon()));
    }

    /** With whom to call back, where that was promised: then it is written down that they saw it. */
    private List<CallView> calls(List<Call> found, SignedIn by) {
        var promising = found.stream()
                .filter(Call::promises)
                .map(call -> call.id().value())
                .toList();
        if (!promising.isEmpty()) {
            sealing.fetch(promising);
            events.publishEvent(new PromisesRead(by.actor(), clock.instant()));
        }
        return found.stream().map(views::call).toList();
    }

    // Intakes being written

    @Transactional
    public DraftView startDraft(LanguageCode language, SignedIn by) {
        requireHotline(by);
        if (!language.equals(TO_BE_ASKED)) {
            check.checkLanguage("language", language);
        }
        var draft = drafts.save(Draft.start(by, language, clock.instant()));
        events.publishEvent(new DraftKept(draft.id(), DraftKept.Step.STARTED, by.actor(), clock.instant()));
        return view(draft);
    }

    @Transactional
    public DraftView draft(DraftId id, SignedIn by) {
        var draft = found(drafts.findById(id), by);
        events.publishEvent(new DraftRead(id, by.actor(), clock.instant()));
        return view(draft);
    }

    /** Unfinished intakes of the own organization, the latest touched first. */
    @Transactional(readOnly = true)
    public List<DraftView> drafts(SignedIn by) {
        requireHotline(by);
        var unfinished = drafts.findUnfinished(by.organization());
        sealing.fetch(unfinished.stream().map(draft -> draft.id().value()).toList());
        return unfinished.stream().map(this::view).toList();
    }

    /** Keeps what was typed in a section. Where somebody else saved first, theirs stays and both are answered. */
    @Transactional
    public SavedSection save(SaveSection command, SignedIn by) {
        var draft = found(drafts.findLocked(command.draft()), by);
        requireUnsubmitted(draft);
        Map<String, List<String>> typed = new LinkedHashMap<>();
        for (var field : command.section().fields()) {
            var values = command.typed().get(field);
            if (values != null) {
                typed.put(field, cleaned(field, values));
            }
        }
        var conflicts = draft.save(command.section(), command.version(), typed, by.member(), clock.instant());
        var content = draft.content(command.section());
        drafts.save(draft);
        events.publishEvent(new DraftKept(draft.id(), DraftKept.Step.SAVED, by.actor(), clock.instant()));
        return new SavedSection(
                view(draft),
                command.section(),
                content.version(),
                conflicts.entrySet().stream()
                        .map(conflict -> new SavedSection.Conflict(
                                conflict.getKey(), saved(content, conflict.getKey()), conflict.getValue()))
                        .toList());
    }

    /** Reads what was typed on a page as the command it means, with all that is wrong with it. Keeps nothing. */
    public ReadIntake read(Map<String, List<String>> typed) {
        Map<String, List<String>> clean = new HashMap<>();
        typed.forEach((field, values) -> clean.put(field, cleaned(field, values)));
        return reading.read(clean, null);
    }

    /** Urgency, possible duplicates and what is missing, as the draft stands. */
    @Transactional
    public Assessment assess(DraftId id, SignedIn by) {
        var draft = found(drafts.findById(id), by);
        var typed = draft.typed();
        var result = reading.read(typed, draft.startedAt());
        var command = result.command();
        var judgement = UrgencyRules.judge(
                new UrgencyRules.Situation(
                        command.custody().custody(),
                        command.arrest().on(),
                        command.arrest().on() == null || command.arrest().at() == null
                                ? null
                                : command.arrest()
                                        .on()
                                        .atTime(command.arrest().at())
                                        .atZone(UrgencyRules.ZONE)
                                        .toInstant(),
                        command.hearing() == null ? null : command.hearing().on(),
                        command.removalFeared(),
                        command.answers()),
                clock);
        return new Assessment(
                judgement.urgency(),
                judgement.reasons(),
                hints(traits(command.person(), command.caller()), by),
                result.problems());
    }

    @Transactional
    public void discard(DraftId id, SignedIn by) {
        var draft = found(drafts.findLocked(id), by);
        requireUnsubmitted(draft);
        drafts.delete(draft);
        sealing.shred(List.of(id.value()));
        events.publishEvent(new DraftKept(id, DraftKept.Step.DISCARDED, by.actor(), clock.instant()));
    }

    /** Makes a case file of a draft. Pressed twice, it answers with the same file. */
    public OpenedCase submit(DraftId id, SignedIn by) {
        requireHotline(by);
        return drawing(() -> opening.submit(id, by));
    }

    // Case files

    /** Opens a case file from an intake told at once. */
    public OpenedCase open(OpenCase command, SignedIn by) {
        requireHotline(by);
        check.check(command);
        return drawing(() -> opening.open(command, by.actor()));
    }

    /** A page of a list. One question, so there is no transaction to begin and to end. */
    public CasePage cases(CaseQuery query, SignedIn by) {
        requireHotline(by);
        return search.list(query);
    }

    /** What a search for a reference, a number or a name found; it is written down who was shown which lines. */
    @Transactional
    public CasePage found(String text, SignedIn by) {
        requireHotline(by);
        var rows = search.find(text);
        searched(CasesSearched.How.TEXT, rows, CaseRow::id, CaseRow::reference, by);
        return new CasePage(rows, null);
    }

    /** The case file of that reference, and no other. */
    @Transactional
    public Optional<CaseRow> called(HumanReference reference, SignedIn by) {
        requireHotline(by);
        var row = search.called(reference);
        searched(CasesSearched.How.TEXT, row.stream().toList(), CaseRow::id, CaseRow::reference, by);
        return row;
    }

    /** Case files that may be about the same person. */
    @Transactional
    public List<PossibleDuplicate> duplicates(Traits traits, SignedIn by) {
        requireHotline(by);
        return hints(traits, by);
    }

    private List<PossibleDuplicate> hints(Traits traits, SignedIn by) {
        var found = search.duplicates(traits);
        searched(CasesSearched.How.HINTS, found, PossibleDuplicate::id, PossibleDuplicate::reference, by);
        return found;
    }

    private <T> void searched(
            CasesSearched.How how,
            List<T> found,
            Function<T, CaseId> id,
            Function<T, HumanReference> reference,
            SignedIn by) {
        var now = clock.instant();
        events.publishEvent(new CasesSearched(
                how,
                found.stream()
                        .map(one -> new CaseRead(
                                id.apply(one),
                                reference.apply(one),
                                ReadAs.SEARCH_HIT,
                                Basis.HOTLINE,
                                how == CasesSearched.How.TEXT ? Set.of(FieldSet.NAMES) : Set.of(),
                                by.actor(),
                                now))
                        .toList(),
                by.actor(),
                now));
    }

    /** The case file, for the hotline. */
    @Transactional
    public CaseView caseFile(CaseId id, SignedIn by) {
        requireHotline(by);
        return view(read(id, ReadAs.HOTLINE_FILE, Basis.HOTLINE, by));
    }

    /** Where a case stands, for the hotline, without anything told about the person. */
    @Transactional(readOnly = true)
    public CaseStanding standing(CaseId id, SignedIn by) {
        requireHotline(by);
        var file = files.findById(id).orElseThrow(NotFound::new);
        return new CaseStanding(
                id,
                CaseViews.state(file, disclosures.placement(id)),
                history.of(id).stream().anyMatch(entry -> entry.what() == HistoryKind.OFFERED),
                file.openedAt());
    }

    /** The full file, for the hotline and for a provider that has cleared conflicts. */
    @Transactional
    public CaseView fullFile(CaseId id, SignedIn by) {
        var because = requireStage(id, DisclosureStage.FULL_FILE, by);
        var file = read(id, because == Basis.HOTLINE ? ReadAs.HOTLINE_FILE : ReadAs.FULL_FILE, because, by);
        var view = view(file);
        return mayBeContacted(file, because) ? view : view.withoutContact();
    }

    /** The conflict packet, for the hotline and for a provider the case is offered to. */
    @Transactional
    public ConflictPacket conflictPacket(CaseId id, SignedIn by) {
        var because = requireStage(id, DisclosureStage.CONFLICT_PACKET, by);
        var file = read(id, ReadAs.CONFLICT_PACKET, because, by);
        return views.packet(file, because == Basis.HOTLINE ? List.of() : conflicts.marked(file, by.organization()));
    }

    /**
     * Whether anybody in a case is like somebody on the conflict list of the reader's organization, told without a name. Only for a case that
     * was offered to it.
     */
    @Transactional
    public ConflictCheck checkConflicts(CaseId id, SignedIn by) {
        requireProvider(by);
        var because = requireStage(id, DisclosureStage.CONFLICT_PACKET, by);
        var file = files.findById(id).orElseThrow(NotFound::new);
        var check = conflicts.compare(file, by);
        if (check.answer() != ConflictAnswer.NO_LIST) {
            events.publishEvent(new ConflictsCompared(
                    id,
                    file.reference(),
                    ReadAs.CONFLICT_ANSWER,
                    because,
                    check.answer(),
                    by.actor(),
                    clock.instant()));
        }
        return check;
    }

    // The conflict list of a provider

    /** The conflict list of the reader's organization, from where a page before ended. */
    @Transactional
    public ConflictListView conflicts(@Nullable ConflictId after, SignedIn by) {
        requireProvider(by);
        var list = conflicts.list(after, by.organization());
        if (!list.entries().isEmpty()) {
            events.publishEvent(new ConflictListRead(by.organization(), by.actor(), clock.instant()));
        }
        return list;
    }

    @Transactional
    public List<ConflictEntryView> findConflicts(String name, SignedIn by) {
        requireProvider(by);
        events.publishEvent(new ConflictListRead(by.organization(), by.actor(), clock.instant()));
        return conflicts.search(name, by.organization());
    }

    @Transactional
    public ConflictId addConflict(AddConflict command, SignedIn by) {
        requireProvider(by);
        check.checkText("name", command.name(), IntakeCheck.NAME);
        if (command.reference() != null) {
            check.checkText("reference", command.reference(), ConflictLists.REFERENCE);
        }
        var id = conflicts.add(command, by);
        listed(ConflictListChanged.Change.ADDED, 1, by);
        return id;
    }

    @Transactional
    public void removeConflict(ConflictId id, SignedIn by) {
        requireProvider(by);
        conflicts.remove(id, by.organization());
        listed(ConflictListChanged.Change.REMOVED, 1, by);
    }

    /** Deletes the whole list and destroys its key. */
    @Transactional
    public void clearConflicts(SignedIn by) {
        requireProvider(by);
        listed(ConflictListChanged.Change.CLEARED, conflicts.clear(by.organization()), by);
    }

    /** Reads a file of names; nothing is listed yet. */
    @Transactional
    public ConflictUploadView uploadConflicts(byte[] content, SignedIn by) {
        requireProvider(by);
        var uploaded = conflicts.upload(content, by);
        listed(ConflictListChanged.Change.UPLOADED, uploaded.good(), by);
        return uploaded;
    }

    @Transactional
    public ConflictUploadView conflictUpload(ConflictId id, SignedIn by) {
        requireProvider(by);
        var uploaded = conflicts.uploaded(id, by.organization());
        events.publishEvent(new ConflictListRead(by.organization(), by.actor(), clock.instant()));
        return uploaded;
    }

    /** @return how many names are listed now that were not before */
    @Transactional
    public int confirmConflicts(ConflictId id, SignedIn by) {
        requireProvider(by);
        var confirmed = conflicts.confirm(id, by.organization());
        listed(ConflictListChanged.Change.CONFIRMED, confirmed, by);
        return confirmed;
    }

    @Transactional
    public void discardConflicts(ConflictId id, SignedIn by) {
        requireProvider(by);
        listed(ConflictListChanged.Change.DISCARDED, conflicts.discard(id, by.organization()), by);
    }

    private void listed(ConflictListChanged.Change change, int names, SignedIn by) {
        events.publishEvent(new ConflictListChanged(by.organization(), change, names, by.actor(), clock.instant()));
    }

    // Files about the same person

    /** Links a file to another one about the same person, in which work goes on. */
    @Transactional
    public MergerView merge(CaseId caseFile, CaseId kept, SignedIn by) {
        requireHotline(by);
        return mergers.merge(caseFile, kept, by);
    }

    /** They are two people after all: both files are what they were, with what was changed in each meanwhile. */
    @Transactional
    public MergerView undoMerge(CaseId of, MergerId merger, SignedIn by) {
        requireHotline(by);
        return mergers.undo(of, merger, by);
    }

    /** Links from and to a file, those that were undone too, the latest first. */
    @Transactional(readOnly = true)
    public List<MergerView> mergers(CaseId id, SignedIn by) {
        requireHotline(by);
        if (!files.existsById(id)) {
            throw new NotFound();
        }
        return mergers.of(id);
    }

    /** Links that hold, from and to a file the reader was shown. */
    @Transactional(readOnly = true)
    public List<MergerView> links(CaseView file, SignedIn by) {
        requireHotline(by);
        return mergers.of(file.id()).stream()
                .filter(merger -> merger.undoneAt() == null)
                .toList();
    }

    /** Other files that may be about the person of this one. */
    @Transactional
    public List<PossibleDuplicate> alike(CaseId id, SignedIn by) {
        requireHotline(by);
        var told = files.findById(id).orElseThrow(NotFound::new).told();
        return hints(traits(told.person(), told.caller()), by).stream()
                .filter(hint -> !hint.id().equals(id))
                .toList();
    }

    /** Who was shown the case file, for those who may see all of it: the latest first. */
    @Transactional(readOnly = true)
    public List<LedgerLine> openings(CaseId id, SignedIn by) {
        requireStage(id, DisclosureStage.FULL_FILE, by);
        if (!files.existsById(id)) {
            throw new NotFound();
        }
        return openings.of(id);
    }

    /** Who was shown what because of which decision, for those who may see all of the file. */
    @Transactional(readOnly = true)
    public Reveals reveals(CaseId id, SignedIn by) {
        requireStage(id, DisclosureStage.FULL_FILE, by);
        return reveals.of(files.findById(id).orElseThrow(NotFound::new));
    }

    /** Nobody reads without its being written down, in the same transaction. */
    private CaseFile read(CaseId id, ReadAs as, Basis because, SignedIn by) {
        var file = files.findById(id).filter(kept -> !kept.isShredded()).orElseThrow(NotFound::new);
        var shown = EnumSet.noneOf(FieldSet.class);
        shown.addAll(file.told().shown(as));
        if (!mayBeContacted(file, because)) {
            shown.removeAll(Set.of(FieldSet.PHONE, FieldSet.CONTACT));
        }
        events.publishEvent(new CaseRead(id, file.reference(), as, because, shown, by.actor(), clock.instant()));
        return file;
    }

    /** A provider is told how to reach somebody only where that was consented to. */
    private static boolean mayBeContacted(CaseFile file, Basis because) {
        return because == Basis.HOTLINE || file.consent().permits().contains(ConsentPurpose.CONTACT);
    }

    @Transactional
    public CaseView observeCustody(ObserveCustody command, SignedIn by) {
        check.check(command.sighting());
        return change(
                command.caseFile(), command.version(), file -> file.observe(command.sighting(), by.actor(), clock), by);
    }

    @Transactional
    public CaseView recordHearing(RecordHearing command, SignedIn by) {
        if (command.hearing() != null) {
            check.check(command.hearing());
        }
        return change(
                command.caseFile(),
                command.version(),
                file -> file.knowHearing(command.hearing(), by.actor(), clock),
                by);
    }

    @Transactional
    public CaseView changeFacts(ChangeFacts command, SignedIn by) {
        check.check(command);
        return change(
                command.caseFile(),
                command.version(),
                file -> file.tellOtherwise(command, opening.incomePercent(command.fund()), by.actor(), clock),
                by);
    }

    @Transactional
    public CaseView correctPerson(CorrectPerson command, SignedIn by) {
        check.check(command.person(), command.parties());
        return change(
                command.caseFile(),
                command.version(),
                file -> file.correctPerson(command.person(), command.parties(), by.actor(), clock),
                by);
    }

    /** @throws NotFound when another organization took the call */
    @Transactional
    public CaseView correctCaller(CorrectCaller command, SignedIn by) {
        check.check(command.caller());
        return change(
                command.caseFile(), command.version(), file -> own(file, by).correctCaller(command.caller()), by);
    }

    @Transactional
    public CaseView correctArrest(CorrectArrest command, SignedIn by) {
        check.check(command.arrest());
        return change(
                command.caseFile(),
                command.version(),
                file -> file.correctArrest(command.arrest(), by.actor(), clock),
                by);
    }

    @Transactional
    public CaseView overrideUrgency(OverrideUrgency command, SignedIn by) {
        if (command.override() != null) {
            check.check(command.override());
        }
        return change(
                command.caseFile(),
                command.version(),
                file -> file.override(command.override(), by.actor(), clock),
                by);
    }

    @Transactional
    public CaseView answerConsent(AnswerConsent command, SignedIn by) {
        check.check(command.evidence());
        return change(
                command.caseFile(),
                command.version(),
                file -> file.answerConsent(command.evidence(), by.actor(), clock),
                by);
    }

    @Transactional
    public CaseView ratifyConsent(RatifyConsent command, SignedIn by) {
        return change(command.caseFile(), command.version(), file -> file.ratifyConsent(by.actor(), clock), by);
    }

    @Transactional
    public CaseView withdrawConsent(WithdrawConsent command, SignedIn by) {
        return change(command.caseFile(), null, file -> file.withdrawConsent(by.actor(), clock), by);
    }

    @Transactional
    public CaseView addNote(AddNote command, SignedIn by) {
        check.checkText("text", command.text(), IntakeCheck.NOTE);
        return change(command.caseFile(), null, file -> file.note(command.text(), by.actor(), clock), by);
    }

    @Transactional
    public CaseView logLocatorAttempt(LogLocatorAttempt command, SignedIn by) {
        check.checkText("spelling", command.spelling(), IntakeCheck.NAME);
        if (command.result() == null) {
            throw Rejected.invalid("result", "required");
        }
        var attempt = new LocatorAttempt(
                clock.instant(), by.member(), command.spelling(), command.countryOfBirth(), command.result());
        return change(command.caseFile(), null, file -> file.tried(attempt), by);
    }

    @Transactional
    public CaseView close(CloseCase command, SignedIn by) {
        if (command.reason() == null || !command.reason().isChosen()) {
            throw Rejected.invalid("reason", "required");
        }
        return change(
                command.caseFile(), command.version(), file -> file.close(command.reason(), by.actor(), clock), by);
    }

    // Spreadsheets

    /** Reads a spreadsheet and keeps it for a look; nothing is opened yet. */
    @Transactional
    public ImportView upload(UploadSpreadsheet command, SignedIn by) {
        requireHotline(by);
        var uploaded = importing.upload(command, by);
        events.publishEvent(new SpreadsheetUploaded(uploaded.id(), by.actor(), clock.instant()));
        return uploaded;
    }

    @Transactional(readOnly = true)
    public ImportView spreadsheet(ImportId id, SignedIn by) {
        requireHotline(by);
        return importing.find(id, by);
    }

    /** Spreadsheets of the own organization, the latest first. */
    @Transactional(readOnly = true)
    public List<ImportView> spreadsheets(SignedIn by) {
        requireHotline(by);
        return importing.all(by);
    }

    /** Opens a case file for every good row that was not imported before. */
    public ImportView confirm(ImportId id, SignedIn by) {
        requireHotline(by);
        return importing.confirm(id, by);
    }

    private CaseView change(CaseId id, @Nullable Long version, Function<CaseFile, CaseFile> change, SignedIn by) {
        requireHotline(by);
        var found = version == null ? files.findLocked(id) : files.findById(id);
        var file = found.filter(kept -> !kept.isShredded()).orElseThrow(NotFound::new);
        if (version != null) {
            file.expect(version);
        }
        var changed = change.apply(file).touch(clock.instant());
        if (changed.announcesNothing()) {
            events.publishEvent(new CaseAmended(id, file.reference(), by.actor(), clock.instant()));
        }
        return view(files.saveAndFlush(changed));
    }

    private static CaseFile own(CaseFile file, SignedIn by) {
        if (!file.isOf(by.organization())) {
            throw new NotFound();
        }
        return file;
    }

    private CaseView view(CaseFile file) {
        var standing = purge.standing(file.id());
        return views.file(file, standing.placement(), history.of(file.id()), keeping(file.id(), standing));
    }

    private Keeping keeping(CaseId id, Purge.Standing standing) {
        var term = retention.inForce(standing.clock());
        return new Keeping(
                standing.clock(),
                term,
                standing.since() == null ? null : term.from(standing.since()),
                standing.held() ? holds.inForce(id) : List.of());
    }

    private DraftView view(Draft draft) {
        Map<DraftSection, Long> versions = new EnumMap<>(DraftSection.class);
        for (var section : DraftSection.values()) {
            versions.put(section, draft.content(section).version());
        }
        return new DraftView(
                draft.id(),
                draft.owner(),
                draft.language(),
                draft.startedAt(),
                draft.touchedAt(),
                versions,
                new HashMap<>(draft.typed()),
                draft.submittedAs());
    }

    private static Traits traits(PersonDetails person, CallerDetails caller) {
        var phones = new ArrayList<String>();
        if (person.phone() != null) {
            phones.add(person.phone().e164());
        }
        if (caller.phone() != null) {
            phones.add(caller.phone().e164());
        }
        return new Traits(
                person.name() == null ? null : person.name().reveal(),
                person.aNumber() == null ? null : person.aNumber().digits(),
                phones,
                person.born() == null ? null : person.born().reveal());
    }

    private static List<String> saved(Draft.Content content, String field) {
        var typed = content.fields().get(field);
        return typed == null ? List.of() : typed.value();
    }

    private static List<String> cleaned(String field, List<String> values) {
        return values.stream()
                .map(Typing::clean)
                .filter(value -> !value.isEmpty())
                .peek(value -> {
                    if (value.length() > LONGEST_TYPED) {
                        throw Rejected.invalid(field, "too-long", LONGEST_TYPED, value.length());
                    }
                })
                .toList();
    }

    private Draft found(Optional<Draft> draft, SignedIn by) {
        return draft.filter(existing -> IntakePolicy.isOwn(existing.organization(), by))
                .orElseThrow(NotFound::new);
    }

    private static void requireUnsubmitted(Draft draft) {
        if (draft.submittedAs() != null) {
            throw Rejected.conflict("draft-submitted");
        }
    }

    /** Why the reader may see that much of the file. */
    private Basis requireStage(CaseId id, DisclosureStage stage, SignedIn by) {
        return IntakePolicy.requireStage(
                stage,
                by,
                () -> disclosures
                        .sight(id, by.organization())
                        .filter(granted -> granted.stage().compareTo(stage) >= 0)
                        .or(() -> emergencies.isOpenTo(id, by.member())
                                ? Optional.of(Basis.EMERGENCY)
                                : Optional.empty()));
    }

    /** A reference that is taken already, one in thousands of millions per file, is answered by drawing another. */
    private static OpenedCase drawing(java.util.function.Supplier<OpenedCase> open) {
        for (var draw = 1; ; draw++) {
            try {
                return open.get();
            } catch (DataIntegrityViolationException e) {
                if (draw == DRAWS || !isTaken(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean isTaken(DataIntegrityViolationException trouble) {
        return trouble.getCause() instanceof ConstraintViolationException violation
                && "case_file_reference".equals(violation.getConstraintName());
    }
}
