package org.amparo.membership;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The agreement an organization signed to take part.
 *
 * @param signatory who signed for the organization
 * @param document where the signed paper is kept: a file number or the name of a document, at most 200 characters
 * @param expiresOn first day it holds no more, {@code null} when it has no end; days in Pacific time
 */
public record Agreement(
        LocalDate signedOn,
        String signatory,
        String document,
        @Nullable LocalDate expiresOn) {}
