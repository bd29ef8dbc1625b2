package org.amparo.membership.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.Set;
import org.amparo.membership.MemberId;
import org.amparo.membership.MembershipDesk;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.Role;
import org.amparo.membership.SignedIn;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/me")
@PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER', 'PROVIDER', 'LEAD', 'STEWARD')")
@Tag(name = "Me")
class MeApi {

    private final MembershipDesk desk;

    MeApi(MembershipDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    @Operation(summary = "Who I am to Amparo, and what I may do")
    @ApiResponse(responseCode = "200", description = "The member behind the token, as membership knows them now")
    Me me(SignedIn me) {
        return new Me(me.member(), me.name(), me.organization(), me.organizationName(), me.roles(), me.language());
    }

    @PutMapping("/language")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Choose the language of my pages and mails")
    @ApiResponse(responseCode = "204", description = "Chosen")
    @ApiResponse(responseCode = "422", description = "Neither en nor es")
    void language(@Valid @RequestBody Language request, SignedIn me) {
        desk.speak(me, request.language());
    }

    @PostMapping("/sign-out")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End every session and token of mine, the one of this request included")
    @ApiResponse(responseCode = "204", description = "Ended, within seconds on every node")
    void signOut(SignedIn me) {
        desk.signOut(me.member(), me.actor());
    }

    record Me(
            MemberId member,
            @Schema(example = "Sam Iwasaki") String name,
            OrganizationId organization,
            @Schema(example = "Common Door Coalition") String organizationName,
            Set<Role> roles,
            @Schema(example = "es") String language) {}

    record Language(
            @Schema(
                    example = "es",
                    allowableValues = {"en", "es"})
            String language) {}
}
