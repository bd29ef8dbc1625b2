package org.amparo.intake.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.amparo.intake.ImportColumn;
import org.amparo.intake.ImportId;
import org.amparo.intake.IntakeDesk;
import org.amparo.intake.UploadSpreadsheet;
import org.amparo.kernel.Rejected;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Spreadsheets: the template, the upload, a look at what would be imported, and the import. */
@Controller
@PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER')")
class ImportPages {

    private final IntakeDesk desk;

    ImportPages(IntakeDesk desk) {
        this.desk = desk;
    }

    record UploadForm(@Nullable MultipartFile file) {}

    @GetMapping("/imports")
    String all(SignedIn by, Model model) {
        return page(new UploadForm(null), by, model);
    }

    @GetMapping("/imports/template")
    ResponseEntity<String> template() {
        var heading =
                Arrays.stream(ImportColumn.values()).map(ImportColumn::heading).collect(Collectors.joining(","));
        var example =
                Arrays.stream(ImportColumn.values()).map(ImportColumn::example).collect(Collectors.joining(","));
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"amparo-intakes.csv\"")
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .body("\uFEFF" + heading + "\r\n" + example + "\r\n");
    }

    @PostMapping("/imports")
    String upload(
            @ModelAttribute UploadForm uploadForm,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response)
            throws IOException {
        var file = uploadForm.file();
        try {
            if (file == null || file.isEmpty()) {
                throw Rejected.invalid("file", "csv-empty");
            }
            if (file.getSize() > UploadSpreadsheet.LARGEST) {
                throw Rejected.invalid("file", "csv-too-large");
            }
            var name = file.getOriginalFilename();
            var uploaded = desk.upload(new UploadSpreadsheet(name == null ? "" : name, file.getBytes()), by);
            return "redirect:/imports/" + uploaded.id();
        } catch (Rejected rejected) {
            binding.rejectValue(
                    "file", "problem." + rejected.code(), rejected.arguments().toArray(), rejected.code());
            response.setStatus(422);
            return page(uploadForm, by, model);
        }
    }

    @GetMapping("/imports/{id}")
    String look(@PathVariable ImportId id, SignedIn by, Model model) {
        model.addAttribute("spreadsheet", desk.spreadsheet(id, by));
        return "intake/import";
    }

    @PostMapping("/imports/{id}/confirmation")
    String confirm(@PathVariable ImportId id, SignedIn by, RedirectAttributes redirect) {
        var done = desk.confirm(id, by);
        redirect.addFlashAttribute("notice", "intake.imports.done");
        redirect.addFlashAttribute("noticeArguments", new Object[] {done.good()});
        return "redirect:/imports/" + id;
    }

    private String page(UploadForm form, SignedIn by, Model model) {
        model.addAttribute("uploadForm", form);
        model.addAttribute("columns", ImportColumn.values());
        model.addAttribute("spreadsheets", desk.spreadsheets(by));
        return "intake/imports";
    }
}
