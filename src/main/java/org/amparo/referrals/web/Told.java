package org.amparo.referrals.web;

import java.util.Optional;
import org.amparo.catalog.Catalog;
import org.amparo.catalog.Court;
import org.amparo.catalog.Facility;
import org.amparo.catalog.Language;
import org.amparo.referrals.OfferFacts;
import org.jspecify.annotations.Nullable;

/** The coded facts of an offer with the entries of the lists behind their codes, for a page to put into words. */
record Told(
        OfferFacts facts,
        @Nullable Facility facility,
        @Nullable Court court,
        @Nullable Language language) {

    static @Nullable Told of(@Nullable OfferFacts facts, Catalog catalog) {
        return facts == null
                ? null
                : new Told(
                        facts,
                        Optional.ofNullable(facts.facility())
                                .flatMap(catalog::facility)
                                .orElse(null),
                        Optional.ofNullable(facts.court())
                                .flatMap(catalog::court)
                                .orElse(null),
                        Optional.ofNullable(facts.language())
                                .flatMap(catalog::language)
                                .orElse(null));
    }
}
