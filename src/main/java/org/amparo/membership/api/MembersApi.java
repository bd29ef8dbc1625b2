package org.amparo.membership.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.amparo.membership.EnrolMember;
import org.amparo.membership.FreshSignIn;
import org.amparo.membership.MemberId;
import org.amparo.membership.MemberSheet;
import org.amparo.membership.MembershipDesk;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.Role;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/members")
@PreAuthorize("hasRole('STEWARD')")
@Tag(name = "Members", description = "The people of the coalition and what they may do")
class MembersApi {

    private final MembershipDesk desk;

    MembersApi(MembershipDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    @Operation(summary = "Everybody, those released last")
    List<MemberSheet> members(
            @Parameter(description = "Only the people of that organization") @RequestParam(required = false) @Nullable
                    OrganizationId organization) {
        return desk.members(organization);
    }

    @GetMapping("/{id}")
    @Operation(summary = "One member")
    MemberSheet member(@PathVariable MemberId id) {
        return desk.member(id);
    }

    @FreshSignIn
    @PostMapping
    @Operation(summary = "Enrol a person; the first sign-in with the verified e-mail address binds them")
    @ApiResponse(responseCode = "201", description = "Enrolled; Location names them")
    @ApiResponse(
            responseCode = "422",
            description = "The address is in use, or the roles do not fit the organization or each other")
    ResponseEntity<MemberSheet> enrol(@Valid @RequestBody Enrolment request, SignedIn by) {
        var member = desk.enrol(
                new EnrolMember(
                        request.organization(), request.name(), request.email(), request.language(), request.roles()),
                by.actor());
        return ResponseEntity.created(URI.create("/api/v1/members/" + member.id()))
                .body(member);
    }

    @FreshSignIn
    @PutMapping("/{id}/roles")
    @Operation(summary = "Give a member other roles, in force at their next request")
    @ApiResponse(responseCode = "200", description = "Given")
    @ApiResponse(
            responseCode = "409",
            description = "The last steward would lose the role, or somebody else changed the member meanwhile")
    MemberSheet giveRoles(@PathVariable MemberId id, @Valid @RequestBody Roles request, SignedIn by) {
        return desk.giveRoles(id, request.version(), request.roles(), by.actor());
    }

    @PostMapping("/{id}/sign-out")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End every session and token of a member; they may sign in again")
    @ApiResponse(responseCode = "204", description = "Ended, within seconds on every node")
    void signOut(@PathVariable MemberId id, SignedIn by) {
        desk.signOut(id, by.actor());
    }

    @FreshSignIn
    @PostMapping("/{id}/release")
    @Operation(summary = "Release a member: no access from their next request")
    @ApiResponse(responseCode = "200", description = "Released")
    MemberSheet release(@PathVariable MemberId id, @RequestBody Release request, SignedIn by) {
        return desk.release(id, request.version(), by.actor());
    }

    record Enrolment(
            @NotNull OrganizationId organization,
            @NotBlank @Schema(example = "Ana Ríos") String name,

            @NotBlank @Schema(example = "ana@jacaranda.example")
            String email,

            @NotBlank
            @Schema(
                    example = "es",
                    allowableValues = {"en", "es"})
            String language,

            @NotEmpty @Schema(example = "[\"PROVIDER\"]") Set<Role> roles) {}

    record Roles(
            @Schema(example = "0", description = "The version this change is based on")
            long version,

            @NotEmpty @Schema(example = "[\"VOLUNTEER\", \"DISPATCHER\"]")
            Set<Role> roles) {}

    record Release(
            @Schema(example = "0", description = "The version this change is based on")
            long version) {}
}
