package org.amparo.intake.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.amparo.intake.ImportId;
import org.amparo.intake.ImportView;
import org.amparo.intake.IntakeDesk;
import org.amparo.intake.UploadSpreadsheet;
import org.amparo.kernel.Rejected;
import org.amparo.membership.SignedIn;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@RequestMapping("/api/v1/imports")
@PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER')")
@Tag(name = "Imports", description = "Spreadsheets of intakes: uploaded, looked at, then confirmed")
class ImportsApi {

    private final IntakeDesk desk;

    ImportsApi(IntakeDesk desk) {
        this.desk = desk;
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary = "Upload a CSV file of intakes",
            description =
                    "UTF-8, at most 5 MB and 5,000 rows, with the columns of /imports/template. Nothing is opened yet.")
    @ApiResponse(responseCode = "201", description = "What would be imported, and what is wrong with which row")
    @ApiResponse(responseCode = "422", description = "The file cannot be read")
    ResponseEntity<ImportView> upload(@RequestPart("file") MultipartFile file, SignedIn by) throws IOException {
        if (file.getSize() > UploadSpreadsheet.LARGEST) {
            throw Rejected.invalid("file", "csv-too-large");
        }
        var name = file.getOriginalFilename();
        var uploaded = desk.upload(new UploadSpreadsheet(name == null ? "" : name, file.getBytes()), by);
        return ResponseEntity.created(URI.create("/api/v1/imports/" + uploaded.id()))
                .body(uploaded);
    }

    @GetMapping
    @Operation(summary = "Spreadsheets of the own organization, the latest first")
    List<ImportView> all(SignedIn by) {
        return desk.spreadsheets(by);
    }

    @GetMapping("/{id}")
    @Operation(summary = "One spreadsheet, with what is wrong in it")
    ImportView look(@PathVariable ImportId id, SignedIn by) {
        return desk.spreadsheet(id, by);
    }

    @PostMapping("/{id}/confirmation")
    @Operation(summary = "Open a case file for each good row that was not imported before")
    ImportView confirm(@PathVariable ImportId id, SignedIn by) {
        return desk.confirm(id, by);
    }
}
