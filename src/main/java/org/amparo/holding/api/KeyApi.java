package org.amparo.holding.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.amparo.holding.HolderView;
import org.amparo.holding.HoldingDesk;
import org.amparo.holding.KeyView;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Personal;
import org.amparo.kernel.Rejected;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.SignedIn;
import org.amparo.vault.Held;
import org.amparo.vault.OrganizationKeys.Recovery;
import org.amparo.vault.Passphrase;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Held files", description = "Files that the organization which took the case opens alone, and its key")
class KeyApi {

    private static final String PROVIDER = "hasRole('PROVIDER')";
    private static final String STEWARD = "hasRole('STEWARD')";

    private final HoldingDesk desk;

    KeyApi(HoldingDesk desk) {
        this.desk = desk;
    }

    record Words(
            @Schema(example = "four words that nobody says together") @Nullable
            String passphrase) implements Personal {

        @Override
        public String toString() {
            return SEALED;
        }
    }

    record Change(@Nullable String passphrase, @Nullable String anew) implements Personal {

        @Override
        public String toString() {
            return SEALED;
        }
    }

    record Sheets(
            @Nullable String first,
            @Nullable String second,
            @Nullable String anew) implements Personal {

        @Override
        public String toString() {
            return SEALED;
        }
    }

    /** @param handle to send along as the header Amparo-Key */
    record Handle(String handle) implements Personal {

        @Override
        public String toString() {
            return SEALED;
        }
    }

    record Grace(@Schema(example = "7") int graceDays) {}

    @GetMapping("/key")
    @PreAuthorize(PROVIDER)
    @Operation(summary = "The key of the own organization, and the files it opens")
    KeyView show(SignedIn by) {
        return desk.key(by);
    }

    @PostMapping("/key")
    @PreAuthorize(PROVIDER)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Make the organization's key",
            description = "The answer holds both recovery sheets, once. A passphrase has at least 20 characters.")
    @ApiResponse(responseCode = "201", description = "Both recovery sheets")
    @ApiResponse(responseCode = "409", description = "It may not have one, or has one")
    Recovery make(@RequestBody Words request, SignedIn by) {
        return desk.make(typed(request.passphrase()), by);
    }

    @PostMapping("/key/confirmation")
    @PreAuthorize(PROVIDER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Show that the recovery sheets were written down: the last four letters of each")
    void confirm(@RequestBody Sheets request, SignedIn by) {
        desk.confirm(List.of(text(request.first()), text(request.second())), by);
    }

    @PostMapping("/key/unlocking")
    @PreAuthorize(PROVIDER)
    @Operation(
            summary = "Unlock the key for half an hour of use",
            description =
                    "Send the handle along as the header Amparo-Key. The server keeps nothing that would open the key without it.")
    @ApiResponse(responseCode = "200", description = "The handle")
    @ApiResponse(responseCode = "422", description = "Wrong, too often tried, or no key: always the same answer")
    Handle unlock(@RequestBody Words request, SignedIn by) {
        return new Handle(desk.unlock(typed(request.passphrase()), by));
    }

    @PostMapping("/key/locking")
    @PreAuthorize(PROVIDER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Forget the unlocked key")
    void lock(@RequestHeader("Amparo-Key") String handle, SignedIn by) {
        desk.lock(handle, by);
    }

    @PutMapping("/key/passphrase")
    @PreAuthorize(PROVIDER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Change the passphrase; sessions that unlocked the key with the old one are locked")
    void change(@RequestBody Change request, SignedIn by) {
        desk.change(typed(request.passphrase()), typed(request.anew()), by);
    }

    @PostMapping("/key/sheets")
    @PreAuthorize(PROVIDER)
    @Operation(summary = "Make new recovery sheets; the former open nothing from now on")
    Recovery renew(@RequestBody Words request, SignedIn by) {
        return desk.renew(typed(request.passphrase()), by);
    }

    @PostMapping("/key/recovery")
    @PreAuthorize(PROVIDER)
    @Operation(summary = "Set a new passphrase with both recovery sheets; the answer holds new ones")
    Recovery recover(@RequestBody Sheets request, SignedIn by) {
        return desk.recover(List.of(text(request.first()), text(request.second())), typed(request.anew()), by);
    }

    @DeleteMapping("/key")
    @PreAuthorize(PROVIDER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End the key, once it holds nothing")
    void retire(SignedIn by) {
        desk.retire(by);
    }

    @PostMapping("/key/files/{id}/stay")
    @PreAuthorize(PROVIDER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Let a file that waits to be handed over stay with the coalition too")
    void stay(@PathVariable CaseId id, SignedIn by) {
        desk.keepWithCoalition(id, by);
    }

    @PostMapping("/key/files/{id}/return")
    @PreAuthorize(PROVIDER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Give a held file back; needs the key unlocked")
    @ApiResponse(responseCode = "204", description = "Given back")
    @ApiResponse(responseCode = "409", description = "The key is not unlocked")
    void giveBack(@PathVariable CaseId id, SignedIn by) {
        try {
            desk.giveBack(id, by);
        } catch (Held locked) {
            throw Rejected.conflict("key-locked");
        }
    }

    @GetMapping("/key-holders")
    @PreAuthorize(STEWARD)
    @Operation(summary = "Which organizations may hold files alone, and how many they hold")
    List<HolderView> holders(SignedIn by) {
        return desk.holders(by);
    }

    @PutMapping("/key-holders/{organization}")
    @PreAuthorize(STEWARD)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Let an organization hold files alone, after 1 to 60 days of grace")
    void permit(@PathVariable OrganizationId organization, @RequestBody Grace request, SignedIn by) {
        desk.permit(organization, request.graceDays(), by);
    }

    @DeleteMapping("/key-holders/{organization}")
    @PreAuthorize(STEWARD)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Hand nothing more over to an organization; what it holds stays with it")
    void end(@PathVariable OrganizationId organization, SignedIn by) {
        desk.endPermission(organization, by);
    }

    private static Passphrase typed(@Nullable String text) {
        return new Passphrase(text == null ? "" : text);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
