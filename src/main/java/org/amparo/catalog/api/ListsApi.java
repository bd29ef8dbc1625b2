package org.amparo.catalog.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.amparo.catalog.CatalogDesk;
import org.amparo.catalog.ItemDraft;
import org.amparo.catalog.ItemId;
import org.amparo.catalog.ListItem;
import org.amparo.catalog.ListKey;
import org.amparo.catalog.ListSummary;
import org.amparo.catalog.Particulars;
import org.amparo.catalog.Provenance;
import org.amparo.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
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
@RequestMapping("/api/v1/lists")
@PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER', 'PROVIDER', 'LEAD', 'STEWARD')")
@Tag(
        name = "Lists",
        description = "Facilities, courts, languages, codes and dated rules, each with its source and its period")
class ListsApi {

    private final CatalogDesk desk;

    ListsApi(CatalogDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    @Operation(summary = "All lists, with how many entries are in use today")
    List<ListSummary> lists() {
        return desk.lists();
    }

    @GetMapping("/{list}")
    @Operation(summary = "The entries of a list, in its order")
    @ApiResponse(responseCode = "200", description = "The entries")
    @ApiResponse(responseCode = "404", description = "There is no such list")
    List<ListItem> items(
            @Parameter(example = "facility") @PathVariable String list,
            @Parameter(
                            description = "Part of a code or a label, without regard to case and accents",
                            example = "adelanto")
                    @RequestParam(required = false)
                    @Nullable
                    String q,
            @Parameter(description = "Only entries in use on that day, Pacific time", example = "2026-11-21")
                    @RequestParam(required = false)
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable
                    LocalDate on) {
        return desk.items(ListKey.parse(list), q, on);
    }

    @GetMapping("/{list}/{id}")
    @Operation(summary = "One entry")
    ListItem item(@Parameter(example = "facility") @PathVariable String list, @PathVariable ItemId id) {
        return desk.item(ListKey.parse(list), id);
    }

    @PostMapping("/{list}")
    @PreAuthorize("hasRole('STEWARD')")
    @Operation(summary = "Add an entry")
    @ApiResponse(responseCode = "201", description = "Added; Location names it")
    @ApiResponse(responseCode = "422", description = "A field is wrong, or the code is in use during that period")
    ResponseEntity<ListItem> add(
            @Parameter(example = "agency") @PathVariable String list, @Valid @RequestBody NewItem request, Actor by) {
        var key = ListKey.parse(list);
        var added = desk.add(request.toDraft(key), by);
        return ResponseEntity.created(URI.create("/api/v1/lists/" + key.slug() + "/" + added.id()))
                .body(added);
    }

    @PutMapping("/{list}/{id}")
    @PreAuthorize("hasRole('STEWARD')")
    @Operation(summary = "Put an entry right that was wrong from the beginning; its code stays")
    @ApiResponse(responseCode = "200", description = "Corrected")
    @ApiResponse(responseCode = "409", description = "Somebody else changed it meanwhile")
    ListItem correct(
            @Parameter(example = "agency") @PathVariable String list,
            @PathVariable ItemId id,
            @Valid @RequestBody ChangedItem request,
            Actor by) {
        var item = desk.item(ListKey.parse(list), id);
        return desk.correct(id, request.version(), request.toDraft(item), by);
    }

    @PostMapping("/{list}/{id}/replacement")
    @PreAuthorize("hasRole('STEWARD')")
    @Operation(summary = "From a day on something else holds under the same code; the entry ends there")
    @ApiResponse(responseCode = "201", description = "Replaced; Location names what holds from then on")
    ResponseEntity<ListItem> replace(
            @Parameter(example = "rule") @PathVariable String list,
            @PathVariable ItemId id,
            @Valid @RequestBody ChangedItem request,
            Actor by) {
        var item = desk.item(ListKey.parse(list), id);
        var next = desk.replace(id, request.version(), request.toDraft(item), by);
        return ResponseEntity.created(URI.create("/api/v1/lists/" + next.list().slug() + "/" + next.id()))
                .body(next);
    }

    @PostMapping("/{list}/{id}/end")
    @PreAuthorize("hasRole('STEWARD')")
    @Operation(summary = "End an entry; old records keep its words")
    @ApiResponse(responseCode = "200", description = "Ended")
    @ApiResponse(
            responseCode = "422",
            description = "The day is not after its first day, or it is a rule, which is replaced instead")
    ListItem end(
            @Parameter(example = "agency") @PathVariable String list,
            @PathVariable ItemId id,
            @Valid @RequestBody End request,
            Actor by) {
        return desk.end(ListKey.parse(list), id, request.version(), request.validTo(), by);
    }

    record NewItem(
            @NotBlank @Schema(example = "PORT_POLICE") String code,
            @NotBlank @Schema(example = "Port police") String english,

            @NotBlank @Schema(example = "Policía del puerto")
            String spanish,

            @Schema(description = "What this list has beside labels; left out for a plain list") @Nullable
            Particulars particulars,

            @NotNull @Schema(example = "2026-12-01") LocalDate validFrom,

            @Schema(example = "2027-12-01", description = "First day it holds no more") @Nullable
            LocalDate validTo,

            @NotBlank @Schema(example = "Board, November 2026")
            String source) {

        ItemDraft toDraft(ListKey list) {
            return new ItemDraft(
                    list,
                    code,
                    english,
                    spanish,
                    particulars == null ? new Particulars.None() : particulars,
                    new Provenance(validFrom, validTo, source));
        }
    }

    record ChangedItem(
            @Schema(example = "0", description = "The version this change is based on")
            long version,

            @NotBlank @Schema(example = "Port police") String english,

            @NotBlank @Schema(example = "Policía del puerto")
            String spanish,

            @Nullable Particulars particulars,
            @NotNull @Schema(example = "2026-12-01") LocalDate validFrom,

            @Schema(example = "2027-12-01", description = "First day it holds no more") @Nullable
            LocalDate validTo,

            @NotBlank @Schema(example = "Board, November 2026")
            String source) {

        ItemDraft toDraft(ListItem item) {
            return new ItemDraft(
                    item.list(),
                    item.code(),
                    english,
                    spanish,
                    particulars == null ? item.particulars() : particulars,
                    new Provenance(validFrom, validTo, source));
        }
    }

    record End(
            @Schema(example = "0", description = "The version this change is based on")
            long version,

            @NotNull @Schema(example = "2027-01-01", description = "First day it holds no more")
            LocalDate validTo) {}
}
