package org.amparo.membership.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.amparo.membership.Agreement;
import org.amparo.membership.FreshSignIn;
import org.amparo.membership.MembershipDesk;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.OrganizationKind;
import org.amparo.membership.OrganizationSheet;
import org.amparo.membership.RegisterOrganization;
import org.amparo.membership.SignedIn;
import org.amparo.membership.SuspensionReason;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/organizations")
@PreAuthorize("hasRole('STEWARD')")
@Tag(name = "Organizations", description = "Who belongs to the coalition, and in what standing")
class OrganizationsApi {

    private final MembershipDesk desk;

    OrganizationsApi(MembershipDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    @Operation(summary = "All organizations, by name")
    List<OrganizationSheet> organizations() {
        return desk.organizations();
    }

    @GetMapping("/{id}")
    @Operation(summary = "One organization")
    OrganizationSheet organization(@PathVariable OrganizationId id) {
        return desk.organization(id);
    }

    @PostMapping
    @Operation(summary = "Admit an organization with its signed agreement, or keep it as an applicant without one")
    @ApiResponse(responseCode = "201", description = "Registered; Location names it")
    @ApiResponse(responseCode = "422", description = "A field is wrong, or the name is in use")
    ResponseEntity<OrganizationSheet> register(@Valid @RequestBody Registration request, SignedIn by) {
        var agreement = request.agreement();
        var organization = desk.register(
                new RegisterOrganization(
                        request.name(), request.kind(), agreement == null ? null : agreement.toAgreement()),
                by.actor());
        return ResponseEntity.created(URI.create("/api/v1/organizations/" + organization.id()))
                .body(organization);
    }

    @PostMapping("/{id}/admission")
    @Operation(summary = "Admit an applicant with its signed agreement")
    @ApiResponse(responseCode = "200", description = "Admitted")
    @ApiResponse(responseCode = "409", description = "It is no applicant, or somebody else changed it meanwhile")
    OrganizationSheet admit(@PathVariable OrganizationId id, @Valid @RequestBody Signing request, SignedIn by) {
        return desk.admit(id, request.version(), request.agreement().toAgreement(), by.actor());
    }

    @PostMapping("/{id}/agreement")
    @Operation(summary = "A newly signed agreement takes the place of the one before")
    @ApiResponse(responseCode = "200", description = "Renewed")
    OrganizationSheet renew(@PathVariable OrganizationId id, @Valid @RequestBody Signing request, SignedIn by) {
        return desk.renew(id, request.version(), request.agreement().toAgreement(), by.actor());
    }

    @FreshSignIn
    @PostMapping("/{id}/suspension")
    @Operation(summary = "Suspend: live offers are recalled, its people have no access from their next request")
    @ApiResponse(responseCode = "200", description = "Suspended")
    @ApiResponse(responseCode = "409", description = "It is not admitted, or the last steward would lose access")
    OrganizationSheet suspend(@PathVariable OrganizationId id, @Valid @RequestBody Suspension request, SignedIn by) {
        return desk.suspend(id, request.version(), request.reason(), by.actor());
    }

    @PostMapping("/{id}/reinstatement")
    @Operation(summary = "Lift a suspension")
    @ApiResponse(responseCode = "200", description = "Reinstated")
    OrganizationSheet reinstate(@PathVariable OrganizationId id, @RequestBody Seen request, SignedIn by) {
        return desk.reinstate(id, request.version(), by.actor());
    }

    @FreshSignIn
    @PostMapping("/{id}/departure")
    @Operation(summary = "Part ways for good")
    @ApiResponse(responseCode = "200", description = "Left")
    OrganizationSheet part(@PathVariable OrganizationId id, @RequestBody Seen request, SignedIn by) {
        return desk.partWays(id, request.version(), by.actor());
    }

    record SignedAgreement(
            @NotNull @Schema(example = "2026-11-02") LocalDate signedOn,
            @NotBlank @Schema(example = "Rosa Delgado") String signatory,

            @NotBlank @Schema(example = "MOU 2026/17", description = "Where the signed paper is kept")
            String document,

            @Schema(example = "2028-01-01", description = "First day it holds no more") @Nullable
            LocalDate expiresOn) {

        Agreement toAgreement() {
            return new Agreement(signedOn, signatory, document, expiresOn);
        }
    }

    record Registration(
            @NotBlank @Schema(example = "Jacaranda Legal Aid")
            String name,

            @NotNull @Schema(example = "PROVIDER") OrganizationKind kind,
            @Valid @Nullable SignedAgreement agreement) {}

    record Signing(
            @Schema(example = "0", description = "The version this change is based on")
            long version,

            @NotNull @Valid SignedAgreement agreement) {}

    record Suspension(
            @Schema(example = "0", description = "The version this change is based on")
            long version,

            @NotNull @Schema(example = "AGREEMENT_BREACHED") SuspensionReason reason) {}

    record Seen(
            @Schema(example = "0", description = "The version this change is based on")
            long version) {}
}
