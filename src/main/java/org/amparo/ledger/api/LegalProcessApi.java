package org.amparo.ledger.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.Rejected;
import org.amparo.ledger.AnswerProcess;
import org.amparo.ledger.Counsel;
import org.amparo.ledger.LedgerDesk;
import org.amparo.ledger.ProcessId;
import org.amparo.ledger.ProcessIssuer;
import org.amparo.ledger.ProcessKind;
import org.amparo.ledger.ProcessResponse;
import org.amparo.ledger.ProcessScope;
import org.amparo.ledger.ProcessView;
import org.amparo.ledger.RegisterProcess;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The register of legal process received. */
@RestController
@RequestMapping("/api/v1/legal-process")
@PreAuthorize("hasRole('STEWARD')")
@Tag(name = "Legal process")
class LegalProcessApi {

    private final LedgerDesk desk;

    LegalProcessApi(LedgerDesk desk) {
        this.desk = desk;
    }

    record Received(
            @Nullable ProcessKind kind,
            @Nullable ProcessIssuer issuer,
            @Nullable LocalDate receivedOn,
            @Nullable LocalDate answerDue,
            @Nullable ProcessScope scope,
            @Nullable List<HumanReference> references,
            @Nullable Boolean secret) {}

    record Answer(
            @Nullable ProcessResponse response,
            @Nullable Counsel counsel,
            @Nullable LocalDate on) {}

    @GetMapping
    @Operation(summary = "Legal process received, the latest first, with what was done about it")
    List<ProcessView> list(SignedIn by) {
        return desk.processes(by);
    }

    @PostMapping
    @Operation(
            summary = "Register legal process that was received",
            description = "Codes, days and references only. There is no place for a name.")
    @ApiResponse(responseCode = "201", description = "It is registered, and can't be changed any more")
    ResponseEntity<ProcessView> register(@RequestBody Received request, SignedIn by) {
        var registered = desk.register(
                new RegisterProcess(
                        given("kind", request.kind()),
                        given("issuer", request.issuer()),
                        given("receivedOn", request.receivedOn()),
                        request.answerDue(),
                        given("scope", request.scope()),
                        request.references() == null ? List.of() : request.references(),
                        Boolean.TRUE.equals(request.secret())),
                by);
        return ResponseEntity.created(URI.create("/api/v1/legal-process/" + registered.id()))
                .body(registered);
    }

    @PostMapping("/{id}/answers")
    @Operation(summary = "Register what was done about it")
    ProcessView answer(@PathVariable ProcessId id, @RequestBody Answer request, SignedIn by) {
        return desk.answer(
                new AnswerProcess(
                        id,
                        given("response", request.response()),
                        given("counsel", request.counsel()),
                        given("on", request.on())),
                by);
    }

    private static <T> T given(String field, @Nullable T value) {
        if (value == null) {
            throw Rejected.invalid(field, "required");
        }
        return value;
    }
}
