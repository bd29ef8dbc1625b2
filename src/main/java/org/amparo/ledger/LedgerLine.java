package org.amparo.ledger;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.amparo.membership.MemberId;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the ledger.
 *
 * @param act what happened, the name of the event
 * @param member who did it; {@code null} for the system itself
 * @param subject what it happened to, by its kind and id
 * @param reference how people call that, where it has a reference
 * @param ground why, as codes: the stage of disclosure, a reason, what was asked for
 */
public record LedgerLine(
        UUID id,
        Instant at,
        EntryKind kind,
        @Schema(example = "CaseFileRead") String act,
        @Nullable MemberId member,
        @Nullable String memberName,
        @Nullable OrganizationId organization,
        @Nullable String organizationName,
        @Schema(example = "Case") @Nullable String subjectKind,
        @Nullable UUID subject,
        @Schema(example = "K7MR-4QX") @Nullable String reference,
        @Schema(example = "FULL_FILE") @Nullable String ground) {}
