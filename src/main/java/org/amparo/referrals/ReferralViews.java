package org.amparo.referrals;

import org.amparo.intake.CaseFacts;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** Referrals as others may see them. */
@Mapper
interface ReferralViews {

    @Mapping(target = "id", source = "referral.id")
    @Mapping(target = "caseFile", source = "referral.caseFile")
    @Mapping(target = "round", source = "referral.round")
    @Mapping(target = "urgency", source = "referral.urgency")
    @Mapping(target = "fund", source = "referral.fund")
    @Mapping(target = "status", source = "status")
    @Mapping(target = "facts", source = "facts")
    @Mapping(target = "held", source = "referral.held")
    @Mapping(target = "looked", source = "referral.looked")
    @Mapping(target = "objection", source = "referral.objection")
    @Mapping(target = "question", source = "question")
    @Mapping(target = "reserved", source = "reserved")
    ReferralView view(
            Referral referral,
            ReferralStatus status,
            String providerName,
            @Nullable String fundName,
            @Nullable OfferFacts facts,
            @Nullable PlacementQuestion question,
            @Nullable Reserved reserved);

    OfferFacts facts(CaseFacts facts);
}
