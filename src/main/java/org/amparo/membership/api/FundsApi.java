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
import java.util.Set;
import org.amparo.kernel.CountyCode;
import org.amparo.membership.FundId;
import org.amparo.membership.FundRule;
import org.amparo.membership.FundRuleId;
import org.amparo.membership.FundShare;
import org.amparo.membership.FundSheet;
import org.amparo.membership.MembershipDesk;
import org.amparo.membership.OpenFund;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/funds")
@PreAuthorize("hasRole('STEWARD')")
@Tag(name = "Funds", description = "Who pays for representation, under which dated rules")
class FundsApi {

    private final MembershipDesk desk;

    FundsApi(MembershipDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    @Operation(summary = "All funds with their rules of all times")
    List<FundSheet> funds() {
        return desk.funds();
    }

    @GetMapping("/{id}")
    @Operation(summary = "One fund")
    FundSheet fund(@PathVariable FundId id) {
        return desk.fund(id);
    }

    @PostMapping
    @Operation(summary = "Open a fund with its rules and shares")
    @ApiResponse(responseCode = "201", description = "Opened; Location names it")
    @ApiResponse(
            responseCode = "422",
            description =
                    "A field is wrong or a rule contradicts itself; the answer names the field, for example rules[1].percent")
    ResponseEntity<FundSheet> open(@Valid @RequestBody Opening request, SignedIn by) {
        var shares = request.shares();
        var rules = request.rules();
        var fund = desk.open(
                new OpenFund(
                        request.name(),
                        request.payer(),
                        request.startsOn(),
                        request.endsOn(),
                        shares == null
                                ? List.of()
                                : shares.stream().map(Share::toShare).toList(),
                        rules == null
                                ? List.of()
                                : rules.stream().map(Rule::toRule).toList()),
                by.actor());
        return ResponseEntity.created(URI.create("/api/v1/funds/" + fund.id())).body(fund);
    }

    @PostMapping("/{id}/rules")
    @Operation(summary = "Another rule of its kind from a day on; the one in force on that day ends there")
    @ApiResponse(responseCode = "200", description = "In force from that day on")
    FundSheet setRule(@PathVariable FundId id, @Valid @RequestBody Ruling request, SignedIn by) {
        return desk.setRule(id, request.version(), request.rule().toRule(), by.actor());
    }

    @PostMapping("/{id}/rules/{rule}/end")
    @Operation(summary = "End a rule without another in its place")
    @ApiResponse(responseCode = "200", description = "Ended")
    FundSheet endRule(
            @PathVariable FundId id, @PathVariable FundRuleId rule, @Valid @RequestBody End request, SignedIn by) {
        return desk.endRule(id, request.version(), rule, request.on(), by.actor());
    }

    @PutMapping("/{id}/shares")
    @Operation(summary = "Agree the shares of the providers; they take the place of those before")
    @ApiResponse(responseCode = "200", description = "Agreed")
    FundSheet agreeShares(@PathVariable FundId id, @Valid @RequestBody Sharing request, SignedIn by) {
        return desk.agreeShares(
                id,
                request.version(),
                request.shares().stream().map(Share::toShare).toList(),
                by.actor());
    }

    @PostMapping("/{id}/closure")
    @Operation(summary = "Close a fund: it pays no more from that day on")
    @ApiResponse(responseCode = "200", description = "Closed")
    FundSheet close(@PathVariable FundId id, @Valid @RequestBody End request, SignedIn by) {
        return desk.close(id, request.version(), request.on(), by.actor());
    }

    record Share(
            @NotNull OrganizationId organization,
            @Schema(example = "40") int percent) {

        FundShare toShare() {
            return new FundShare(organization, percent);
        }
    }

    record Rule(
            @NotNull @Schema(example = "RESIDENT_OF") FundRule.Kind kind,

            @Schema(example = "[\"06037\"]", description = "FIPS codes; for RESIDENT_OF and NOT_RESIDENT_OF only")
            @Nullable
            Set<CountyCode> counties,

            @Schema(example = "200", description = "From 1 to 1000; for INCOME_BELOW_POVERTY_PERCENT only") @Nullable
            Integer percent,

            @NotNull @Schema(example = "2026-07-01") LocalDate validFrom,

            @Schema(example = "2027-07-01", description = "First day it holds no more") @Nullable
            LocalDate validTo,

            @NotBlank @Schema(example = "County contract, section 4")
            String source) {

        FundRule toRule() {
            return new FundRule(
                    kind, counties == null ? Set.of() : Set.copyOf(counties), percent, validFrom, validTo, source);
        }
    }

    record Opening(
            @NotBlank @Schema(example = "County justice fund")
            String name,

            @NotBlank @Schema(example = "County of Los Angeles")
            String payer,

            @NotNull @Schema(example = "2026-07-01") LocalDate startsOn,

            @Schema(example = "2029-07-01", description = "First day it pays no more") @Nullable
            LocalDate endsOn,

            @Nullable List<@Valid @NotNull Share> shares,
            @Nullable List<@Valid @NotNull Rule> rules) {}

    record Ruling(
            @Schema(example = "0", description = "The version this change is based on")
            long version,

            @NotNull @Valid Rule rule) {}

    record Sharing(
            @Schema(example = "0", description = "The version this change is based on")
            long version,

            @NotNull List<@Valid @NotNull Share> shares) {}

    record End(
            @Schema(example = "0", description = "The version this change is based on")
            long version,

            @NotNull @Schema(example = "2027-07-01") LocalDate on) {}
}
