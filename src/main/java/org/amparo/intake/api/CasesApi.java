package org.amparo.intake.api;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amparo.intake.Answer;
import org.amparo.intake.ArrestDetails;
import org.amparo.intake.CallerDetails;
import org.amparo.intake.CaseId;
import org.amparo.intake.CasePage;
import org.amparo.intake.CaseQuery;
import org.amparo.intake.CaseState;
import org.amparo.intake.CaseView;
import org.amparo.intake.ChangeFacts;
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
import org.amparo.intake.CloseReason;
import org.amparo.intake.ConflictPacket;
import org.amparo.intake.ConsentEvidence;
import org.amparo.intake.FundDetails;
import org.amparo.intake.HearingDetails;
import org.amparo.intake.IntakeDesk;
import org.amparo.intake.LocatorResult;
import org.amparo.intake.MergerId;
import org.amparo.intake.MergerView;
import org.amparo.intake.OpenCase;
import org.amparo.intake.OpenedCase;
import org.amparo.intake.Party;
import org.amparo.intake.PersonDetails;
import org.amparo.intake.PossibleDuplicate;
import org.amparo.intake.Reveals;
import org.amparo.intake.Sighting;
import org.amparo.intake.Traits;
import org.amparo.intake.UrgencyOverride;
import org.amparo.intake.UrgencyReason;
import org.amparo.kernel.CountryCode;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.Personal;
import org.amparo.kernel.PersonalText;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.ledger.LedgerLine;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/cases")
@PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER')")
@Tag(name = "Cases", description = "Case files: a person's need for representation, told once, with consent")
class CasesApi {

    private static final String INTAKE = """
            {
              "caller": {"name": "Rosa Ramírez", "relation": "SPOUSE", "authority": "FAMILY", "phone": "213-555-0123",
                         "language": "es", "safeContact": {"call": "YES", "message": "NO", "text": "YES"}},
              "person": {"name": "Mateo Pérez Ramírez", "surnames": ["Pérez", "Ramírez"], "born": "~1990",
                         "countryOfBirth": "GT", "language": "mam", "spanish": "SOME"},
              "custody": {"custody": "DETAINED", "facility": "ADLNTCA", "source": "FAMILY"},
              "arrest": {"on": "2026-11-21", "at": "06:30", "county": "06037", "how": "JAIL_TRANSFER",
                         "agencies": [{"agency": "LASD", "part": "ARRESTED"}, {"agency": "LASD", "part": "HANDED_OVER"},
                                      {"agency": "ICE_ERO", "part": "HOLDS"}]},
              "answers": {"TOLD_TO_SIGN": "YES", "CHILD_ALONE": "NO"},
              "needs": ["BOND", "FULL_REMOVAL_DEFENSE"],
              "fund": {"residence": "06037", "household": 4, "yearlyIncome": 30000, "violentFelony": "NO"},
              "parties": [{"name": "Bruno Jefe", "role": "EMPLOYER"}],
              "note": "Taken from his truck this morning.",
              "consent": {"answer": "GIVEN", "who": "FAMILY", "script": "2026-1", "language": "es",
                          "purposes": ["SHARE_WITH_PROVIDERS", "CONTACT"]}
            }
            """;

    private final IntakeDesk desk;

    CasesApi(IntakeDesk desk) {
        this.desk = desk;
    }

    record Found(List<PossibleDuplicate> duplicates) {}

    record Search(
            @Schema(example = "López Hernández") @Nullable String text) implements Personal {

        @Override
        public String toString() {
            return SEALED;
        }
    }

    record Custody(long version, Sighting sighting) {}

    record Hearing(long version, @Nullable HearingDetails hearing) {}

    record Judgement(long version, @Nullable UrgencyOverride override) {}

    record Consent(long version, ConsentEvidence evidence) {}

    record Ratification(long version) {}

    record Closure(long version, CloseReason reason) {}

    record Facts(
            long version,
            Set<Service> needs,
            @JsonSetter(contentNulls = Nulls.FAIL) @Nullable Map<UrgencyReason, Answer> answers,
            @Nullable Instant removalFeared,
            @Nullable FundDetails fund) {}

    record Person(
            long version, PersonDetails person, @Nullable List<Party> parties) {}

    record Caller(long version, CallerDetails caller) implements Personal {

        @Override
        public String toString() {
            return SEALED;
        }
    }

    record Arrest(long version, ArrestDetails arrest) {}

    /** @param other the file that is linked to the one of the address */
    record Merging(
            @Schema(type = "string", format = "uuid") @Nullable
            CaseId other) {}

    record Note(@Schema(type = "string") PersonalText text) {}

    record Attempt(
            @Schema(type = "string", example = "PEREZ RAMIREZ, MATEO")
            PersonalText spelling,

            @Schema(type = "string", example = "GT") @Nullable
            CountryCode countryOfBirth,

            LocatorResult result) {}

    @PostMapping
    @Operation(
            summary = "Open a case file from a whole intake",
            description =
                    "Urgency is computed, with its reasons. With consent to sharing the case is offered to providers at once.")
    @ApiResponse(responseCode = "201", description = "The case file is open")
    @ApiResponse(responseCode = "422", description = "An answer is wrong: the field, and what would be right")
    ResponseEntity<OpenedCase> open(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject(INTAKE)))
                    @RequestBody
                    OpenCase command,
            SignedIn by) {
        var opened = desk.open(command, by);
        return ResponseEntity.created(URI.create("/api/v1/cases/" + opened.id()))
                .body(opened);
    }

    @GetMapping
    @Operation(
            summary = "Case files, twenty at a time",
            description =
                    "Open ones, the most urgent first, unless told otherwise; with a reference, that one in whatever list it is.")
    @ApiResponse(responseCode = "200", description = "The files, and where the next page begins")
    @ApiResponse(
            responseCode = "400",
            description = "text-in-address: q is no reference, and an address is no place for names")
    CasePage list(
            @RequestParam(defaultValue = "URGENT") CaseQuery.Listing list,
            @Parameter(
                            description = "A reference, and nothing else: names are searched by POST /cases/search",
                            schema = @Schema(type = "string", example = "K7MR-4QX"))
                    @RequestParam(required = false)
                    @Nullable
                    String q,
            @RequestParam(required = false) @Nullable Urgency urgency,
            @RequestParam(required = false) @Nullable CaseState state,
            @Parameter(schema = @Schema(type = "string", example = "ADLNTCA")) @RequestParam(required = false) @Nullable
                    FacilityCode facility,
            @Parameter(description = "Only those the caller of this API opened") @RequestParam(defaultValue = "false")
                    boolean mine,
            @Parameter(description = "Where the page before ended: its \"next\"")
                    @RequestParam(required = false)
                    @Nullable
                    String after,
            SignedIn by) {
        if (q != null && !q.isBlank()) {
            if (!HumanReference.reads(q)) {
                throw Rejected.misplaced("q", "text-in-address");
            }
            return new CasePage(desk.called(HumanReference.of(q), by).stream().toList(), null);
        }
        return desk.cases(new CaseQuery(list, urgency, state, facility, mine ? by.member() : null, after), by);
    }

    @PostMapping("/search")
    @Operation(summary = "Find case files by reference, A-number, telephone or name")
    CasePage search(@RequestBody Search search, SignedIn by) {
        if (search.text() == null || search.text().isBlank()) {
            throw Rejected.invalid("text", "required");
        }
        return desk.found(search.text(), by);
    }

    @PostMapping("/duplicates")
    @Operation(
            summary = "Case files that may be about the same person",
            description = "A hint: how it matches, and nothing else of the person. Nothing is refused because of it.")
    Found duplicates(@RequestBody Traits traits, SignedIn by) {
        return new Found(desk.duplicates(traits, by));
    }

    @GetMapping("/{id}")
    @Operation(summary = "A whole case file")
    @ApiResponse(responseCode = "200", description = "The case file")
    @ApiResponse(responseCode = "404", description = "There is nothing here for this reader")
    CaseView show(@PathVariable CaseId id, SignedIn by) {
        return desk.caseFile(id, by);
    }

    @GetMapping("/{id}/conflict-packet")
    @PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER', 'PROVIDER')")
    @Operation(summary = "What a provider needs to check for conflicts, from the offer on")
    ConflictPacket conflictPacket(@PathVariable CaseId id, SignedIn by) {
        return desk.conflictPacket(id, by);
    }

    @GetMapping("/{id}/file")
    @PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER', 'PROVIDER')")
    @Operation(summary = "The full file, for a provider that has cleared conflicts")
    CaseView file(@PathVariable CaseId id, SignedIn by) {
        return desk.fullFile(id, by);
    }

    @GetMapping("/{id}/openings")
    @PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER', 'PROVIDER')")
    @Operation(summary = "Who was shown the case file, for those who may see all of it")
    @ApiResponse(responseCode = "200", description = "The openings, the latest first")
    @ApiResponse(responseCode = "404", description = "There is nothing here for this reader")
    List<LedgerLine> openings(@PathVariable CaseId id, SignedIn by) {
        return desk.openings(id, by);
    }

    @GetMapping("/{id}/reveals")
    @PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER', 'PROVIDER')")
    @Operation(
            summary = "Who was shown which fields of the case file, at which stage, because of which decision",
            description = "For those who may see all of it. Names fields, and nothing that stands in them.")
    @ApiResponse(responseCode = "200", description = "Who was shown what")
    @ApiResponse(responseCode = "404", description = "There is nothing here for this reader")
    Reveals reveals(@PathVariable CaseId id, SignedIn by) {
        return desk.reveals(id, by);
    }

    @GetMapping("/{id}/mergers")
    @Operation(summary = "Links to other files about the same person, those that were undone too")
    List<MergerView> mergers(@PathVariable CaseId id, SignedIn by) {
        return desk.mergers(id, by);
    }

    @PostMapping("/{id}/mergers")
    @Operation(
            summary = "Link another file about the same person to this one, in which work goes on",
            description =
                    "Nothing is moved: notes, offers and matters stay with their file. Nothing new is offered for the other file.")
    @ApiResponse(responseCode = "200", description = "How the files are linked now")
    @ApiResponse(responseCode = "409", description = "One of the two is linked already")
    MergerView merge(@PathVariable CaseId id, @RequestBody Merging request, SignedIn by) {
        if (request.other() == null) {
            throw Rejected.invalid("other", "required");
        }
        return desk.merge(request.other(), id, by);
    }

    @PostMapping("/{id}/mergers/{merger}/undoing")
    @Operation(summary = "They are two people after all: take the link away")
    MergerView undo(@PathVariable CaseId id, @PathVariable MergerId merger, SignedIn by) {
        return desk.undoMerge(id, merger, by);
    }

    @PostMapping("/{id}/custody")
    @Operation(summary = "Tell where the person was seen, when, and by whom")
    @ApiResponse(responseCode = "200", description = "The case file as it is now")
    @ApiResponse(responseCode = "409", description = "Somebody has changed the case file since that version")
    CaseView observe(
            @PathVariable CaseId id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
                                                            {"version": 0, "sighting": {"custody": "DETAINED", "facility": "CACTYCA", "source": "LOCATOR"}}
                                                            """)))
                    @RequestBody
                    Custody request,
            SignedIn by) {
        return desk.observeCustody(new ObserveCustody(id, request.version(), request.sighting()), by);
    }

    @PutMapping("/{id}/hearing")
    @Operation(summary = "Tell what is known of the next hearing")
    CaseView hearing(@PathVariable CaseId id, @RequestBody Hearing request, SignedIn by) {
        return desk.recordHearing(new RecordHearing(id, request.version(), request.hearing()), by);
    }

    @PutMapping("/{id}/urgency")
    @Operation(summary = "Judge the urgency otherwise than the rules, with a reason; null goes back to the rules")
    CaseView urgency(@PathVariable CaseId id, @RequestBody Judgement request, SignedIn by) {
        return desk.overrideUrgency(new OverrideUrgency(id, request.version(), request.override()), by);
    }

    @PutMapping("/{id}/facts")
    @Operation(summary = "Change needs, answers on urgency, and what funds ask")
    CaseView facts(@PathVariable CaseId id, @RequestBody Facts request, SignedIn by) {
        return desk.changeFacts(
                new ChangeFacts(
                        id,
                        request.version(),
                        request.needs() == null ? Set.of() : request.needs(),
                        request.answers() == null ? Map.of() : request.answers(),
                        request.removalFeared(),
                        request.fund() == null ? FundDetails.notAsked() : request.fund()),
                by);
    }

    @PutMapping("/{id}/person")
    @Operation(summary = "Tell more exactly who the person is, and who else is in the case")
    CaseView person(@PathVariable CaseId id, @RequestBody Person request, SignedIn by) {
        return desk.correctPerson(
                new CorrectPerson(
                        id,
                        request.version(),
                        request.person(),
                        request.parties() == null ? List.of() : request.parties()),
                by);
    }

    @PutMapping("/{id}/caller")
    @Operation(
            summary = "Tell more exactly who called, and how to reach them safely",
            description =
                    "Only the organization that took the call may. All of it is sent: what is left out is not known any more.")
    @ApiResponse(responseCode = "200", description = "The case file as it is now")
    @ApiResponse(
            responseCode = "404",
            description = "There is nothing here for this reader, or another organization took the call")
    @ApiResponse(responseCode = "409", description = "Somebody has changed the case file since that version")
    CaseView caller(
            @PathVariable CaseId id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
                                                            {"version": 0, "caller": {"name": "Rosa Ramírez", "relation": "SPOUSE", "authority": "FAMILY",
                                                             "phone": "213-555-0147", "language": "es",
                                                             "safeContact": {"call": "YES", "message": "NO", "text": "NO", "bestTime": "after six"}}}
                                                            """)))
                    @RequestBody
                    Caller request,
            SignedIn by) {
        return desk.correctCaller(new CorrectCaller(id, request.version(), request.caller()), by);
    }

    @PutMapping("/{id}/arrest")
    @Operation(
            summary = "Tell more exactly how custody began, and which agencies had a part in it",
            description =
                    "All of it is sent: what is left out is not known any more. The agency that made the arrest counts in figures.")
    @ApiResponse(responseCode = "200", description = "The case file as it is now")
    @ApiResponse(responseCode = "409", description = "Somebody has changed the case file since that version")
    CaseView arrest(
            @PathVariable CaseId id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
                                                            {"version": 0, "arrest": {"on": "2026-11-20", "county": "06037", "how": "JAIL_TRANSFER",
                                                             "agencies": [{"agency": "LASD", "part": "HANDED_OVER"}, {"agency": "ICE_ERO", "part": "HOLDS"}],
                                                             "stage": "ICE_TRANSFER"}}
                                                            """)))
                    @RequestBody
                    Arrest request,
            SignedIn by) {
        return desk.correctArrest(new CorrectArrest(id, request.version(), request.arrest()), by);
    }

    @PostMapping("/{id}/consent")
    @Operation(summary = "Keep the answer to a new question for consent")
    CaseView consent(@PathVariable CaseId id, @RequestBody Consent request, SignedIn by) {
        return desk.answerConsent(new AnswerConsent(id, request.version(), request.evidence()), by);
    }

    @PostMapping("/{id}/consent/ratification")
    @Operation(summary = "The person confirms what somebody else had agreed to")
    CaseView ratify(@PathVariable CaseId id, @RequestBody Ratification request, SignedIn by) {
        return desk.ratifyConsent(new RatifyConsent(id, request.version()), by);
    }

    @PostMapping("/{id}/consent/withdrawal")
    @Operation(summary = "Withdraw consent: offers are recalled and the file is hidden at once")
    CaseView withdraw(@PathVariable CaseId id, SignedIn by) {
        return desk.withdrawConsent(new WithdrawConsent(id), by);
    }

    @PostMapping("/{id}/notes")
    @Operation(summary = "Add what was said, at most 20,000 characters")
    CaseView note(@PathVariable CaseId id, @RequestBody Note request, SignedIn by) {
        return desk.addNote(new AddNote(id, request.text()), by);
    }

    @PostMapping("/{id}/locator-attempts")
    @Operation(summary = "Log a look into the ICE locator, with the exact spelling")
    CaseView attempt(@PathVariable CaseId id, @RequestBody Attempt request, SignedIn by) {
        return desk.logLocatorAttempt(
                new LogLocatorAttempt(id, request.spelling(), request.countryOfBirth(), request.result()), by);
    }

    @PostMapping("/{id}/closure")
    @Operation(summary = "Close the case file: nothing of it is offered any more")
    CaseView close(@PathVariable CaseId id, @RequestBody Closure request, SignedIn by) {
        return desk.close(new CloseCase(id, request.version(), request.reason()), by);
    }
}
