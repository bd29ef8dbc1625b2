package org.amparo.membership;

import java.util.Comparator;
import java.util.List;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** What a steward sees of an aggregate. */
@Mapper
interface MembershipViews {

    OrganizationSheet toSheet(Organization organization);

    List<OrganizationSheet> toSheets(List<Organization> organizations);

    @Mapping(target = "organizationName", source = "organizationName")
    @Mapping(target = "name", source = "member.name")
    MemberSheet toSheet(Member member, String organizationName);

    @Mapping(target = "shares", source = "shares")
    @Mapping(target = "rules", expression = "java(rules(fund))")
    FundSheet toSheet(Fund fund, List<FundSheet.Share> shares);

    default List<FundSheet.Rule> rules(Fund fund) {
        return fund.rules().stream()
                .map(dated -> new FundSheet.Rule(dated.id(), dated.toRule()))
                .sorted(Comparator.comparing(
                                (FundSheet.Rule rule) -> rule.rule().kind())
                        .thenComparing(rule -> rule.rule().validFrom(), Comparator.reverseOrder()))
                .toList();
    }
}
