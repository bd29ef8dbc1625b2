package org.amparo.intake.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.amparo.intake.CaseId;
import org.amparo.intake.DraftId;
import org.amparo.intake.DraftSection;
import org.amparo.intake.DraftView;
import org.amparo.intake.FieldProblem;
import org.amparo.intake.IntakeDesk;
import org.amparo.intake.OpenedCase;
import org.amparo.intake.PossibleDuplicate;
import org.amparo.intake.SaveSection;
import org.amparo.intake.SavedSection;
import org.amparo.intake.UrgencyReason;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.Personal;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Urgency;
import org.amparo.membership.MemberId;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Intakes being written, with the same fields, versions and conflicts as the page: what one volunteer began on the page another program
 * may go on with, and the other way round.
 */
@RestController
@RequestMapping("/api/v1/drafts")
@PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER')")
@Tag(
        name = "Drafts",
        description =
                "Intakes being written: saved section by section, valid or not, by one volunteer or several, then submitted")
class DraftsApi {

    private static final LanguageCode USUAL = LanguageCode.of("es");

    private final IntakeDesk desk;
    private final MessageSource messages;

    DraftsApi(IntakeDesk desk, MessageSource messages) {
        this.desk = desk;
        this.messages = messages;
    }

    record Start(
            @Schema(
                    type = "string",
                    example = "es",
                    description =
                            "Language of the call, mul when it goes through an interpreter; Spanish when left out")
            @Nullable
            LanguageCode language) {}

    /** One section as it stands: a field holds a text, or several when it holds several answers. */
    record Section(
            @Schema(example = "3", description = "How often it was saved")
            long version,

            @Schema(example = "{\"person.name\": \"Mateo Pérez Ramírez\", \"person.countryOfBirth\": \"GT\"}")
            Map<String, Object> fields)
            implements Personal {

        @Override
        public String toString() {
            return SEALED;
        }
    }

    /** What was typed. Fields left out stay as they are; an empty text empties a field. */
    record Typed(
            @Schema(example = "0", description = "The version of the section this was typed on")
            long version,

            @Schema(example = "{\"person.name\": \"Mateo Pérez Ramírez\", \"person.countryOfBirth\": \"GT\"}")
            Map<String, @Nullable Object> fields)
            implements Personal {

        @Override
        public String toString() {
            return SEALED;
        }
    }

    /** A draft as it stands. {@code submittedAs} is the case file it became; what was typed is gone then. */
    record Draft(
            DraftId id,
            MemberId owner,
            LanguageCode language,
            Instant startedAt,
            Instant touchedAt,
            Map<DraftSection, Section> sections,
            @Nullable CaseId submittedAs)
            implements Personal {

        @Override
        public String toString() {
            return SEALED;
        }
    }

    /** What keeps a draft from being submitted. */
    record Problem(String field, String code, @Nullable String message) {}

    /** What follows from a draft as it stands; the urgency is that of the rules, before any override. */
    record Standing(
            Urgency urgency, List<UrgencyReason> reasons, List<PossibleDuplicate> duplicates, List<Problem> problems) {}

    @PostMapping
    @Operation(summary = "Start an intake")
    @ApiResponse(responseCode = "201", description = "Started; Location names it")
    ResponseEntity<Draft> start(@RequestBody(required = false) @Nullable Start request, SignedIn by) {
        var language = request == null || request.language() == null ? USUAL : request.language();
        var draft = desk.startDraft(language, by);
        return ResponseEntity.created(URI.create("/api/v1/drafts/" + draft.id()))
                .body(draft(draft));
    }

    @GetMapping
    @Operation(
            summary = "Unfinished intakes of the own organization, the latest touched first",
            description = "Everybody on the hotline may go on with an intake a colleague began.")
    List<Draft> unfinished(SignedIn by) {
        return desk.drafts(by).stream().map(DraftsApi::draft).toList();
    }

    @GetMapping("/fields")
    @Operation(
            summary = "The fields of each section, in the order of the page",
            description =
                    "Choices take the codes of the same properties of a whole intake, days are 2026-11-21, times 14:30; numbered "
                            + "fields have room for so many.")
    Map<DraftSection, Set<String>> fields() {
        Map<DraftSection, Set<String>> fields = new EnumMap<>(DraftSection.class);
        for (var section : DraftSection.values()) {
            fields.put(section, section.fields());
        }
        return fields;
    }

    @GetMapping("/{id}")
    @Operation(summary = "An intake as it stands, with what was typed, valid or not")
    @ApiResponse(responseCode = "200", description = "The draft")
    @ApiResponse(responseCode = "404", description = "There is nothing here for this reader")
    Draft read(@PathVariable DraftId id, SignedIn by) {
        return draft(desk.draft(id, by));
    }

    @PutMapping("/{id}/sections/{section}")
    @Operation(
            summary = "Save a section, or some of its fields",
            description =
                    "Text as typed, in the fields of the page. Nothing is refused for being wrong: that is said by the assessment, "
                            + "and when the intake is submitted.")
    @ApiResponse(
            responseCode = "200",
            description = "The section as it stands, with the version to send along next time")
    @ApiResponse(
            responseCode = "409",
            description =
                    "stale-version: somebody else has changed the same fields otherwise. Theirs stay, your other fields are kept, and "
                            + "\"conflicts\" holds both values; send yours again with the \"version\" of the answer to replace theirs. "
                            + "draft-submitted: it is a case file by now")
    @ApiResponse(responseCode = "422", description = "The section has no such field, or a value is no text")
    ResponseEntity<?> save(
            @PathVariable DraftId id,
            @Parameter(example = "PERSON") @PathVariable DraftSection section,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Typed.class),
                                            examples = {
                                                @ExampleObject(name = "PERSON", value = """
                                                        {"version": 0, "fields": {"person.name": "Mateo Pérez Ramírez", "person.born.year": "1990",
                                                         "person.countryOfBirth": "GT", "person.language": "mam", "person.spanish": "SOME"}}
                                                        """),
                                                @ExampleObject(name = "URGENCY", value = """
                                                        {"version": 0, "fields": {"answers.TOLD_TO_SIGN": "YES", "needs": ["BOND", "FULL_REMOVAL_DEFENSE"]}}
                                                        """)
                                            }))
                    @RequestBody
                    Typed request,
            SignedIn by) {
        var saved = desk.save(new SaveSection(id, section, request.version(), typed(section, request.fields())), by);
        return saved.conflicts().isEmpty()
                ? ResponseEntity.ok(section(saved.draft(), section))
                : ResponseEntity.status(HttpStatus.CONFLICT).body(conflict(saved));
    }

    @GetMapping("/{id}/assessment")
    @Operation(summary = "How urgent it is as it stands, whom it may be about, and what is missing")
    Standing assess(@PathVariable DraftId id, SignedIn by) {
        var assessment = desk.assess(id, by);
        return new Standing(
                assessment.urgency(),
                assessment.reasons(),
                assessment.duplicates(),
                assessment.problems().stream().map(this::problem).toList());
    }

    @PostMapping("/{id}/submission")
    @Operation(
            summary = "Make a case file of the intake",
            description =
                    "With consent to sharing it is offered to providers at once. Submitting twice leads to the same case file.")
    @ApiResponse(responseCode = "201", description = "The case file is open; Location names it")
    @ApiResponse(
            responseCode = "422",
            description = "Every answer that is wrong or missing: the field, and what would be right")
    ResponseEntity<OpenedCase> submit(@PathVariable DraftId id, SignedIn by) {
        var opened = desk.submit(id, by);
        return ResponseEntity.created(URI.create("/api/v1/cases/" + opened.id()))
                .body(opened);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Discard an intake: nothing of it is kept")
    @ApiResponse(responseCode = "204", description = "It is gone")
    @ApiResponse(responseCode = "409", description = "draft-submitted: it is a case file by now")
    void discard(@PathVariable DraftId id, SignedIn by) {
        desk.discard(id, by);
    }

    private static Draft draft(DraftView draft) {
        Map<DraftSection, Section> sections = new EnumMap<>(DraftSection.class);
        for (var section : DraftSection.values()) {
            sections.put(section, section(draft, section));
        }
        return new Draft(
                draft.id(),
                draft.owner(),
                draft.language(),
                draft.startedAt(),
                draft.touchedAt(),
                sections,
                draft.submittedAs());
    }

    private static Section section(DraftView draft, DraftSection section) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (var field : section.fields()) {
            var values = draft.typed().getOrDefault(field, List.of());
            if (!values.isEmpty()) {
                fields.put(field, DraftSection.holdsMany(field) ? values : values.getFirst());
            }
        }
        return new Section(draft.version(section), fields);
    }

    private static Map<String, List<String>> typed(
            DraftSection section, @Nullable Map<String, @Nullable Object> fields) {
        if (fields == null) {
            throw Rejected.invalid("fields", "required");
        }
        Map<String, List<String>> typed = new LinkedHashMap<>();
        var faults = new ArrayList<Rejected.Fault>();
        fields.forEach((field, value) -> {
            if (!section.fields().contains(field)) {
                var known = Stream.of(DraftSection.values())
                        .anyMatch(other -> other.fields().contains(field));
                faults.add(new Rejected.Fault("fields." + (known ? field : "…"), "unknown-property", List.of()));
            } else if (value == null) {
                typed.put(field, List.of());
            } else if (value instanceof String text) {
                typed.put(field, List.of(text));
            } else if (value instanceof List<?> several
                    && DraftSection.holdsMany(field)
                    && several.stream().allMatch(String.class::isInstance)) {
                typed.put(field, several.stream().map(String.class::cast).toList());
            } else {
                faults.add(new Rejected.Fault("fields." + field, "mistyped", List.of()));
            }
        });
        if (!faults.isEmpty()) {
            throw Rejected.invalid(faults);
        }
        return typed;
    }

    /** Unlike other problems this one holds values: those of a draft the reader may read, of which neither may be lost. */
    private ProblemDetail conflict(SavedSection saved) {
        var problem = ProblemDetail.forStatus(HttpStatus.CONFLICT);
        problem.setType(URI.create("urn:amparo:problem:stale-version"));
        problem.setTitle(say("stale-version"));
        problem.setProperty("version", saved.version());
        problem.setProperty("conflicts", saved.conflicts());
        return problem;
    }

    private Problem problem(FieldProblem problem) {
        return new Problem(
                problem.field(),
                problem.code(),
                say(problem.code(), problem.arguments().toArray()));
    }

    private @Nullable String say(String code, Object... arguments) {
        return messages.getMessage("problem." + code, arguments, code, LocaleContextHolder.getLocale());
    }
}
