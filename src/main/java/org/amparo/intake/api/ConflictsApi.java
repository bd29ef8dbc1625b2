package org.amparo.intake.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.amparo.intake.AddConflict;
import org.amparo.intake.CaseId;
import org.amparo.intake.ConflictCheck;
import org.amparo.intake.ConflictEntryView;
import org.amparo.intake.ConflictId;
import org.amparo.intake.ConflictKind;
import org.amparo.intake.ConflictListView;
import org.amparo.intake.ConflictUploadView;
import org.amparo.intake.IntakeDesk;
import org.amparo.kernel.Personal;
import org.amparo.kernel.PersonalText;
import org.amparo.kernel.Rejected;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@RequestMapping("/api/v1")
@PreAuthorize("hasRole('PROVIDER')")
@Tag(
        name = "Conflicts",
        description = "The conflict list an organization keeps, and what it says of a case offered to it")
class ConflictsApi {

    private final IntakeDesk desk;

    ConflictsApi(IntakeDesk desk) {
        this.desk = desk;
    }

    record Listing(
            @Nullable String name,
            @Nullable ConflictKind kind,
            @Nullable String reference) implements Personal {

        @Override
        public String toString() {
            return SEALED;
        }
    }

    record Name(@Nullable String name) implements Personal {

        @Override
        public String toString() {
            return SEALED;
        }
    }

    record Listed(ConflictId id) {}

    record Count(int names) {}

    @GetMapping("/cases/{id}/conflict-check")
    @Operation(
            summary = "Whether anybody in a case is like somebody on the own conflict list, before any name is shown",
            description =
                    "Only for a case that was offered to the own organization. Compared anew when list or case changed, three times at most.")
    @ApiResponse(responseCode = "200", description = "What the check found")
    @ApiResponse(responseCode = "404", description = "There is nothing here for this reader")
    ConflictCheck check(@PathVariable CaseId id, SignedIn by) {
        return desk.checkConflicts(id, by);
    }

    @GetMapping("/conflicts")
    @Operation(summary = "The own conflict list, fifty names at a time, the latest first")
    ConflictListView list(@RequestParam(required = false) @Nullable ConflictId after, SignedIn by) {
        return desk.conflicts(after, by);
    }

    @PostMapping("/conflicts/search")
    @Operation(summary = "Those on the own conflict list with a name like that")
    List<ConflictEntryView> search(@RequestBody Name request, SignedIn by) {
        return desk.findConflicts(request.name() == null ? "" : request.name(), by);
    }

    @PostMapping("/conflicts")
    @Operation(summary = "Put somebody on the own conflict list")
    @ApiResponse(responseCode = "201", description = "Listed")
    ResponseEntity<Listed> add(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
                                                            {"name": "Bruno Jefe", "kind": "ADVERSE", "reference": "2025-118"}
                                                            """)))
                    @RequestBody
                    Listing request,
            SignedIn by) {
        var name = PersonalText.ofNullable(request.name());
        if (name == null) {
            throw Rejected.invalid("name", "required");
        }
        if (request.kind() == null) {
            throw Rejected.invalid("kind", "required");
        }
        var id = desk.addConflict(
                new AddConflict(name, request.kind(), PersonalText.ofNullable(request.reference())), by);
        return ResponseEntity.created(URI.create("/api/v1/conflicts/" + id)).body(new Listed(id));
    }

    @DeleteMapping("/conflicts/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take somebody off the own conflict list")
    void remove(@PathVariable ConflictId id, SignedIn by) {
        desk.removeConflict(id, by);
    }

    @DeleteMapping("/conflicts")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete the own conflict list and destroy its key")
    void clear(SignedIn by) {
        desk.clearConflicts(by);
    }

    @PostMapping(path = "/conflicts/uploads", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary = "Upload a file of names",
            description =
                    "One name a line, or CSV with the columns name, kind and reference; at most 2 MB and 20,000 rows. Nothing is listed yet.")
    @ApiResponse(responseCode = "201", description = "What would be listed, and what is wrong with which row")
    ResponseEntity<ConflictUploadView> upload(@RequestPart("file") MultipartFile file, SignedIn by) throws IOException {
        var uploaded = desk.uploadConflicts(file.getBytes(), by);
        return ResponseEntity.created(URI.create("/api/v1/conflicts/uploads/" + uploaded.id()))
                .body(uploaded);
    }

    @PostMapping("/conflicts/uploads/{id}/confirmation")
    @Operation(summary = "List the names of an uploaded file")
    Count confirm(@PathVariable ConflictId id, SignedIn by) {
        return new Count(desk.confirmConflicts(id, by));
    }

    @DeleteMapping("/conflicts/uploads/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Throw an uploaded file away")
    void discard(@PathVariable ConflictId id, SignedIn by) {
        desk.discardConflicts(id, by);
    }
}
