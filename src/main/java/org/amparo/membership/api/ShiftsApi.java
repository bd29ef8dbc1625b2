package org.amparo.membership.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Set;
import org.amparo.membership.MemberId;
import org.amparo.membership.MembershipDesk;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.ShiftChangeKind;
import org.amparo.membership.ShiftId;
import org.amparo.membership.ShiftPlan;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/organizations/{id}/shifts")
@PreAuthorize("hasAnyRole('DISPATCHER', 'STEWARD')")
@Tag(name = "Shifts", description = "When volunteers of a hotline may act")
class ShiftsApi {

    private final MembershipDesk desk;

    ShiftsApi(MembershipDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    @Operation(summary = "The week and what differs from it")
    ShiftPlan plan(@PathVariable OrganizationId id, SignedIn by) {
        return desk.shifts(id, by);
    }

    @PutMapping("/rule")
    @PreAuthorize("hasRole('STEWARD')")
    @Operation(summary = "Let volunteers act during their shifts only, or at any time")
    ShiftPlan rule(@PathVariable OrganizationId id, @RequestBody Rule request, SignedIn by) {
        return desk.shiftsOnly(id, request.graceMinutes(), by);
    }

    @PostMapping("/weekly")
    @Operation(summary = "Add a shift on each of some days of the week")
    @ApiResponse(responseCode = "200", description = "The shifts as they are now")
    @ApiResponse(responseCode = "422", description = "Nobody of that hotline who logs calls, or no day")
    ShiftPlan add(@PathVariable OrganizationId id, @Valid @RequestBody Weekly request, SignedIn by) {
        return desk.addShifts(id, request.member(), request.days(), request.starts(), request.ends(), by);
    }

    @DeleteMapping("/weekly/{shift}")
    @Operation(summary = "End a weekly shift from tomorrow on")
    ShiftPlan end(@PathVariable OrganizationId id, @PathVariable ShiftId shift, SignedIn by) {
        return desk.endShift(id, shift, by);
    }

    @PostMapping("/changes")
    @Operation(summary = "Say how one day differs, and who stands in")
    ShiftPlan change(@PathVariable OrganizationId id, @Valid @RequestBody Change request, SignedIn by) {
        return desk.changeShift(
                id,
                request.member(),
                request.kind(),
                request.standIn(),
                request.on(),
                request.starts(),
                request.ends(),
                by);
    }

    @DeleteMapping("/changes/{change}")
    @Operation(summary = "Take back what differed")
    ShiftPlan takeBack(@PathVariable OrganizationId id, @PathVariable ShiftId change, SignedIn by) {
        return desk.takeBackChange(id, change, by);
    }

    record Rule(
            @Schema(example = "30", description = "Minutes to finish what was begun; null for at any time") @Nullable
            Integer graceMinutes) {}

    record Weekly(
            @NotNull MemberId member,
            @NotEmpty Set<DayOfWeek> days,

            @NotNull @Schema(type = "string", example = "16:00", description = "Pacific time")
            LocalTime starts,

            @NotNull
            @Schema(type = "string", example = "20:00", description = "Pacific time; past midnight when no later")
            LocalTime ends) {}

    record Change(
            @NotNull MemberId member,
            @NotNull ShiftChangeKind kind,
            @Nullable MemberId standIn,
            @NotNull LocalDate on,

            @NotNull @Schema(type = "string", example = "16:00")
            LocalTime starts,

            @NotNull @Schema(type = "string", example = "20:00")
            LocalTime ends) {}
}
